package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small fleets to explain: pods of one namespace whose label {@code app} is their name. */
final class ExplanationScenario {
  private static final Origin ORIGIN = new Origin("test", "");
  static final PolicyPort HTTP = new PolicyPort.Named(Protocol.TCP, "http");
  static final PolicyPort PORT_80 = new PolicyPort.Range(Protocol.TCP, 80, 80);
  static final Peer EVERY_POD = new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING);

  static final Pod CLIENT = pod("client", "http", 81);
  static final Pod SERVER = pod("server", "http", 80);

  private ExplanationScenario() {}

  private static Pod pod(String name, String port, int number) {
    return Pod.of(
        "a", name, Map.of("app", name), List.of(new ContainerPort(port, number, Protocol.TCP)));
  }

  static Pod at(String name, boolean hostNetwork, String... addresses) {
    List<IpAddress> all = List.of(addresses).stream().map(IpAddress::parse).toList();
    return new Pod("a", name, Map.of("app", name), List.of(), all, hostNetwork, Phase.LIVE);
  }

  static Policy policy(String name, String pods, Direction direction, Rule... rules) {
    boolean ingress = direction == Direction.INGRESS;
    return new Policy(
        "a",
        name,
        Selector.parse(pods),
        Set.of(direction),
        ingress ? List.of(rules) : List.of(),
        ingress ? List.of() : List.of(rules),
        ORIGIN);
  }

  static Rule rule(Peer peer, PolicyPort port) {
    return new Rule(List.of(peer), List.of(port), List.of());
  }

  static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }

  static ClusterRule rule(ClusterAction action, PolicyPort port) {
    return new ClusterRule("", action, List.of(EVERY_POD), List.of(port), List.of());
  }

  static ClusterPolicy admin(String name, List<ClusterRule> ingress, List<ClusterRule> egress) {
    return new ClusterPolicy(
        name, Tier.ADMIN, 1, Selector.EVERYTHING, Selector.EVERYTHING, ingress, egress, ORIGIN);
  }

  static Reachability of(PluginProfile profile, List<Pod> pods, Policy... policies) {
    return Reachability.of(Snapshot.of(List.of(), pods, List.of(policies)), profile);
  }

  /** A client, a server and cluster policies. */
  static Reachability of(PluginProfile profile, ClusterPolicy... cluster) {
    return Reachability.of(
        new Snapshot(List.of(), List.of(CLIENT, SERVER), List.of(), List.of(cluster)), profile);
  }
}
