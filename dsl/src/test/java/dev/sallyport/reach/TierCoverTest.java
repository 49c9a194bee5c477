package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Tier;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What covers a superfluous part is the same beside a cluster policy that changes nothing. */
class TierCoverTest extends TierScenario {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_a_rule_are_not_the_rules_that_have_nothing_to_do_with_it(boolean clusterPolicies) {
    unrelated(clusterPolicies);
    allow("", in("tenant=a", "app=web"), in("tenant=a", ""), in("tenant=c", ""));
    assertThat(checker().redundant())
        .containsExactly(new Redundant.WholeRule(rule(0, 0), List.of(rule(0, 1))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_a_policy_are_not_the_rules_that_have_nothing_to_do_with_it(boolean clusterPolicies) {
    unrelated(clusterPolicies);
    allow("app=web", in("tenant=a", ""));
    allow("", in("tenant=a", ""), in("tenant=c", ""));
    assertThat(checker().redundant())
        .containsExactly(
            new Redundant.WholePolicy(
                policies.get(0), List.of(rule(1, PolicyRule.ISOLATION), rule(1, 0))),
            new Redundant.WholeRule(rule(0, 0), List.of(rule(1, 0))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_a_policy_that_allows_all_are_those_that_isolate_some(boolean clusterPolicies) {
    unrelated(clusterPolicies);
    allow("", Peer.ANYONE);
    allow("app=web", Peer.ANYONE);
    assertThat(checker().redundant())
        .contains(
            new Redundant.WholePolicy(
                policies.get(0), List.of(rule(1, PolicyRule.ISOLATION), rule(1, 0))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_a_rule_are_rules_that_leave_out_only_names_that_are_taken(boolean clusterPolicies) {
    unrelated(clusterPolicies);
    for (Direction direction : Direction.values()) {
      policies.clear();
      Peer other = in(Namespace.NAME_LABEL + " notin (shop,bank)", "");
      allow(direction, "", in("", ""), other, in(Namespace.NAME_LABEL + " in (shop,bank)", ""));
      PolicyRule first = new PolicyRule(policies.get(0), direction, 0);
      PolicyRule second = new PolicyRule(policies.get(0), direction, 1);
      PolicyRule third = new PolicyRule(policies.get(0), direction, 2);
      assertThat(checker().redundant())
          .contains(new Redundant.WholeRule(first, List.of(second, third)));
      policies.clear();
      allow(direction, "", in("", ""), in(Namespace.NAME_LABEL + " notin (later)", ""));
      assertThat(checker().redundant()).hasSize(1);
    }
  }

  private void unrelated(boolean clusterPolicies) {
    if (clusterPolicies) {
      ingress(Tier.ADMIN, 1, "tenant=none", deny("", ""));
    }
  }

  private PolicyRule rule(int policy, int index) {
    return new PolicyRule(policies.get(policy), Direction.INGRESS, index);
  }
}
