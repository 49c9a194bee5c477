package dev.sallyport.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Set<Direction> EGRESS = EnumSet.of(Direction.EGRESS);
  private static final Origin NOWHERE = new Origin("", "");

  private static Pod pod(String app) {
    return Pod.of("shop", app, Map.of("app", app), List.of());
  }

  private static Plan plan(
      List<ClusterPolicy> cluster, List<StoredPolicy> live, StoredPolicy... wanted)
      throws RolloutRefusedException {
    Population population =
        new Population(
            List.of(Namespace.of("shop", Map.of())),
            List.of(pod("orders"), pod("ledger"), pod("mail")),
            cluster);
    return new Planner(policies -> population, live, PluginProfile.STRICT)
        .plan(List.of(wanted), Set.of());
  }

  private static StoredPolicy policy(
      String app, Set<Direction> directions, List<Rule> ingress, List<Rule> egress) {
    return Shop.stored(app, app, directions, ingress, egress, Map.of());
  }

  private static ClusterPolicy baseline(ClusterAction action) {
    ClusterRule everybody =
        new ClusterRule(
            "",
            action,
            List.of(new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING)),
            List.of(PolicyPort.EVERY),
            List.of());
    return new ClusterPolicy(
        "default",
        Tier.BASELINE,
        1,
        Selector.EVERYTHING,
        Selector.EVERYTHING,
        List.of(everybody),
        List.of(),
        NOWHERE);
  }

  @Test
  void a_parachute_that_would_override_a_baseline_is_refused() throws Exception {
    StoredPolicy orders = policy("orders", Shop.INGRESS, List.of(), List.of());
    assertThatThrownBy(() -> plan(List.of(baseline(ClusterAction.DENY)), List.of(), orders))
        .isInstanceOf(RolloutRefusedException.class)
        .hasMessageContainingAll("the parachute of shop/orders", "Baseline tier");
    assertThat(plan(List.of(baseline(ClusterAction.ACCEPT)), List.of(), orders).steps()).hasSize(3);
  }

  @Test
  void what_opens_waits_until_the_other_end_is_narrow() throws Exception {
    // Orders may send nothing yet; in the end it may send, but mail takes nothing from it.
    StoredPolicy closed = policy("orders", EGRESS, List.of(), List.of());
    StoredPolicy open = policy("orders", EGRESS, List.of(), List.of(Shop.from("mail", 25)));
    StoredPolicy mail = policy("mail", Shop.INGRESS, List.of(), List.of());
    assertThat(plan(List.of(), List.of(closed), open, mail).steps().stream().map(Step::what))
        .containsExactly(
            "add parachutes that allow shop/mail everything as before",
            "apply policy shop/mail",
            "narrow shop/mail: take its parachutes away, and wait for a confirmation",
            "replace policy shop/orders");
  }

  @Test
  void no_order_is_said_with_what_stands_in_the_way() {
    // Each of the two opens toward the other what the other one closes.
    StoredPolicy ledger = policy("ledger", Shop.BOTH, List.of(), List.of(Shop.from("orders", 1)));
    StoredPolicy orders = policy("orders", Shop.BOTH, List.of(), List.of(Shop.from("ledger", 1)));
    StoredPolicy ledgerNow =
        policy("ledger", Shop.BOTH, List.of(Shop.from("orders", 1)), List.of());
    StoredPolicy ordersNow =
        policy("orders", Shop.BOTH, List.of(Shop.from("ledger", 1)), List.of());
    assertThatThrownBy(() -> plan(List.of(), List.of(ledgerNow, ordersNow), ledger, orders))
        .isInstanceOf(RolloutRefusedException.class)
        .hasMessageContainingAll(
            "no order of the steps that are left is safe",
            "replace shop/ledger: shop/ledger -> shop/orders on TCP 1 is possible neither now",
            "replace shop/orders: shop/orders -> shop/ledger on TCP 1 is possible neither now",
            "Roll out in two parts");
  }

  @Test
  void one_policy_wanted_twice_is_refused() {
    StoredPolicy mail = policy("mail", Shop.INGRESS, List.of(), List.of());
    assertThatThrownBy(() -> plan(List.of(), List.of(), mail, mail))
        .hasMessage("policy shop/mail is there twice");
  }

  @Test
  void labels_alone_change_nothing_and_keep_what_others_added() throws Exception {
    StoredPolicy now =
        Shop.stored("mail", "mail", Shop.INGRESS, List.of(), List.of(), Map.of("team", "x"));
    StoredPolicy wanted =
        Shop.stored("mail", "mail", Shop.INGRESS, List.of(), List.of(), Map.of("by", "us"));
    List<Step> steps = plan(List.of(), List.of(now), wanted).steps();
    assertThat(steps).hasSize(1);
    assertThat(((Action.Replace) steps.get(0).actions().get(0)).after().labels())
        .isEqualTo(Map.of("team", "x", "by", "us"));
    assertThat(plan(List.of(), List.of(now), now).steps()).isEmpty();
  }
}
