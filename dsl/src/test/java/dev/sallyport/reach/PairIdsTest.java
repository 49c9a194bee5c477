package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairIdsTest {
  @Test
  void number_pairs_in_the_order_in_which_they_first_come() {
    Random random = new Random(1);
    PairIds ids = new PairIds();
    Map<List<Integer>, Integer> numbers = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      int first = random.nextInt(60);
      int second = random.nextInt(60);
      List<Integer> key = List.of(first, second);
      assertThat(ids.get(first, second)).isEqualTo(numbers.getOrDefault(key, -1));
      numbers.putIfAbsent(key, numbers.size());
      assertThat(ids.number(first, second)).isEqualTo(numbers.get(key));
      assertThat(ids.size()).isEqualTo(numbers.size());
    }
    numbers.forEach((key, id) -> assertThat(ids.get(key.get(0), key.get(1))).isEqualTo(id));
    assertThat(numbers).hasSizeGreaterThan(2_000);
  }

  @Test
  void keep_the_value_that_was_put() {
    PairIds ids = new PairIds();
    assertThat(ids.number(0, 0)).isZero();
    assertThat(ids.number(0, 0)).as("again").isZero();
    ids.put(1, 2, 30);
    assertThat(ids.get(1, 2)).isEqualTo(30);
    assertThat(ids.get(2, 1)).isEqualTo(-1);
    assertThat(ids.number(2, 1)).as("two pairs came before").isEqualTo(2);
  }
}
