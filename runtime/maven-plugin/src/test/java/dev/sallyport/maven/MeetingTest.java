package dev.sallyport.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MeetingTest {
  private final Map<String, Map<String, Object>> contexts = new LinkedHashMap<>();

  private Meeting meeting(String execution) {
    return new Meeting(execution, contexts, contexts);
  }

  private void expect(String... modules) {
    for (String module : modules) {
      contexts.put(module, new HashMap<>());
    }
  }

  @Test
  void the_last_gets_what_all_brought_in_the_order_of_the_build() {
    expect("contracts", "orders", "ledger");

    assertThat(meeting("link:default").arrive("ledger", List.of("ledger/classes", "x.jar")))
        .isEmpty();
    assertThat(meeting("link:default").arrive("contracts", List.of("contracts/classes"))).isEmpty();
    assertThat(meeting("link:default").arrive("orders", List.of("orders/classes", "x.jar")))
        .contains(List.of("contracts/classes", "orders/classes", "x.jar", "ledger/classes"));
  }

  @Test
  void one_execution_does_not_wait_for_another() {
    expect("orders", "ledger");
    meeting("link:default").arrive("orders", List.of("orders/classes"));

    assertThat(meeting("extract:default").missing()).containsExactly("ledger", "orders");
    assertThat(meeting("link:other").missing()).containsExactly("ledger", "orders");
    assertThat(meeting("link:default").missing()).containsExactly("ledger");
  }

  @Test
  void a_module_that_brings_nothing_is_awaited_too() {
    expect("parent", "orders");

    assertThat(meeting("link:default").arrive("parent", List.of())).isEmpty();
    assertThat(meeting("link:default").arrive("orders", List.of("orders/classes")))
        .contains(List.of("orders/classes"));
  }

  @Test
  void a_module_that_nobody_expects_is_a_defect() {
    expect("orders");

    assertThatThrownBy(() -> meeting("link:default").arrive("ledger", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ledger was not expected");
  }

  @Test
  void exactly_one_is_the_last_when_all_come_at_a_time() throws Exception {
    int modules = 64;
    for (int i = 0; i < modules; i++) {
      expect("module" + i);
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Optional<List<String>>>> arrivals = new ArrayList<>();
      for (int i = 0; i < modules; i++) {
        String module = "module" + i;
        arrivals.add(() -> meeting("link:default").arrive(module, List.of(module + "/classes")));
      }
      int last = 0;
      for (Future<Optional<List<String>>> arrival : threads.invokeAll(arrivals)) {
        last += arrival.get().isPresent() ? 1 : 0;
      }
      assertThat(last).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
