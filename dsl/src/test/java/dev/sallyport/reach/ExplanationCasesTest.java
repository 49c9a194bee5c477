package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Explanations and their suggestions in cases that random fleets seldom have. */
class ExplanationCasesTest {
  private static final Origin ORIGIN = new Origin("test", "");
  private static final PolicyPort HTTP = new PolicyPort.Named(Protocol.TCP, "http");
  private static final PolicyPort PORT_80 = new PolicyPort.Range(Protocol.TCP, 80, 80);
  private static final Peer EVERY_POD =
      new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING);

  private final Pod client = pod("client", "http", 81);
  private final Pod server = pod("server", "http", 80);

  private static Pod pod(String name, String port, int number) {
    return Pod.of(
        "a", name, Map.of("app", name), List.of(new ContainerPort(port, number, Protocol.TCP)));
  }

  private static Pod at(String name, boolean hostNetwork, String... addresses) {
    List<IpAddress> all = List.of(addresses).stream().map(IpAddress::parse).toList();
    return new Pod("a", name, Map.of("app", name), List.of(), all, hostNetwork, Phase.LIVE);
  }

  private static Policy policy(String name, String pods, Direction direction, Rule... rules) {
    boolean ingress = direction == Direction.INGRESS;
    return new Policy(
        "a",
        name,
        Selector.parse(pods),
        Set.of(direction),
        ingress ? List.of(rules) : List.of(),
        ingress ? List.of() : List.of(rules),
        ORIGIN);
  }

  private static Rule rule(Peer peer, PolicyPort port) {
    return new Rule(List.of(peer), List.of(port), List.of());
  }

  private static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }

  private static ClusterRule rule(ClusterAction action, PolicyPort port) {
    return new ClusterRule("", action, List.of(EVERY_POD), List.of(port), List.of());
  }

  private static ClusterPolicy admin(
      String name, List<ClusterRule> ingress, List<ClusterRule> egress) {
    return new ClusterPolicy(
        name, Tier.ADMIN, 1, Selector.EVERYTHING, Selector.EVERYTHING, ingress, egress, ORIGIN);
  }

  private static Reachability of(PluginProfile profile, List<Pod> pods, Policy... policies) {
    return Reachability.of(Snapshot.of(List.of(), pods, List.of(policies)), profile);
  }

  private Reachability of(PluginProfile profile, ClusterPolicy... cluster) {
    return Reachability.of(
        new Snapshot(List.of(), List.of(client, server), List.of(), List.of(cluster)), profile);
  }

  @Nested
  class A_port_name {
    @Test
    void is_the_destinations_at_the_source_too() {
      Policy out = policy("p", "app=client", Direction.EGRESS, rule(EVERY_POD, HTTP));
      Reachability reachability = of(PluginProfile.CILIUM_LIKE, List.of(client, server), out);
      assertThat(allows(reachability.explain(client, server, Protocol.TCP, 80))).isTrue();
      assertThat(allows(reachability.explain(client, server, Protocol.TCP, 81))).isFalse();
    }

    @Test
    void is_the_destinations_in_a_cluster_policy_too() {
      ClusterPolicy deny = admin("deny", List.of(), List.of(rule(ClusterAction.DENY, HTTP)));
      Reachability reachability = of(PluginProfile.CILIUM_LIKE, deny);
      assertThat(allows(reachability.explain(client, server, Protocol.TCP, 80))).isFalse();
      assertThat(allows(reachability.explain(client, server, Protocol.TCP, 81))).isTrue();
    }

    private boolean allows(Explanation explanation) {
      boolean allows = explanation.egress().orElseThrow().allows();
      assertThat(explanation.verdict()).isEqualTo(allows ? Verdict.ALLOWED : Verdict.DENIED);
      return allows;
    }
  }

  @Nested
  class A_range {
    private final Pod pod = at("pod", false, "10.1.0.1");
    private final AddressRange range = AddressRange.parse("10.0.0.0-10.0.0.3");

    @Test
    void is_explained_by_the_piece_that_is_denied() {
      for (Direction direction : Direction.values()) {
        Policy some = policy("p", "app=pod", direction, rule(block("10.0.0.0/31"), PORT_80));
        Reachability reachability = of(PluginProfile.CILIUM_LIKE, List.of(pod), some);
        boolean in = direction == Direction.INGRESS;
        Explanation explanation =
            reachability.explain(in ? range : pod, in ? pod : range, Protocol.TCP, 80);
        assertThat(explanation.verdict()).isEqualTo(Verdict.DENIED);
        assertThat((in ? explanation.ingress() : explanation.egress()).orElseThrow().allows())
            .isFalse();
        Change.OfPolicy change = (Change.OfPolicy) explanation.smallestChange().get(0);
        assertThat(change.after().rules(direction).orElseThrow().get(1).peers())
            .as("all of the range")
            .containsExactly(block("10.0.0.0/30"));
        assertThat(reachability.pieces(range, pod, direction))
            .extracting(AddressRange::toString)
            .containsExactly("10.0.0.0-10.0.0.1", "10.0.0.2-10.0.0.3");
      }
    }

    @Test
    void that_is_allowed_as_a_whole_is_explained_by_its_first_piece() {
      Policy all =
          policy(
              "p",
              "app=pod",
              Direction.EGRESS,
              rule(block("10.0.0.0/31"), PORT_80),
              rule(block("10.0.0.2/31"), PORT_80));
      Explanation explanation =
          of(PluginProfile.CILIUM_LIKE, List.of(pod), all).explain(pod, range, Protocol.TCP, 80);
      assertThat(explanation.verdict()).isEqualTo(Verdict.ALLOWED);
      assertThat(explanation.toString()).contains("spec.egress[0]").doesNotContain("[1]");
    }

    @Test
    void and_another_reach_each_other_whatever_policies_say() {
      Reachability reachability = of(PluginProfile.STRICT, List.of(pod));
      assertThat(reachability.connections(range, AddressRange.ALL_IPV6))
          .isEqualTo(ConnectionSet.ALL);
    }
  }

  @Nested
  class A_suggestion {
    @Test
    void for_both_ends_in_one_cluster_policy_goes_on_from_the_first() {
      ClusterPolicy deny =
          admin(
              "deny",
              List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)),
              List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)));
      List<Change> changes =
          of(PluginProfile.CILIUM_LIKE, deny)
              .explain(client, server, Protocol.TCP, 80)
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
      ClusterPolicy in =
          admin("in", List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)), List.of());
      ClusterPolicy out =
          admin("out", List.of(), List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)));
      List<Change> changes =
          of(PluginProfile.CILIUM_LIKE, in, out)
              .explain(client, server, Protocol.TCP, 80)
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
              of(
                      PluginProfile.CILIUM_LIKE,
                      List.of(client, server, elsewhere, another),
                      wide,
                      narrow)
                  .explain(client, server, Protocol.TCP, 80)
                  .smallestChange()
                  .get(0);
      assertThat(change.before()).isEqualTo(narrow);
    }

    @Test
    void names_a_node_by_its_address_or_its_pod_by_labels_as_the_plugin_sees_it() {
      Pod host = at("host", true, "10.0.0.2");
      Policy deny = policy("p", "app=client", Direction.EGRESS);
      assertThat(peer(of(PluginProfile.CALICO_LIKE, List.of(client, host), deny), host))
          .isEqualTo(block("10.0.0.2/32"));
      assertThat(peer(of(PluginProfile.NP_GUARD_LIKE, List.of(client, host), deny), host))
          .isEqualTo(new Peer.Pods(Selector.parse("app=host")));
    }

    private Peer peer(Reachability reachability, Pod host) {
      Change.OfPolicy change =
          (Change.OfPolicy)
              reachability.explain(client, host, Protocol.TCP, 80).smallestChange().get(0);
      return change.after().egress().get(0).peers().get(0);
    }
  }

  @Test
  void of_tied_policies_the_one_that_lets_most_through_is_named_where_order_is_open() {
    ClusterPolicy accept =
        admin("b", List.of(rule(ClusterAction.ACCEPT, PolicyPort.EVERY)), List.of());
    ClusterPolicy pass = admin("c", List.of(rule(ClusterAction.PASS, PolicyPort.EVERY)), List.of());
    for (String name : List.of("a", "d")) {
      ClusterPolicy deny =
          admin(name, List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)), List.of());
      assertThat(first(of(PluginProfile.STRICT, deny, pass, accept))).isEqualTo("b");
      assertThat(first(of(PluginProfile.STRICT, deny, pass))).isEqualTo("c");
    }
  }

  private String first(Reachability reachability) {
    Explanation explanation = reachability.explain(client, server, Protocol.TCP, 80);
    Reason reason = explanation.ingress().orElseThrow().reasons().get(0);
    return ((Reason.Cluster) reason).policy().name();
  }

  @Test
  void over_two_families_that_are_alike_it_speaks_of_ipv4() {
    Pod one = at("one", false, "10.0.0.1", "fd00::1");
    Pod two = at("two", false, "10.0.0.2", "fd00::2");
    assertThat(
            of(PluginProfile.CILIUM_LIKE, List.of(one, two))
                .explain(one, two, Protocol.TCP, 80)
                .family())
        .contains(AddressFamily.IPV4);
  }

  @Test
  void of_a_port_that_is_none_is_refused() {
    Reachability reachability = of(PluginProfile.CILIUM_LIKE, List.of(client, server));
    for (int port : new int[] {0, 65_536}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reachability.explain(client, server, Protocol.TCP, port));
    }
    assertThat(reachability.explain(client, server, Protocol.TCP, 65_535).verdict())
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void other_protocols_never_pass_to_or_from_a_pod_that_has_finished() {
    Pod finished = new Pod("a", "job", Map.of(), List.of(), List.of(), false, Phase.FINISHED);
    Reachability reachability = of(PluginProfile.STRICT, List.of(client, finished));
    assertThat(reachability.otherProtocols(client, finished)).isEqualTo(Verdict.DENIED);
    assertThat(reachability.otherProtocols(finished, client)).isEqualTo(Verdict.DENIED);
    assertThat(reachability.otherProtocols(client, client)).isNotEqualTo(Verdict.DENIED);
    assertThat(reachability.throughService(finished, Protocol.TCP, 80)).isEqualTo(Verdict.DENIED);
  }
}
