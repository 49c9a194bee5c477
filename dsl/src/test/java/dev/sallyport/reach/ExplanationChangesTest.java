package dev.sallyport.reach;

import static dev.sallyport.reach.ExplanationScenario.CLIENT;
import static dev.sallyport.reach.ExplanationScenario.SERVER;
import static dev.sallyport.reach.ExplanationScenario.admin;
import static dev.sallyport.reach.ExplanationScenario.at;
import static dev.sallyport.reach.ExplanationScenario.block;
import static dev.sallyport.reach.ExplanationScenario.of;
import static dev.sallyport.reach.ExplanationScenario.policy;
import static dev.sallyport.reach.ExplanationScenario.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is suggested to allow a connection that is denied. */
class ExplanationChangesTest {
  @Test
  void for_both_ends_in_one_cluster_policy_goes_on_from_the_first() {
    ClusterPolicy deny =
        admin(
            "deny",
            List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)),
            List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)));
    List<Change> changes =
        of(PluginProfile.CILIUM_LIKE, deny)
            .explain(CLIENT, SERVER, Protocol.TCP, 80)
            .smallestChange();
    Change.OfClusterPolicy first = (Change.OfClusterPolicy) changes.get(0);
    Change.OfClusterPolicy second = (Change.OfClusterPolicy) changes.get(1);
    assertThat(first.before()).isEqualTo(deny);
    assertThat(second.before()).isEqualTo(first.after());
    assertThat(second.after().ingress()).hasSize(2);
    assertThat(second.after().egress()).hasSize(2);
  }

  @Test
  void for_two_cluster_policies_changes_each() {
    ClusterPolicy in = admin("in", List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)), List.of());
    ClusterPolicy out =
        admin("out", List.of(), List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)));
    List<Change> changes =
        of(PluginProfile.CILIUM_LIKE, in, out)
            .explain(CLIENT, SERVER, Protocol.TCP, 80)
            .smallestChange();
    assertThat(changes)
        .extracting(change -> ((Change.OfClusterPolicy) change).before())
        .containsExactly(out, in);
  }

  @Test
  void is_for_the_policy_of_the_fewest_pods_of_its_own_namespace() {
    Policy narrow = policy("z-narrow", "app=server", Direction.INGRESS);
    Policy wide = policy("a-wide", "app in (server,client)", Direction.INGRESS);
    Pod elsewhere = Pod.of("b", "one", Map.of("app", "server"), List.of());
    Pod another = Pod.of("b", "two", Map.of("app", "server"), List.of());
    Change.OfPolicy change =
        (Change.OfPolicy)
            of(PluginProfile.CILIUM_LIKE, List.of(CLIENT, SERVER, elsewhere, another), wide, narrow)
                .explain(CLIENT, SERVER, Protocol.TCP, 80)
                .smallestChange()
                .get(0);
    assertThat(change.before()).isEqualTo(narrow);
  }

  @Test
  void names_a_node_by_its_address_or_its_pod_by_labels_as_the_plugin_sees_it() {
    Pod host = at("host", true, "10.0.0.2");
    Policy deny = policy("p", "app=client", Direction.EGRESS);
    assertThat(peer(of(PluginProfile.CALICO_LIKE, List.of(CLIENT, host), deny), host))
        .isEqualTo(block("10.0.0.2/32"));
    assertThat(peer(of(PluginProfile.NP_GUARD_LIKE, List.of(CLIENT, host), deny), host))
        .isEqualTo(new Peer.Pods(Selector.parse("app=host")));
    assertThat(
            of(PluginProfile.CILIUM_LIKE, List.of(CLIENT, host), deny)
                .explain(CLIENT, host, Protocol.TCP, 80)
                .smallestChange())
        .as("as neither")
        .isEmpty();
  }

  @Test
  void names_a_node_by_its_address_in_a_cluster_policy_whatever_the_plugin() {
    Pod host = at("host", true, "10.0.0.2");
    Peer nodes = block("10.0.0.0/24");
    ClusterRule rule =
        new ClusterRule(
            "", ClusterAction.DENY, List.of(nodes), List.of(PolicyPort.EVERY), List.of());
    Snapshot snapshot =
        new Snapshot(
            List.of(),
            List.of(CLIENT, host),
            List.of(),
            List.of(admin("deny", List.of(), List.of(rule))));
    for (PluginProfile profile : List.of(PluginProfile.CALICO_LIKE, PluginProfile.CILIUM_LIKE)) {
      Change.OfClusterPolicy change =
          (Change.OfClusterPolicy)
              Reachability.of(snapshot, profile)
                  .explain(CLIENT, host, Protocol.TCP, 80)
                  .smallestChange()
                  .get(0);
      assertThat(change.after().egress().get(0).peers()).containsExactly(block("10.0.0.2/32"));
    }
  }

  private static Peer peer(Reachability reachability, Pod host) {
    Change.OfPolicy change =
        (Change.OfPolicy)
            reachability.explain(CLIENT, host, Protocol.TCP, 80).smallestChange().get(0);
    return change.after().egress().get(0).peers().get(0);
  }
}
