package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

  @Nested
  class Matching {
    @Test
    @DisplayName("39: the empty selector matches everything, also what has no labels")
    void empty_matches_everything() {
      assertThat(Selector.EVERYTHING.matches(Map.of())).isTrue();
      assertThat(Selector.EVERYTHING.matches(Map.of("a", "b"))).isTrue();
      assertThat(Selector.EVERYTHING.isEverything()).isTrue();
      assertThat(Selector.ofLabels(Map.of())).isEqualTo(Selector.EVERYTHING);
    }

    @Test
    void labels_must_be_present_with_exactly_that_value() {
      Selector web = Selector.ofLabels(Map.of("app", "web"));
      assertThat(web.matches(Map.of("app", "web", "tier", "x"))).isTrue();
      assertThat(web.matches(Map.of("app", "Web"))).isFalse();
      assertThat(web.matches(Map.of())).isFalse();
      assertThat(web.isEverything()).isFalse();
    }

    @Test
    void an_empty_value_needs_the_label() {
      Selector empty = Selector.ofLabels(Map.of("k", ""));
      assertThat(empty.matches(Map.of("k", ""))).isTrue();
      assertThat(empty.matches(Map.of())).isFalse();
      assertThat(empty.matches(Map.of("k", "v"))).isFalse();
    }

    @Test
    void labels_and_expressions_must_all_match() {
      Selector both = Selector.parse("app=web,tier in (a,b),!legacy");
      assertThat(both.matches(Map.of("app", "web", "tier", "b"))).isTrue();
      assertThat(both.matches(Map.of("app", "web", "tier", "c"))).isFalse();
      assertThat(both.matches(Map.of("app", "web"))).isFalse();
      assertThat(both.matches(Map.of("tier", "a"))).isFalse();
      assertThat(both.matches(Map.of("app", "web", "tier", "b", "legacy", ""))).isFalse();
    }

    @Test
    @DisplayName("38: contradictory requirements are accepted and match nothing")
    void contradictions_match_nothing() {
      Selector never = Selector.parse("a=1,a=2");
      assertThat(never.matches(Map.of("a", "1"))).isFalse();
      assertThat(never.matches(Map.of("a", "2"))).isFalse();
      assertThat(Selector.parse("a,!a").matches(Map.of())).isFalse();
      assertThat(Selector.parse("a,!a").matches(Map.of("a", ""))).isFalse();
    }
  }

  @Nested
  class CanonicalForm {
    private final Requirement x = new Requirement("x", Operator.EXISTS, List.of());
    private final Requirement a1 = new Requirement("a", Operator.IN, List.of("1"));
    private final Requirement a2 = new Requirement("a", Operator.IN, List.of("2"));
    private final Requirement notA = new Requirement("a", Operator.NOT_IN, List.of("3"));

    @Test
    void sorts_labels_and_requirements() {
      Selector one = new Selector(Map.of("b", "1", "a", "2"), List.of(x, notA, a2, a1));
      assertThat(one.matchLabels().keySet()).containsExactly("a", "b");
      assertThat(one.matchExpressions()).containsExactly(a1, a2, notA, x);
    }

    @Test
    @DisplayName("38: repeated requirements are accepted; they are dropped")
    void drops_repeated_requirements() {
      assertThat(new Selector(Map.of(), List.of(x, a1, x)))
          .isEqualTo(new Selector(Map.of(), List.of(a1, x)));
    }

    @Test
    void does_not_follow_changes_of_what_it_was_made_from() {
      Map<String, String> labels = new HashMap<>(Map.of("a", "1"));
      List<Requirement> one = new ArrayList<>(List.of(x));
      List<Requirement> two = new ArrayList<>(List.of(x, a1));
      Selector first = new Selector(labels, one);
      Selector second = new Selector(labels, two);
      labels.clear();
      one.clear();
      two.clear();
      assertThat(first).hasToString("a=1,x");
      assertThat(second).hasToString("a=1,a=1,x");
      assertThatThrownBy(() -> first.matchLabels().put("b", "2"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> second.matchExpressions().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void prints_the_empty_selector_in_words() {
      assertThat(Selector.EVERYTHING).hasToString("<everything>");
    }

    @Test
    @DisplayName("23 to 31: keys and values of matchLabels are checked")
    void checks_its_labels() {
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> Selector.ofLabels(Map.of("a b", "c")))
          .satisfies(e -> assertThat(e.violation()).isEqualTo(Violation.LABEL_KEY));
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> Selector.ofLabels(Map.of("a", "b c")))
          .satisfies(e -> assertThat(e.violation()).isEqualTo(Violation.LABEL_VALUE));
    }
  }

  @Nested
  class Parsing {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "app=web | app=web",
          "app==web | app=web",
          " app = web | app=web",
          "app!=web | app!=web",
          "app != web | app!=web",
          "tier in (b,a) | tier in (a,b)",
          "tier in(b , a) | tier in (a,b)",
          "tier in (a) | tier=a",
          "tier in () | tier=",
          "tier in (,a) | tier in (,a)",
          "tier notin (b,a,b) | tier notin (a,b)",
          "tier notin (a) | tier!=a",
          "tier | tier",
          "!tier | !tier",
          "! tier | !tier",
          "in | in",
          "in in (in,notin) | in in (in,notin)",
          "notin notin (in,on) | notin notin (in,on)",
          "app= | app=",
          "app!= | app!=",
          "z,a=1 | a=1,z",
          "a=1,a=1 | a=1",
          "a=1,a=2 | a=1,a=2",
          "a in (1,2),a in (2,1) | a in (1,2)",
          "kubernetes.io/metadata.name=shop | kubernetes.io/metadata.name=shop",
          "a,b | a,b"
        })
    void reads_kubectls_syntax(String text, String canonical) {
      assertThat(Selector.parse(text)).hasToString(canonical);
    }

    @Test
    void reads_line_breaks_and_tabs_as_blanks() {
      assertThat(Selector.parse("\ta\r\n=\n1\n,\nb ")).hasToString("a=1,b");
    }

    @Test
    void makes_match_labels_of_equalities() {
      assertThat(Selector.parse("b=2,a in (1)"))
          .isEqualTo(Selector.ofLabels(Map.of("a", "1", "b", "2")));
    }

    @Test
    void keeps_a_second_value_of_a_key_as_an_expression() {
      assertThat(Selector.parse("a=1,a=2"))
          .isEqualTo(
              new Selector(
                  Map.of("a", "1"), List.of(new Requirement("a", Operator.IN, List.of("2")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void refuses_blank_text_which_would_select_everything(String text) {
      assertThat(refused(text)).contains("would select everything");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "a, | 3 | expected a label key",
          ",a | 1 | expected a label key",
          "a,,b | 3 | expected a label key",
          "=a | 1 | expected a label key",
          "! | 2 | expected a label key",
          "a b | 3 | expected '=', '==', '!=', 'in', 'notin' or ','",
          "a In (b) | 3 | expected '=', '==', '!=', 'in', 'notin' or ','",
          "a inn (b) | 3 | expected '=', '==', '!=', 'in', 'notin' or ','",
          "a in b | 6 | expected '('",
          "a in (b | 8 | expected ')'",
          "a in (b c) | 9 | expected ')'",
          "a notin | 8 | expected '('",
          "a=b c | 5 | expected ','",
          "a===b | 4 | expected ','",
          "a!b | 3 | expected '='",
          "a! | 3 | expected '='",
          "!a=b | 3 | expected ','",
          "a) | 2 | expected '=', '==', '!=', 'in', 'notin' or ','",
          "a in (b)) | 9 | expected ','"
        })
    void says_where_it_stopped_and_what_it_expected(String text, int position, String expected) {
      assertThat(refused(text)).contains("at character " + position + ": " + expected);
    }

    private String refused(String text) {
      try {
        Selector selector = Selector.parse(text);
        throw new AssertionError("\"" + text + "\" was read as " + selector);
      } catch (InvalidValueException e) {
        assertThat(e.violation()).isEqualTo(Violation.SELECTOR_SYNTAX);
        assertThat(e).hasMessageStartingWith("\"" + text + "\" is not a selector");
        assertThat(e).hasMessageContaining("write it as kubectl does");
        return e.getMessage();
      }
    }

    @Test
    void refuses_the_numeric_operators_of_node_affinity() {
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> Selector.parse("a>1"))
          .withMessageContaining("at character 2: '<' and '>' compare numbers")
          .satisfies(e -> assertThat(e.violation()).isEqualTo(Violation.SELECTOR_SYNTAX));
    }

    @Test
    void refuses_a_value_that_is_not_valid() {
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> Selector.parse("a in (b,c/d)"))
          .withMessageContaining("\"c/d\"")
          .satisfies(e -> assertThat(e.violation()).isEqualTo(Violation.LABEL_VALUE));
    }
  }
}
