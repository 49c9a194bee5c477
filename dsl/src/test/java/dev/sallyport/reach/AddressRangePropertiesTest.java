package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.IpAddress;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of addresses against arithmetic on big integers. */
class AddressRangePropertiesTest {

  @Provide
  Arbitrary<AddressRange> ranges() {
    Arbitrary<Long> bits =
        Arbitraries.oneOf(
            Arbitraries.of(0L, -1L, 1L, 2L, -2L, 1L << 63, 1L << 32, (1L << 32) - 1),
            Arbitraries.longs());
    Arbitrary<Long> high = Arbitraries.oneOf(Arbitraries.of(0L, -1L, 1L, 1L << 63), bits);
    return Combinators.combine(Arbitraries.of(true, false), high, bits, high, bits)
        .as(AddressRangePropertiesTest::range);
  }

  private static AddressRange range(boolean isIpv6, long h1, long l1, long h2, long l2) {
    IpAddress a = address(isIpv6, h1, l1);
    IpAddress b = address(isIpv6, h2, l2);
    return a.compareTo(b) <= 0 ? new AddressRange(a, b) : new AddressRange(b, a);
  }

  private static IpAddress address(boolean isIpv6, long high, long low) {
    return isIpv6 ? new IpAddress(true, high, low) : new IpAddress(false, 0, low & 0xFFFF_FFFFL);
  }

  private static BigInteger number(IpAddress address) {
    return new BigInteger(Long.toUnsignedString(address.high()))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(address.low())));
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void blocks_hold_exactly_the_addresses_in_order(@ForAll("ranges") AddressRange range) {
    List<Cidr> blocks = range.toCidrs();
    BigInteger next = number(range.first());
    for (Cidr block : blocks) {
      AddressRange part = AddressRange.of(block);
      assertThat(part.isIpv6()).isEqualTo(range.isIpv6());
      assertThat(number(part.first())).isEqualTo(next);
      next = number(part.last()).add(BigInteger.ONE);
    }
    assertThat(next).isEqualTo(number(range.last()).add(BigInteger.ONE));
    assertThat(blocks).hasSizeLessThanOrEqualTo(2 * (range.isIpv6() ? 128 : 32));
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void blocks_are_as_few_as_can_be(@ForAll("ranges") AddressRange range) {
    List<Cidr> blocks = range.toCidrs();
    for (int i = 1; i < blocks.size(); i++) {
      Cidr one = blocks.get(i - 1);
      Cidr two = blocks.get(i);
      int width = range.isIpv6() ? 128 : 32;
      boolean siblings =
          one.prefix() == two.prefix()
              && !number(AddressRange.of(one).first()).testBit(width - one.prefix());
      assertThat(siblings).as("%s and %s are one block", one, two).isFalse();
    }
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void containment_and_overlap_are_those_of_numbers(
      @ForAll("ranges") AddressRange a, @ForAll("ranges") AddressRange b) {
    boolean family = a.isIpv6() == b.isIpv6();
    assertThat(a.contains(b))
        .isEqualTo(
            family
                && number(a.first()).compareTo(number(b.first())) <= 0
                && number(b.last()).compareTo(number(a.last())) <= 0);
    assertThat(a.overlaps(b))
        .isEqualTo(
            family
                && number(a.first())
                        .max(number(b.first()))
                        .compareTo(number(a.last()).min(number(b.last())))
                    <= 0);
    assertThat(a.contains(b.first())).isEqualTo(a.contains(AddressRange.of(b.first())));
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void neighbours_are_one_away(@ForAll("ranges") AddressRange range) {
    if (!range.first().equals(range.last())) {
      assertThat(number(AddressRange.next(range.first())))
          .isEqualTo(number(range.first()).add(BigInteger.ONE));
      assertThat(number(AddressRange.previous(range.last())))
          .isEqualTo(number(range.last()).subtract(BigInteger.ONE));
    }
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void what_is_printed_reads_back(@ForAll("ranges") AddressRange range) {
    if (!mapped(range.first()) && !mapped(range.last())) {
      assertThat(AddressRange.parse(range.toString())).isEqualTo(range);
      assertThat(range.id()).isEqualTo(range.first() + "-" + range.last());
    }
  }

  private static boolean mapped(IpAddress address) {
    return address.isIpv6() && address.high() == 0 && address.low() >>> 32 == 0xFFFF;
  }

  @Property(edgeCases = EdgeCasesMode.MIXIN)
  void the_order_is_by_first_then_last(
      @ForAll("ranges") AddressRange a, @ForAll("ranges") AddressRange b) {
    int expected = a.first().compareTo(b.first());
    expected = expected != 0 ? expected : a.last().compareTo(b.last());
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0-10.255.255.255",
    "10.0.0.1, 10.0.0.1-10.0.0.1",
    "::1, ::1-::1",
    "2001:db8::-2001:db8::ff, 2001:db8::-2001:db8::ff",
    "0.0.0.0/0, 0.0.0.0-255.255.255.255"
  })
  void reads_blocks_addresses_and_ranges(String text, String range) {
    assertThat(AddressRange.parse(text)).hasToString(range);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.2-10.0.0.1", "10.0.0.1-::1", "-", "10.0.0.1-", "x", ""})
  void refuses_what_is_no_range(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
  }

  @Test
  void all_of_a_family_is_one_block() {
    assertThat(AddressRange.ALL_IPV4.toCidrs()).containsExactly(Cidr.parse("0.0.0.0/0"));
    assertThat(AddressRange.ALL_IPV6.toCidrs()).containsExactly(Cidr.parse("::/0"));
  }
}
