package dev.sallyport.reach;

import static dev.sallyport.reach.PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION;
import static dev.sallyport.reach.PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME;
import static dev.sallyport.reach.PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE;
import static dev.sallyport.reach.PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED;
import static dev.sallyport.reach.PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS;
import static dev.sallyport.reach.PluginChoice.IP_BLOCK_MATCHES_NODES;
import static dev.sallyport.reach.PluginChoice.IP_BLOCK_MATCHES_PODS;
import static dev.sallyport.reach.PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which choices of the network plugin are varied: those that can matter, and no others. */
class OpenChoicesTest {
  private static final Origin ORIGIN = new Origin("test", "");
  private static final Peer BLOCK = new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of());
  private static final Peer EVERY_POD =
      new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING);

  private final Pod pod = at("pod", false, Phase.LIVE, "10.0.0.1");
  private final Pod host = at("host", true, Phase.LIVE, "10.0.0.2");
  private final Pod pending = at("pending", false, Phase.LIVE);
  private final Pod finished = at("finished", true, Phase.FINISHED);

  private static Pod at(String name, boolean hostNetwork, Phase phase, String... addresses) {
    List<IpAddress> all = List.of(addresses).stream().map(IpAddress::parse).toList();
    return new Pod("a", name, Map.of(), List.of(), all, hostNetwork, phase);
  }

  private static Rule rule(Peer... peers) {
    return new Rule(List.of(peers), List.of(PolicyPort.EVERY), List.of());
  }

  private static Policy policy(
      String name, Set<Direction> directions, List<Rule> ingress, List<Rule> egress) {
    return new Policy("a", name, Selector.EVERYTHING, directions, ingress, egress, ORIGIN);
  }

  private static ClusterPolicy cluster(String name, Tier tier, int priority) {
    return cluster(name, tier, priority, List.of(), List.of());
  }

  private static ClusterPolicy cluster(
      String name, Tier tier, int priority, List<ClusterRule> ingress, List<ClusterRule> egress) {
    return new ClusterPolicy(
        name, tier, priority, Selector.EVERYTHING, Selector.EVERYTHING, ingress, egress, ORIGIN);
  }

  private static ClusterRule deny(Peer... peers) {
    return new ClusterRule(
        "", ClusterAction.DENY, List.of(peers), List.of(PolicyPort.EVERY), List.of());
  }

  private static OpenChoices choices(
      List<Pod> pods, List<Policy> policies, ClusterPolicy... cluster) {
    return new OpenChoices(new Fleet(new Snapshot(List.of(), pods, policies, List.of(cluster))));
  }

  @Nested
  class Of_a_fleet {
    @Test
    void that_policies_treat_alike_everywhere_are_none() {
      Policy selects =
          policy("p", EnumSet.allOf(Direction.class), List.of(rule(EVERY_POD)), List.of());
      ClusterPolicy admin = cluster("c", Tier.ADMIN, 1, List.of(deny(EVERY_POD)), List.of());
      assertThat(choices(List.of(pod, pending, finished), List.of(selects), admin).all()).isEmpty();
    }

    @Test
    void with_the_host_network_are_about_its_pods() {
      assertThat(choices(List.of(pod, host), List.of()).all())
          .containsExactlyInAnyOrder(
              HOST_NETWORK_PODS_ARE_SELECTED,
              HOST_NETWORK_PODS_MATCH_SELECTORS,
              HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
    }

    @Test
    void with_blocks_are_about_the_addresses_that_there_are() {
      List<Policy> blocks = List.of(in(rule(BLOCK)));
      assertThat(choices(List.of(pod, finished), blocks).all())
          .containsExactly(IP_BLOCK_MATCHES_PODS);
      assertThat(choices(List.of(pod, pending), blocks).all())
          .containsExactlyInAnyOrder(IP_BLOCK_MATCHES_PODS, IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
      assertThat(choices(List.of(pod, host), blocks).all())
          .contains(IP_BLOCK_MATCHES_PODS, IP_BLOCK_MATCHES_NODES)
          .doesNotContain(IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }

    @Test
    void find_a_block_wherever_it_counts() {
      for (Policy policy :
          List.of(in(rule(BLOCK)), in(rule(EVERY_POD), rule(EVERY_POD, BLOCK)), out(rule(BLOCK)))) {
        Policy without = policy("without", policy.directions(), List.of(), List.of());
        assertThat(choices(List.of(pod), List.of(without, policy)).all())
            .containsExactly(IP_BLOCK_MATCHES_PODS);
      }
    }

    @Test
    void pass_over_a_block_in_a_direction_in_which_the_policy_does_not_isolate() {
      List<Rule> block = List.of(rule(BLOCK));
      Policy in = policy("in", EnumSet.of(Direction.INGRESS), List.of(), block);
      Policy out = policy("out", EnumSet.of(Direction.EGRESS), block, List.of());
      assertThat(choices(List.of(pod), List.of(in, out)).all()).isEmpty();
    }

    @Test
    void with_a_block_in_a_cluster_policy_are_about_addresses_that_are_not_known() {
      List<ClusterRule> rules = List.of(deny(EVERY_POD), deny(EVERY_POD, BLOCK));
      for (ClusterPolicy admin :
          List.of(
              cluster("c", Tier.ADMIN, 1, rules, List.of()),
              cluster("c", Tier.ADMIN, 1, List.of(), rules))) {
        assertThat(choices(List.of(pod, finished), List.of(), admin).all()).isEmpty();
        assertThat(choices(List.of(pod, pending), List.of(), admin).all())
            .containsExactly(IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
      }
      assertThat(
              choices(List.of(pending), List.of(), cluster("c", Tier.BASELINE, 1, List.of(), rules))
                  .all())
          .contains(IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }

    @Test
    void with_baseline_policies_are_about_what_skips_them() {
      assertThat(choices(List.of(pod), List.of(), cluster("c", Tier.BASELINE, 1)).all())
          .containsExactly(BASELINE_IS_SKIPPED_PER_DIRECTION);
    }

    @Test
    void with_cluster_policies_of_equal_priority_are_about_their_order() {
      ClusterPolicy one = cluster("one", Tier.ADMIN, 1);
      ClusterPolicy two = cluster("two", Tier.ADMIN, 2);
      assertThat(choices(List.of(pod), List.of(), one, two).all()).isEmpty();
      assertThat(choices(List.of(pod), List.of(), one, two, cluster("x", Tier.ADMIN, 2)).all())
          .containsExactly(EQUAL_PRIORITIES_APPLY_BY_NAME);
      assertThat(choices(List.of(pod), List.of(), one, cluster("x", Tier.BASELINE, 1)).all())
          .as("of different tiers")
          .doesNotContain(EQUAL_PRIORITIES_APPLY_BY_NAME);
    }

    private Policy in(Rule... rules) {
      return policy("in", EnumSet.of(Direction.INGRESS), List.of(rules), List.of());
    }

    private Policy out(Rule... rules) {
      return policy("out", EnumSet.of(Direction.EGRESS), List.of(), List.of(rules));
    }
  }

  @Nested
  class Of_a_pair {
    private final AddressRange outside = AddressRange.parse("203.0.113.7");
    private final Pod other = at("other", false, Phase.LIVE, "10.0.0.3");

    /** Of a fleet where every choice matters to some pair. */
    private final OpenChoices every =
        choices(
            List.of(pod, other, host, pending),
            List.of(
                policy(
                    "p",
                    EnumSet.of(Direction.INGRESS),
                    List.of(rule(BLOCK)),
                    List.of(rule(BLOCK)))),
            cluster("one", Tier.BASELINE, 1),
            cluster("two", Tier.BASELINE, 1));

    private void are(Endpoint from, Endpoint to, PluginChoice... about) {
      Set<PluginChoice> expected = EnumSet.noneOf(PluginChoice.class);
      expected.add(BASELINE_IS_SKIPPED_PER_DIRECTION);
      expected.add(EQUAL_PRIORITIES_APPLY_BY_NAME);
      expected.addAll(List.of(about));
      assertThat(every.of(from, to)).as("%s -> %s", from.id(), to.id()).isEqualTo(expected);
    }

    @Test
    void with_an_address_outside_are_only_about_the_pod() {
      are(outside, pod);
      are(pod, outside);
      are(outside, pending);
      are(pending, outside);
      are(outside, host, HOST_NETWORK_PODS_ARE_SELECTED);
      are(host, outside, HOST_NETWORK_PODS_ARE_SELECTED);
    }

    @Test
    void of_pods_are_about_their_addresses() {
      are(pod, other, IP_BLOCK_MATCHES_PODS);
      are(pod, pending, IP_BLOCK_MATCHES_PODS, IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
      are(pending, pod, IP_BLOCK_MATCHES_PODS, IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }

    @Test
    void with_a_pod_of_the_host_network_are_about_what_it_counts_as() {
      are(
          pod,
          host,
          IP_BLOCK_MATCHES_PODS,
          IP_BLOCK_MATCHES_NODES,
          HOST_NETWORK_PODS_ARE_SELECTED,
          HOST_NETWORK_PODS_MATCH_SELECTORS);
      are(
          host,
          pod,
          IP_BLOCK_MATCHES_PODS,
          IP_BLOCK_MATCHES_NODES,
          HOST_NETWORK_PODS_ARE_SELECTED,
          HOST_NETWORK_PODS_MATCH_SELECTORS,
          HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
    }
  }
}
