package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static dev.sallyport.reach.Party.outside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Tier;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters whose pods have addresses of one family: what the other one could do means nothing. */
class PodAddressesTest extends TierScenario {
  private static final String IPV4 = "10.0.0.0/8";
  private static final String IPV6 = "fd00::/8";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void make_a_rule_for_addresses_of_the_other_family_superfluous(boolean clusterPolicies) {
    if (clusterPolicies) {
      ingress(Tier.ADMIN, 1, "tenant=none", deny("", ""));
    }
    allow("", block("2001:db8::/32"));
    allow("", block("192.0.2.0/24"));
    assertThat(superfluousIn(IPV4)).containsExactly("bank/policy-0 ingress[0]");
    assertThat(superfluousIn(IPV6)).containsExactly("bank/policy-1 ingress[0]");
    assertThat(superfluousIn(IPV4, IPV6)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void make_a_policy_superfluous_that_allows_all_of_their_family(boolean clusterPolicies) {
    if (clusterPolicies) {
      ingress(Tier.ADMIN, 1, "tenant=none", deny("", ""));
    }
    allow("", in("", ""), block("0.0.0.0/0"));
    Redundant whole = new Redundant.WholePolicy(policies.get(0), List.of());
    assertThat(checker(IPV4).redundant()).contains(whole);
    assertThat(checker(IPV6).redundant()).doesNotContain(whole);
    assertThat(checker(IPV4, IPV6).redundant()).doesNotContain(whole);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keep_them_from_addresses_of_the_other_family(boolean clusterPolicies) {
    if (clusterPolicies) {
      ingress(Tier.ADMIN, 1, "tenant=none", deny("", ""));
    }
    Invariant invariant = outside("2001:db8::/32").neverReaches(allPods());
    assertThat(checker(IPV4).prove(invariant).holds()).isTrue();
    assertThat(checker(IPV6).prove(invariant).holds()).isFalse();
  }

  @Test
  void make_a_policy_superfluous_that_differs_from_the_baseline_tier_in_the_other_family() {
    allow("", block("2001:db8::/32"));
    for (Peer each : List.of(in("", ""), block("0.0.0.0/0"), block("::/0"))) {
      ingress(Tier.BASELINE, 0, "tenant=b", rule(ClusterAction.DENY, each, PolicyPort.EVERY));
    }
    Redundant whole = new Redundant.WholePolicy(policies.get(0), List.of());
    assertThat(checker(IPV4).redundant()).contains(whole);
    assertThat(checker(IPV4, IPV6).redundant()).doesNotContain(whole);
  }

  @Test
  void make_a_policy_superfluous_that_keeps_out_baseline_rules_about_the_other_family() {
    policies.add(
        policy(
            "bank",
            EnumSet.of(Direction.EGRESS),
            new Rule(List.of(Peer.ANYONE), List.of(PolicyPort.EVERY), List.of())));
    ingress(Tier.BASELINE, 0, "tenant=b", rule(ClusterAction.DENY, block("::/0"), PORT_80));
    Redundant whole = new Redundant.WholePolicy(policies.get(0), List.of());
    assertThat(checker(IPV4).redundant()).contains(whole);
    assertThat(checker(IPV4, IPV6).redundant()).doesNotContain(whole);
  }

  private SymbolicChecker checker(String... addresses) {
    return checker().withPodAddresses(List.of(addresses).stream().map(Cidr::parse).toList());
  }

  /** Rules of a direction that a policy doesn't have are superfluous anyway. */
  private List<String> superfluousIn(String... addresses) {
    return checker(addresses).redundant().stream()
        .filter(each -> each instanceof Redundant.WholeRule)
        .map(each -> ((Redundant.WholeRule) each).rule())
        .filter(rule -> rule.direction() == Direction.INGRESS)
        .map(PolicyRule::toString)
        .toList();
  }
}
