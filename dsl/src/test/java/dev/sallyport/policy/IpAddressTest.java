package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  private static Violation violation(String text) {
    try {
      throw new AssertionError("\"" + text + "\" was read as " + IpAddress.parse(text));
    } catch (InvalidValueException e) {
      assertThat(e).hasMessageStartingWith("\"" + text + "\"");
      return e.violation();
    }
  }

  @Nested
  class Ipv4 {
    @Test
    void is_held_in_the_lower_32_bits() {
      assertThat(IpAddress.parse("1.2.3.4")).isEqualTo(new IpAddress(false, 0, 0x0102_0304L));
      assertThat(IpAddress.parse("255.255.255.255").low()).isEqualTo(0xFFFF_FFFFL);
      assertThat(IpAddress.parse("0.0.0.0")).isEqualTo(new IpAddress(false, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ".",
          "1",
          "1.2.3",
          "1.2.3.",
          ".1.2.3",
          "1..2.3",
          "1.2.3.4.5",
          "1.2.3.256",
          "1.2.3.-4",
          "1.2.3.+4",
          "0x1.2.3.4",
          "1.2.3.4 ",
          " 1.2.3.4",
          "1.2.3.4444",
          "localhost",
          "١.2.3.4",
          "1.2.3.4%eth0",
          "1,2,3,4"
        })
    void is_four_numbers_up_to_255_and_nothing_else(String text) {
      assertThat(violation(text)).isEqualTo(Violation.CIDR_SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01.2.3.4", "1.2.3.04", "1.00.3.4", "010.0.0.1"})
    void has_no_leading_zeros(String text) {
      assertThat(violation(text)).isEqualTo(Violation.CIDR_LEADING_ZEROS);
    }

    @Test
    void has_no_bits_above_the_lower_32() {
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> new IpAddress(false, 1, 0))
          .withMessageContaining("32 bits");
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> new IpAddress(false, 0, 1L << 32));
    }
  }

  @Nested
  class Ipv6 {
    @ParameterizedTest
    @CsvSource({
      "::, ::",
      "::1, ::1",
      "1::, 1::",
      "0:0:0:0:0:0:0:0, ::",
      "2001:DB8::1, 2001:db8::1",
      "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
      "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
      "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
      "1:0:0:2:0:0:0:3, 1:0:0:2::3",
      "0:0:1:0:0:0:0:0, 0:0:1::",
      "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
      "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
      "1:2:3::8, 1:2:3::8",
      "fe80::, fe80::",
      "::1.2.3.4, ::102:304",
      "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
      "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
      "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void is_read_in_every_form_and_printed_in_the_canonical_one(String text, String canonical) {
      assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          ":",
          ":::",
          "1:",
          ":1",
          "1:2",
          "1:2:3:4:5:6:7",
          "1:2:3:4:5:6:7:8:9",
          "1::2::3",
          "12345::",
          "g::",
          "::1%eth0",
          "fe80::1%25eth0",
          "1:2:3:4:5:6:7:8::",
          "::1:2:3:4:5:6:7:8",
          "1::2:",
          ":1::2",
          "[::1]",
          "::-1",
          "::+1",
          "1:2:3:4::5:6:7:8",
          "::1 ",
          "::١"
        })
    void is_refused_in_any_other_form(String text) {
      assertThat(violation(text)).isEqualTo(Violation.CIDR_SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1.2.3.4::", "1.2.3.4::5", "1:1.2.3.4::", "::1.2.3.4:5", "1.2.3.4:5:6:7:8:9:a",
          "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4", "::1.2.3", "::1.2.3.4.5", "::256.2.3.4"
        })
    void holds_an_ipv4_address_only_as_its_last_32_bits(String text) {
      assertThat(violation(text)).isEqualTo(Violation.CIDR_SYNTAX);
    }

    @Test
    void has_no_leading_zeros_in_an_ipv4_part() {
      assertThat(violation("64:ff9b::192.0.02.33")).isEqualTo(Violation.CIDR_LEADING_ZEROS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:1.2.3.4", "::ffff:0:0", "0:0:0:0:0:FFFF:102:304"})
    void is_not_an_ipv4_address_in_disguise(String text) {
      assertThat(violation(text)).isEqualTo(Violation.CIDR_IPV4_MAPPED);
    }
  }

  @Nested
  class Order {
    @Test
    void is_ipv4_first_then_by_address_without_sign() {
      assertThat(IpAddress.parse("255.0.0.0")).isLessThan(IpAddress.parse("::"));
      assertThat(IpAddress.parse("127.0.0.1")).isLessThan(IpAddress.parse("128.0.0.1"));
      assertThat(IpAddress.parse("7fff::")).isLessThan(IpAddress.parse("8000::"));
      assertThat(IpAddress.parse("::7fff:0:0:1")).isLessThan(IpAddress.parse("::8000:0:0:1"));
      assertThat(IpAddress.parse("1::")).isGreaterThan(IpAddress.parse("::ffff:ffff:0:0"));
      assertThat(IpAddress.parse("1::")).isEqualByComparingTo(IpAddress.parse("1:0::"));
    }
  }

  @Test
  void as_a_block_is_just_itself() {
    assertThat(IpAddress.parse("1.2.3.4").toCidr()).hasToString("1.2.3.4/32");
    assertThat(IpAddress.parse("::1").toCidr()).hasToString("::1/128");
  }
}
