package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.Protocol;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

/** Sets of connections against bit sets, with ranges that touch and reach the ends. */
class ConnectionSetPropertiesTest {
  private static final int STRIDE = 65_536;

  @Provide
  Arbitrary<Tuple2<ConnectionSet, BitSet>> sets() {
    Arbitrary<Integer> ports =
        Arbitraries.oneOf(
            Arbitraries.of(1, 2, 3, 4, 80, 81, 82, 65_533, 65_534, 65_535),
            Arbitraries.integers().between(1, 65_535));
    return Combinators.combine(Arbitraries.of(Protocol.class), ports, ports)
        .as((protocol, a, b) -> new ConnectionSet.Range(protocol, Math.min(a, b), Math.max(a, b)))
        .list()
        .ofMaxSize(5)
        .map(ConnectionSetPropertiesTest::of);
  }

  private static Tuple2<ConnectionSet, BitSet> of(List<ConnectionSet.Range> ranges) {
    ConnectionSet set = ConnectionSet.NONE;
    BitSet bits = new BitSet();
    for (ConnectionSet.Range range : ranges) {
      set = set.union(ConnectionSet.of(range.protocol(), range.first(), range.last()));
      int base = range.protocol().ordinal() * STRIDE;
      bits.set(base + range.first(), base + range.last() + 1);
    }
    return Tuple.of(set, bits);
  }

  private static BitSet all() {
    BitSet all = new BitSet();
    for (int protocol = 0; protocol < 3; protocol++) {
      all.set(protocol * STRIDE + 1, protocol * STRIDE + STRIDE);
    }
    return all;
  }

  private static BitSet bits(ConnectionSet set) {
    return of(set.ranges()).get2();
  }

  @Property
  void a_union_has_the_members_of_both(
      @ForAll("sets") Tuple2<ConnectionSet, BitSet> a,
      @ForAll("sets") Tuple2<ConnectionSet, BitSet> b) {
    BitSet expected = (BitSet) a.get2().clone();
    expected.or(b.get2());
    same(a.get1().union(b.get1()), expected);
  }

  @Property
  void an_intersection_has_the_common_members(
      @ForAll("sets") Tuple2<ConnectionSet, BitSet> a,
      @ForAll("sets") Tuple2<ConnectionSet, BitSet> b) {
    BitSet expected = (BitSet) a.get2().clone();
    expected.and(b.get2());
    same(a.get1().intersect(b.get1()), expected);
  }

  @Property
  void a_difference_has_the_members_of_the_one_only(
      @ForAll("sets") Tuple2<ConnectionSet, BitSet> a,
      @ForAll("sets") Tuple2<ConnectionSet, BitSet> b) {
    BitSet expected = (BitSet) a.get2().clone();
    expected.andNot(b.get2());
    same(a.get1().subtract(b.get1()), expected);
    assertThat(b.get1().containsAll(a.get1())).isEqualTo(expected.isEmpty());
  }

  @Property
  void a_complement_has_what_is_missing(@ForAll("sets") Tuple2<ConnectionSet, BitSet> a) {
    BitSet expected = all();
    expected.andNot(a.get2());
    same(a.get1().complement(), expected);
  }

  /** Same members, and the same object in every respect as a set made of these members. */
  private static void same(ConnectionSet set, BitSet expected) {
    assertThat(bits(set)).isEqualTo(expected);
    assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
    assertThat(set.isAll()).isEqualTo(expected.equals(all()));
    ConnectionSet again = of(set.ranges()).get1();
    assertThat(set).isEqualTo(again).hasSameHashCodeAs(again).hasToString(again.toString());
    ConnectionSet.Range previous = null;
    for (ConnectionSet.Range range : set.ranges()) {
      if (previous != null && previous.protocol() == range.protocol()) {
        assertThat(range.first()).as("ranges are maximal").isGreaterThan(previous.last() + 1);
      } else if (previous != null) {
        assertThat(range.protocol()).isGreaterThan(previous.protocol());
      }
      previous = range;
    }
  }

  @Property
  void a_member_is_contained(
      @ForAll("sets") Tuple2<ConnectionSet, BitSet> a, @ForAll Protocol protocol) {
    for (int port : new int[] {1, 2, 3, 4, 5, 79, 80, 81, 82, 83, 30_000, 65_532, 65_534, 65_535}) {
      assertThat(a.get1().contains(protocol, port))
          .isEqualTo(a.get2().get(protocol.ordinal() * STRIDE + port));
    }
    for (ConnectionSet.Range range : a.get1().ranges()) {
      assertThat(a.get1().contains(range.protocol(), range.first())).isTrue();
      assertThat(a.get1().contains(range.protocol(), range.last())).isTrue();
    }
  }

  @Test
  void holds_ports_1_to_65535_of_three_protocols() {
    assertThat(ConnectionSet.ALL.ranges()).hasSize(3);
    assertThat(bits(ConnectionSet.ALL)).isEqualTo(all());
    assertThat(ConnectionSet.NONE.complement()).isEqualTo(ConnectionSet.ALL);
    assertThat(ConnectionSet.ALL.contains(Protocol.UDP, 0)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> ConnectionSet.of(Protocol.TCP, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ConnectionSet.of(Protocol.TCP, 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ConnectionSet.of(Protocol.TCP, 65_536));
  }

  @Test
  void prints_as_people_write_it() {
    ConnectionSet some =
        ConnectionSet.of(Protocol.TCP, 80)
            .union(ConnectionSet.of(Protocol.TCP, 8000, 8999))
            .union(ConnectionSet.of(Protocol.UDP))
            .union(ConnectionSet.of(Protocol.SCTP, 1, 5));
    assertThat(some).hasToString("TCP 80,8000-8999, UDP, SCTP 1-5");
    assertThat(some.ranges())
        .extracting(ConnectionSet.Range::toString)
        .containsExactly("TCP 80", "TCP 8000-8999", "UDP", "SCTP 1-5");
    assertThat(ConnectionSet.ALL).hasToString("all");
    assertThat(ConnectionSet.NONE).hasToString("none");
  }

  @Test
  void different_sets_mostly_have_different_hash_codes() {
    Set<Integer> hashCodes = new HashSet<>();
    for (int port = 1; port <= 500; port++) {
      hashCodes.add(ConnectionSet.of(Protocol.TCP, port).hashCode());
    }
    assertThat(hashCodes).hasSizeGreaterThan(450);
  }
}
