package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Two namespaces, with policies and cluster policies that a test puts up one by one. */
abstract class TierScenario {
  static final Namespace SHOP = Namespace.of("shop", Map.of("tenant", "a"));
  static final Namespace BANK = Namespace.of("bank", Map.of("tenant", "b"));
  static final PolicyPort HTTP = new PolicyPort.Named(Protocol.TCP, "http");
  static final PolicyPort PORT_80 = new PolicyPort.Range(Protocol.TCP, 80, 80);

  final List<Policy> policies = new ArrayList<>();
  final List<ClusterPolicy> tiers = new ArrayList<>();

  void isolate(String namespace, Direction direction) {
    policies.add(policy(namespace, EnumSet.of(direction)));
  }

  Policy policy(String namespace, EnumSet<Direction> directions, Rule... rules) {
    return new Policy(
        namespace,
        "policy-" + policies.size(),
        Selector.EVERYTHING,
        directions,
        List.of(rules),
        List.of(rules),
        new Origin("test", ""));
  }

  /** A policy for some pods of the bank, with a rule for each peer. */
  void allow(String pods, Peer... peers) {
    allow(Direction.INGRESS, pods, peers);
  }

  void allow(Direction direction, String pods, Peer... peers) {
    allowOf("bank", direction, pods, peers);
  }

  void allowOf(String namespace, Direction direction, String pods, Peer... peers) {
    List<Rule> rules = new ArrayList<>();
    for (Peer peer : peers) {
      rules.add(new Rule(List.of(peer), List.of(PolicyPort.EVERY), List.of()));
    }
    policies.add(
        new Policy(
            namespace,
            "policy-" + policies.size(),
            selector(pods),
            EnumSet.of(direction),
            direction == Direction.INGRESS ? rules : List.of(),
            direction == Direction.EGRESS ? rules : List.of(),
            new Origin("test", "")));
  }

  SymbolicChecker checker() {
    return SymbolicChecker.of(List.of(SHOP, BANK), policies, tiers);
  }

  Conclusion prove(Invariant invariant) {
    return checker().prove(invariant);
  }

  Counterexample.Connection connection(Invariant invariant) {
    return (Counterexample.Connection) ((Conclusion.Refuted) prove(invariant)).counterexample();
  }

  void ingress(Tier tier, int priority, String namespaces, ClusterRule rule) {
    tier(tier, priority, namespaces, List.of(rule), List.of());
  }

  void egress(Tier tier, int priority, String namespaces, ClusterRule rule) {
    tier(tier, priority, namespaces, List.of(), List.of(rule));
  }

  void tier(
      Tier tier,
      int priority,
      String namespaces,
      List<ClusterRule> ingress,
      List<ClusterRule> egress) {
    tiers.add(
        new ClusterPolicy(
            "p" + tiers.size(),
            tier,
            priority,
            selector(namespaces),
            Selector.EVERYTHING,
            ingress,
            egress,
            new Origin("test", "")));
  }

  static ClusterRule deny(String namespaces, String pods) {
    return rule(ClusterAction.DENY, in(namespaces, pods), PolicyPort.EVERY);
  }

  static ClusterRule rule(ClusterAction action, Peer peer, PolicyPort port) {
    return new ClusterRule("", action, List.of(peer), List.of(port), List.of());
  }

  static Peer in(String namespaces, String pods) {
    return new Peer.PodsInNamespaces(selector(namespaces), selector(pods));
  }

  static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }

  static Selector selector(String text) {
    return text.isEmpty() ? Selector.EVERYTHING : Selector.parse(text);
  }
}
