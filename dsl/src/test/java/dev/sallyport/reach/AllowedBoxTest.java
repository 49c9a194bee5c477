package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cover by boxes against trying every point of a small space. */
class AllowedBoxTest {
  private static final List<LabelCube> CUBES =
      List.of(LabelCube.ANY, cube("k=x"), cube("k!=x"), cube("k in (x,y)"), cube("k"), cube("!k"));

  /** With a second key. */
  private static final List<LabelCube> WIDE =
      List.of(LabelCube.ANY, cube("k=x,l"), cube("k!=x"), cube("!l"), cube("k,!l"), cube("l"));

  /** For each of these cubes, all that tells labels apart; the first half lacks the second key. */
  private static final List<Map<String, String>> LABELS =
      List.of(
          Map.of(),
          Map.of("k", "x"),
          Map.of("k", "y"),
          Map.of("k", "other"),
          Map.of("l", "y"),
          Map.of("k", "x", "l", "y"),
          Map.of("k", "y", "l", "y"),
          Map.of("k", "other", "l", "y"));

  private static final List<AddressSet> ADDRESSES =
      List.of(
          AddressSet.ALL,
          AddressSet.ALL_IPV4,
          AddressSet.ALL_IPV6,
          AddressSet.ofBlocks(List.of(Cidr.parse("10.0.0.0/8"))));

  private static final List<AddressSet> POINTS =
      List.of(address("1.1.1.1"), address("10.0.0.1"), address("::1"));

  private static final List<int[]> NUMBERS =
      List.of(
          AllowedBox.EVERY,
          numbers(new PolicyPort.Range(Protocol.TCP, 80, 80)),
          numbers(new PolicyPort.Range(Protocol.TCP, 80, 90)),
          numbers(PolicyPort.Range.allOf(Protocol.UDP)),
          PortSet.ALL.numbers());

  private static final int[] PORTS = {80, 81, 90, 91, 65_536 + 80, 2 * 65_536 + 1, 3 * 65_536 + 1};

  private static LabelCube cube(String selector) {
    LabelCube cube = LabelCube.of(Selector.parse(selector));
    if (cube == null) {
      throw new IllegalArgumentException(selector);
    }
    return cube;
  }

  private static AddressSet address(String text) {
    return AddressSet.ofAddresses(List.of(IpAddress.parse(text)));
  }

  private static int[] numbers(PolicyPort port) {
    return PortSet.of(List.of(port)).numbers();
  }

  private static <T> T one(Random random, List<T> of) {
    // Every second time the first, which is everything.
    return of.get(random.nextBoolean() ? 0 : random.nextInt(of.size()));
  }

  private static AllowedBox box(Random random) {
    return new AllowedBox(
        one(random, WIDE),
        random.nextBoolean() ? 7 : 1 + random.nextInt(7),
        one(random, CUBES),
        one(random, CUBES),
        one(random, ADDRESSES),
        one(random, NUMBERS),
        one(random, CUBES));
  }

