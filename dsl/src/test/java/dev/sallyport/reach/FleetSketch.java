package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fleet in a few lines: a pod is of a namespace and has the label {@code app} with its own name;
 * selectors are text, where {@code ""} stands for all.
 */
final class FleetSketch {
  private static final Origin ORIGIN = new Origin("test", "");

  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Policy> policies = new ArrayList<>();
  private final List<ClusterPolicy> clusterPolicies = new ArrayList<>();

  /** Pods of the namespace {@code shop}, without a known address. */
  FleetSketch pods(String... names) {
    Stream.of(names).forEach(name -> pod("shop", name));
    return this;
  }

  Pod pod(String namespace, String name, String... addresses) {
    return pod(namespace, name, false, Phase.LIVE, addresses);
  }

  Pod hostPod(String namespace, String name, String... addresses) {
    return pod(namespace, name, true, Phase.LIVE, addresses);
  }

  Pod finishedPod(String namespace, String name, String... addresses) {
    return pod(namespace, name, false, Phase.FINISHED, addresses);
  }

  private Pod pod(String namespace, String name, boolean onHost, Phase phase, String... addresses) {
    return pod(namespace, name, Map.of("app", name), onHost, phase, addresses);
  }

  /** A pod of the namespace {@code shop} with these labels only. */
  Pod labelled(String name, Map<String, String> labels) {
    return pod("shop", name, labels, false, Phase.LIVE);
  }

  private Pod pod(
      String namespace,
      String name,
      Map<String, String> labels,
      boolean onHost,
      Phase phase,
      String... addresses) {
    namespace(namespace);
    Pod pod =
        new Pod(
            namespace,
            name,
            labels,
            List.of(),
            Stream.of(addresses).map(IpAddress::parse).toList(),
            onHost,
            phase);
    pods.add(pod);
    return pod;
  }

  FleetSketch add(Pod pod) {
    pods.add(pod);
    return this;
  }

  FleetSketch namespace(String name) {
    if (namespaces.stream().noneMatch(each -> each.name().equals(name))) {
      namespaces.add(Namespace.of(name, Map.of()));
    }
    return this;
  }

  FleetSketch ingress(String pods, Rule... rules) {
    return ingress("shop", pods, rules);
  }

  FleetSketch ingress(String namespace, String pods, Rule... rules) {
    return policy(namespace, pods, Direction.INGRESS, List.of(rules), List.of());
  }

  FleetSketch egress(String pods, Rule... rules) {
    return egress("shop", pods, rules);
  }

  FleetSketch egress(String namespace, String pods, Rule... rules) {
    return policy(namespace, pods, Direction.EGRESS, List.of(), List.of(rules));
  }

  private FleetSketch policy(
      String namespace, String pods, Direction direction, List<Rule> ingress, List<Rule> egress) {
    policies.add(
        new Policy(
            namespace,
            "policy-" + policies.size(),
            selector(pods),
            EnumSet.of(direction),
            ingress,
            egress,
            ORIGIN));
    return this;
  }

  /** A policy of the Admin tier about what comes in. */
  FleetSketch admin(int priority, String pods, ClusterRule... ingress) {
    return cluster(Tier.ADMIN, priority, pods, List.of(ingress), List.of());
  }

  FleetSketch cluster(
      Tier tier, int priority, String pods, List<ClusterRule> ingress, List<ClusterRule> egress) {
    clusterPolicies.add(
        new ClusterPolicy(
            "cluster-" + clusterPolicies.size(),
            tier,
            priority,
            Selector.EVERYTHING,
            selector(pods),
            ingress,
            egress,
            ORIGIN));
    return this;
  }

  /** The same fleet, of the very same pods, to go on from. */
  FleetSketch copy() {
    FleetSketch copy = new FleetSketch();
    copy.namespaces.addAll(namespaces);
    copy.pods.addAll(pods);
    copy.policies.addAll(policies);
    copy.clusterPolicies.addAll(clusterPolicies);
    return copy;
  }

  static Rule rule(Peer peer, int... ports) {
    return new Rule(List.of(peer), ports(ports), List.of());
  }

  static ClusterRule rule(ClusterAction action, Peer peer, int... ports) {
    return new ClusterRule("", action, List.of(peer), ports(ports), List.of());
  }

  /** Pods of all namespaces. */
  static Peer in(String pods) {
    return new Peer.PodsInNamespaces(Selector.EVERYTHING, selector(pods));
  }

  static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }

  private static List<PolicyPort> ports(int... ports) {
    List<PolicyPort> result = new ArrayList<>();
    for (int port : ports) {
      result.add(new PolicyPort.Range(Protocol.TCP, port, port));
    }
    return result.isEmpty() ? List.of(PolicyPort.EVERY) : result;
  }

  private static Selector selector(String text) {
    return text.isEmpty() ? Selector.EVERYTHING : Selector.parse(text);
  }

  Snapshot snapshot() {
    return new Snapshot(namespaces, pods, policies, clusterPolicies);
  }

  Reachability reachability() {
    return Reachability.of(snapshot(), PluginProfile.CALICO_LIKE);
  }

  /** The rows about pods, as in {@code "web db -> cache: TCP 80"}. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Matrix.Row row : reachability().matrix()) {
      if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Pods to) {
        rows.add(names(from) + " -> " + names(to) + ": " + row.connections());
      }
    }
    return rows;
  }

  ConnectivityDiff diff(FleetSketch after) {
    return ConnectivityDiff.between(reachability(), after.reachability());
  }

  /** The rows about pods, as in {@code "web -> cache: none became TCP 80"}. */
  List<String> changes(FleetSketch after) {
    List<String> rows = new ArrayList<>();
    for (ConnectivityDiff.Row row : diff(after)) {
      if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Pods to) {
        rows.add(
            names(from)
                + " -> "
                + names(to)
                + ": "
                + row.before().connections()
                + " became "
                + row.after().connections());
      }
    }
    return rows;
  }

  /** The names of the pods of a group, sorted. */
  static String names(Group.Pods group) {
    return group.pods().stream().map(Pod::name).sorted().collect(Collectors.joining(" "));
  }
}
