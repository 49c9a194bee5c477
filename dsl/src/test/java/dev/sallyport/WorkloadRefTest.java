package dev.sallyport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadRefTest {

  @Test
  void is_written_as_namespace_and_name() {
    assertThat(WorkloadRef.of("shop", "orders")).hasToString("shop/orders");
    assertThat(WorkloadRef.of("shop", "orders").id()).isEqualTo("shop/orders");
  }

  @Test
  void shows_the_namespace_that_deployment_decides_as_an_underscore() {
    assertThat(WorkloadRef.of("", "orders").id()).isEqualTo("_/orders");
  }

  @Test
  void equals_another_of_the_same_name() {
    assertThat(WorkloadRef.of("shop", "orders"))
        .isEqualTo(WorkloadRef.of("shop", "orders"))
        .isNotEqualTo(WorkloadRef.of("staging", "orders"));
  }

  @Test
  void has_a_name() {
    assertThatThrownBy(() -> WorkloadRef.of("shop", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A workload has a name; this one is empty.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop/orders", "Orders", "or ders", "orders:http", "_"})
  void holds_nothing_that_no_kubernetes_name_holds(String name) {
    assertThatThrownBy(() -> WorkloadRef.of("shop", name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + name + "\" is no name");
    assertThatThrownBy(() -> WorkloadRef.of(name, "orders"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + name + "\" is no name");
  }
}
