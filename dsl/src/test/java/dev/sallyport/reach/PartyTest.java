package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How invariants and what is found out about them are written and read. */
class PartyTest {
  private static final Origin ORIGIN = new Origin("here", "");

  private static Pod pod(boolean hostNetwork, Phase phase) {
    return new Pod("shop", "web", Map.of("app", "web"), List.of(), List.of(), hostNetwork, phase);
  }

  @Nested
  class Invariants {
    @Test
    void say_of_whom_they_speak() {
      Party web = Party.pods("app=web").inNamespaces("tenant=a");
      assertThat(web.neverReaches(Party.allPods().inNamespace("vault")))
          .hasToString(
              "pods app=web in namespaces tenant=a never reach pods <everything> in namespace"
                  + " vault on [all ports]");
      assertThat(
              Party.like(pod(false, Phase.LIVE))
                  .neverReaches(Party.outside("10.0.0.0/8"))
                  .on(PolicyPort.Range.allOf(Protocol.TCP)))
          .hasToString(
              "pods like shop/web never reach addresses outside the cluster in [10.0.0.0/8] on"
                  + " [TCP]");
      assertThat(Party.pods("app=web").isIsolatedFor(Direction.INGRESS))
          .hasToString("pods app=web in namespaces <everything> are isolated for Ingress");
      assertThat(Party.namespace(Namespace.of("a", Map.of())).isIsolatedFor(Direction.EGRESS))
          .hasToString("pods <everything> in namespace a are isolated for Egress");
      assertThat(Party.like(pod(false, Phase.LIVE)).isIsolatedFor(Direction.EGRESS))
          .hasToString("pods like shop/web are isolated for Egress");
    }

    @Test
    void of_a_tenant_are_about_namespaces_with_and_without_its_label() {
      assertThat(Invariant.tenantReachesNoOther("tenant", "a"))
          .isEqualTo(
              Party.allPods()
                  .inNamespaces("tenant=a")
                  .neverReaches(Party.allPods().inNamespaces("tenant notin (a)")));
    }

    @Test
    void that_mean_nothing_are_refused() {
      Party.Outside outside = Party.outside("10.0.0.0/8");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> outside.neverReaches(outside))
          .withMessageContaining("outside");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Party.allPods().neverReaches(outside).on())
          .withMessageContaining("ports");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Invariant.Isolated(outside, Direction.INGRESS))
          .withMessageContaining("never isolated");
      assertThatIllegalArgumentException()
          .isThrownBy(Party::outside)
          .withMessageContaining("at least one block");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Party.like(pod(true, Phase.LIVE)))
          .withMessageContaining("shop/web")
          .withMessageContaining("node's network");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Party.like(pod(false, Phase.FINISHED)))
          .withMessageContaining("finished");
    }
  }

  @Nested
  class Rules {
    private final Rule in =
        new Rule(
            List.of(Peer.ANYONE), List.of(PolicyPort.EVERY), List.of(new Origin("the way in", "")));

    private final Rule out =
        new Rule(
            List.of(Peer.ANYONE),
            List.of(PolicyPort.EVERY),
            List.of(new Origin("the way out", "")));

    private final Policy policy =
        new Policy(
            "shop",
            "web",
            Selector.EVERYTHING,
            Set.of(Direction.INGRESS, Direction.EGRESS),
            List.of(in),
            List.of(out),
            ORIGIN);

    @Test
    void are_named_by_policy_direction_and_place() {
      PolicyRule ingress = new PolicyRule(policy, Direction.INGRESS, 0);
      PolicyRule egress = new PolicyRule(policy, Direction.EGRESS, 0);
      assertThat(ingress).hasToString("shop/web ingress[0]");
      assertThat(egress).hasToString("shop/web egress[0]");
      assertThat(ingress.rule()).isEqualTo(in);
      assertThat(egress.rule()).isEqualTo(out);
      assertThat(ingress.origins()).isEqualTo(in.origins());
      assertThat(egress.origins()).isEqualTo(out.origins());
    }

    @Test
    void that_are_no_rules_are_the_isolation() {
      PolicyRule isolation = new PolicyRule(policy, Direction.INGRESS, PolicyRule.ISOLATION);
      assertThat(isolation).hasToString("shop/web ingress");
      assertThat(isolation.origins()).containsExactly(ORIGIN);
      assertThatThrownBy(isolation::rule).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void are_what_lets_a_connection_through() {
      PolicyRule ingress = new PolicyRule(policy, Direction.INGRESS, 0);
      assertThat(new Counterexample.AllowedBy(ingress)).hasToString("shop/web ingress[0]");
    }

    @Test
    void that_are_missing_are_refused() {
      assertThatThrownBy(() -> new PolicyRule(policy, Direction.INGRESS, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void of_a_policy_without_namespace_stand_for_the_place_of_deployment() {
      Policy anywhere =
          new Policy("", "web", Selector.EVERYTHING, Set.of(), List.of(in), List.of(), ORIGIN);
      assertThat(new PolicyRule(anywhere, Direction.INGRESS, 0)).hasToString("_/web ingress[0]");
    }
  }

  @Nested
  class Counterexamples {
    private final Counterexample.SomePod web =
        new Counterexample.SomePod(
            "shop", false, Map.of("name", "shop"), Map.of("app", "web"), List.of(), List.of());

    @Test
    void describe_pods_with_what_matters() {
      assertThat(web).hasToString("a pod {app=web} in namespace {name=shop}");
      assertThat(
              new Counterexample.SomePod(
                  "new",
                  true,
                  Map.of("name", "new"),
                  Map.of("b", "2", "a", "1"),
                  List.of(new ContainerPort("http", 80, Protocol.TCP)),
                  List.of(IpAddress.parse("10.0.0.1"))))
          .hasToString(
              "a pod {a=1, b=2} with ports [http 80/TCP] at 10.0.0.1 in a new namespace"
                  + " {name=new}");
    }

    @Test
    void say_what_lets_a_connection_through() {
      assertThat(
              new Counterexample.Connection(
                  web,
                  new Counterexample.OutsideAddress(IpAddress.parse("1.1.1.1")),
                  Protocol.UDP,
                  53,
                  new Counterexample.NotIsolated(),
                  new Counterexample.NotInCluster()))
          .hasToString(
              "a pod {app=web} in namespace {name=shop} reaches 1.1.1.1 on UDP 53; egress: no"
                  + " policy isolates the pod; ingress: outside the cluster");
      assertThat(new Counterexample.Open(web, Direction.EGRESS))
          .hasToString("a pod {app=web} in namespace {name=shop} is not isolated for Egress");
    }
  }
}
