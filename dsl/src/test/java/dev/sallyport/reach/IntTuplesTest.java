package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntTuplesTest {
  @Test
  void numbers_tuples_in_the_order_in_which_they_first_come() {
    Random random = new Random(1);
    IntTuples tuples = new IntTuples();
    Map<List<Integer>, Integer> numbers = new HashMap<>();
    List<List<Integer>> ordered = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      int[] items = random.ints(2 + random.nextInt(4), -3, 9).toArray();
      int from = random.nextInt(2);
      int to = items.length - random.nextInt(2);
      List<Integer> key = Arrays.stream(items, from, to).boxed().toList();
      Integer expected = numbers.putIfAbsent(key, numbers.size());
      if (expected == null) {
        ordered.add(key);
      }
      assertThat(tuples.intern(items, from, to)).as("%s", key).isEqualTo(numbers.get(key));
      assertThat(tuples.size()).isEqualTo(numbers.size());
    }
    assertThat(ordered).hasSizeGreaterThan(500);
    for (int id = 0; id < ordered.size(); id++) {
      int[] again = ordered.get(id).stream().mapToInt(Integer::intValue).toArray();
      assertThat(tuples.intern(again)).as("%s again", ordered.get(id)).isEqualTo(id);
    }
    for (int id = 0; id < ordered.size(); id++) {
      List<Integer> expected = ordered.get(id);
      assertThat(tuples.length(id)).isEqualTo(expected.size());
      List<Integer> actual = new ArrayList<>();
      List<Integer> pooled = new ArrayList<>();
      for (int i = 0; i < tuples.length(id); i++) {
        actual.add(tuples.item(id, i));
        pooled.add(tuples.pool()[tuples.start(id) + i]);
      }
      assertThat(actual).isEqualTo(expected);
      assertThat(pooled).isEqualTo(expected);
      assertThat(tuples.end(id)).isEqualTo(tuples.start(id) + expected.size());
    }
  }

  /** At each size, also right after the table has grown. */
  @Test
  void finds_each_tuple_again_however_many_there_are() {
    for (int count = 0; count < 300; count++) {
      IntTuples tuples = new IntTuples();
      for (int i = 0; i < count; i++) {
        tuples.intern(i);
      }
      assertThat(tuples.intern()).as("none at all").isEqualTo(count);
      for (int i = 0; i < count; i++) {
        assertThat(tuples.intern(i)).isEqualTo(i);
      }
    }
  }

  @Test
  void takes_a_list_for_its_items() {
    IntTuples tuples = new IntTuples();
    IntList list = new IntList();
    list.add(7);
    list.add(8);
    assertThat(tuples.intern(7)).isZero();
    assertThat(tuples.intern(list)).isEqualTo(1);
    assertThat(tuples.intern(7, 8)).isEqualTo(1);
    assertThat(tuples.intern()).as("none at all").isEqualTo(2);
    assertThat(tuples.length(2)).isZero();
  }
}
