package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Selectors of few keys and values, so that most label sets are near misses. */
class SelectorPropertiesTest {

  @Provide
  Arbitrary<Requirement> requirements() {
    return Combinators.combine(
            keys(), Arbitraries.of(Operator.values()), values().list().ofMinSize(1).ofMaxSize(3))
        .as(
            (key, operator, values) ->
                new Requirement(
                    key,
                    operator,
                    operator == Operator.IN || operator == Operator.NOT_IN ? values : List.of()));
  }

  @Provide
  Arbitrary<Selector> selectors() {
    return Combinators.combine(labelSets(), requirements().list().ofMaxSize(4)).as(Selector::new);
  }

  @Provide
  Arbitrary<Map<String, String>> labelSets() {
    return Arbitraries.maps(keys(), values()).ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> selectorLikeText() {
    return Arbitraries.of(
            "a", "b", "in", "notin", "=", "==", "!=", "!", ",", "(", ")", " ", "x.y/z", "-",
            "\u00e9", "\n")
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "in", "notin", "x.y/z");
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of("", "1", "2", "in");
  }

  @Property
  void what_is_printed_reads_back_with_the_same_meaning(
      @ForAll("selectors") Selector selector, @ForAll("labelSets") Map<String, String> labels) {
    if (selector.isEverything()) {
      return;
    }
    Selector back = Selector.parse(selector.toString());
    assertThat(back.matches(labels)).isEqualTo(selector.matches(labels));
  }

  @Property
  void what_was_read_prints_and_reads_back_equal(@ForAll("selectors") Selector selector) {
    if (selector.isEverything()) {
      return;
    }
    Selector once = Selector.parse(selector.toString());
    assertThat(Selector.parse(once.toString())).isEqualTo(once);
  }

  @Property
  void a_selector_is_the_conjunction_of_its_parts(
      @ForAll("selectors") Selector selector, @ForAll("labelSets") Map<String, String> labels) {
    boolean expected = true;
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      expected &= labels.entrySet().contains(label);
    }
    for (Requirement requirement : selector.matchExpressions()) {
      expected &= requirement.matches(labels);
    }
    assertThat(selector.matches(labels)).isEqualTo(expected);
  }

  @Property
  void not_in_is_the_complement_of_in_and_exists_that_of_does_not_exist(
      @ForAll("requirements") Requirement requirement,
      @ForAll("labelSets") Map<String, String> labels) {
    Operator opposite =
        switch (requirement.operator()) {
          case IN -> Operator.NOT_IN;
          case NOT_IN -> Operator.IN;
          case EXISTS -> Operator.DOES_NOT_EXIST;
          case DOES_NOT_EXIST -> Operator.EXISTS;
        };
    Requirement negated = new Requirement(requirement.key(), opposite, requirement.values());
    assertThat(negated.matches(labels)).isNotEqualTo(requirement.matches(labels));
  }

  @Property
  void any_text_is_read_or_refused_in_words(@ForAll String text) {
    readsOrRefuses(text);
  }

  @Property
  void any_text_near_the_syntax_is_read_or_refused_in_words(
      @ForAll("selectorLikeText") String text) {
    readsOrRefuses(text);
  }

  private static void readsOrRefuses(String text) {
    try {
      Selector selector = Selector.parse(text);
      assertThat(selector.isEverything()).isFalse();
      assertThat(Selector.parse(selector.toString())).isEqualTo(selector);
    } catch (InvalidValueException e) {
      assertThat(e.violation())
          .isIn(Violation.SELECTOR_SYNTAX, Violation.LABEL_KEY, Violation.LABEL_VALUE);
      assertThat(e).hasMessageContaining("; ");
    }
  }
}
