package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All sets over three values, against sets over these, two others and "absent". */
class LabelSetTest {
  /** Two of them are what an example would be called. */
  private static final List<String> NAMED = List.of("a", "any", "any-2");

  private static final List<String> VALUES = List.of("a", "any", "any-2", "any-3", "b");

  /** No label value: stands for the label's absence. */
  private static final String ABSENT = "/";

  private static final List<LabelSet> ALL = all();

  private static List<LabelSet> all() {
    List<LabelSet> sets = new ArrayList<>();
    for (int mask = 0; mask < 8; mask++) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        if ((mask >> i & 1) != 0) {
          values.add(NAMED.get(i));
        }
      }
      sets.add(LabelSet.in(values));
      sets.add(LabelSet.otherThan(values));
      sets.add(LabelSet.in(values).complement());
      sets.add(LabelSet.otherThan(values).complement());
    }
    return sets;
  }

  private static Set<String> members(LabelSet set) {
    Set<String> members = new HashSet<>();
    for (String value : VALUES) {
      if (set.has(value)) {
        members.add(value);
      }
    }
    if (set.hasAbsent()) {
      members.add(ABSENT);
    }
    return members;
  }

  @Test
  void of_a_requirement_are_what_satisfies_it() {
    for (Requirement requirement :
        List.of(
            new Requirement("k", Operator.IN, List.of("a", "any")),
            new Requirement("k", Operator.NOT_IN, List.of("a", "any")),
            new Requirement("k", Operator.EXISTS, List.of()),
            new Requirement("k", Operator.DOES_NOT_EXIST, List.of()))) {
      LabelSet set = LabelSet.of(requirement);
      for (String value : VALUES) {
        assertThat(set.has(value)).isEqualTo(requirement.matches(Map.of("k", value)));
      }
      assertThat(set.hasAbsent()).as("%s", requirement).isEqualTo(requirement.matches(Map.of()));
    }
    assertThat(members(LabelSet.of("any"))).containsExactly("any");
    assertThat(members(LabelSet.in(List.of("a", "any")))).containsExactlyInAnyOrder("a", "any");
    assertThat(members(LabelSet.otherThan(List.of("a", "any"))))
        .containsExactlyInAnyOrder("any-2", "any-3", "b");
    assertThat(members(LabelSet.ANY)).hasSize(6);
  }

  @Test
  void combine_as_sets_do() {
    for (LabelSet a : ALL) {
      assertThat(a.isEmpty()).isEqualTo(members(a).isEmpty());
      assertThat(a.isAny()).isEqualTo(members(a).size() == 6);
      Set<String> missing = members(LabelSet.ANY);
      missing.removeAll(members(a));
      assertThat(members(a.complement())).isEqualTo(missing);
      for (LabelSet b : ALL) {
        Set<String> both = members(a);
        both.retainAll(members(b));
        assertThat(members(a.intersect(b))).as("%s and %s", a, b).isEqualTo(both);
        assertThat(a.intersect(b)).isEqualTo(b.intersect(a));
        assertThat(a.meets(b)).as("%s and %s", a, b).isEqualTo(!both.isEmpty());
        assertThat(a.containsAll(b))
            .as("%s and %s", a, b)
            .isEqualTo(members(a).containsAll(members(b)));
      }
    }
  }

  @Test
  void are_equal_exactly_if_they_have_the_same_members() {
    for (LabelSet a : ALL) {
      for (LabelSet b : ALL) {
        LabelSet made = a.intersect(b);
        for (LabelSet c : ALL) {
          boolean same = members(made).equals(members(c));
          assertThat(made.equals(c)).as("%s and %s", made, c).isEqualTo(same);
          assertThat(made.toString().equals(c.toString())).isEqualTo(same);
          if (same) {
            assertThat(made).hasSameHashCodeAs(c);
          }
        }
      }
    }
    assertThat(LabelSet.ANY).isNotEqualTo("any");
  }

  @Test
  void give_a_member_as_example_and_none_where_the_label_may_be_absent() {
    for (LabelSet set : ALL) {
      if (!set.isEmpty()) {
        LabelSet.Example example = set.example();
        assertThat(example.present()).as("%s", set).isNotEqualTo(set.hasAbsent());
        if (example.present()) {
          assertThat(members(set)).contains(example.value());
        } else {
          assertThat(example.value()).isEmpty();
        }
      }
    }
  }

  @Test
  void tell_which_values_they_name() {
    LabelSet some = LabelSet.in(List.of("a", "any"));
    assertThat(some.onlyValues()).containsExactly("a", "any");
    assertThat(some.mentioned()).containsExactly("a", "any");
    assertThat(some.complement().onlyValues()).isEmpty();
    assertThat(some.complement().mentioned()).containsExactly("a", "any");
    LabelSet orAbsent = LabelSet.otherThan(List.of("a")).complement();
    assertThat(orAbsent.onlyValues()).as("the label may be absent too").isEmpty();
    assertThat(orAbsent.mentioned()).containsExactly("a");
  }

  @Test
  void print_as_a_reader_would_write_them() {
    assertThat(LabelSet.of("a")).hasToString("IN [a]");
    assertThat(LabelSet.otherThan(List.of("a"))).hasToString("NOT_IN [a]");
    assertThat(LabelSet.of("a").complement()).hasToString("NOT_IN [a] or absent");
  }

  @Test
  void that_differ_mostly_have_different_hash_codes() {
    Set<Integer> hashCodes = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      hashCodes.add(LabelSet.of("v" + i).hashCode());
    }
    assertThat(hashCodes).hasSizeGreaterThan(450);
  }
}
