package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sets of addresses against bit sets over every address at which some block begins or ends. */
class AddressSetTest {
  private static final List<Cidr> BLOCKS =
      List.of(
          Cidr.parse("0.0.0.0/0"),
          Cidr.parse("0.0.0.0/1"),
          Cidr.parse("128.0.0.0/1"),
          Cidr.parse("0.0.0.0/32"),
          Cidr.parse("10.0.0.0/29"),
          Cidr.parse("10.0.0.0/30"),
          Cidr.parse("10.0.0.4/30"),
          Cidr.parse("10.0.0.7/32"),
          Cidr.parse("10.0.0.8/32"),
          Cidr.parse("255.255.255.255/32"),
          Cidr.parse("::/0"),
          Cidr.parse("::/1"),
          Cidr.parse("8000::/1"),
          Cidr.parse("::/128"),
          Cidr.parse("::/64"),
          Cidr.parse("0:0:0:1::/64"),
          Cidr.parse("0:0:0:1::/128"),
          Cidr.parse("::ffff:ffff:ffff:ffff/128"),
          Cidr.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"));

  /** First and last of each block and the addresses beside them, in order. */
  private static final List<IpAddress> POINTS = points();

  private static List<IpAddress> points() {
    TreeSet<IpAddress> points = new TreeSet<>();
    for (Cidr block : BLOCKS) {
      AddressRange range = AddressRange.of(block);
      AddressRange all = block.isIpv6() ? AddressRange.ALL_IPV6 : AddressRange.ALL_IPV4;
      points.add(range.first());
      points.add(range.last());
      if (!range.first().equals(all.first())) {
        points.add(AddressRange.previous(range.first()));
      }
      if (!range.last().equals(all.last())) {
        points.add(AddressRange.next(range.last()));
      }
    }
    return List.copyOf(points);
  }

  private static BitSet bits(List<Cidr> blocks) {
    BitSet bits = new BitSet();
    for (int i = 0; i < POINTS.size(); i++) {
      IpAddress point = POINTS.get(i);
      bits.set(i, blocks.stream().anyMatch(block -> AddressRange.of(block).contains(point)));
    }
    return bits;
  }

  private static BitSet bits(AddressSet set) {
    BitSet bits = new BitSet();
    for (int i = 0; i < POINTS.size(); i++) {
      bits.set(i, set.meets(AddressSet.ofAddresses(List.of(POINTS.get(i)))));
    }
    return bits;
  }

  private static List<Cidr> some(Random random) {
    List<Cidr> blocks = new ArrayList<>();
    for (int count = random.nextInt(5); count > 0; count--) {
      blocks.add(BLOCKS.get(random.nextInt(BLOCKS.size())));
    }
    return blocks;
  }

  @Test
  void have_the_members_that_their_blocks_have() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      List<Cidr> blocks = some(random);
      AddressSet set = AddressSet.ofBlocks(blocks);
      BitSet expected = bits(blocks);
      assertThat(bits(set)).as("%s", blocks).isEqualTo(expected);
      assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
      if (!expected.isEmpty()) {
        assertThat(set.example()).isEqualTo(POINTS.get(expected.nextSetBit(0)));
      }
    }
  }

  @Test
  void combine_as_sets_do() {
    Random random = new Random(2);
    List<AddressSet> whole =
        List.of(
            AddressSet.ALL,
            AddressSet.ALL_IPV4,
            AddressSet.ALL_IPV6,
            AddressSet.ofBlocks(List.of()));
    for (int i = 0; i < 600; i++) {
      AddressSet a = i < 40 ? whole.get(i % 4) : AddressSet.ofBlocks(some(random));
      AddressSet b = i % 10 == 0 ? whole.get(i / 10 % 4) : AddressSet.ofBlocks(some(random));
      BitSet both = bits(a);
      both.and(bits(b));
      BitSet rest = bits(a);
      rest.andNot(bits(b));
      assertThat(bits(a.intersect(b))).as("%s and %s", a, b).isEqualTo(both);
      assertThat(bits(a.minus(b))).as("%s without %s", a, b).isEqualTo(rest);
      assertThat(a.meets(b)).isEqualTo(!both.isEmpty());
      assertThat(a.minus(b).isEmpty()).as("%s without %s", a, b).isEqualTo(rest.isEmpty());
      assertSame(a.intersect(b), b.minus(b.minus(a)));
      assertSame(a.minus(b), a.minus(a.intersect(b)));
    }
  }

  private static void assertSame(AddressSet one, AddressSet other) {
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
  }

  @Test
  void are_equal_exactly_if_they_have_the_same_members() {
    Random random = new Random(3);
    int equal = 0;
    for (int i = 0; i < 3_000; i++) {
      List<Cidr> one = some(random);
      List<Cidr> other = some(random);
      AddressSet a = AddressSet.ofBlocks(one);
      AddressSet b = AddressSet.ofBlocks(other);
      boolean same = bits(one).equals(bits(other));
      assertThat(a.equals(b)).as("%s and %s", one, other).isEqualTo(same);
      assertThat(a.toString().equals(b.toString())).isEqualTo(same);
      if (same) {
        assertThat(a).hasSameHashCodeAs(b);
        equal++;
      }
    }
    assertThat(equal).isGreaterThan(100);
    AddressSet same = AddressSet.ALL;
    assertThat(AddressSet.ALL.equals(same)).isTrue();
    assertThat(AddressSet.ALL).isNotEqualTo("all");
  }

  @Test
  void of_halves_that_touch_are_whole() {
    assertSame(
        AddressSet.ofBlocks(List.of(Cidr.parse("128.0.0.0/1"), Cidr.parse("0.0.0.0/1"))),
        AddressSet.ALL_IPV4);
    assertSame(
        AddressSet.ofBlocks(List.of(Cidr.parse("8000::/1"), Cidr.parse("::/1"))),
        AddressSet.ALL_IPV6);
    assertSame(
        AddressSet.ofBlocks(List.of(Cidr.parse("0:0:0:1::/64"), Cidr.parse("::/64"))),
        AddressSet.ofBlocks(List.of(Cidr.parse("::/63"))));
    assertSame(
        AddressSet.ofBlocks(List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"))), AddressSet.ALL);
  }

  @Test
  void of_a_block_leave_out_its_exceptions() {
    Peer.IpBlock block =
        new Peer.IpBlock(
            Cidr.parse("10.0.0.0/29"),
            List.of(Cidr.parse("10.0.0.4/30"), Cidr.parse("10.0.0.1/32")));
    assertSame(
        AddressSet.of(block),
        AddressSet.ofBlocks(List.of(Cidr.parse("10.0.0.0/32"), Cidr.parse("10.0.0.2/31"))));
    assertSame(
        AddressSet.of(new Peer.IpBlock(Cidr.parse("10.0.0.0/29"), List.of())),
        AddressSet.ofBlocks(List.of(Cidr.parse("10.0.0.0/29"))));
  }

  @Test
  void that_differ_mostly_have_different_hash_codes() {
    Set<Integer> hashCodes = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      IpAddress address = new IpAddress(false, 0, 0x0A00_0000L + i);
      hashCodes.add(AddressSet.ofAddresses(List.of(address)).hashCode());
    }
    assertThat(hashCodes).hasSizeGreaterThan(450);
  }
}