  private static boolean has(int[] numbers, int port) {
    for (int i = 0; i < numbers.length; i += 2) {
      if (numbers[i] <= port && port <= numbers[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** One bit for each point of the space of the box. */
  private static BitSet points(AllowedBox box) {
    int count = 4;
    BitSet points = new BitSet();
    BitSet labels = new BitSet();
    BitSet self = labels(box.self());
    BitSet namespace = labels(box.namespace());
    BitSet pods = labels(box.pods());
    BitSet names = labels(box.names());
    int size = count * count * count * LABELS.size();
    for (int i = 0; i < size; i++) {
      labels.set(
          i,
          namespace.get(i % count)
              && pods.get(i / count % count)
              && names.get(i / count / count % count)
              && self.get(i / count / count / count));
    }
    int at = 0;
    for (int kind = 1; kind < 8; kind *= 2) {
      for (AddressSet address : POINTS) {
        for (int port : PORTS) {
          if ((box.kinds() & kind) != 0
              && box.addresses().meets(address)
              && has(box.numbers(), port)) {
            int offset = at;
            labels.stream().forEach(i -> points.set(offset + i));
          }
          at += size;
        }
      }
    }
    return points;
  }

  private static BitSet labels(LabelCube cube) {
    BitSet bits = new BitSet();
    for (int i = 0; i < LABELS.size(); i++) {
      bits.set(i, cube.has(LABELS.get(i)));
    }
    return bits;
  }

  @Test
  void is_covered_exactly_if_each_point_is_in_one_of_the_others() {
    Random random = new Random(1);
    int covered = 0;
    for (int i = 0; i < 120; i++) {
      AllowedBox box = box(random);
      BitSet left = points(box);
      List<AllowedBox> others = new ArrayList<>();
      for (int count = random.nextInt(6); count > 0; count--) {
        AllowedBox other = box(random);
        BitSet both = points(other);
        both.and(points(box));
        assertThat(box.meets(other)).as("%s meets %s", box, other).isEqualTo(!both.isEmpty());
        others.add(other);
        if (others.size() > 1) {
          left.andNot(points(other));
        }
      }
      if (!others.isEmpty()) {
        assertThat(box.isCovered(others, 1))
            .as("%s by %s from the second on", box, others)
            .isEqualTo(left.isEmpty());
        left.andNot(points(others.get(0)));
      }
      assertThat(box.isCovered(others, 0)).as("%s by %s", box, others).isEqualTo(left.isEmpty());
      covered += left.isEmpty() ? 1 : 0;
    }
    assertThat(covered).isBetween(10, 100);
  }

  @Test
  void is_covered_by_its_halves_along_each_axis() {
    AllowedBox all = AllowedBox.all(LabelCube.ANY);
    for (int axis = 0; axis < 7; axis++) {
      List<AllowedBox> halves = List.of(half(axis, true), half(axis, false));
      assertThat(all.isCovered(halves, 0)).as("axis %d", axis).isTrue();
      assertThat(all.isCovered(halves, 1)).as("axis %d", axis).isFalse();
      assertThat(all.isCovered(halves.subList(0, 1), 0)).as("axis %d", axis).isFalse();
      assertThat(halves.get(0).meets(halves.get(1))).isFalse();
    }
  }

  private static AllowedBox half(int axis, boolean first) {
    LabelCube cube = first ? cube("k=x") : cube("k!=x");
    int[] tcp = numbers(PolicyPort.Range.allOf(Protocol.TCP));
    return new AllowedBox(
        axis == 0 ? cube : LabelCube.ANY,
        axis == 1 ? (first ? 1 : 6) : 7,
        axis == 2 ? cube : LabelCube.ANY,
        axis == 3 ? cube : LabelCube.ANY,
        axis == 4 ? (first ? AddressSet.ALL_IPV4 : AddressSet.ALL_IPV6) : AddressSet.ALL,
        axis == 5 ? (first ? tcp : AllowedBox.minus(AllowedBox.EVERY, tcp)) : AllowedBox.EVERY,
        axis == 6 ? cube : LabelCube.ANY);
  }

  /** What the first box holds of other kinds need not be covered. */
  @Test
  void is_covered_by_boxes_that_share_no_more_than_its_kinds() {
    AllowedBox outside = AllowedBox.all(LabelCube.ANY).withKinds(AllowedBox.OUTSIDE);
    AllowedBox ipv4 = AllowedBox.all(LabelCube.ANY).withAddresses(AddressSet.ALL_IPV4);
    AllowedBox ipv6 = outside.withAddresses(AddressSet.ALL_IPV6);
    assertThat(outside.isCovered(List.of(ipv4, ipv6), 0)).isTrue();
    assertThat(outside.isCovered(List.of(ipv4), 0)).isFalse();
  }

  @Test
  void without_numbers_leaves_the_others() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      int[] one = random.nextBoolean() ? pairs(random) : AllowedBox.EVERY;
      int[] other = pairs(random);
      int[] left = AllowedBox.minus(one, other);
      for (int port = 0; port < 40; port++) {
        assertThat(has(left, port)).isEqualTo(has(one, port) && !has(other, port));
      }
      for (int j = 0; j < left.length; j += 2) {
        assertThat(left[j]).isLessThanOrEqualTo(left[j + 1]);
      }
    }
  }

  private static int[] pairs(Random random) {
    int[] ends = random.ints(0, 40).distinct().limit(2 * random.nextInt(4)).sorted().toArray();
    if (ends.length > 0 && random.nextBoolean()) {
      ends[1] = ends[0];
    }
    return ends;
  }
}
