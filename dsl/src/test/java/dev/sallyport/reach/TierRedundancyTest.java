package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Tier;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What NetworkPolicies could do without where there are cluster policies above and below. */
class TierRedundancyTest extends TierScenario {

  @Nested
  class A_rule {
    @Test
    void is_superfluous_if_the_admin_tier_always_decides_before_it() {
      allow("", in("tenant=a", ""));
      assertThat(superfluous()).isEmpty();
      ingress(Tier.ADMIN, 1, "tenant=b", deny("tenant=a", ""));
      assertThat(superfluous()).containsExactly(new Redundant.WholeRule(first(), List.of()));
      assertThat(checker().shadowed()).isEmpty();
      tiers.clear();
      ingress(
          Tier.ADMIN,
          1,
          "tenant=b",
          rule(ClusterAction.ACCEPT, in("tenant", ""), PolicyPort.EVERY));
      assertThat(superfluous()).containsExactly(new Redundant.WholeRule(first(), List.of()));
    }

    @Test
    void is_needed_for_what_the_admin_tier_passes_to_it() {
      allow("", in("tenant=a", ""));
      ingress(Tier.ADMIN, 2, "tenant=b", deny("tenant=a", ""));
      ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.PASS, in("tenant=a", ""), PORT_80));
      assertThat(superfluous()).isEmpty();
    }

    @Test
    void is_needed_if_another_order_of_equal_priorities_would_pass_to_it() {
      allow("", in("tenant=a", ""));
      ingress(Tier.ADMIN, 1, "tenant=b", deny("tenant=a", ""));
      ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.PASS, in("tenant=a", ""), PORT_80));
      assertThat(superfluous()).isEmpty();
    }

    @Test
    void is_covered_by_the_admin_tier_and_another_rule_together() {
      allow("", in("tenant=a", ""));
      allow("", in("tenant=a", "app=web"));
      ingress(Tier.ADMIN, 1, "tenant=b", deny("tenant=a", "app!=web"));
      PolicyRule second = new PolicyRule(policies.get(1), Direction.INGRESS, 0);
      assertThat(superfluous())
          .contains(
              new Redundant.WholeRule(first(), List.of(second)),
              new Redundant.WholeRule(second, List.of(first())));
      assertThat(checker().shadowed()).hasSize(2);
    }

    @Test
    void is_not_superfluous_for_protocols_that_the_admin_tier_does_not_name() {
      allow("", in("tenant=a", ""));
      for (Protocol protocol : Protocol.values()) {
        PolicyPort every = PolicyPort.Range.allOf(protocol);
        ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.DENY, in("tenant=a", ""), every));
      }
      assertThat(superfluous()).isEmpty();
    }
  }

  @Nested
  class A_peer_or_a_port {
    @Test
    void is_superfluous_where_the_admin_tier_decides_for_it_alone() {
      policies.add(
          policy(
              "bank",
              EnumSet.of(Direction.INGRESS),
              new Rule(
                  List.of(in("tenant=a", ""), in("tenant=c", "")),
                  List.of(PORT_80, PolicyPort.Range.allOf(Protocol.UDP)),
                  List.of())));
      ingress(Tier.ADMIN, 1, "tenant=b", deny("tenant=c", ""));
      ingress(
          Tier.ADMIN,
          1,
          "tenant=b",
          rule(ClusterAction.ACCEPT, in("", ""), PolicyPort.Range.allOf(Protocol.UDP)));
      assertThat(superfluous())
          .containsExactly(
              new Redundant.OnePeer(first(), 1, List.of()),
              new Redundant.OnePort(first(), 1, List.of()));
    }
  }

  @Nested
  class A_policy {
    @Test
    void that_allows_all_is_needed_where_it_keeps_pods_from_the_baseline_tier() {
      policies.add(
          policy(
              "bank",
              EnumSet.of(Direction.INGRESS),
              new Rule(List.of(Peer.ANYONE), List.of(PolicyPort.EVERY), List.of())));
      assertThat(superfluous())
          .containsExactly(new Redundant.WholePolicy(policies.get(0), List.of()));
      ingress(Tier.BASELINE, 0, "tenant=b", deny("tenant=a", ""));
      assertThat(superfluous()).isEmpty();
    }

    @Test
    void that_allows_all_is_superfluous_where_the_baseline_tier_accepts_and_denies_nothing() {
      allow("", Peer.ANYONE);
      ingress(
          Tier.BASELINE, 0, "tenant=b", rule(ClusterAction.ACCEPT, in("tenant=a", ""), PORT_80));
      assertThat(superfluous())
          .containsExactly(new Redundant.WholePolicy(policies.get(0), List.of()));
    }

    @Test
    void that_allows_all_is_needed_where_one_of_several_baselines_of_a_priority_denies() {
      policies.add(
          policy(
              "bank",
              EnumSet.of(Direction.INGRESS),
              new Rule(List.of(Peer.ANYONE), List.of(PolicyPort.EVERY), List.of())));
      ingress(Tier.BASELINE, 0, "tenant=b", deny("tenant=a", ""));
      ingress(Tier.BASELINE, 0, "tenant=b", rule(ClusterAction.PASS, in("", ""), PolicyPort.EVERY));
      assertThat(superfluous()).isEmpty();
    }

    @Test
    void that_says_what_the_baseline_tier_says_is_superfluous() {
      policies.add(policy("bank", EnumSet.of(Direction.INGRESS)));
      ingress(Tier.BASELINE, 0, "tenant=b", deny("", ""));
      // Addresses outside the cluster are no peers of the baseline rule.
      assertThat(superfluous()).isEmpty();
      baselineDeniesTheRest();
      assertThat(superfluous())
          .containsExactly(new Redundant.WholePolicy(policies.get(0), List.of()));
    }

    @Test
    void is_needed_where_its_other_direction_keeps_the_baseline_tier_out() {
      policies.add(
          policy(
              "bank",
              EnumSet.of(Direction.EGRESS),
              new Rule(List.of(Peer.ANYONE), List.of(PolicyPort.EVERY), List.of())));
      assertThat(superfluous()).contains(new Redundant.WholePolicy(policies.get(0), List.of()));
      ingress(Tier.BASELINE, 0, "tenant=b", deny("tenant=a", ""));
      assertThat(superfluous()).isEmpty();
    }

    @Test
    void is_needed_where_the_baseline_tier_lets_in_what_it_refuses() {
      policies.add(policy("bank", EnumSet.of(Direction.INGRESS)));
      ingress(
          Tier.BASELINE, 0, "tenant=b", rule(ClusterAction.ACCEPT, in("tenant=a", ""), PORT_80));
      baselineDeniesTheRest();
      assertThat(superfluous()).isEmpty();
      tiers.remove(0);
      assertThat(superfluous())
          .containsExactly(new Redundant.WholePolicy(policies.get(0), List.of()));
    }

    @Test
    void is_needed_where_the_other_direction_of_another_keeps_the_baseline_tier_out() {
      policies.add(policy("bank", EnumSet.of(Direction.INGRESS)));
      policies.add(policy("bank", EnumSet.of(Direction.EGRESS)));
      baselineDeniesTheRest();
      assertThat(superfluous()).isEmpty();
    }

    private void baselineDeniesTheRest() {
      ingress(Tier.BASELINE, 1, "tenant=b", deny("", ""));
      for (String block : List.of("0.0.0.0/0", "::/0")) {
        ingress(
            Tier.BASELINE, 1, "tenant=b", rule(ClusterAction.DENY, block(block), PolicyPort.EVERY));
      }
    }

    @Test
    void is_superfluous_beside_another_that_isolates_the_same_pods() {
      policies.add(policy("bank", EnumSet.of(Direction.INGRESS)));
      allow("", in("tenant=a", ""));
      ingress(Tier.BASELINE, 0, "", deny("", ""));
      assertThat(superfluous())
          .containsExactly(
              new Redundant.WholePolicy(
                  policies.get(0),
                  List.of(
                      new PolicyRule(policies.get(1), Direction.INGRESS, PolicyRule.ISOLATION))));
    }
  }

  private PolicyRule first() {
    return new PolicyRule(policies.get(0), Direction.INGRESS, 0);
  }

  /** Of what counts: the direction that a policy doesn't isolate is superfluous anyway. */
  private List<Redundant> superfluous() {
    return checker().redundant().stream()
        .filter(
            each ->
                !(each instanceof Redundant.WholeRule whole)
                    || whole.rule().policy().directions().contains(whole.rule().direction()))
        .toList();
  }
}
