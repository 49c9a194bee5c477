package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static dev.sallyport.reach.Party.outside;
import static dev.sallyport.reach.Party.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that a search meets only after others, none of which gets through. */
class TierSearchTest extends TierScenario {
  private static final Party SHOP_PODS = allPods().inNamespace("shop");

  @Test
  void are_found_behind_a_block_that_is_refused() {
    PolicyPort every = PolicyPort.EVERY;
    ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.DENY, block("10.0.0.0/8"), every));
    Party bank = allPods().inNamespace("bank");
    assertThat(connection(outside("10.0.0.0/8", "192.0.2.0/24").neverReaches(bank)).source())
        .hasToString("192.0.2.0");
    assertThat(prove(outside("10.1.0.0/16", "10.2.0.0/16").neverReaches(bank)).holds()).isTrue();
  }

  @Test
  void are_found_within_a_namespace_to_come_that_reaches_no_existing_one() {
    isolate("shop", Direction.INGRESS);
    isolate("bank", Direction.INGRESS);
    ingress(Tier.ADMIN, 1, "tenant=none", deny("", ""));
    Invariant invariant = allPods().inNamespaces("tenant=z").neverReaches(allPods());
    assertThat(((Counterexample.SomePod) connection(invariant).destination()).future()).isTrue();
  }

  @Test
  void are_found_to_isolated_pods_beside_open_ones_that_the_baseline_tier_protects() {
    allow("app=web", in("tenant=a", ""));
    ingress(Tier.BASELINE, 0, "tenant=b", deny("", ""));
    assertThat(connection(SHOP_PODS.neverReaches(allPods().inNamespace("bank"))).ingress())
        .hasToString("bank/policy-0 ingress[0]");
  }

  @Test
  void are_found_to_pods_that_no_policy_isolates_either_way_if_blocks_match_pods() {
    allow(Direction.EGRESS, "app=web", in("", ""));
    ingress(Tier.BASELINE, 0, "tenant=b", deny("", "app=x"));
    letOutByBlock();
    assertThat(choices("app=api")).containsExactly(PluginChoice.IP_BLOCK_MATCHES_PODS);
  }

  @Test
  void are_found_to_isolated_pods_beside_protected_ones_if_blocks_match_pods() {
    allow(Direction.EGRESS, "app=db", in("", ""));
    allow("app=web", in("tenant=a", ""));
    ingress(Tier.BASELINE, 0, "tenant=b", deny("", ""));
    letOutByBlock();
    assertThat(choices("app in (web,api)")).containsExactly(PluginChoice.IP_BLOCK_MATCHES_PODS);
    assertThat(prove(SHOP_PODS.neverReaches(pods("app=api").inNamespace("bank"))).holds()).isTrue();
  }

  /** Pods of the shop connect to nobody, unless blocks of NetworkPolicies match pods. */
  private void letOutByBlock() {
    allowOf("shop", Direction.EGRESS, "", block("10.0.0.0/8"));
  }

  private Iterable<PluginChoice> choices(String pods) {
    Invariant invariant = SHOP_PODS.neverReaches(pods(pods).inNamespace("bank"));
    return List.copyOf(((Conclusion.PluginDependent) prove(invariant)).choices());
  }
}
