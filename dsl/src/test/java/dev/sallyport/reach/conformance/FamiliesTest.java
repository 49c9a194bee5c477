package dev.sallyport.reach.conformance;

import static dev.sallyport.reach.conformance.World.block;
import static dev.sallyport.reach.conformance.World.clusterRule;
import static dev.sallyport.reach.conformance.World.in;
import static dev.sallyport.reach.conformance.World.named;
import static dev.sallyport.reach.conformance.World.rule;
import static dev.sallyport.reach.conformance.World.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.AddressFamily;
import dev.sallyport.reach.ClusterEvent;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.LiveReachability;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reason;
import dev.sallyport.reach.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A connection is made over one address family: both ends must allow it over the same one. */
class FamiliesTest {
  private final World world = new World();

  @BeforeEach
  void blocks_match_pods() {
    world.with(PluginProfile.CALICO_LIKE);
  }

  @Nested
  class Pods_of_both_families {
    private final Pod client = world.podAt("a", "client", "app=client", "10.0.0.1", "2001:db8::1");
    private final Pod server = world.podAt("b", "server", "app=server", "10.0.0.2", "2001:db8::2");

    @Test
    @Row(24)
    @DisplayName("24: egress over IPv6 and ingress over IPv4 make no connection")
    void need_one_family_at_both_ends() {
      world.egress("a", "", rule(List.of(block("2001:db8::2/128"))));
      world.ingress("b", "", rule(List.of(block("10.0.0.1/32"))));
      assertThat(world.connections(client, server)).isEqualTo(ConnectionSet.NONE);
      world.ingress("b", "", rule(List.of(block("2001:db8::/64")), tcp(80)));
      assertThat(world.connections(client, server)).hasToString("TCP 80");
    }

    @Test
    @Row(24)
    @DisplayName("24: what passes over either family is possible")
    void connect_over_either() {
      world.ingress(
          "b",
          "",
          rule(List.of(block("10.0.0.1/32")), tcp(80)),
          rule(List.of(block("2001:db8::1/128")), tcp(81)));
      assertThat(world.connections(client, server)).hasToString("TCP 80-81");
      world.egress("a", "", rule(List.of(block("0.0.0.0/0"))));
      assertThat(world.connections(client, server)).hasToString("TCP 80");
    }

    @Test
    @Row(22)
    @DisplayName("22: where blocks match no pods, families don't matter")
    void are_not_told_apart_where_blocks_match_no_pods() {
      world.with(PluginProfile.CILIUM_LIKE);
      world.egress("a", "", rule(List.of(in("", "app=server"))));
      world.ingress("b", "", rule(List.of(block("10.0.0.1/32"), in("", ""))));
      assertThat(world.connections(client, server)).isEqualTo(ConnectionSet.ALL);
    }

    @Test
    @Row(22)
    @DisplayName("22: whether blocks match pods stays the plugin's choice")
    void hinge_on_the_plugin() {
      world.with(PluginProfile.STRICT);
      world.egress("a", "", rule(List.of(block("2001:db8::2/128"))));
      world.ingress("b", "", rule(List.of(block("2001:db8::1/128"))));
      assertThat(world.verdict(client, server))
          .isEqualTo(new Verdict.PluginDependent(Set.of(PluginChoice.IP_BLOCK_MATCHES_PODS)));
    }

    @Test
    @Row(59)
    @DisplayName("59: a denied network closes one family, not the other")
    void keep_the_family_that_no_cluster_policy_denies() {
      world.cluster(
          Tier.ADMIN,
          "no-ipv4",
          5,
          "app=server",
          List.of(clusterRule(ClusterAction.DENY, block("10.0.0.0/8"))),
          List.of());
      assertThat(world.connections(client, server)).isEqualTo(ConnectionSet.ALL);
      world.egress("a", "", rule(List.of(block("10.0.0.0/8"))));
      assertThat(world.connections(client, server)).isEqualTo(ConnectionSet.NONE);
    }

    @Test
    @Row(29)
    @DisplayName("29: a port name stands for ports over the block's family only")
    void resolve_port_names_over_the_family_of_the_block() {
      Pod web =
          new Pod(
              "b",
              "named",
              Map.of("app", "named"),
              List.of(new ContainerPort("http", 8080, Protocol.TCP)),
              List.of(IpAddress.parse("10.0.0.3"), IpAddress.parse("2001:db8::3")),
              false,
              Phase.LIVE);
      world.add(web);
      world.ingress(
          "b", "app=named", rule(List.of(block("2001:db8::1/128")), named(Protocol.TCP, "http")));
      assertThat(world.connections(client, web)).hasToString("TCP 8080");
      world.egress("a", "", rule(List.of(block("10.0.0.3/32"))));
      assertThat(world.connections(client, web)).isEqualTo(ConnectionSet.NONE);
    }

