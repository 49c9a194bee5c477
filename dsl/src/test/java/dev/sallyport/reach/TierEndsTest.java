package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static dev.sallyport.reach.Party.pods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Tier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What proofs know of either end where there are cluster policies, and what they say of it. */
class TierEndsTest extends TierScenario {
  @Test
  void a_known_pod_declares_a_name_for_one_protocol() {
    PolicyPort name = new PolicyPort.Named(Protocol.UDP, "dns");
    ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.DENY, in("", ""), name));
    Party.KnownPods server =
        Party.like(
            Pod.of(
                "bank",
                "dns",
                Map.of(),
                List.of(
                    new ContainerPort("dns", 53, Protocol.UDP),
                    new ContainerPort("dns-tcp", 53, Protocol.TCP))));
    Invariant.NeverReaches invariant = allPods().neverReaches(server);
    assertThat(prove(invariant.on(new PolicyPort.Range(Protocol.UDP, 53, 53))).holds()).isTrue();
    assertThat(prove(invariant.on(new PolicyPort.Range(Protocol.TCP, 53, 53))).holds()).isFalse();
    assertThat(prove(invariant.on(new PolicyPort.Range(Protocol.UDP, 54, 54))).holds()).isFalse();
  }

  @Test
  void a_namespace_to_come_has_the_same_labels_at_both_ends() {
    egress(Tier.ADMIN, 1, "tenant=y", deny("tenant=y", ""));
    egress(Tier.ADMIN, 2, "tenant!=y", deny("tenant!=y", ""));
    Party named = allPods().inNamespace("later");
    Party selected = allPods().inNamespaces(Namespace.NAME_LABEL + "=later");
    assertThat(prove(named.neverReaches(selected)).holds()).isTrue();
    assertThat(prove(selected.neverReaches(named)).holds()).isTrue();
    Party another = allPods().inNamespaces(Namespace.NAME_LABEL + " in (later,other)");
    assertThat(connection(named.neverReaches(another)).destination().toString()).contains("other");
  }

  @Test
  void of_policies_that_agree_the_first_by_name_is_named() {
    for (int i = 0; i < 2; i++) {
      ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.ACCEPT, in("", ""), PORT_80));
    }
    Invariant invariant = allPods().neverReaches(allPods().inNamespace("bank")).on(PORT_80);
    assertThat(connection(invariant).ingress()).hasToString("ADMIN policy p0 ingress[0]");
  }

  @Test
  void a_proof_does_not_rest_on_policies_that_select_none_of_its_pods() {
    ClusterPolicy selects = add("tenant=b", "app in (web,api)");
    add("tenant=b", "app=api");
    add("tenant=b", "app=web,!app");
    add("tenant=b,!tenant", "app=web");
    Party web = pods("app=web").inNamespace("bank");
    assertThat(basis(allPods().neverReaches(web))).containsExactly(selects);
    Party nobody = pods("app=web,!app").inNamespace("bank");
    assertThat(basis(allPods().neverReaches(nobody))).isEmpty();
  }

  private ClusterPolicy add(String namespaces, String pods) {
    ClusterPolicy policy =
        new ClusterPolicy(
            "p" + tiers.size(),
            Tier.ADMIN,
            tiers.size(),
            selector(namespaces),
            selector(pods),
            List.of(deny("", "")),
            List.of(),
            new Origin("test", ""));
    tiers.add(policy);
    return policy;
  }

  private List<ClusterPolicy> basis(Invariant invariant) {
    return ((Conclusion.Proven) prove(invariant)).clusterBasis();
  }
}
