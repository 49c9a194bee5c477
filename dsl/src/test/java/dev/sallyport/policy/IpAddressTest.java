package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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

  /** Addresses with many zero groups, where the canonical form has its rules. */
  static class Properties {
    @Provide
    Arbitrary<int[]> groups() {
      return Arbitraries.of(0, 0, 0, 1, 0xab, 0xffff, 0x8000).array(int[].class).ofSize(8);
    }

    private static IpAddress address(int[] groups) {
      long high = 0;
      long low = 0;
      for (int i = 0; i < 4; i++) {
        high = high << 16 | groups[i];
        low = low << 16 | groups[i + 4];
      }
      return new IpAddress(true, high, low);
    }

    private static boolean mapped(IpAddress address) {
      return address.high() == 0 && address.low() >>> 32 == 0xffff;
    }

    @Property
    void ipv6_prints_and_reads_back(@ForAll("groups") int[] groups) {
      IpAddress address = address(groups);
      if (!mapped(address)) {
        assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
      }
    }

    @Property
    void ipv6_prints_as_rfc_5952_says(@ForAll("groups") int[] groups) {
      assertThat(address(groups)).hasToString(rfc5952(groups));
    }

    /** Tries every way to shorten and takes the best, as section 4 words it. */
    private static String rfc5952(int[] groups) {
      String best = plain(groups, 0, 8);
      int bestLength = 1;
      for (int start = 0; start < 8; start++) {
        for (int end = start + 2; end <= 8; end++) {
          boolean zero = true;
          for (int i = start; i < end; i++) {
            zero &= groups[i] == 0;
          }
          if (zero && end - start > bestLength) {
            bestLength = end - start;
            best = plain(groups, 0, start) + "::" + plain(groups, end, 8);
          }
        }
      }
      return best;
    }

    private static String plain(int[] groups, int from, int to) {
      StringBuilder text = new StringBuilder();
      for (int i = from; i < to; i++) {
        text.append(i == from ? "" : ":").append(String.format("%x", groups[i]));
      }
      return text.toString();
    }

    @Property
    void reads_literals_as_the_jdk_does(@ForAll("groups") int[] groups)
        throws UnknownHostException {
      IpAddress address = address(groups);
      if (!mapped(address)) {
        byte[] bytes = InetAddress.getByName(plain(groups, 0, 8)).getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        assertThat(IpAddress.parse(plain(groups, 0, 8)))
            .isEqualTo(new IpAddress(true, buffer.getLong(), buffer.getLong()));
      }
    }

    @Property
    void ipv4_prints_and_reads_back(@ForAll int bits) {
      IpAddress address = new IpAddress(false, 0, Integer.toUnsignedLong(bits));
      assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
    }

    @Provide
    Arbitrary<String> addressLikeText() {
      return Arbitraries.of(
              "0", "1", "255", "256", "01", "ffff", "ABCD", "12345", ".", ".", ":", ":", "::", "/",
              "/0", "/24", "/033", "/128", "/129", "%", " ", "g", "1.2.3.4")
          .list()
          .ofMaxSize(12)
          .map(parts -> String.join("", parts));
    }

    @Property
    void any_text_is_read_or_refused_in_words(@ForAll String text) {
      readsOrRefuses(text);
    }

    @Property(tries = 5000)
    void any_text_near_the_syntax_is_read_or_refused_in_words(
        @ForAll("addressLikeText") String text) {
      readsOrRefuses(text);
    }

    private static void readsOrRefuses(String text) {
      try {
        IpAddress address = IpAddress.parse(text);
        assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
      } catch (InvalidValueException e) {
        assertThat(e.violation().name()).startsWith("CIDR_");
        assertThat(e).hasMessageStartingWith("\"" + text + "\" ");
      }
      try {
        Cidr block = Cidr.parse(text);
        assertThat(Cidr.parse(block.toString())).isEqualTo(block);
      } catch (InvalidValueException e) {
        assertThat(e.violation().name()).startsWith("CIDR_");
      }
    }
  }
}
