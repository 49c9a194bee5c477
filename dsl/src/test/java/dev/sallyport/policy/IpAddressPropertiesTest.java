package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Addresses with many zero groups, where the canonical form has its rules. */
class IpAddressPropertiesTest {
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
  void reads_literals_as_the_jdk_does(@ForAll("groups") int[] groups) throws UnknownHostException {
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
