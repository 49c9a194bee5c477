package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  private static InvalidValueException refusal(String text) {
    try {
      throw new AssertionError("\"" + text + "\" was read as " + Cidr.parse(text));
    } catch (InvalidValueException e) {
      return e;
    }
  }

  @Nested
  class Reading {
    @ParameterizedTest
    @DisplayName("68, 77: every prefix length is fine; any IPv6 spelling is")
    @CsvSource({
      "0.0.0.0/0, 0.0.0.0/0",
      "10.0.0.0/8, 10.0.0.0/8",
      "1.2.3.4/32, 1.2.3.4/32",
      "128.0.0.0/1, 128.0.0.0/1",
      "::/0, ::/0",
      "2001:DB8:0::/32, 2001:db8::/32",
      "2001:db8::1/128, 2001:db8::1/128",
      "8000::/1, 8000::/1",
      "1:2:3:4::/64, 1:2:3:4::/64",
      "1:2:3:4:8000::/65, 1:2:3:4:8000::/65",
      "1:2:3:4:5:6:7:8/128, 1:2:3:4:5:6:7:8/128"
    })
    void accepts_a_network_and_a_prefix_length(String text, String canonical) {
      assertThat(Cidr.parse(text)).hasToString(canonical);
    }

    @Test
    @DisplayName("64: a bare address is refused, with the way to write it")
    void refuses_a_bare_address() {
      InvalidValueException e = refusal("10.0.0.1");
      assertThat(e.violation()).isEqualTo(Violation.CIDR_SYNTAX);
      assertThat(e).hasMessageContaining("/32");
    }

    @ParameterizedTest
    @DisplayName("63, 64, 71: anything but address/prefix is refused, zones too")
    @ValueSource(
        strings = {
          "",
          " ",
          "/",
          "10.0.0.0/",
          "/8",
          "10.0.0.0/33",
          "::/129",
          "10.0.0.0/-1",
          "10.0.0.0/+8",
          "10.0.0.0/8/8",
          "10.0.0.0/ 8",
          "10.0.0.0/8 ",
          "10.0.0.256/32",
          "fe80::%eth0/64",
          "10.0.0.0/255.0.0.0",
          "example.com/24",
          "10.0.0.0/0x8",
          "10.0.0.0/99999999999",
          "10.0.0.0/٨"
        })
    void refuses_any_other_form(String text) {
      assertThat(refusal(text).violation()).isEqualTo(Violation.CIDR_SYNTAX);
    }

    @ParameterizedTest
    @DisplayName("65: no leading zeros in octets and prefix length")
    @ValueSource(strings = {"010.0.0.0/8", "10.0.0.00/8", "10.0.0.0/08", "::/00", "10.0.0.0/000"})
    void refuses_leading_zeros(String text) {
      InvalidValueException e = refusal(text);
      assertThat(e.violation()).isEqualTo(Violation.CIDR_LEADING_ZEROS);
      assertThat(e).hasMessageContaining("drop them");
    }

    @ParameterizedTest
    @DisplayName("66: no IPv4-mapped IPv6")
    @ValueSource(strings = {"::ffff:10.0.0.0/104", "::ffff:0:0/96", "::FFFF:a00:1/128"})
    void refuses_ipv4_in_ipv6(String text) {
      InvalidValueException e = refusal(text);
      assertThat(e.violation()).isEqualTo(Violation.CIDR_IPV4_MAPPED);
      assertThat(e).hasMessageContaining("write the IPv4 form");
    }

    @ParameterizedTest
    @DisplayName(
        "67: no bits beyond the prefix length; the message names the block and the address")
    @CsvSource({
      "10.0.0.1/8, 10.0.0.0/8, 10.0.0.1/32",
      "10.0.0.255/31, 10.0.0.254/31, 10.0.0.255/32",
      "128.0.0.0/0, 0.0.0.0/0, 128.0.0.0/32",
      "2001:db8::1/64, 2001:db8::/64, 2001:db8::1/128",
      "2001:db8:0:1::/63, 2001:db8::/63, 2001:db8:0:1::/128",
      "1::1/65, 1::/65, 1::1/128",
      "1:2::/16, 1::/16, 1:2::/128",
      "::1/0, ::/0, ::1/128",
      "::1/127, ::/127, ::1/128"
    })
    void refuses_host_bits(String text, String block, String address) {
      InvalidValueException e = refusal(text);
      assertThat(e.violation()).isEqualTo(Violation.CIDR_HOST_BITS);
      assertThat(e)
          .hasMessageContaining("\"" + block + "\"")
          .hasMessageContaining("\"" + address + "\"");
    }
  }

  @Nested
  class FromBits {
    @ParameterizedTest
    @CsvSource({"false, -1", "false, 33", "true, -1", "true, 129"})
    void refuses_a_prefix_that_is_out_of_range(boolean isIpv6, int prefix) {
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> new Cidr(isIpv6, 0, 0, prefix))
          .withMessageContaining("/" + prefix)
          .satisfies(e -> assertThat(e.violation()).isEqualTo(Violation.CIDR_SYNTAX));
    }

    @Test
    void refuses_ipv4_bits_above_the_lower_32() {
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> new Cidr(false, 1, 0, 8));
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> new Cidr(false, 0, 1L << 32, 8));
    }
  }

  @Nested
  class Extent {
    @ParameterizedTest
    @CsvSource({
      "10.0.0.0/8, 10.0.0.0, 10.255.255.255",
      "1.2.3.4/32, 1.2.3.4, 1.2.3.4",
      "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
      "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
      "1:2:3:4::/64, 1:2:3:4::, 1:2:3:4:ffff:ffff:ffff:ffff",
      "1:2::/63, 1:2::, 1:2:0:1:ffff:ffff:ffff:ffff",
      "1::8000:0:0:0/65, 1::8000:0:0:0, 1::ffff:ffff:ffff:ffff",
      "::1/128, ::1, ::1"
    })
    void runs_from_first_to_last_inclusive(String text, String first, String last) {
      Cidr block = Cidr.parse(text);
      assertThat(new IpAddress(block.isIpv6(), block.firstHigh(), block.low())).hasToString(first);
      assertThat(new IpAddress(block.isIpv6(), block.lastHigh(), block.lastLow()))
          .hasToString(last);
    }
  }

  @Nested
  class Containment {
    @Test
    @DisplayName("section 2, row 24: families never mix")
    void keeps_the_families_apart() {
      Cidr all4 = Cidr.parse("0.0.0.0/0");
      Cidr all6 = Cidr.parse("::/0");
      assertThat(all4.contains(Cidr.parse("::/128"))).isFalse();
      assertThat(all6.contains(Cidr.parse("0.0.0.0/32"))).isFalse();
      assertThat(all4.overlaps(all6)).isFalse();
      assertThat(all6.overlaps(all4)).isFalse();
    }

    @Test
    void a_block_contains_itself_and_its_parts_only() {
      Cidr ten = Cidr.parse("10.0.0.0/8");
      assertThat(ten.contains(ten)).isTrue();
      assertThat(ten.contains(Cidr.parse("10.128.0.0/9"))).isTrue();
      assertThat(ten.contains(Cidr.parse("11.0.0.0/9"))).isFalse();
      assertThat(ten.contains(Cidr.parse("0.0.0.0/0"))).isFalse();
      assertThat(ten.overlaps(Cidr.parse("0.0.0.0/0"))).isTrue();
      assertThat(ten.overlaps(Cidr.parse("11.0.0.0/8"))).isFalse();
    }
  }
}
