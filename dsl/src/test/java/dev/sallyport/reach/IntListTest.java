package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntListTest {
  @Test
  void grows_as_items_come() {
    IntList list = new IntList(0);
    for (int i = 0; i < 100; i++) {
      assertThat(list.size()).isEqualTo(i);
      list.add(3 * i);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(list.get(i)).isEqualTo(3 * i);
      assertThat(list.array()[i]).isEqualTo(3 * i);
    }
    assertThat(list.toArray()).hasSize(100).contains(297);
  }

  @Test
  void forgets_what_is_behind_its_end() {
    IntList list = new IntList();
    list.add(5);
    list.add(6);
    list.add(7);
    list.set(1, 9);
    list.truncate(2);
    assertThat(list.toArray()).containsExactly(5, 9);
    list.clear();
    assertThat(list.size()).isZero();
    list.add(4);
    assertThat(list.toArray()).containsExactly(4);
  }

  @Test
  void sorts_its_items_and_no_more() {
    IntList list = new IntList();
    for (int item : new int[] {3, 1, 2, 0}) {
      list.add(item);
    }
    list.truncate(3);
    list.sort();
    assertThat(list.toArray()).containsExactly(1, 2, 3);
  }

  /** Few pairs and many are sorted in different ways. */
  @Test
  void sorts_pairs_by_first_then_second_from_a_place_on() {
    Random random = new Random(1);
    for (int pairs = 0; pairs < 80; pairs++) {
      for (int from : new int[] {0, 3}) {
        List<int[]> expected = new ArrayList<>();
        IntList list = new IntList();
        for (int i = 0; i < from; i++) {
          list.add(1_000 - i);
        }
        for (int i = 0; i < pairs; i++) {
          int first = random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(1 + pairs / 2);
          int second = random.nextInt(4) == 0 ? Integer.MAX_VALUE - i : random.nextInt(8);
          expected.add(new int[] {first, second});
          list.add(first);
          list.add(second);
        }
        expected.sort(
            Comparator.<int[]>comparingInt(pair -> pair[0]).thenComparing(pair -> pair[1]));
        list.sortPairs(from);
        for (int i = 0; i < from; i++) {
          assertThat(list.get(i)).isEqualTo(1_000 - i);
        }
        for (int i = 0; i < pairs; i++) {
          assertThat(list.get(from + 2 * i)).isEqualTo(expected.get(i)[0]);
          assertThat(list.get(from + 2 * i + 1)).isEqualTo(expected.get(i)[1]);
        }
      }
    }
  }
}
