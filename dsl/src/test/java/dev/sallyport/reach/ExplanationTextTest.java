package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
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
import org.junit.jupiter.api.Test;

/** What people read of an explanation. */
class ExplanationTextTest {
  private static final Origin ORIGIN = new Origin("test", "");

  private final Pod client = Pod.of("a", "client", Map.of("app", "client"), List.of());
  private final Pod server = Pod.of("b", "server", Map.of("app", "server"), List.of());

  private static Rule rule(String peer, int port) {
    return new Rule(
        List.of(new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.parse(peer))),
        List.of(new PolicyPort.Range(Protocol.TCP, port, port)),
        List.of());
  }

  private static Policy policy(String namespace, Direction direction, Rule... rules) {
    boolean ingress = direction == Direction.INGRESS;
    return new Policy(
        namespace,
        "p",
        Selector.EVERYTHING,
        Set.of(direction),
        ingress ? List.of(rules) : List.of(),
        ingress ? List.of() : List.of(rules),
        ORIGIN);
  }

  private static ClusterPolicy admin(Direction direction, ClusterAction action) {
    ClusterRule rule =
        new ClusterRule(
            "",
            action,
            List.of(new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING)),
            List.of(PolicyPort.EVERY),
            List.of());
    boolean ingress = direction == Direction.INGRESS;
    return new ClusterPolicy(
        "guard",
        Tier.ADMIN,
        7,
        Selector.parse("team=x"),
        Selector.EVERYTHING,
        ingress ? List.of(rule) : List.of(),
        ingress ? List.of() : List.of(rule),
        ORIGIN);
  }

  private Explanation explain(Endpoint to, List<Policy> policies, ClusterPolicy... cluster) {
    return Reachability.of(
            new Snapshot(
                List.of(
                    Namespace.of("a", Map.of("team", "x")), Namespace.of("b", Map.of("team", "x"))),
                List.of(client, server),
                policies,
                List.of(cluster)),
            PluginProfile.CILIUM_LIKE)
        .explain(client, to, Protocol.TCP, 80);
  }

  @Test
  void has_the_verdict_the_reasons_of_each_end_and_what_would_allow_it() {
    assertThat(
            explain(
                server,
                List.of(
                    policy("a", Direction.EGRESS, rule("app=server", 80)),
                    policy("b", Direction.INGRESS))))
        .hasToString(
            String.join(
                "\n",
                "a/client -> b/server TCP 80: DENIED",
                "Egress of a/client allows:",
                "  policy a/p (selects <everything>) spec.egress[0] allows pods app=server in"
                    + " namespaces <everything> on TCP 80",
                "Ingress of b/server denies:",
                "  policy b/p selects it (<everything>) for Ingress, and no rule of it matches",
                "to allow it: add a rule to policy b/p spec.ingress[0]: pods app=client in"
                    + " namespaces kubernetes.io/metadata.name=a on TCP 80"));
  }

  @Test
  void suggests_a_change_of_egress_where_that_denies() {
    Explanation explanation =
        explain(server, List.of(policy("a", Direction.EGRESS, rule("app=server", 81))));
    assertThat(explanation.toString())
        .contains("Egress of a/client denies:", "for Egress, and no rule of it matches")
        .endsWith("to allow it: add port TCP 80 to policy a/p spec.egress[0]");
    Change.OfPolicy change = (Change.OfPolicy) explanation.smallestChange().get(0);
    assertThat(change.after().egress().get(0).ports()).hasSize(2);
    assertThat(change.after().ingress()).isEmpty();
  }

  @Test
  void names_the_cluster_rule_that_decides() {
    assertThat(explain(server, List.of(), admin(Direction.EGRESS, ClusterAction.DENY)).toString())
        .contains(
            "ADMIN policy guard (priority 7, selects pods <everything> in namespaces team=x)"
                + " spec.egress[0]: DENY pods <everything> in namespaces <everything> on all"
                + " ports")
        .endsWith(
            "to allow it: insert before rule 0 of ADMIN policy guard: accept pods app=server in"
                + " namespaces kubernetes.io/metadata.name=b on TCP 80");
    assertThat(
            explain(server, List.of(), admin(Direction.INGRESS, ClusterAction.ACCEPT)).toString())
        .contains("spec.ingress[0]: ACCEPT");
    Change.OfClusterPolicy change =
        (Change.OfClusterPolicy)
            explain(server, List.of(), admin(Direction.EGRESS, ClusterAction.DENY))
                .smallestChange()
                .get(0);
    assertThat(change.after().egress()).hasSize(2);
    assertThat(change.after().ingress()).isEmpty();
  }

  /** A change of one policy for both ends: the second goes on from the first. */
  @Test
  void suggests_one_change_after_the_other_where_both_ends_deny() {
    Policy both =
        new Policy(
            "b",
            "p",
            Selector.EVERYTHING,
            Set.of(Direction.INGRESS, Direction.EGRESS),
            List.of(),
            List.of(),
            ORIGIN);
    Pod other = Pod.of("b", "other", Map.of("app", "other"), List.of());
    Explanation explanation =
        Reachability.of(
                Snapshot.of(List.of(), List.of(server, other), List.of(both)),
                PluginProfile.CILIUM_LIKE)
            .explain(other, server, Protocol.TCP, 80);
    assertThat(explanation.smallestChange()).hasSize(2);
    Change.OfPolicy first = (Change.OfPolicy) explanation.smallestChange().get(0);
    Change.OfPolicy second = (Change.OfPolicy) explanation.smallestChange().get(1);
    assertThat(first.before()).isEqualTo(both);
    assertThat(second.before()).isEqualTo(first.after());
    assertThat(second.after().ingress()).hasSize(1);
    assertThat(second.after().egress()).hasSize(1);
    assertThat(first.text())
        .isEqualTo("add a rule to policy b/p spec.egress[0]: pods app=server on TCP 80");
  }

  @Test
  void says_why_where_no_policy_decides() {
    assertThat(explain(server, List.of()))
        .hasToString(
            String.join(
                "\n",
                "a/client -> b/server TCP 80: ALLOWED",
                "Egress of a/client allows:",
                "  no NetworkPolicy isolates it in this direction",
                "Ingress of b/server allows:",
                "  no NetworkPolicy isolates it in this direction"));
    assertThat(explain(client, List.of()).toString())
        .contains("a pod reaches its own address whatever policies say");
    assertThat(explain(AddressRange.parse("1.1.1.1"), List.of()))
        .hasToString(
            String.join(
                "\n",
                "a/client -> 1.1.1.1-1.1.1.1 TCP 80: ALLOWED",
                "Egress of a/client allows:",
                "  no NetworkPolicy isolates it in this direction"));
  }

  @Test
  void says_what_keeps_policies_out_of_it() {
    Pod ipv4 = with("four", "10.0.0.1", false, Phase.LIVE);
    Pod ipv6 = with("six", "fd00::1", false, Phase.LIVE);
    Pod host = with("host", "10.0.0.2", true, Phase.LIVE);
    Pod finished = with("finished", "10.0.0.3", false, Phase.FINISHED);
    Policy deny = policy("c", Direction.EGRESS);
    Reachability reachability =
        Reachability.of(
            Snapshot.of(List.of(), List.of(ipv4, ipv6, host, finished), List.of(deny)),
            PluginProfile.CILIUM_LIKE.with(
                PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE, Decision.YES));
    assertThat(reachability.explain(ipv4, ipv6, Protocol.TCP, 80).toString())
        .contains("one pod has IPv4 addresses only and the other IPv6 addresses only");
    assertThat(reachability.explain(ipv4, finished, Protocol.TCP, 80).toString())
        .contains("the pod has finished and has no connections");
    assertThat(reachability.explain(host, ipv4, Protocol.TCP, 80).toString())
        .contains(
            "policies do not apply to a host-network pod",
            "traffic from its own node is always let in");
  }

  private static Pod with(String name, String address, boolean hostNetwork, Phase phase) {
    return new Pod(
        "c", name, Map.of(), List.of(), List.of(IpAddress.parse(address)), hostNetwork, phase);
  }

  @Test
  void leads_to_the_rule_that_matched() {
    Policy in = policy("b", Direction.INGRESS, rule("app=client", 80));
    Explanation explanation = explain(server, List.of(in));
    Reason.Allows allows = (Reason.Allows) explanation.ingress().orElseThrow().reasons().get(0);
    assertThat(allows.matched()).isEqualTo(in.ingress().get(0));
    Policy out = policy("a", Direction.EGRESS, rule("app=server", 80));
    Reason.Allows egress =
        (Reason.Allows) explain(server, List.of(out)).egress().orElseThrow().reasons().get(0);
    assertThat(egress.matched()).isEqualTo(out.egress().get(0));
  }
}
