package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static dev.sallyport.reach.Party.outside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Proofs where there are cluster policies, whose rules can deny. */
class TierProofTest extends TierScenario {
  @Nested
  class Admin_rules {
    @Test
    void that_deny_prove_for_future_namespaces_too() {
      egress(Tier.ADMIN, 1, "tenant=a", deny("tenant!=a", ""));
      Invariant invariant = Invariant.tenantReachesNoOther("tenant", "a");
      Conclusion conclusion = prove(invariant);
      assertThat(conclusion.holds()).isTrue();
      assertThat(((Conclusion.Proven) conclusion).clusterBasis()).isEqualTo(tiers);
      tiers.clear();
      egress(Tier.ADMIN, 1, "tenant=a", deny("tenant=b", ""));
      assertThat(connection(invariant).destination().toString()).contains("new namespace");
    }

    @Test
    void that_come_first_decide() {
      egress(Tier.ADMIN, 2, "", deny("", ""));
      Invariant invariant = allPods().inNamespace("shop").neverReaches(bank());
      assertThat(prove(invariant).holds()).isTrue();
      egress(
          Tier.ADMIN, 1, "tenant=a", rule(ClusterAction.ACCEPT, in("tenant=b", "app=api"), HTTP));
      Counterexample.Connection found = connection(invariant);
      assertThat(found.egress())
          .isEqualTo(new Counterexample.AcceptedBy(tiers.get(1), Direction.EGRESS, 0));
      assertThat(found.egress()).hasToString("ADMIN policy p1 egress[0]");
      Counterexample.SomePod destination = (Counterexample.SomePod) found.destination();
      assertThat(destination.labels()).containsEntry("app", "api");
      assertThat(destination.ports())
          .containsExactly(new ContainerPort("http", found.port(), Protocol.TCP));
    }

