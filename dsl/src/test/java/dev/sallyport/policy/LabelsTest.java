package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
  @Test
  void read_as_kubectl_prints_them() {
    assertThat(Labels.parse("tier=db,app.kubernetes.io/name=orders,canary="))
        .containsExactly(
            Map.entry("app.kubernetes.io/name", "orders"),
            Map.entry("canary", ""),
            Map.entry("tier", "db"));
  }

  @Test
  void written_come_back_equal() {
    Map<String, String> labels = Map.of("app", "orders", "tier", "db", "canary", "");
    assertThat(Labels.parse(Labels.text(labels))).isEqualTo(labels);
    assertThat(Labels.parse(Labels.text(Map.of()))).isEmpty();
  }

  @Test
  void can_not_be_changed() {
    Map<String, String> labels = Labels.parse("app=orders");
    assertThatThrownBy(() -> labels.put("app", "ledger"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app         | \"app\" in \"app\" is not a label; write \"key=value\"",
        "app=a,      | \"\" in \"app=a,\" is not a label; write \"key=value\"",
        "app=a,app=b | the label \"app\" stands twice in \"app=a,app=b\"; keep one",
        "a b=c       | \"a b\" is not a valid label key",
        "app=a=b     | \"a=b\" is not a valid label value",
      })
  void refuse_what_is_no_label(String text, String message) {
    assertThatThrownBy(() -> Labels.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(message);
  }
}
