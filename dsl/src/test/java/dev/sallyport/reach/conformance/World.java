package dev.sallyport.reach.conformance;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
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
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.reach.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small cluster to ask questions about; labels and selectors as text, {@code ""} for none. */
final class World {
  static final Origin ORIGIN = new Origin("test", "");

  /** An address outside the cluster. */
  static final AddressRange OUTSIDE = AddressRange.parse("203.0.113.7");

  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final List<ClusterPolicy> clusterPolicies = new ArrayList<>();
  private PluginProfile profile = PluginProfile.STRICT;

  World with(PluginProfile other) {
    profile = other;
    return this;
  }

  void namespace(String name, String labels) {
    namespaces.add(Namespace.of(name, labels(labels)));
  }

  Pod pod(String namespace, String name, String labels, ContainerPort... ports) {
    return add(Pod.of(namespace, name, labels(labels), List.of(ports)));
  }

  Pod podAt(String namespace, String name, String labels, String... addresses) {
    return add(
        new Pod(
            namespace, name, labels(labels), List.of(), addresses(addresses), false, Phase.LIVE));
  }

  Pod hostPod(String namespace, String name, String labels, String... addresses) {
    return add(
        new Pod(
            namespace, name, labels(labels), List.of(), addresses(addresses), true, Phase.LIVE));
  }

  Pod finishedPod(String namespace, String name, String labels, String... addresses) {
    return add(
        new Pod(
            namespace,
            name,
            labels(labels),
            List.of(),
            addresses(addresses),
            false,
            Phase.FINISHED));
  }

  Pod add(Pod pod) {
    pods.add(pod);
    return pod;
  }

  void ingress(String namespace, String pods, Rule... rules) {
    policy(namespace, pods, EnumSet.of(Direction.INGRESS), List.of(rules), List.of());
  }

  void egress(String namespace, String pods, Rule... rules) {
    policy(namespace, pods, EnumSet.of(Direction.EGRESS), List.of(), List.of(rules));
  }

  void policy(
      String namespace,
      String pods,
      Set<Direction> directions,
      List<Rule> ingress,
      List<Rule> egress) {
    String name = "n" + policies.size();
    policies.add(new Policy(namespace, name, selector(pods), directions, ingress, egress, ORIGIN));
  }

  void removePolicies() {
    policies.clear();
  }

  void cluster(
      Tier tier,
      String name,
      int priority,
      String pods,
      List<ClusterRule> ingress,
      List<ClusterRule> egress) {
    clusterPolicies.add(
        new ClusterPolicy(
            name, tier, priority, Selector.EVERYTHING, selector(pods), ingress, egress, ORIGIN));
  }

  Snapshot snapshot() {
    return new Snapshot(namespaces, pods, policies, clusterPolicies);
  }

  Reachability reachability() {
    return Reachability.of(snapshot(), profile);
  }

  Verdict verdict(Endpoint from, Endpoint to, Protocol protocol, int port) {
    return reachability().verdict(from, to, protocol, port);
  }

  /** On TCP 80, where the port doesn't matter. */
  Verdict verdict(Endpoint from, Endpoint to) {
    return verdict(from, to, Protocol.TCP, 80);
  }

  ConnectionSet connections(Endpoint from, Endpoint to) {
    return reachability().connections(from, to);
  }

  static Rule rule(List<Peer> peers, PolicyPort... ports) {
    return new Rule(
        peers, ports.length == 0 ? List.of(PolicyPort.EVERY) : List.of(ports), List.of(ORIGIN));
  }

  static Rule anyone(PolicyPort... ports) {
    return rule(List.of(Peer.ANYONE), ports);
  }

  static ClusterRule clusterRule(ClusterAction action, Peer peer, PolicyPort... ports) {
    return new ClusterRule(
        "",
        action,
        List.of(peer),
        ports.length == 0 ? List.of(PolicyPort.EVERY) : List.of(ports),
        List.of(ORIGIN));
  }

  static Peer pods(String selector) {
    return new Peer.Pods(selector(selector));
  }

  static Peer in(String namespaces, String pods) {
    return new Peer.PodsInNamespaces(selector(namespaces), selector(pods));
  }

  static Peer block(String cidr, String... except) {
    return new Peer.IpBlock(Cidr.parse(cidr), Stream.of(except).map(Cidr::parse).toList());
  }

  static PolicyPort tcp(int port) {
    return new PolicyPort.Range(Protocol.TCP, port, port);
  }

  static PolicyPort udp(int port) {
    return new PolicyPort.Range(Protocol.UDP, port, port);
  }

  static PolicyPort named(Protocol protocol, String name) {
    return new PolicyPort.Named(protocol, name);
  }

  static ContainerPort port(String name, int number, Protocol protocol) {
    return new ContainerPort(name, number, protocol);
  }

  private static Selector selector(String text) {
    return text.isEmpty() ? Selector.EVERYTHING : Selector.parse(text);
  }

  private static List<IpAddress> addresses(String... texts) {
    return Stream.of(texts).map(IpAddress::parse).toList();
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String label : text.isEmpty() ? new String[0] : text.split(",")) {
      labels.put(label.substring(0, label.indexOf('=')), label.substring(label.indexOf('=') + 1));
    }
    return labels;
  }
}