    @Test
    void that_pass_leave_it_to_network_policies() {
      ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.PASS, in("tenant=a", ""), PORT_80));
      ingress(Tier.ADMIN, 2, "tenant=b", deny("", ""));
      Invariant invariant = allPods().neverReaches(bank());
      assertThat(connection(invariant).port()).isEqualTo(80);
      isolate("bank", Direction.INGRESS);
      assertThat(prove(invariant).holds()).isTrue();
      assertThat(((Conclusion.Proven) prove(invariant)).basis())
          .containsExactly(
              new PolicyRule(policies.get(0), Direction.INGRESS, PolicyRule.ISOLATION));
    }

    @Test
    void that_deny_a_network_leave_the_other_family() {
      egress(
          Tier.ADMIN,
          1,
          "tenant=a",
          rule(
              ClusterAction.DENY,
              new Peer.IpBlock(Cidr.parse("0.0.0.0/0"), List.of()),
              PolicyPort.EVERY));
      Party.PodsOfNamespace shop = allPods().inNamespace("shop");
      assertThat(prove(shop.neverReaches(outside("10.0.0.0/8"))).holds()).isTrue();
      Counterexample.SomePod destination =
          (Counterexample.SomePod) connection(shop.neverReaches(bank())).destination();
      assertThat(destination.addresses()).singleElement().matches(address -> address.isIpv6());
    }

    @Test
    void that_deny_a_port_name_leave_pods_that_dont_declare_it() {
      ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.DENY, in("", ""), HTTP));
      Counterexample.SomePod destination =
          (Counterexample.SomePod)
              connection(allPods().neverReaches(bank()).on(PORT_80)).destination();
      assertThat(destination.ports()).isEmpty();
      assertThat(prove(allPods().neverReaches(bank()).on(HTTP)).holds()).isTrue();
    }

    @Test
    void do_not_isolate() {
      ingress(Tier.ADMIN, 1, "", deny("", ""));
      assertThat(prove(allPods().isIsolatedFor(Direction.INGRESS)).holds()).isFalse();
    }
  }

  @Nested
  class Baseline_rules {
    @Test
    void hold_for_pods_that_nobody_isolates() {
      ingress(Tier.BASELINE, 0, "", deny("", ""));
      Invariant invariant = allPods().neverReaches(bank());
      assertThat(prove(invariant).holds()).isTrue();
      policies.add(
          policy(
              "bank",
              EnumSet.of(Direction.INGRESS),
              new Rule(List.of(Peer.ANYONE), List.of(PORT_80), List.of())));
      assertThat(connection(invariant).ingress())
          .isEqualTo(
              new Counterexample.AllowedBy(new PolicyRule(policies.get(0), Direction.INGRESS, 0)));
    }

    @Test
    void hinge_on_the_plugin_for_pods_that_are_isolated_the_other_way() {
      ingress(Tier.BASELINE, 0, "", deny("", ""));
      isolate("bank", Direction.EGRESS);
      assertThat(dependent(allPods().neverReaches(bank())).choices())
          .containsExactly(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
    }
  }

  @Nested
  class Baseline_choices {
    @Test
    void matter_only_for_the_pods_that_are_isolated_the_other_way() {
      ingress(Tier.BASELINE, 0, "", deny("", ""));
      policies.add(
          new Policy(
              "bank",
              "web",
              Selector.parse("app=web"),
              EnumSet.of(Direction.EGRESS),
              List.of(),
              List.of(),
              new Origin("test", "")));
      Invariant api = allPods().neverReaches(Party.pods("app=api").inNamespace("bank"));
      assertThat(prove(api).holds()).isTrue();
      Conclusion.PluginDependent dependent = dependent(allPods().neverReaches(bank()));
      Counterexample.Connection found = (Counterexample.Connection) dependent.counterexample();
      assertThat(((Counterexample.SomePod) found.destination()).labels())
          .containsEntry("app", "web");
      ingress(Tier.BASELINE, 0, "", rule(ClusterAction.ACCEPT, in("", "app=x"), PORT_80));
      tiers.remove(0);
      assertThat(prove(api).holds()).isFalse();
    }
  }

  @Nested
  class Known_pods {
    @Test
    void declare_their_ports_and_no_others() {
      ingress(Tier.ADMIN, 1, "tenant=b", rule(ClusterAction.DENY, in("", ""), HTTP));
      Party.KnownPods server =
          Party.like(
              Pod.of(
                  "bank",
                  "server",
                  Map.of(),
                  List.of(
                      new ContainerPort("http", 80, Protocol.TCP),
                      new ContainerPort("", 81, Protocol.TCP))));
      assertThat(prove(allPods().neverReaches(server).on(PORT_80)).holds()).isTrue();
      assertThat(prove(allPods().neverReaches(server).on(HTTP)).holds()).isTrue();
      assertThat(
              connection(
                      allPods().neverReaches(server).on(new PolicyPort.Range(Protocol.TCP, 80, 81)))
                  .port())
          .isEqualTo(81);
      PolicyPort udp = new PolicyPort.Named(Protocol.UDP, "http");
      assertThat(prove(allPods().neverReaches(server).on(udp)).holds()).isTrue();
    }
  }

  @Nested
  class Future_namespaces {
    private static final String NAME = "kubernetes.io/metadata.name";
    private final Invariant invariant =
        allPods().inNamespace("shop").neverReaches(allPods().inNamespaces("tenant=z"));

    @Test
    void never_have_a_name_that_is_taken() {
      egress(Tier.ADMIN, 1, "", deny(NAME + " notin (bank)", ""));
      assertThat(prove(invariant).holds()).isTrue();
      tiers.clear();
      egress(Tier.ADMIN, 1, "", deny(NAME + " notin (free)", ""));
      assertThat(((Counterexample.SomePod) connection(invariant).destination()).namespace())
          .isEqualTo("free");
    }

    @Test
    void never_have_a_taken_name_as_subjects_either() {
      ingress(Tier.ADMIN, 1, NAME + " notin (bank)", deny("", ""));
      assertThat(prove(invariant).holds()).isTrue();
    }

    @Test
    void never_have_a_taken_name_to_a_network_policy() {
      ingress(Tier.ADMIN, 1, "tenant=none", deny("", ""));
      for (Direction direction : Direction.values()) {
        policies.clear();
        policies.add(
            policy(
                "shop",
                EnumSet.of(direction),
                new Rule(List.of(in(NAME + "=bank", "")), List.of(PolicyPort.EVERY), List.of())));
        Party.Pods later = allPods().inNamespaces("tenant=z");
        Party.PodsOfNamespace shop = allPods().inNamespace("shop");
        boolean egress = direction == Direction.EGRESS;
        assertThat(prove(egress ? shop.neverReaches(later) : later.neverReaches(shop)).holds())
            .isTrue();
      }
    }

    @Test
    void are_one_unless_the_invariant_names_another() {
      egress(Tier.ADMIN, 1, "tenant=none", deny("", ""));
      Party.Pods y = allPods().inNamespaces("tenant=y");
      Party.Pods z = allPods().inNamespaces("tenant=z");
      assertThat(prove(y.neverReaches(z)).holds()).isTrue();
      Party.PodsOfNamespace later = allPods().inNamespace("later");
      Party.Pods other = allPods().inNamespaces(NAME + "=other");
      assertThat(connection(later.neverReaches(other)).destination().toString()).contains("other");
      assertThat(connection(other.neverReaches(later)).source().toString()).contains("other");
      egress(Tier.ADMIN, 2, "tenant=y", deny("tenant!=y", ""));
      assertThat(prove(y.neverReaches(later)).holds()).as("later may be of tenant y").isFalse();
    }
  }

  @Nested
  class What_a_proof_rests_on {
    @Test
    void is_what_may_select_the_ends_by_priority() {
      egress(Tier.ADMIN, 9, "tenant=a", deny("tenant=b", ""));
      egress(Tier.ADMIN, 3, "tenant=b", deny("", ""));
      ingress(Tier.ADMIN, 2, "tenant=b", deny("", "app=x"));
      ingress(Tier.ADMIN, 1, "tenant=a", deny("", ""));
      egress(Tier.ADMIN, 4, "tenant=future", deny("", ""));
      Invariant known = allPods().inNamespace("shop").neverReaches(bank());
      assertThat(((Conclusion.Proven) prove(known)).clusterBasis())
          .containsExactly(tiers.get(2), tiers.get(0));
      tier(Tier.ADMIN, 0, "", List.of(), List.of(deny("", "")));
      Invariant any = allPods().neverReaches(bank());
      assertThat(((Conclusion.Proven) prove(any)).clusterBasis())
          .containsExactly(tiers.get(5), tiers.get(2), tiers.get(1), tiers.get(4), tiers.get(0));
    }
  }

  @Nested
  class Choices {
    @Test
    void of_order_matter_only_where_priorities_are_equal() {
      ingress(Tier.ADMIN, 1, "tenant=b", deny("", ""));
      ingress(
          Tier.ADMIN,
          1,
          "tenant=b",
          rule(ClusterAction.ACCEPT, in("", "app=web"), PolicyPort.EVERY));
      Conclusion.PluginDependent dependent = dependent(allPods().neverReaches(bank()));
      assertThat(dependent.choices()).containsExactly(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
      Counterexample.Connection found = (Counterexample.Connection) dependent.counterexample();
      assertThat(((Counterexample.SomePod) found.source()).labels()).containsEntry("app", "web");
      assertThat(found.ingress()).hasToString("ADMIN policy p1 ingress[0]");
    }

    @Test
    void of_order_matter_where_priorities_are_equal_everywhere() {
      for (Tier tier : Tier.values()) {
        for (ClusterAction action : List.of(ClusterAction.DENY, ClusterAction.ACCEPT)) {
          List<ClusterRule> rules = List.of(rule(action, in("", ""), PolicyPort.EVERY));
          tier(tier, 1, "tenant=b", rules, rules);
        }
      }
      assertThat(dependent(allPods().neverReaches(bank())).choices())
          .containsExactly(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
    }

    @Test
    void are_named_together_where_it_takes_several() {
      ingress(Tier.BASELINE, 0, "", deny("", ""));
      isolate("bank", Direction.EGRESS);
      policies.add(
          policy(
              "shop",
              EnumSet.of(Direction.EGRESS),
              new Rule(
                  List.of(new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of())),
                  List.of(PolicyPort.EVERY),
                  List.of())));
      assertThat(dependent(allPods().inNamespace("shop").neverReaches(bank())).choices())
          .containsExactlyInAnyOrder(
              PluginChoice.IP_BLOCK_MATCHES_PODS, PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
    }
  }

  private static Party.PodsOfNamespace bank() {
    return allPods().inNamespace("bank");
  }

  private Conclusion.PluginDependent dependent(Invariant invariant) {
    return (Conclusion.PluginDependent) prove(invariant);
  }
}
