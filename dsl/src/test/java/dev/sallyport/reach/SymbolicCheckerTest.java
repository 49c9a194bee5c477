package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static dev.sallyport.reach.Party.like;
import static dev.sallyport.reach.Party.outside;
import static dev.sallyport.reach.Party.pods;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SymbolicCheckerTest {
  private static final Namespace SHOP = Namespace.of("shop", Map.of("tenant", "a"));
  private static final Namespace BANK = Namespace.of("bank", Map.of("tenant", "b"));
  private static final PolicyPort HTTP = new PolicyPort.Named(Protocol.TCP, "http");

  private final List<Policy> policies = new ArrayList<>();

  @Nested
  class Isolation {
    @Test
    void is_what_keeps_a_pod_unreachable() {
      assertThat(prove(allPods().inNamespace("shop").neverReaches(bank())).holds()).isFalse();
      deny("bank", Direction.INGRESS);
      assertThat(prove(allPods().inNamespace("shop").neverReaches(bank())))
          .isInstanceOf(Conclusion.Proven.class);
    }

    @Test
    void of_one_end_is_enough() {
      deny("shop", Direction.EGRESS);
      assertThat(prove(allPods().inNamespace("shop").neverReaches(bank())).holds()).isTrue();
      assertThat(prove(bank().neverReaches(allPods().inNamespace("shop"))).holds()).isFalse();
    }

    @Test
    void is_refuted_by_a_pod_that_no_policy_selects() {
      allow("shop", "app in (web,api)", Direction.INGRESS);
      Counterexample.Open open =
          (Counterexample.Open)
              refuted(allPods().inNamespace("shop").isIsolatedFor(Direction.INGRESS));
      assertThat(open.pod().namespace()).isEqualTo("shop");
      assertThat(open.pod().labels()).doesNotContainValue("web").doesNotContainValue("api");
      assertThat(prove(pods("app=web").inNamespace("shop").isIsolatedFor(Direction.INGRESS)))
          .isInstanceOf(Conclusion.Proven.class);
    }

    @Test
    void by_several_policies_together_covers_all_pods() {
      allow("shop", "app=web", Direction.INGRESS);
      allow("shop", "app!=web", Direction.INGRESS);
      assertThat(prove(allPods().inNamespace("shop").isIsolatedFor(Direction.INGRESS)).holds())
          .isTrue();
    }
  }

  @Nested
  class Selectors {
    @Test
    void with_not_in_match_pods_without_the_label() {
      deny("bank", Direction.INGRESS);
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("tenant=a", "tier notin (front)")));
      assertThat(connection(pods("!tier").inNamespace("shop").neverReaches(bank())).ingress())
          .isEqualTo(new Counterexample.AllowedBy(rule("bank", 1)));
      assertThat(prove(pods("tier=front").inNamespace("shop").neverReaches(bank())).holds())
          .isTrue();
    }

    @Test
    void with_does_not_exist_match_namespaces_without_the_label() {
      deny("bank", Direction.INGRESS);
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("!audited", "app=web")));
      assertThat(prove(allPods().inNamespace("shop").neverReaches(bank())).holds()).isFalse();
      assertThat(prove(allPods().inNamespaces("audited").neverReaches(bank())).holds()).isTrue();
    }

    @Test
    void that_contradict_themselves_match_nothing() {
      deny("bank", Direction.INGRESS);
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("tenant=a", "app=web,!app")));
      assertThat(prove(allPods().neverReaches(bank())).holds()).isTrue();
    }
  }

  @Nested
  class FutureNamespaces {
    @Test
    void are_not_isolated() {
      deny("shop", Direction.INGRESS);
      Counterexample.Connection found =
          connection(
              allPods().inNamespace("shop").neverReaches(allPods().inNamespaces("tenant=z")));
      Counterexample.SomePod there = (Counterexample.SomePod) found.destination();
      assertThat(there.future()).isTrue();
      assertThat(there.namespaceLabels()).containsEntry("tenant", "z");
    }

    @Test
    void never_have_the_name_of_one_that_exists() {
      deny("bank", Direction.INGRESS);
      allow(
          "bank", "app=ledger", Direction.INGRESS, rule(from(Namespace.NAME_LABEL + "=shop", "")));
      // A namespace named shop with another tenant can't come to exist.
      assertThat(prove(allPods().inNamespaces("tenant=z").neverReaches(bank())).holds()).isTrue();
      assertThat(prove(allPods().inNamespaces("tenant=a").neverReaches(bank())).holds()).isFalse();
    }

    @Test
    void can_have_a_name_that_a_rule_waits_for() {
      deny("bank", Direction.INGRESS);
      allow(
          "bank", "app=ledger", Direction.INGRESS, rule(from(Namespace.NAME_LABEL + "=later", "")));
      Counterexample.SomePod source =
          (Counterexample.SomePod)
              connection(allPods().inNamespaces("tenant=z").neverReaches(bank())).source();
      assertThat(source.namespace()).isEqualTo("later");
      assertThat(source.future()).isTrue();
    }

    @Test
    void can_not_have_a_name_that_is_no_namespace_name() {
      deny("bank", Direction.INGRESS);
      allow(
          "bank", "app=ledger", Direction.INGRESS, rule(from(Namespace.NAME_LABEL + "=Later", "")));
      assertThat(prove(allPods().neverReaches(bank())).holds()).isTrue();
    }

    @Test
    void break_tenant_isolation_where_a_rule_trusts_another_label() {
      deny("shop", Direction.INGRESS, Direction.EGRESS);
      deny("bank", Direction.INGRESS, Direction.EGRESS);
      assertThat(prove(Invariant.tenantReachesNoOther("tenant", "a")).holds()).isTrue();
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("team=payments", "")));
      Counterexample.SomePod source =
          (Counterexample.SomePod)
              connection(Invariant.tenantReachesNoOther("tenant", "a")).source();
      assertThat(source.namespaceLabels())
          .containsEntry("tenant", "a")
          .containsEntry("team", "payments");
    }
  }

  @Nested
  class NamedPorts {
    @Test
    void stand_for_any_number_on_a_future_pod() {
      deny("bank", Direction.INGRESS);
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("tenant=a", ""), HTTP));
      Counterexample.Connection found =
          connection(allPods().inNamespace("shop").neverReaches(bank()).on(tcp(9999)));
      assertThat(found.port()).isEqualTo(9999);
      assertThat(((Counterexample.SomePod) found.destination()).ports())
          .containsExactly(new ContainerPort("http", 9999, Protocol.TCP));
    }

    @Test
    void stand_for_what_a_known_pod_declares() {
      deny("bank", Direction.INGRESS);
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("tenant=a", ""), HTTP));
      Party ledger =
          like(
              Pod.of(
                  "bank",
                  "ledger",
                  Map.of("app", "ledger"),
                  List.of(new ContainerPort("http", 8080, Protocol.TCP))));
      Party shop = allPods().inNamespace("shop");
      assertThat(prove(shop.neverReaches(ledger).on(tcp(9999))).holds()).isTrue();
      assertThat(connection(shop.neverReaches(ledger)).port()).isEqualTo(8080);
    }

    @Test
    void of_another_protocol_never_meet() {
      deny("bank", Direction.INGRESS);
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("tenant=a", ""), HTTP));
      assertThat(
              prove(allPods().neverReaches(bank()).on(PolicyPort.Range.allOf(Protocol.UDP)))
                  .holds())
          .isTrue();
    }

    @Test
    void never_mean_an_address_outside() {
      deny("shop", Direction.EGRESS);
      allow("shop", "app=web", Direction.EGRESS, rule(Peer.ANYONE, HTTP));
      assertThat(prove(allPods().inNamespace("shop").neverReaches(outside("0.0.0.0/0"))).holds())
          .isTrue();
    }
  }

  @Nested
  class SelfTraffic {
    @Test
    void of_one_pod_is_not_meant_but_its_replicas_are_two() {
      deny("bank", Direction.INGRESS);
      allow("bank", "app=ledger", Direction.INGRESS, rule(new Peer.Pods(labels("app=ledger"))));
      Party ledger = like(Pod.of("bank", "ledger", Map.of("app", "ledger"), List.of()));
      assertThat(prove(ledger.neverReaches(ledger)).holds()).isFalse();
    }
  }

  @Nested
  class Blocks {
    @Test
    void let_addresses_outside_in_unless_excepted() {
      deny("bank", Direction.INGRESS);
      Peer block =
          new Peer.IpBlock(Cidr.parse("203.0.113.0/24"), List.of(Cidr.parse("203.0.113.128/25")));
      allow("bank", "app=ledger", Direction.INGRESS, rule(block));
      assertThat(prove(outside("203.0.113.128/25", "::/0").neverReaches(bank())).holds()).isTrue();
      assertThat(connection(outside("203.0.113.0/24").neverReaches(bank())).source())
          .hasToString("203.0.113.0");
    }

    @Test
    void match_pods_with_some_plugins_only() {
      deny("bank", Direction.INGRESS);
      Peer block = new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of());
      allow("bank", "app=ledger", Direction.INGRESS, rule(block));
      Invariant never = allPods().inNamespace("shop").neverReaches(bank());
      Conclusion.PluginDependent conclusion = (Conclusion.PluginDependent) prove(never);
      assertThat(conclusion.choices()).containsExactly(PluginChoice.IP_BLOCK_MATCHES_PODS);
      assertThat(conclusion.counterexample().toString()).contains("10.0.0.0");
    }

    @Test
    void can_not_match_pods_whose_addresses_are_elsewhere() {
      deny("bank", Direction.INGRESS);
      Peer block = new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of());
      allow("bank", "app=ledger", Direction.INGRESS, rule(block));
      SymbolicChecker checker = checker().withPodAddresses(List.of(Cidr.parse("172.16.0.0/12")));
      assertThat(checker.prove(allPods().inNamespace("shop").neverReaches(bank())).holds())
          .isTrue();
    }
  }

  @Nested
  class Proofs {
    @Test
    void name_what_they_rest_on() {
      deny("bank", Direction.INGRESS);
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("tenant=b", "")));
      allow("shop", "app=web", Direction.INGRESS, rule(Peer.ANYONE));
      Conclusion.Proven proven =
          (Conclusion.Proven) prove(allPods().inNamespace("shop").neverReaches(bank()));
      assertThat(proven.basis())
          .map(PolicyRule::toString)
          .containsExactly(
              "bank/policy-0 ingress", "bank/policy-1 ingress", "bank/policy-1 ingress[0]");
    }
  }

  @Nested
  class RedundantRules {
    @Test
    void are_covered_by_one_that_allows_more() {
      allow(
          "bank",
          "app=ledger",
          Direction.INGRESS,
          rule(from("tenant=a", "app=web"), tcp(8080)),
          rule(from("tenant", ""), PolicyPort.Range.allOf(Protocol.TCP)));
      assertThat(checker().shadowed())
          .containsExactly(
              new Redundant.WholeRule(rule("bank", 0, 0), List.of(rule("bank", 0, 1))));
    }

    @Test
    void are_covered_by_several_together() {
      allow(
          "bank",
          "app=ledger",
          Direction.INGRESS,
          rule(from("tenant=a", ""), tcp(8080)),
          rule(from("tenant=a", "app"), tcp(8080)),
          rule(from("tenant=a", "!app"), tcp(8080)));
      assertThat(checker().shadowed())
          .contains(
              new Redundant.WholeRule(
                  rule("bank", 0, 0), List.of(rule("bank", 0, 1), rule("bank", 0, 2))));
    }

    @Test
    void are_not_those_with_a_port_name_for_a_number_that_some_pods_give_it() {
      allow(
          "bank",
          "app=ledger",
          Direction.INGRESS,
          rule(from("tenant=a", ""), HTTP),
          rule(from("tenant=a", ""), tcp(8080)));
      assertThat(checker().redundant()).isEmpty();
    }

    @Test
    void that_select_or_admit_nobody_are_covered_by_nothing() {
      allow("bank", "app=ledger", Direction.INGRESS, rule(from("tenant,!tenant", "")));
      assertThat(checker().redundant())
          .containsExactly(new Redundant.WholeRule(rule("bank", 0, 0), List.of()));
      assertThat(checker().shadowed()).isEmpty();
    }

    @Test
    void are_not_policies_that_isolate_somebody() {
      deny("bank", Direction.INGRESS);
      assertThat(checker().redundant()).isEmpty();
      allow("bank", "app=ledger", Direction.INGRESS);
      assertThat(checker().redundant())
          .containsExactly(
              new Redundant.WholePolicy(
                  policies.get(1),
                  List.of(new PolicyRule(policies.get(0), Direction.INGRESS, -1))));
    }

    @Test
    void are_policies_that_open_all_that_only_they_isolate() {
      allow("bank", "app=ledger", Direction.INGRESS, rule(Peer.ANYONE));
      assertThat(checker().redundant())
          .containsExactly(new Redundant.WholePolicy(policies.get(0), List.of()));
    }
  }

  @Nested
  class Refusals {
    @Test
    void of_pods_on_their_nodes_network() {
      Pod pod = new Pod("bank", "agent", Map.of(), List.of(), List.of(), true, Phase.LIVE);
      assertThatThrownBy(() -> like(pod)).hasMessageContaining("bank/agent");
    }

    @Test
    void of_two_parties_outside() {
      assertThatThrownBy(() -> outside("10.0.0.0/8").neverReaches(outside("::/0")))
          .hasMessageContaining("outside");
    }

    @Test
    void of_two_policies_with_one_name() {
      deny("bank", Direction.INGRESS);
      policies.add(policies.get(0));
      assertThatThrownBy(() -> checker()).hasMessageContaining("bank/policy-0");
    }
  }

  private SymbolicChecker checker() {
    return SymbolicChecker.of(List.of(SHOP, BANK), policies);
  }

  private Conclusion prove(Invariant invariant) {
    return checker().prove(invariant);
  }

  private Counterexample refuted(Invariant invariant) {
    Conclusion conclusion = prove(invariant);
    assertThat(conclusion).isInstanceOf(Conclusion.Refuted.class);
    return ((Conclusion.Refuted) conclusion).counterexample();
  }

  private Counterexample.Connection connection(Invariant invariant) {
    return (Counterexample.Connection) refuted(invariant);
  }

  private static Party bank() {
    return allPods().inNamespace("bank");
  }

  private PolicyRule rule(String namespace, int policy) {
    assertThat(policies.get(policy).namespace()).isEqualTo(namespace);
    return new PolicyRule(policies.get(policy), Direction.INGRESS, 0);
  }

  private PolicyRule rule(String namespace, int policy, int index) {
    return new PolicyRule(rule(namespace, policy).policy(), Direction.INGRESS, index);
  }

  private void deny(String namespace, Direction... directions) {
    EnumSet<Direction> all = EnumSet.noneOf(Direction.class);
    all.addAll(List.of(directions));
    add(namespace, Selector.EVERYTHING, all, List.of());
  }

  private void allow(String namespace, String pods, Direction direction, Rule... rules) {
    add(namespace, labels(pods), EnumSet.of(direction), List.of(rules));
  }

  private void add(
      String namespace, Selector pods, EnumSet<Direction> directions, List<Rule> rules) {
    policies.add(
        new Policy(
            namespace,
            "policy-" + policies.size(),
            pods,
            directions,
            directions.contains(Direction.INGRESS) ? rules : List.of(),
            directions.contains(Direction.EGRESS) ? rules : List.of(),
            new Origin("test", "")));
  }

  private static Rule rule(Peer peer, PolicyPort... ports) {
    return new Rule(
        List.of(peer), ports.length == 0 ? List.of(PolicyPort.EVERY) : List.of(ports), List.of());
  }

  private static Peer from(String namespaces, String pods) {
    return new Peer.PodsInNamespaces(labels(namespaces), labels(pods));
  }

  private static Selector labels(String text) {
    return text.isEmpty() ? Selector.EVERYTHING : Selector.parse(text);
  }

  private static PolicyPort tcp(int port) {
    return new PolicyPort.Range(Protocol.TCP, port, port);
  }
}
