package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequirementTest {
  private static final Map<String, String> ABSENT = Map.of("other", "a");
  private static final Map<String, String> A = Map.of("k", "a");
  private static final Map<String, String> EMPTY = Map.of("k", "");

  private static Requirement of(Operator operator, String... values) {
    return new Requirement("k", operator, List.of(values));
  }

  @Nested
  class Matching {
    @Test
    void in_needs_the_label_with_one_of_the_values() {
      assertThat(of(Operator.IN, "a", "b").matches(A)).isTrue();
      assertThat(of(Operator.IN, "b", "c").matches(A)).isFalse();
      assertThat(of(Operator.IN, "a").matches(ABSENT)).isFalse();
    }

    @Test
    void not_in_also_matches_an_absent_label() {
      assertThat(of(Operator.NOT_IN, "a", "b").matches(A)).isFalse();
      assertThat(of(Operator.NOT_IN, "b").matches(A)).isTrue();
      assertThat(of(Operator.NOT_IN, "a").matches(ABSENT)).isTrue();
    }

    @Test
    void exists_needs_the_label_whatever_its_value() {
      assertThat(of(Operator.EXISTS).matches(A)).isTrue();
      assertThat(of(Operator.EXISTS).matches(EMPTY)).isTrue();
      assertThat(of(Operator.EXISTS).matches(ABSENT)).isFalse();
    }

    @Test
    void does_not_exist_needs_it_absent() {
      assertThat(of(Operator.DOES_NOT_EXIST).matches(A)).isFalse();
      assertThat(of(Operator.DOES_NOT_EXIST).matches(EMPTY)).isFalse();
      assertThat(of(Operator.DOES_NOT_EXIST).matches(ABSENT)).isTrue();
    }

    @Test
    void an_empty_value_is_a_value_and_not_an_absent_label() {
      assertThat(of(Operator.IN, "").matches(EMPTY)).isTrue();
      assertThat(of(Operator.IN, "").matches(ABSENT)).isFalse();
      assertThat(of(Operator.NOT_IN, "").matches(EMPTY)).isFalse();
      assertThat(of(Operator.NOT_IN, "").matches(ABSENT)).isTrue();
    }
  }

  @Nested
  class Validation {
    private void refused(Violation violation, String key, Operator operator, String... values) {
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> new Requirement(key, operator, List.of(values)))
          .satisfies(e -> assertThat(e.violation()).isEqualTo(violation))
          .withMessageContaining("\"");
    }

    @Test
    @DisplayName("33: the key is a valid label key")
    void checks_the_key() {
      refused(Violation.LABEL_KEY, "a b", Operator.EXISTS);
      refused(Violation.LABEL_KEY, "", Operator.IN, "a");
    }

    @ParameterizedTest
    @DisplayName("35: In and NotIn need a value")
    @EnumSource(names = {"IN", "NOT_IN"})
    void comparing_operators_need_a_value(Operator operator) {
      refused(Violation.SELECTOR_SYNTAX, "k", operator);
    }

    @ParameterizedTest
    @DisplayName("36: Exists and DoesNotExist take none")
    @EnumSource(names = {"EXISTS", "DOES_NOT_EXIST"})
    void presence_operators_take_no_value(Operator operator) {
      refused(Violation.SELECTOR_SYNTAX, "k", operator, "a");
    }

    @Test
    @DisplayName("37: each value is a valid label value")
    void checks_the_values() {
      refused(Violation.LABEL_VALUE, "k", Operator.IN, "ok", "not ok");
      refused(Violation.LABEL_VALUE, "k", Operator.NOT_IN, "-");
    }

    @Test
    @DisplayName("34: exactly the four operators of the API, in its spelling")
    void has_the_operators_of_the_api() {
      assertThat(Operator.values())
          .extracting(Operator::text)
          .containsExactly("In", "NotIn", "Exists", "DoesNotExist");
    }
  }

  @Nested
  class CanonicalForm {
    @Test
    @DisplayName("38: repeated values are accepted; they are dropped")
    void sorts_values_and_drops_repeated_ones() {
      assertThat(of(Operator.IN, "b", "a", "b").values()).containsExactly("a", "b");
      assertThat(of(Operator.IN, "b", "a")).isEqualTo(of(Operator.IN, "a", "b", "a"));
    }

    @Test
    void prints_as_kubectl_writes_it() {
      assertThat(of(Operator.IN, "a")).hasToString("k=a");
      assertThat(of(Operator.IN, "b", "a")).hasToString("k in (a,b)");
      assertThat(of(Operator.NOT_IN, "a")).hasToString("k!=a");
      assertThat(of(Operator.NOT_IN, "b", "a", "")).hasToString("k notin (,a,b)");
      assertThat(of(Operator.EXISTS)).hasToString("k");
      assertThat(of(Operator.DOES_NOT_EXIST)).hasToString("!k");
      assertThat(of(Operator.IN, "")).hasToString("k=");
    }
  }
}
