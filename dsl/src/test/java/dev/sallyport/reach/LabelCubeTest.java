package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cubes against sets of all label maps over three keys and three values. */
class LabelCubeTest {
  private static final List<String> KEYS = List.of("k", "l", "m");

  /** Selectors name the first two only, so that there is always another value. */
  private static final List<String> VALUES = List.of("x", "y", "z");

  private static final List<Map<String, String>> EVERY = every();

  private static List<Map<String, String>> every() {
    List<Map<String, String>> all = new ArrayList<>();
    for (int code = 0; code < 64; code++) {
      Map<String, String> labels = new HashMap<>();
      for (int i = 0; i < 3; i++) {
        int value = code >> 2 * i & 3;
        if (value < 3) {
          labels.put(KEYS.get(i), VALUES.get(value));
        }
      }
      all.add(labels);
    }
    return all;
  }

  private static Set<Map<String, String>> members(@Nullable LabelCube cube) {
    Set<Map<String, String>> members = new HashSet<>();
    for (Map<String, String> labels : EVERY) {
      if (cube != null && cube.has(labels)) {
        members.add(labels);
      }
    }
    return members;
  }

  private static Selector selector(Random random) {
    Map<String, String> matchLabels = new HashMap<>();
    List<Requirement> requirements = new ArrayList<>();
    for (String key : KEYS) {
      if (random.nextInt(4) == 0) {
        matchLabels.put(key, VALUES.get(random.nextInt(2)));
      }
      for (int count = random.nextInt(3); count > 0; count--) {
        Operator operator = Operator.values()[random.nextInt(4)];
        boolean values = operator == Operator.IN || operator == Operator.NOT_IN;
        int some = random.nextInt(3);
        requirements.add(
            new Requirement(
                key,
                operator,
                !values ? List.of() : some == 2 ? List.of("x", "y") : List.of(VALUES.get(some))));
      }
    }
    return new Selector(matchLabels, requirements);
  }

  private static LabelCube cube(Random random) {
    while (true) {
      LabelCube cube =
          random.nextInt(4) == 0
              ? LabelCube.exactly(EVERY.get(random.nextInt(64)))
              : LabelCube.of(selector(random));
      if (cube != null) {
        return cube;
      }
    }
  }

  private static LabelSet labelSet(Random random) {
    LabelSet set = LabelSet.otherThan(List.of(VALUES.get(random.nextInt(2))));
    return switch (random.nextInt(4)) {
      case 0 -> set;
      case 1 -> set.complement();
      case 2 -> LabelSet.of("y");
      default -> LabelSet.ABSENT;
    };
  }

  @Test
  void of_a_selector_has_what_the_selector_matches() {
    Random random = new Random(1);
    int contradictions = 0;
    for (int i = 0; i < 2_000; i++) {
      Selector selector = selector(random);
      LabelCube cube = LabelCube.of(selector);
      Set<Map<String, String>> expected = new HashSet<>();
      EVERY.stream().filter(selector::matches).forEach(expected::add);
      assertThat(members(cube)).as("%s", selector).isEqualTo(expected);
      assertThat(cube == null).as("%s", selector).isEqualTo(expected.isEmpty());
      contradictions += cube == null ? 1 : 0;
      if (cube != null) {
        assertThat(cube.keys()).isSorted().doesNotHaveDuplicates();
        assertThat(cube.isAny()).isEqualTo(selector.isEverything());
      }
    }
    assertThat(contradictions).isBetween(50, 1_500);
  }

  @Test
  void of_an_object_has_its_labels_only() {
    for (Map<String, String> labels : EVERY) {
      LabelCube cube = LabelCube.exactly(labels);
      assertThat(members(cube)).containsExactly(labels);
      assertThat(cube.isAny()).isFalse();
      assertThat(cube.get("other")).isEqualTo(LabelSet.ABSENT);
      assertThat(cube.example()).isEqualTo(labels);
    }
    assertThat(LabelCube.ANY.get("other")).isEqualTo(LabelSet.ANY);
  }

  @Test
  void combines_as_sets_do() {
    Random random = new Random(2);
    for (int i = 0; i < 1_500; i++) {
      LabelCube a = cube(random);
      LabelCube b = i % 20 == 0 ? LabelCube.ANY : cube(random);
      Set<Map<String, String>> both = members(a);
      both.retainAll(members(b));
      assertThat(a.meets(b)).as("%s and %s", a, b).isEqualTo(!both.isEmpty());
      LabelCube intersection = a.intersect(b);
      assertThat(members(intersection)).as("%s and %s", a, b).isEqualTo(both);
      assertThat(intersection == null).isEqualTo(both.isEmpty());
      assertThat(members(b.intersect(a))).isEqualTo(both);
      LabelCube open = LabelCube.of(selector(random));
      if (open != null) {
        assertThat(open.containsAll(a))
            .as("%s and %s", open, a)
            .isEqualTo(members(open).containsAll(members(a)));
      }
    }
  }

