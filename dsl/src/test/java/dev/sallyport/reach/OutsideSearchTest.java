package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static dev.sallyport.reach.Party.outside;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pods of which addresses are known, and addresses outside the cluster. */
class OutsideSearchTest {
  private static final SymbolicChecker CHECKER =
      SymbolicChecker.of(List.of(Namespace.of("shop", Map.of())), List.of());

  private static Party pod(String address) {
    return Party.like(
        new Pod(
            "shop",
            "web",
            Map.of(),
            List.of(),
            List.of(IpAddress.parse(address)),
            false,
            Phase.LIVE));
  }

  private static Counterexample.Connection refuted(Invariant invariant) {
    Conclusion conclusion = CHECKER.prove(invariant);
    assertThat(conclusion).isInstanceOf(Conclusion.Refuted.class);
    return (Counterexample.Connection) ((Conclusion.Refuted) conclusion).counterexample();
  }

  @Test
  void pods_never_meet_addresses_of_a_family_that_they_lack() {
    Party ipv4 = pod("10.0.0.1");
    Party ipv6 = pod("fd00::1");
    assertThat(CHECKER.prove(ipv4.neverReaches(outside("::/0"))).holds()).isTrue();
    assertThat(CHECKER.prove(ipv6.neverReaches(outside("0.0.0.0/0"))).holds()).isTrue();
    assertThat(CHECKER.prove(outside("::/0").neverReaches(ipv4)).holds()).isTrue();
    assertThat(CHECKER.prove(outside("0.0.0.0/0").neverReaches(ipv6)).holds()).isTrue();
  }

  @Test
  void a_port_name_is_declared_by_the_pod_and_by_nothing_else() {
    PolicyPort http = new PolicyPort.Named(Protocol.TCP, "http");
    Party.PodsOfNamespace shop = allPods().inNamespace("shop");
    Counterexample.SomePod pod =
        (Counterexample.SomePod) refuted(outside("::/0").neverReaches(shop).on(http)).destination();
    assertThat(pod.ports()).extracting(ContainerPort::name).containsExactly("http");
    pod = (Counterexample.SomePod) refuted(shop.neverReaches(outside("::/0"))).source();
    assertThat(pod.ports()).isEmpty();
    assertThat(CHECKER.prove(shop.neverReaches(outside("::/0")).on(http)).holds()).isTrue();
  }

  @Test
  void selectors_match_no_address_outside() {
    Peer everyPod = new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING);
    Peer ownPods = new Peer.Pods(Selector.EVERYTHING);
    Policy policy =
        new Policy(
            "shop",
            "pods",
            Selector.EVERYTHING,
            EnumSet.allOf(Direction.class),
            List.of(new Rule(List.of(everyPod, ownPods), List.of(PolicyPort.EVERY), List.of())),
            List.of(new Rule(List.of(everyPod, ownPods), List.of(PolicyPort.EVERY), List.of())),
            new Origin("test", ""));
    SymbolicChecker checker =
        SymbolicChecker.of(List.of(Namespace.of("shop", Map.of())), List.of(policy));
    Party.PodsOfNamespace shop = allPods().inNamespace("shop");
    assertThat(checker.prove(shop.neverReaches(outside("0.0.0.0/0"))).holds()).isTrue();
    assertThat(checker.prove(outside("0.0.0.0/0").neverReaches(shop)).holds()).isTrue();
  }

  @Test
  void pods_of_a_namespace_to_come_are_not_isolated() {
    Counterexample.Connection found =
        refuted(allPods().inNamespaces("tenant=z").neverReaches(outside("::/0")));
    assertThat(((Counterexample.SomePod) found.source()).future()).isTrue();
  }

  @Test
  void a_counterexample_says_which_end_is_outside() {
    Counterexample.Connection out = refuted(pod("10.0.0.1").neverReaches(outside("8.8.8.0/24")));
    assertThat(out.destination()).hasToString("8.8.8.0");
    assertThat(out.egress()).isEqualTo(new Counterexample.NotIsolated());
    assertThat(out.ingress()).isEqualTo(new Counterexample.NotInCluster());
    Counterexample.Connection in = refuted(outside("2001:db8::/32").neverReaches(pod("fd00::1")));
    assertThat(in.source()).hasToString("2001:db8::");
    assertThat(in.egress()).isEqualTo(new Counterexample.NotInCluster());
    assertThat(in.ingress()).isEqualTo(new Counterexample.NotIsolated());
  }
}