    @Test
    @DisplayName("The explanation speaks of the family that gets furthest")
    void are_explained_over_one_family() {
      world.ingress("b", "", rule(List.of(block("2001:db8::1/128"))));
      Explanation explanation = world.reachability().explain(client, server, Protocol.TCP, 80);
      assertThat(explanation.verdict()).isEqualTo(Verdict.ALLOWED);
      assertThat(explanation.family()).contains(AddressFamily.IPV6);
      assertThat(explanation.toString()).contains("over IPv6: ALLOWED");
    }

    @Test
    @DisplayName("One change opens both ends over the same family")
    void are_opened_over_one_family() {
      world.egress("a", "", rule(List.of(block("2001:db8::2/128")), tcp(1)));
      world.ingress("b", "", rule(List.of(block("10.0.0.1/32")), tcp(80)));
      Explanation explanation = world.reachability().explain(client, server, Protocol.TCP, 80);
      assertThat(explanation.family()).contains(AddressFamily.IPV4);
      assertThat(explanation.ingress().orElseThrow().allows()).isTrue();
      assertThat(explanation.smallestChange()).hasSize(1);
    }

    @Test
    @DisplayName("Pods that come with both families are told apart from then on")
    void are_told_apart_when_they_come() {
      World single = new World();
      single.podAt("a", "client", "app=client", "10.0.0.1");
      single.podAt("b", "server", "app=server", "10.0.0.2");
      single.egress("a", "", rule(List.of(block("2001:db8::/32"))));
      single.ingress("b", "", rule(List.of(block("10.0.0.1/32"))));
      LiveReachability live = LiveReachability.of(single.snapshot(), PluginProfile.CALICO_LIKE);
      live.apply(new ClusterEvent.PodApplied(client));
      live.apply(new ClusterEvent.PodApplied(server));
      assertThat(live.current().connections(client, server)).isEqualTo(ConnectionSet.NONE);
    }
  }

  @Nested
  class Pods_of_one_family {
    private final Pod ipv4 = world.podAt("a", "v4", "app=v4", "10.0.0.1");
    private final Pod ipv6 = world.podAt("a", "v6", "app=v6", "2001:db8::1");
    private final Pod both = world.podAt("a", "both", "app=both", "10.0.0.2", "2001:db8::2");
    private final Pod unknown = world.pod("a", "unknown", "app=unknown");

    @Test
    @Row(24)
    @DisplayName("24: an IPv4-only pod and an IPv6-only pod have no connections")
    void connect_to_their_own_only() {
      for (PluginProfile profile :
          List.of(PluginProfile.STRICT, PluginProfile.CALICO_LIKE, PluginProfile.CILIUM_LIKE)) {
        world.with(profile);
        assertThat(world.connections(ipv4, ipv6)).isEqualTo(ConnectionSet.NONE);
        assertThat(world.connections(ipv6, ipv4)).isEqualTo(ConnectionSet.NONE);
        assertThat(world.connections(ipv4, both)).isEqualTo(ConnectionSet.ALL);
        assertThat(world.connections(both, ipv6)).isEqualTo(ConnectionSet.ALL);
      }
      Explanation explanation = world.reachability().explain(ipv4, ipv6, Protocol.TCP, 80);
      assertThat(explanation.egress().orElseThrow().reasons())
          .containsExactly(new Reason.NoSharedFamily());
      assertThat(explanation.smallestChange()).isEmpty();
    }

    @Test
    @Row(51)
    @DisplayName("51: a pod without a known address may have both families")
    void connect_to_pods_of_unknown_address() {
      assertThat(world.connections(ipv4, unknown)).isEqualTo(ConnectionSet.ALL);
      assertThat(world.connections(unknown, ipv6)).isEqualTo(ConnectionSet.ALL);
      world.policy(
          "a",
          "app=unknown",
          Set.of(Direction.INGRESS),
          List.of(rule(List.of(block("2001:db8::/64")))),
          List.of());
      assertThat(world.connections(both, unknown)).isEqualTo(ConnectionSet.ALL);
      assertThat(world.connections(ipv4, unknown)).isEqualTo(ConnectionSet.NONE);
      world.with(
          PluginProfile.CALICO_LIKE.with(
              PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS, Decision.YES));
      assertThat(world.connections(unknown, unknown)).isEqualTo(ConnectionSet.ALL);
    }
  }
}
