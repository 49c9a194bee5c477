package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Three namespaces, with policies that a test puts up one by one. */
abstract class SymbolicScenario {
  static final Namespace SHOP = Namespace.of("shop", Map.of("tenant", "a"));
  static final Namespace BANK = Namespace.of("bank", Map.of("tenant", "b"));
  static final Namespace PLAY = Namespace.of("play", Map.of("tenant", "c"));
  static final Party SHOPS = allPods().inNamespace("shop");
  static final Party BANKS = allPods().inNamespace("bank");
  static final Party PLAYS = allPods().inNamespace("play");

  /** The pods that exist, so that none of them is in a namespace to come. */
  static final Party EXISTING = of(Namespace.NAME_LABEL + " in (shop,bank,play)");

  static final PolicyPort PORT_80 = new PolicyPort.Range(Protocol.TCP, 80, 80);
  static final PolicyPort PORT_90 = new PolicyPort.Range(Protocol.TCP, 90, 90);
  static final ContainerPort HTTP_80 = new ContainerPort("http", 80, Protocol.TCP);

  final List<Policy> policies = new ArrayList<>();

  /** All pods of some namespaces. */
  static Party of(String namespaces) {
    return allPods().inNamespaces(namespaces);
  }

  /** A pod of which everything is known. */
  static Pod pod(String namespace, String address) {
    return new Pod(
        namespace,
        "web",
        Map.of(),
        List.of(HTTP_80),
        List.of(IpAddress.parse(address)),
        false,
        Phase.LIVE);
  }

  /** What is concluded if so many namespaces are few enough to look at each. */
  Conclusion conclusion(Invariant invariant, int few) {
    return SymbolicChecker.of(List.of(SHOP, BANK, PLAY), policies, few).prove(invariant);
  }

  Counterexample.Connection connection(Invariant invariant, int few) {
    Conclusion conclusion = conclusion(invariant, few);
    assertThat(conclusion).isInstanceOf(Conclusion.Refuted.class);
    return (Counterexample.Connection) ((Conclusion.Refuted) conclusion).counterexample();
  }

  Counterexample.Connection dependent(Invariant invariant, int few) {
    Conclusion conclusion = conclusion(invariant, few);
    assertThat(conclusion).isInstanceOf(Conclusion.PluginDependent.class);
    return (Counterexample.Connection) ((Conclusion.PluginDependent) conclusion).counterexample();
  }

  /** A policy for all pods of a namespace. */
  void add(String namespace, Direction direction, Rule... rules) {
    add(namespace, Selector.EVERYTHING, direction, rules);
  }

  /** A policy for some pods of a namespace. */
  void add(String namespace, Selector pods, Direction direction, Rule... rules) {
    boolean ingress = direction == Direction.INGRESS;
    policies.add(
        new Policy(
            namespace,
            "p" + policies.size(),
            pods,
            EnumSet.of(direction),
            ingress ? List.of(rules) : List.of(),
            ingress ? List.of() : List.of(rules),
            new Origin("test", "")));
  }

  static Rule rule(Peer peer) {
    return rule(peer, PolicyPort.EVERY);
  }

  static Rule rule(Peer peer, PolicyPort port) {
    return new Rule(List.of(peer), List.of(port), List.of());
  }

  /** All pods of some namespaces, as a peer. */
  static Peer in(String namespaces) {
    return new Peer.PodsInNamespaces(Selector.parse(namespaces), Selector.EVERYTHING);
  }

  static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }
}
