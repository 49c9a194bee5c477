package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.Change;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Reason;
import dev.sallyport.reach.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of several reasons is named, and which of several changes is suggested. */
class ExplanationExamplesTest {
  private static final PluginProfile CILIUM = PluginProfile.CILIUM_LIKE;
  private static final Origin ORIGIN = new Origin("test", "");

  private final Pod client =
      Pod.of("a", "client", Map.of("app", "client", "pod-template-hash", "77"), List.of());
  private final Pod server = Pod.of("b", "server", Map.of("app", "server"), List.of());
  private final Pod host =
      new Pod("b", "host", Map.of("app", "host"), List.of(), List.of(), true, Phase.LIVE);

  private static Policy ingress(String name, String pods, Rule... rules) {
    return new Policy(
        "b",
        name,
        pods.isEmpty() ? Selector.EVERYTHING : Selector.parse(pods),
        Set.of(Direction.INGRESS),
        List.of(rules),
        List.of(),
        ORIGIN);
  }

  private static Rule rule(Peer peer, int port) {
    return new Rule(
        List.of(peer), List.of(new PolicyPort.Range(Protocol.TCP, port, port)), List.of());
  }

  private static ClusterPolicy cluster(Tier tier, String name, ClusterAction action) {
    Peer everyPod = new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING);
    ClusterRule rule =
        new ClusterRule("", action, List.of(everyPod), List.of(PolicyPort.EVERY), List.of());
    return new ClusterPolicy(
        name,
        tier,
        5,
        Selector.EVERYTHING,
        Selector.parse("app=server"),
        List.of(rule),
        List.of(),
        ORIGIN);
  }

  private Explanation explain(
      PluginProfile profile, Endpoint to, List<Policy> policies, ClusterPolicy... cluster) {
    Snapshot snapshot =
        new Snapshot(List.of(), List.of(client, server, host), policies, List.of(cluster));
    return Reachability.of(snapshot, profile).explain(client, to, Protocol.TCP, 80);
  }

  private static List<Reason> ingressReasons(Explanation explanation) {
    return explanation.ingress().orElseThrow().reasons();
  }

  @Test
  void of_equal_priorities_the_first_or_the_last_name_decides() {
    ClusterPolicy[] tied = {
      cluster(Tier.ADMIN, "first", ClusterAction.ACCEPT),
      cluster(Tier.ADMIN, "second", ClusterAction.DENY)
    };
    PluginChoice byName = PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME;
    assertThat(ingressReasons(explain(CILIUM.with(byName, Decision.YES), server, List.of(), tied)))
        .extracting(reason -> ((Reason.Cluster) reason).policy().name())
        .containsExactly("first");
    assertThat(ingressReasons(explain(CILIUM.with(byName, Decision.NO), server, List.of(), tied)))
        .extracting(reason -> ((Reason.Cluster) reason).policy().name())
        .containsExactly("second");
  }

  @Test
  void a_pass_is_named_before_what_decides_after_it() {
    Explanation explanation =
        explain(
            CILIUM,
            server,
            List.of(),
            cluster(Tier.ADMIN, "pass", ClusterAction.PASS),
            cluster(Tier.BASELINE, "deny", ClusterAction.DENY));
    assertThat(ingressReasons(explanation))
        .extracting(reason -> ((Reason.Cluster) reason).policy().name())
        .containsExactly("pass", "deny");
  }

  @Test
  void baseline_is_not_named_where_it_is_skipped() {
    Policy egressOnly =
        new Policy(
            "b",
            "out",
            Selector.EVERYTHING,
            Set.of(Direction.EGRESS),
            List.of(),
            List.of(),
            ORIGIN);
    ClusterPolicy deny = cluster(Tier.BASELINE, "deny", ClusterAction.DENY);
    PluginChoice skipped = PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION;
    Explanation whole =
        explain(CILIUM.with(skipped, Decision.NO), server, List.of(egressOnly), deny);
    assertThat(ingressReasons(whole)).containsExactly(new Reason.NotIsolated());
    assertThat(ingressReasons(explain(CILIUM, server, List.of(egressOnly), deny)))
        .singleElement()
        .isInstanceOf(Reason.Cluster.class);
  }

  @Test
  void a_host_network_pod_is_said_to_be_one_only_where_a_policy_selects_it() {
    assertThat(ingressReasons(explain(CILIUM, host, List.of(ingress("deny", "app=host")))))
        .containsExactly(new Reason.HostNetwork());
    assertThat(ingressReasons(explain(CILIUM, host, List.of(ingress("deny", "app=server")))))
        .containsExactly(new Reason.NotIsolated());
  }

  @Test
  void a_rule_for_this_peer_alone_takes_the_port() {
    Peer clients = new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.parse("app=client"));
    Policy policy = ingress("some", "", rule(Peer.ANYONE, 1), rule(clients, 2));
    Change.OfPolicy change =
        (Change.OfPolicy) explain(CILIUM, server, List.of(policy)).smallestChange().get(0);
    assertThat(change.text()).isEqualTo("add port TCP 80 to policy b/some spec.ingress[1]");
    assertThat(change.before()).isEqualTo(policy);
    assertThat(change.after().ingress().get(0)).isEqualTo(policy.ingress().get(0));
    assertThat(change.after().ingress().get(1).peers()).containsExactly(clients);
    assertThat(change.after().ingress().get(1).ports())
        .extracting(PolicyPort::toString)
        .containsExactly("TCP 2", "TCP 80");
  }

  @Test
  void else_the_narrowest_policy_takes_a_rule_that_names_the_workload_but_not_its_revision() {
    List<Policy> policies = List.of(ingress("wide", ""), ingress("narrow", "app=server"));
    Change.OfPolicy change =
        (Change.OfPolicy) explain(CILIUM, server, policies).smallestChange().get(0);
    assertThat(change.before().name()).isEqualTo("narrow");
    assertThat(change.text())
        .isEqualTo(
            "add a rule to policy b/narrow spec.ingress[0]: pods app=client in namespaces"
                + " kubernetes.io/metadata.name=a on TCP 80");
  }

  @Test
  void an_outside_address_is_named_by_its_blocks() {
    Policy deny =
        new Policy(
            "a",
            "out",
            Selector.EVERYTHING,
            Set.of(Direction.EGRESS),
            List.of(),
            List.of(),
            ORIGIN);
    Explanation explanation =
        explain(CILIUM, AddressRange.parse("10.0.0.1-10.0.0.2"), List.of(deny));
    Change.OfPolicy change = (Change.OfPolicy) explanation.smallestChange().get(0);
    assertThat(change.after().egress().get(0).peers())
        .containsExactly(
            new Peer.IpBlock(Cidr.parse("10.0.0.1/32"), List.of()),
            new Peer.IpBlock(Cidr.parse("10.0.0.2/32"), List.of()));
  }

  @Test
  void an_accept_goes_before_the_rule_that_denies() {
    ClusterPolicy deny = cluster(Tier.ADMIN, "deny", ClusterAction.DENY);
    Change.OfClusterPolicy change =
        (Change.OfClusterPolicy) explain(CILIUM, server, List.of(), deny).smallestChange().get(0);
    assertThat(change.text())
        .startsWith("insert before rule 0 of ADMIN policy deny: accept pods app=client");
    assertThat(change.after().ingress()).hasSize(2);
    assertThat(change.after().ingress().get(0).action()).isEqualTo(ClusterAction.ACCEPT);
    assertThat(change.after().ingress().get(1)).isEqualTo(deny.ingress().get(0));
    assertThat(change.after().egress()).isEmpty();
  }

  @Test
  void a_host_network_pod_that_no_peer_can_mean_gets_no_suggestion() {
    Policy deny =
        new Policy(
            "a",
            "out",
            Selector.EVERYTHING,
            Set.of(Direction.EGRESS),
            List.of(),
            List.of(),
            ORIGIN);
    assertThat(explain(CILIUM, host, List.of(deny)).smallestChange()).isEmpty();
  }
}
