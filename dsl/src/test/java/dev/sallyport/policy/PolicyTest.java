package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Origin ORIGIN = new Origin("test", "");
  private static final Rule OPEN =
      new Rule(List.of(Peer.ANYONE), List.of(PolicyPort.EVERY), List.of(ORIGIN));

  private static Policy policy(
      String namespace,
      String name,
      Set<Direction> directions,
      List<Rule> ingress,
      List<Rule> egress) {
    return new Policy(namespace, name, Selector.EVERYTHING, directions, ingress, egress, ORIGIN);
  }

  @Nested
  class Naming {
    @Test
    @DisplayName("6, 7: the name is an RFC 1123 subdomain and not empty")
    void needs_a_name() {
      assertThat(policy("shop", "allow.web-1", Set.of(), List.of(), List.of()).name())
          .isEqualTo("allow.web-1");
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> policy("shop", "", Set.of(), List.of(), List.of()))
          .satisfies(e -> assertThat(e.violation()).isEqualTo(Violation.NAME));
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> policy("shop", "Web", Set.of(), List.of(), List.of()));
    }

    @Test
    @DisplayName("10: the namespace is an RFC 1123 label; empty where deployment decides")
    void has_a_valid_namespace_or_none() {
      assertThat(policy("", "web", Set.of(), List.of(), List.of()).namespace()).isEmpty();
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> policy("a.b", "web", Set.of(), List.of(), List.of()))
          .satisfies(e -> assertThat(e.violation()).isEqualTo(Violation.NAMESPACE));
    }
  }

  @Nested
  class Directions {
    @Test
    @DisplayName("79: Ingress and Egress, in the spelling of the API")
    void are_the_two_of_the_api() {
      assertThat(Direction.values())
          .extracting(Direction::text)
          .containsExactly("Ingress", "Egress");
    }

    @Test
    @DisplayName("81: rules of a direction that is not isolated are accepted and inert")
    void make_rules_of_others_inert() {
      Policy policy = policy("shop", "web", Set.of(Direction.INGRESS), List.of(), List.of(OPEN));
      assertThat(policy.rules(Direction.INGRESS)).contains(List.of());
      assertThat(policy.rules(Direction.EGRESS)).isEmpty();
      assertThat(policy.egress()).containsExactly(OPEN);
    }

    @Test
    void give_each_its_own_rules() {
      Policy policy =
          policy("shop", "web", EnumSet.allOf(Direction.class), List.of(OPEN), List.of());
      assertThat(policy.rules(Direction.INGRESS)).contains(List.of(OPEN));
      assertThat(policy.rules(Direction.EGRESS)).contains(List.of());
    }

    @Test
    void do_not_follow_changes_of_what_they_were_made_from() {
      EnumSet<Direction> directions = EnumSet.of(Direction.EGRESS);
      Policy policy = policy("shop", "web", directions, List.of(), List.of());
      directions.add(Direction.INGRESS);
      assertThat(policy.directions()).containsExactly(Direction.EGRESS);
      assertThatThrownBy(() -> policy.directions().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Namespaces {
    @Test
    @DisplayName(
        "section 2, row 20: every namespace carries its name as a label, whatever was given")
    void carry_their_name_as_a_label() {
      Namespace shop = Namespace.of("shop", Map.of(Namespace.NAME_LABEL, "spoofed", "team", "a"));
      assertThat(shop.labels())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("kubernetes.io/metadata.name", "shop", "team", "a"));
    }

    @Test
    void have_a_valid_name_or_none() {
      assertThat(Namespace.of("", Map.of()).labels()).isEmpty();
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> Namespace.of("Shop", Map.of()))
          .satisfies(e -> assertThat(e.violation()).isEqualTo(Violation.NAMESPACE));
    }
  }

  @Nested
  class Workloads {
    @Test
    void are_named_in_their_namespace() {
      assertThat(workload("shop", "web").id()).isEqualTo("shop/web");
      assertThat(workload("", "web").id()).isEqualTo("_/web");
      assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> workload("shop", ""));
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> workload("s.h", "web"));
    }

    private static Workload workload(String namespace, String name) {
      return new Workload(namespace, name, Map.of(), Selector.EVERYTHING, List.of(), true);
    }
  }
}
