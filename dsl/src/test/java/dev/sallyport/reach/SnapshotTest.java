package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Origin ORIGIN = new Origin("test", "");

  private static Pod pod(String namespace, String name) {
    return Pod.of(namespace, name, Map.of(), List.of());
  }

  private static Policy policy(String namespace, String name) {
    return new Policy(namespace, name, Selector.EVERYTHING, Set.of(), List.of(), List.of(), ORIGIN);
  }

  private static ClusterPolicy clusterPolicy(Tier tier, String name) {
    return new ClusterPolicy(
        name, tier, 0, Selector.EVERYTHING, Selector.EVERYTHING, List.of(), List.of(), ORIGIN);
  }

  @Test
  void assumes_the_namespaces_that_nobody_described() {
    Namespace known = Namespace.of("a", Map.of("team", "x"));
    Snapshot snapshot =
        Snapshot.of(
            List.of(known), List.of(pod("b", "p"), pod("a", "p")), List.of(policy("c", "n")));
    assertThat(snapshot.namespaces())
        .containsExactly(known, Namespace.of("b", Map.of()), Namespace.of("c", Map.of()));
  }

  @Test
  void names_everything_that_occurs_more_than_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Snapshot(
                    List.of(Namespace.of("a", Map.of()), Namespace.of("a", Map.of("x", "y"))),
                    List.of(pod("a", "p"), pod("b", "p"), pod("a", "p")),
                    List.of(policy("a", "n"), policy("a", "n")),
                    List.of(clusterPolicy(Tier.ADMIN, "c"), clusterPolicy(Tier.ADMIN, "c"))))
        .withMessageContaining("namespace a")
        .withMessageContaining("pod a/p")
        .withMessageContaining("policy a/n")
        .withMessageContaining("policy ADMIN/c");
  }

  @Test
  void tells_apart_what_only_shares_a_name() {
    Snapshot snapshot =
        new Snapshot(
            List.of(),
            List.of(pod("a", "p"), pod("b", "p")),
            List.of(policy("a", "n"), policy("b", "n")),
            List.of(clusterPolicy(Tier.ADMIN, "c"), clusterPolicy(Tier.BASELINE, "c")));
    assertThat(snapshot.pods()).hasSize(2);
    assertThat(snapshot.clusterPolicies()).hasSize(2);
  }

  @Test
  void answers_only_about_its_own_pods() {
    Reachability reachability =
        Reachability.of(Snapshot.of(List.of(), List.of(pod("a", "p")), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reachability.connections(pod("a", "p"), pod("a", "q")))
        .withMessageContaining("a/q");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reachability.connections(pod("b", "p"), AddressRange.ALL_IPV4))
        .withMessageContaining("b/p");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reachability.verdict(pod("a", "p"), pod("a", "p"), Protocol.TCP, 65_536));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reachability.verdict(pod("a", "p"), pod("a", "p"), Protocol.TCP, 0));
  }

  @Test
  void finds_a_pod_by_its_id_whatever_else_is_said_of_it() {
    Pod known = Pod.of("a", "p", Map.of("app", "x"), List.of());
    Policy deny =
        new Policy(
            "a",
            "n",
            Selector.parse("app=x"),
            Set.of(Direction.INGRESS),
            List.of(),
            List.of(),
            ORIGIN);
    Reachability reachability =
        Reachability.of(Snapshot.of(List.of(), List.of(known, pod("a", "q")), List.of(deny)));
    assertThat(reachability.connections(pod("a", "q"), pod("a", "p")))
        .isEqualTo(ConnectionSet.NONE);
  }
}
