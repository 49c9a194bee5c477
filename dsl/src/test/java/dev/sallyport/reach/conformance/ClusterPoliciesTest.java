package dev.sallyport.reach.conformance;

import static dev.sallyport.reach.conformance.World.OUTSIDE;
import static dev.sallyport.reach.conformance.World.anyone;
import static dev.sallyport.reach.conformance.World.block;
import static dev.sallyport.reach.conformance.World.clusterRule;
import static dev.sallyport.reach.conformance.World.in;
import static dev.sallyport.reach.conformance.World.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Admin and Baseline tiers around NetworkPolicies. */
class ClusterPoliciesTest {
  private final World world = new World();
  private final Pod client = world.podAt("a", "client", "app=client", "10.0.0.1");
  private final Pod server = world.podAt("b", "server", "app=server", "10.0.0.2");

  private static List<ClusterRule> all(ClusterAction action) {
    return List.of(clusterRule(action, in("", "")));
  }

  private void ingress(Tier tier, String name, int priority, ClusterRule... rules) {
    world.cluster(tier, name, priority, "app=server", List.of(rules), List.of());
  }

  @Test
  @Row(59)
  @DisplayName(
      "59: Admin comes first, then NetworkPolicy, then Baseline, then everything is allowed")
  void tiers_come_in_order() {
    ingress(
        Tier.ADMIN,
        "admin",
        5,
        clusterRule(ClusterAction.DENY, in("", ""), tcp(1)),
        clusterRule(ClusterAction.ACCEPT, in("", ""), tcp(2)),
        clusterRule(ClusterAction.PASS, in("", ""), tcp(3)));
    ingress(Tier.BASELINE, "base", 5, clusterRule(ClusterAction.DENY, in("", "")));
    assertThat(world.connections(client, server))
        .as("Baseline denies the rest")
        .hasToString("TCP 2");
    world.ingress("b", "app=server", anyone(tcp(1), tcp(3), tcp(4)));
    assertThat(world.connections(client, server)).hasToString("TCP 2-4");
  }

  @Test
  @Row(59)
  @DisplayName("59: without any match, everything is allowed")
  void no_match_is_allowed() {
    ingress(Tier.ADMIN, "admin", 5, clusterRule(ClusterAction.DENY, in("", "app=x")));
    ingress(Tier.BASELINE, "base", 5, clusterRule(ClusterAction.DENY, in("team=x", "")));
    assertThat(world.connections(client, server)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(OUTSIDE, server))
        .as("selectors match no outside")
        .isEqualTo(ConnectionSet.ALL);
  }

  @Test
  @Row(59)
  @DisplayName("59: within a tier the lowest priority number decides, then the first rule")
  void priorities_come_in_order() {
    ingress(Tier.ADMIN, "late", 6, clusterRule(ClusterAction.DENY, in("", "")));
    ingress(
        Tier.ADMIN,
        "early",
        5,
        clusterRule(ClusterAction.ACCEPT, in("", ""), tcp(80)),
        clusterRule(ClusterAction.DENY, in("", ""), tcp(80)));
    assertThat(world.connections(client, server)).hasToString("TCP 80");
  }

  @Test
  @Row(59)
  @DisplayName("59: Pass skips the rest of the Admin tier")
  void pass_skips_the_tier() {
    ingress(Tier.ADMIN, "pass", 5, clusterRule(ClusterAction.PASS, in("", ""), tcp(80)));
    ingress(Tier.ADMIN, "deny", 6, clusterRule(ClusterAction.DENY, in("", "")));
    assertThat(world.connections(client, server)).hasToString("TCP 80");
    world.ingress("b", "");
    assertThat(world.connections(client, server)).isEqualTo(ConnectionSet.NONE);
  }

  @Test
  @Row(59)
  @DisplayName("59: the order of equal priorities is open, and said to be")
  void equal_priorities_are_open() {
    ingress(Tier.ADMIN, "first", 5, clusterRule(ClusterAction.ACCEPT, in("", "")));
    ingress(Tier.ADMIN, "second", 5, clusterRule(ClusterAction.DENY, in("", "")));
    PluginChoice choice = PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME;
    assertThat(world.verdict(client, server))
        .isEqualTo(new Verdict.PluginDependent(Set.of(choice)));
    world.with(PluginProfile.STRICT.with(choice, Decision.YES));
    assertThat(world.verdict(client, server)).isEqualTo(Verdict.ALLOWED);
    world.with(PluginProfile.STRICT.with(choice, Decision.NO));
    assertThat(world.verdict(client, server)).isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(59)
  @DisplayName("59: networks of a rule match whoever has the address, pods too")
  void networks_match_addresses() {
    ingress(Tier.ADMIN, "admin", 5, clusterRule(ClusterAction.DENY, block("10.0.0.0/24")));
    assertThat(world.verdict(client, server)).isEqualTo(Verdict.DENIED);
    assertThat(world.verdict(OUTSIDE, server)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  @Row(60)
  @DisplayName("60: an Admin Accept on egress does not waive the destination's ingress")
  void accept_opens_its_own_end_only() {
    world.cluster(Tier.ADMIN, "admin", 5, "app=client", List.of(), all(ClusterAction.ACCEPT));
    world.ingress("b", "app=server");
    assertThat(world.verdict(client, server)).isEqualTo(Verdict.DENIED);
    world.egress("a", "app=client");
    assertThat(world.verdict(client, OUTSIDE)).isEqualTo(Verdict.DENIED);
    ingress(Tier.ADMIN, "other", 6, clusterRule(ClusterAction.ACCEPT, in("", "")));
    assertThat(world.verdict(client, server)).as("now both ends accept").isEqualTo(Verdict.ALLOWED);
  }

  @Test
  @Row(61)
  @DisplayName(
      "61: NetworkPolicy is final for the pods that it selects; Baseline sees the others only")
  void network_policy_is_final() {
    Pod plain = world.pod("b", "plain", "app=plain");
    world.cluster(Tier.BASELINE, "base", 0, "", all(ClusterAction.DENY), List.of());
    world.ingress("b", "app=server", anyone(tcp(80)));
    assertThat(world.connections(client, server)).hasToString("TCP 80");
    assertThat(world.connections(client, plain)).isEqualTo(ConnectionSet.NONE);
    world.cluster(Tier.BASELINE, "open", 0, "app=server", all(ClusterAction.ACCEPT), List.of());
    assertThat(world.connections(client, server)).hasToString("TCP 80");
  }

  @Test
  @Row(62)
  @DisplayName(
      "62: whether Baseline ingress holds for a pod that is selected for egress only is open")
  void baseline_per_direction_is_open() {
    world.cluster(Tier.BASELINE, "base", 0, "app=server", all(ClusterAction.DENY), List.of());
    world.egress("b", "app=server");
    PluginChoice choice = PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION;
    assertThat(world.verdict(client, server))
        .isEqualTo(new Verdict.PluginDependent(Set.of(choice)));
    world.with(PluginProfile.STRICT.with(choice, Decision.YES));
    assertThat(world.verdict(client, server)).isEqualTo(Verdict.DENIED);
    world.with(PluginProfile.STRICT.with(choice, Decision.NO));
    assertThat(world.verdict(client, server)).isEqualTo(Verdict.ALLOWED);
  }
}
