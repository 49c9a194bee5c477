package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.policy.Namespace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In which namespaces the pods of a party are. */
class PodScopeTest {
  private final NamespaceIndex index = new NamespaceIndex();

  PodScopeTest() {
    index.add(Namespace.of("shop", Map.of("tenant", "a")));
    index.add(Namespace.of("bank", Map.of("tenant", "b")));
    index.add(Namespace.of("play", Map.of("tenant", "a", "env", "test")));
  }

  private PodScope scope(Party party) {
    return new PodScope(index, AddressSet.ALL, party);
  }

  @Test
  void those_of_one_namespace_are_in_that_one() {
    PodScope scope = scope(allPods().inNamespace("bank"));
    assertThat(scope.members()).containsExactly(1);
    assertThat(scope.atMost()).isEqualTo(1);
    assertThat(scope.has(1)).isTrue();
    assertThat(scope.has(0)).isFalse();
    assertThat(scope.future()).isNull();
    assertThat(scope.isNamedFuture()).isFalse();
  }

  @Test
  void those_of_selected_namespaces_are_in_each_that_matches_and_in_one_to_come() {
    PodScope scope = scope(allPods().inNamespaces("tenant=a,!env"));
    assertThat(scope.members()).containsExactly(0);
    assertThat(scope.atMost()).as("tells beforehand, by one label").isEqualTo(2);
    assertThat(scope.has(0)).isTrue();
    assertThat(scope.has(2)).isFalse();
    assertThat(scope.future()).isNotNull();
    assertThat(scope.isNamedFuture()).isFalse();
  }

  @Test
  void those_of_namespaces_that_contradict_themselves_are_nowhere() {
    PodScope scope = scope(allPods().inNamespaces("tenant=a,!tenant"));
    assertThat(scope.members()).isEmpty();
    assertThat(scope.atMost()).isZero();
    assertThat(scope.has(0)).isFalse();
    assertThat(scope.future()).isNull();
    assertThat(scope.isNamedFuture()).isFalse();
  }

  @Test
  void those_of_a_namespace_that_is_not_known_are_in_one_to_come_of_that_name() {
    PodScope scope = scope(allPods().inNamespace("later"));
    assertThat(scope.members()).isEmpty();
    assertThat(scope.atMost()).isZero();
    assertThat(scope.isNamedFuture()).isTrue();
    assertThat(scope.future()).hasToString("any kubernetes.io/metadata.name IN [later]");
    assertThat(scope(Party.like(Pod.of("later", "web", Map.of(), List.of()))).isNamedFuture())
        .isTrue();
  }

  @Test
  void those_of_a_namespace_without_a_name_are_in_one_to_come_of_any_name() {
    PodScope scope = scope(allPods().inNamespace(""));
    assertThat(scope.isNamedFuture()).isTrue();
    assertThat(scope.future()).isEqualTo(LabelCube.ANY);
  }

  @Test
  void addresses_outside_are_no_pods() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scope(Party.outside("10.0.0.0/8")))
        .withMessageContaining("not pods");
  }
}
