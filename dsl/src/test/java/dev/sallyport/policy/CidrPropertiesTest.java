package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Blocks against arithmetic on big integers. */
class CidrPropertiesTest {
  private static final BigInteger TWO = BigInteger.TWO;

  @Provide
  Arbitrary<Cidr> blocks() {
    Arbitrary<Long> bits =
        Arbitraries.oneOf(
            Arbitraries.of(0L, -1L, 1L, 1L << 63, 1L << 32, 1L << 31, 0xFFFFL << 48),
            Arbitraries.longs());
    return Combinators.combine(
            Arbitraries.of(true, false), bits, bits, Arbitraries.integers().between(0, 128))
        .as(CidrPropertiesTest::block);
  }

  private static Cidr block(boolean isIpv6, long high, long low, int length) {
    int prefix = isIpv6 ? length : length % 33;
    int width = isIpv6 ? 128 : 32;
    BigInteger address = isIpv6 ? join(high, low) : BigInteger.valueOf(low & 0xFFFF_FFFFL);
    BigInteger network = address.shiftRight(width - prefix).shiftLeft(width - prefix);
    return new Cidr(isIpv6, network.shiftRight(64).longValue(), network.longValue(), prefix);
  }

  private static BigInteger join(long high, long low) {
    BigInteger unsigned = TWO.pow(64);
    return BigInteger.valueOf(high)
        .mod(unsigned)
        .shiftLeft(64)
        .add(BigInteger.valueOf(low).mod(unsigned));
  }

  private static BigInteger first(Cidr block) {
    return join(block.high(), block.low());
  }

  private static BigInteger last(Cidr block) {
    int width = block.isIpv6() ? 128 : 32;
    return first(block).add(TWO.pow(width - block.prefix())).subtract(BigInteger.ONE);
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void the_last_address_is_the_first_plus_the_size(@ForAll("blocks") Cidr block) {
    assertThat(join(block.lastHigh(), block.lastLow())).isEqualTo(last(block));
    assertThat(join(block.firstHigh(), block.low())).isEqualTo(first(block));
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void contains_means_from_first_to_last(@ForAll("blocks") Cidr a, @ForAll("blocks") Cidr b) {
    boolean expected =
        a.isIpv6() == b.isIpv6()
            && first(a).compareTo(first(b)) <= 0
            && last(a).compareTo(last(b)) >= 0;
    assertThat(a.contains(b)).isEqualTo(expected);
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void a_block_contains_what_is_cut_out_of_it(
      @ForAll("blocks") Cidr a, @ForAll long high, @ForAll long low, @ForAll int more) {
    int width = a.isIpv6() ? 128 : 32;
    int prefix = a.prefix() + Math.floorMod(more, width - a.prefix() + 1);
    BigInteger inside = first(a).add(join(high, low).mod(TWO.pow(width - a.prefix())));
    Cidr part = block(a.isIpv6(), inside.shiftRight(64).longValue(), inside.longValue(), prefix);
    assertThat(a.contains(part)).isTrue();
    assertThat(a.overlaps(part)).isTrue();
    assertThat(part.overlaps(a)).isTrue();
    assertThat(part.contains(a)).isEqualTo(prefix == a.prefix());
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void overlaps_means_a_shared_address(@ForAll("blocks") Cidr a, @ForAll("blocks") Cidr b) {
    boolean expected =
        a.isIpv6() == b.isIpv6() && first(a).max(first(b)).compareTo(last(a).min(last(b))) <= 0;
    assertThat(a.overlaps(b)).isEqualTo(expected);
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void the_order_is_family_then_address_then_prefix(
      @ForAll("blocks") Cidr a, @ForAll("blocks") Cidr b) {
    int expected =
        Comparator.comparing(Cidr::isIpv6)
            .thenComparing(CidrPropertiesTest::first)
            .thenComparing(Cidr::prefix)
            .compare(a, b);
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(expected));
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void prints_and_reads_back(@ForAll("blocks") Cidr block) {
    boolean mapped = block.isIpv6() && block.high() == 0 && block.low() >>> 32 == 0xFFFF;
    if (!mapped) {
      assertThat(Cidr.parse(block.toString())).isEqualTo(block);
    }
  }
}