  @Test
  void with_a_key_constrained_has_what_satisfies_both() {
    Random random = new Random(3);
    for (int i = 0; i < 1_500; i++) {
      LabelCube cube = cube(random);
      String key = KEYS.get(random.nextInt(3));
      LabelSet set = labelSet(random);
      Set<Map<String, String>> expected = members(cube);
      expected.removeIf(
          labels -> labels.containsKey(key) ? !set.has(labels.get(key)) : !set.hasAbsent());
      LabelCube with = cube.with(key, set);
      assertThat(members(with)).as("%s with %s %s", cube, key, set).isEqualTo(expected);
      assertThat(with == null).isEqualTo(expected.isEmpty());
      if (with != null) {
        assertThat(with.get(key)).isEqualTo(cube.get(key).intersect(set));
        assertThat(with.keys()).isSorted();
      }
    }
  }

  @Test
  void without_others_leaves_what_is_in_none_of_them() {
    Random random = new Random(4);
    int covered = 0;
    for (int i = 0; i < 1_500; i++) {
      LabelCube cube = cube(random);
      List<LabelCube> others = new ArrayList<>();
      for (int count = random.nextInt(5); count > 0; count--) {
        LabelCube other = LabelCube.of(selector(random));
        if (other != null) {
          others.add(other);
        }
      }
      Set<Map<String, String>> expected = members(cube);
      others.forEach(other -> expected.removeAll(members(other)));
      Set<Map<String, String>> found = new HashSet<>();
      for (LabelCube piece : cube.allMinus(others)) {
        for (Map<String, String> labels : members(piece)) {
          assertThat(found.add(labels)).as("pieces are disjoint").isTrue();
        }
      }
      assertThat(found).as("%s without %s", cube, others).isEqualTo(expected);
      LabelCube some = cube.minus(others, 0);
      assertThat(some == null).as("%s without %s", cube, others).isEqualTo(expected.isEmpty());
      assertThat(expected).containsAll(members(some));
      covered += some == null ? 1 : 0;
      if (!others.isEmpty()) {
        Set<Map<String, String>> fewer = members(cube);
        others.subList(1, others.size()).forEach(other -> fewer.removeAll(members(other)));
        assertThat(cube.minus(others, 1) == null).as("from the second").isEqualTo(fewer.isEmpty());
      }
    }
    assertThat(covered).isBetween(200, 1_300);
  }

  @Test
  void gives_a_member_with_few_labels_as_example() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      LabelCube cube = cube(random);
      Map<String, String> example = cube.example();
      assertThat(cube.has(example)).as("%s", cube).isTrue();
      for (String key : example.keySet()) {
        assertThat(cube.get(key).hasAbsent()).as("%s needs %s", cube, key).isFalse();
      }
    }
  }

  @Test
  void is_equal_only_to_one_with_the_same_members() {
    Random random = new Random(6);
    int equal = 0;
    for (int i = 0; i < 1_500; i++) {
      Selector selector = selector(random);
      LabelCube a = LabelCube.of(selector);
      LabelCube b = i % 2 == 0 ? cube(random) : LabelCube.of(selector);
      if (a == null || b == null) {
        continue;
      }
      if (a.equals(b)) {
        assertThat(members(a)).isEqualTo(members(b));
        assertThat(a).hasSameHashCodeAs(b).hasToString(b.toString());
        equal++;
      }
      if (i % 2 == 1) {
        assertThat(a).isEqualTo(b);
      }
    }
    assertThat(equal).isGreaterThan(200);
    assertThat(LabelCube.exactly(Map.of())).isNotEqualTo(LabelCube.ANY).isNotEqualTo("exactly");
    assertThat(LabelCube.exactly(Map.of("k", "x")))
        .isNotEqualTo(LabelCube.of(Selector.parse("k=x")))
        .hasToString("exactly k IN [x]");
    assertThat(LabelCube.of(Selector.parse("k=x"))).hasToString("any k IN [x]");
  }

  @Test
  void names_the_keys_that_it_constrains() {
    assertThat(LabelCube.ANY.keys()).isEmpty();
    assertThat(LabelCube.exactly(Map.of("l", "y", "k", "x")).keys()).containsExactly("k", "l");
  }

  @Test
  void different_cubes_mostly_have_different_hash_codes() {
    Set<Integer> hashCodes = new HashSet<>();
    for (int i = 0; i < 250; i++) {
      hashCodes.add(LabelCube.exactly(Map.of("k", "v" + i)).hashCode());
      hashCodes.add(LabelCube.exactly(Map.of("k" + i, "v")).hashCode());
    }
    assertThat(hashCodes).hasSizeGreaterThan(450);
  }
}
