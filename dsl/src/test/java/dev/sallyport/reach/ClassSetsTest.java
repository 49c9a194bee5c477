package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sets of classes against bit sets. */
class ClassSetsTest {
  private static final int SIZE = 60;

  private static BitSet members(ClassSets sets, int set) {
    BitSet members = new BitSet();
    for (int c = 0; c < SIZE; c++) {
      members.set(c, sets.contains(set, c));
    }
    int previous = -1;
    BitSet listed = new BitSet();
    for (int i = 0; i < sets.length(set); i += 2) {
      assertThat(sets.item(set, i)).as("sorted, and apart").isGreaterThan(previous);
      previous = sets.item(set, i + 1);
      listed.set(sets.item(set, i), previous);
    }
    assertThat(listed).isEqualTo(members);
    assertThat(sets.count(set)).isEqualTo(members.cardinality());
    return members;
  }

  private static List<Integer> some(ClassSets sets, Random random) {
    List<Integer> some = new ArrayList<>(List.of(ClassSets.EMPTY, ClassSets.EVERYONE));
    for (int i = 0; i < 40; i++) {
      IntList list = new IntList();
      BitSet expected = new BitSet();
      int mostly = 1 + random.nextInt(6);
      boolean in = random.nextBoolean();
      for (int c = 0; c < SIZE; c++) {
        in = random.nextInt(mostly) == 0 ? !in : in;
        if (in) {
          list.add(c);
          expected.set(c);
        }
      }
      int set = sets.of(list);
      assertThat(members(sets, set)).isEqualTo(expected);
      some.add(set);
    }
    return some;
  }

  @Test
  void combine_as_sets_do() {
    ClassSets sets = new ClassSets(SIZE);
    List<Integer> some = some(sets, new Random(2));
    assertThat(members(sets, ClassSets.EMPTY).isEmpty()).isTrue();
    assertThat(members(sets, ClassSets.EVERYONE).cardinality()).isEqualTo(SIZE);
    for (int one : some) {
      for (int other : some) {
        BitSet both = members(sets, one);
        both.and(members(sets, other));
        int found = sets.intersect(one, other);
        assertThat(members(sets, found)).isEqualTo(both);
        assertThat(sets.intersect(other, one)).as("the same, by number").isEqualTo(found);
        assertThat(sets.intersect(one, other)).as("again").isEqualTo(found);
        BitSet either = members(sets, one);
        either.or(members(sets, other));
        assertThat(members(sets, sets.union(one, other))).isEqualTo(either);
        BitSet rest = members(sets, one);
        rest.andNot(members(sets, other));
        assertThat(members(sets, sets.minus(one, other))).isEqualTo(rest);
      }
    }
  }

  /** What a set's neighbours by number have in them must not matter. */
  @Test
  void combine_as_sets_do_in_whatever_order_they_were_made() {
    for (int seed = 0; seed < 8; seed++) {
      List<Integer> order = new ArrayList<>();
      for (int mask = 0; mask < 64; mask++) {
        order.add(mask);
      }
      Collections.shuffle(order, new Random(seed));
      ClassSets sets = new ClassSets(6);
      int[] numbers = new int[64];
      for (int mask : order) {
        numbers[mask] = sets.of(classes(mask));
      }
      for (int one = 0; one < 64; one++) {
        for (int other = 0; other < 64; other++) {
          assertThat(sets.intersect(numbers[one], numbers[other])).isEqualTo(numbers[one & other]);
          assertThat(sets.union(numbers[one], numbers[other])).isEqualTo(numbers[one | other]);
          assertThat(sets.minus(numbers[one], numbers[other])).isEqualTo(numbers[one & ~other]);
        }
      }
    }
  }

  private static IntList classes(int mask) {
    IntList classes = new IntList();
    for (int c = 0; c < 6; c++) {
      if ((mask >> c & 1) != 0) {
        classes.add(c);
      }
    }
    return classes;
  }

  @Test
  void are_made_of_intervals_that_join_where_they_touch() {
    ClassSets sets = new ClassSets(SIZE);
    sets.begin();
    sets.append(3, 3);
    sets.append(4, 6);
    sets.append(6);
    sets.append(9, 10);
    int set = sets.end();
    assertThat(sets.length(set)).isEqualTo(4);
    assertThat(members(sets, set)).hasToString("{4, 5, 6, 9}");
    sets.begin();
    assertThat(sets.end()).isEqualTo(ClassSets.EMPTY);
  }

  @Test
  void are_taken_over_with_new_numbers() {
    ClassSets one = new ClassSets(SIZE);
    ClassSets other = new ClassSets(SIZE);
    some(one, new Random(3));
    some(other, new Random(4));
    int[] numbers = one.adopt(other);
    assertThat(numbers).hasSize(other.size());
    for (int set = 0; set < numbers.length; set++) {
      assertThat(members(one, numbers[set])).isEqualTo(members(other, set));
    }
    assertThat(numbers[ClassSets.EVERYONE]).isEqualTo(ClassSets.EVERYONE);
  }

  @Test
  void of_no_classes_still_tell_nobody_from_everyone() {
    ClassSets sets = new ClassSets(0);
    assertThat(sets.size()).isEqualTo(2);
    assertThat(sets.count(ClassSets.EMPTY)).isZero();
  }
}
