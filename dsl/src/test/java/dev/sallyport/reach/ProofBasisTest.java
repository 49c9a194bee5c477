package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules on which a proof rests. */
class ProofBasisTest extends TierScenario {
  private static final Namespace PLAY = Namespace.of("play", Map.of("tenant", "c"));

  /** Pods of two namespaces that exist. */
  private static final Party EXISTING =
      allPods().inNamespaces(Namespace.NAME_LABEL + " in (bank,play)");

  private static final Party SHOPS = allPods().inNamespace("shop");
  private static final Party BANKS = allPods().inNamespace("bank");

  @Test
  void are_what_isolates_where_some_way_leads_and_nowhere_else() {
    allow("shop", "", Direction.EGRESS, in("tenant=b", ""));
    allow("bank", "app=db", Direction.INGRESS, in("tenant=c", ""));
    allow("bank", "app!=db", Direction.INGRESS);
    allow("play", "", Direction.INGRESS);
    Invariant invariant = SHOPS.neverReaches(EXISTING);
    assertThat(basis(invariant))
        .as("nothing leads from shop to play")
        .containsExactly(
            "shop/p0 egress",
            "shop/p0 egress[0]",
            "bank/p1 ingress",
            "bank/p1 ingress[0]",
            "bank/p2 ingress");
    policies.remove(0);
    assertThat(basis(invariant))
        .as("who is not isolated gets everywhere")
        .contains("bank/p2 ingress", "play/p3 ingress");
  }

  @Test
  void take_in_where_a_block_may_lead() {
    allow("shop", "", Direction.EGRESS, new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of()));
    allow("bank", "", Direction.INGRESS);
    allow("play", "", Direction.INGRESS);
    assertThat(basis(SHOPS.neverReaches(EXISTING)))
        .containsExactly(
            "shop/p0 egress", "shop/p0 egress[0]", "bank/p1 ingress", "play/p2 ingress");
  }

  /** These are not isolated, and so get everywhere. */
  @Test
  void take_in_where_pods_of_a_namespace_to_come_may_lead() {
    allow("shop", "", Direction.EGRESS);
    allow("bank", "", Direction.EGRESS);
    allow("play", "", Direction.EGRESS);
    allow("bank", "", Direction.INGRESS);
    assertThat(basis(allPods().neverReaches(BANKS)))
        .containsExactly("shop/p0 egress", "bank/p1 egress", "play/p2 egress", "bank/p3 ingress");
    assertThat(basis(allPods().inNamespaces("tenant").neverReaches(BANKS)))
        .contains("bank/p3 ingress");
  }

  @Test
  void take_in_where_admin_rules_alone_lead() {
    allow("shop", "", Direction.EGRESS);
    allow("bank", "", Direction.INGRESS);
    assertThat(basis(SHOPS.neverReaches(BANKS))).containsExactly("shop/p0 egress");
    egress(Tier.ADMIN, 1, "tenant=a", rule(ClusterAction.ACCEPT, in("", ""), PORT_80));
    assertThat(basis(SHOPS.neverReaches(BANKS)))
        .containsExactly("shop/p0 egress", "bank/p1 ingress");
  }

  @Test
  void of_isolation_are_what_isolates() {
    allow("bank", "app=db", Direction.INGRESS, in("", ""));
    allow("bank", "app!=db", Direction.INGRESS);
    allow("bank", "", Direction.EGRESS);
    allow("shop", "", Direction.INGRESS);
    assertThat(basis(allPods().inNamespace("bank").isIsolatedFor(Direction.INGRESS)))
        .containsExactly("bank/p0 ingress", "bank/p1 ingress");
  }

  @Test
  void are_none_for_nobody() {
    allow("bank", "", Direction.INGRESS, in("", ""));
    Invariant invariant = Party.pods("app=x,app=y").neverReaches(BANKS);
    assertThat(basis(invariant)).isEmpty();
    assertThat(prove(invariant)).hasToString("proven");
  }

  @Override
  Conclusion prove(Invariant invariant) {
    return SymbolicChecker.of(List.of(SHOP, BANK, PLAY), policies, tiers).prove(invariant);
  }

  private List<String> basis(Invariant invariant) {
    Conclusion conclusion = prove(invariant);
    assertThat(conclusion).isInstanceOf(Conclusion.Proven.class);
    return ((Conclusion.Proven) conclusion).basis().stream().map(PolicyRule::toString).toList();
  }

  private int number;

  /** A policy for some pods of a namespace, with a rule for each peer. */
  private void allow(String namespace, String pods, Direction direction, Peer... peers) {
    boolean ingress = direction == Direction.INGRESS;
    List<Rule> rules =
        List.of(peers).stream()
            .map(peer -> new Rule(List.of(peer), List.of(PORT_80), List.of()))
            .toList();
    policies.add(
        new Policy(
            namespace,
            "p" + number++,
            selector(pods),
            EnumSet.of(direction),
            ingress ? rules : List.of(),
            ingress ? List.of() : rules,
            new Origin("test", "")));
  }
}
