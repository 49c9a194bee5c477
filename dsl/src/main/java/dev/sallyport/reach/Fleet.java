package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A snapshot, indexed: which policies select a pod, and what a peer or a port entry matches. */
final class Fleet {
  private final Snapshot snapshot;
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
  private final Map<String, List<Policy>> policies = new HashMap<>();
  private final PodIndex pods;
  private final List<ClusterPolicy> admin;
  private final List<ClusterPolicy> baseline;

  Fleet(Snapshot snapshot) {
    this.snapshot = snapshot;
    for (Namespace namespace : snapshot.namespaces()) {
      namespaceLabels.put(namespace.name(), namespace.labels());
    }
    for (Policy policy : snapshot.policies()) {
      policies.computeIfAbsent(policy.namespace(), n -> new ArrayList<>()).add(policy);
    }
    pods = new PodIndex(snapshot.pods());
    admin = tier(Tier.ADMIN);
    baseline = tier(Tier.BASELINE);
  }

  private List<ClusterPolicy> tier(Tier tier) {
    List<ClusterPolicy> result = new ArrayList<>();
    for (ClusterPolicy policy : snapshot.clusterPolicies()) {
      if (policy.tier() == tier) {
        result.add(policy);
      }
    }
    result.sort(
        Comparator.comparingInt(ClusterPolicy::priority).thenComparing(ClusterPolicy::name));
    return result;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** By priority, then name. */
  List<ClusterPolicy> clusterPolicies(Tier tier) {
    return tier == Tier.ADMIN ? admin : baseline;
  }

  /** The pod of the snapshot that has this id. */
  Pod known(Pod pod) {
    return snapshot.pods().get(place(pod));
  }

  /** Its place in the snapshot; -1 if there is none. */
  int find(Pod pod) {
    return pods.find(pod);
  }

  /**
   * Its place in the snapshot.
   *
   * @throws IllegalArgumentException if there is none
   */
  int place(Pod pod) {
    int found = pods.find(pod);
    if (found < 0) {
      throw new IllegalArgumentException("no pod " + pod.id() + " in the snapshot");
    }
    return found;
  }

  /** The NetworkPolicies that isolate the pod in a direction, as far as labels go. */
  List<Policy> isolating(Pod subject, Direction direction) {
    List<Policy> result = new ArrayList<>();
    for (Policy policy : policies.getOrDefault(subject.namespace(), List.of())) {
      if (policy.directions().contains(direction) && policy.pods().matches(subject.labels())) {
        result.add(policy);
      }
    }
    return result;
  }

  boolean applies(ClusterPolicy policy, Pod subject) {
    return !subject.hostNetwork()
        && policy.namespaces().matches(namespaceLabels(subject.namespace()))
        && policy.pods().matches(subject.labels());
  }

  private Map<String, String> namespaceLabels(String namespace) {
    Map<String, String> labels = namespaceLabels.get(namespace);
    return labels == null ? Map.of() : labels;
  }

  /** Whether a peer of a NetworkPolicy matches. An address range must not straddle its blocks. */
  boolean matches(Peer peer, String policyNamespace, Endpoint other, Behavior behavior) {
    if (peer instanceof Peer.Anyone) {
      return true;
    }
    if (other instanceof AddressRange range) {
      return peer instanceof Peer.IpBlock block && holds(block, range);
    }
    Pod pod = (Pod) other;
    boolean asNode =
        pod.hostNetwork() && !behavior.has(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    if (peer instanceof Peer.IpBlock block) {
      PluginChoice choice =
          asNode ? PluginChoice.IP_BLOCK_MATCHES_NODES : PluginChoice.IP_BLOCK_MATCHES_PODS;
      return behavior.has(choice) && holds(block, pod, behavior);
    }
    return !asNode && selects(peer, policyNamespace, pod);
  }

  /** Whether a peer of a cluster policy matches: addresses match whoever has them. */
  boolean matchesCluster(Peer peer, Endpoint other, Behavior behavior) {
    if (other instanceof AddressRange range) {
      return peer instanceof Peer.IpBlock block && holds(block, range);
    }
    Pod pod = (Pod) other;
    if (peer instanceof Peer.IpBlock block) {
      return holds(block, pod, behavior);
    }
    return !pod.hostNetwork() && selects(peer, "", pod);
  }

  private boolean selects(Peer peer, String policyNamespace, Pod pod) {
    if (peer instanceof Peer.Pods pods) {
      return pod.namespace().equals(policyNamespace) && pods.pods().matches(pod.labels());
    }
    return peer instanceof Peer.PodsInNamespaces pods
        && pods.namespaces().matches(namespaceLabels(pod.namespace()))
        && pods.pods().matches(pod.labels());
  }

  static boolean holds(Peer.IpBlock block, Pod pod, Behavior behavior) {
    if (pod.addresses().isEmpty()) {
      return behavior.has(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }
    for (IpAddress address : pod.addresses()) {
      if (holds(block, AddressRange.of(address))) {
        return true;
      }
    }
    return false;
  }

  static boolean holds(Peer.IpBlock block, AddressRange range) {
    return AddressRange.of(block.cidr()).contains(range)
        && block.except().stream().noneMatch(e -> AddressRange.of(e).overlaps(range));
  }

  /**
   * The connections that a rule's ports name.
   *
   * @param destination the pod on whose port names they depend, or an address range, which has none
   */
  static ConnectionSet connections(List<PolicyPort> ports, Endpoint destination) {
    ConnectionSet result = ConnectionSet.NONE;
    for (PolicyPort port : ports) {
      result = result.union(connections(port, destination));
    }
    return result;
  }

  /** Whether an entry names a port of a destination. */
  static boolean names(PolicyPort entry, Endpoint destination, Protocol protocol, int number) {
    if (entry instanceof PolicyPort.Range range) {
      return range.protocol() == protocol && range.first() <= number && number <= range.last();
    }
    if (!(entry instanceof PolicyPort.Named named)) {
      return true;
    }
    if (named.protocol() == protocol && destination instanceof Pod pod) {
      for (ContainerPort declared : pod.ports()) {
        if (declared.number() == number
            && declared.protocol() == protocol
            && declared.name().equals(named.name())) {
          return true;
        }
      }
    }
    return false;
  }

  static ConnectionSet connections(PolicyPort port, Endpoint destination) {
    if (port instanceof PolicyPort.Range range) {
      return ConnectionSet.of(range.protocol(), range.first(), range.last());
    }
    if (!(port instanceof PolicyPort.Named named)) {
      return ConnectionSet.ALL;
    }
    ConnectionSet result = ConnectionSet.NONE;
    if (destination instanceof Pod pod) {
      for (ContainerPort declared : pod.ports()) {
        if (declared.protocol() == named.protocol() && declared.name().equals(named.name())) {
          result = result.union(ConnectionSet.of(declared.protocol(), declared.number()));
        }
      }
    }
    return result;
  }

  /** Address space cut so that all addresses of a piece are alike to a pod. */
  AddressPartition partition(Pod pod, Direction direction) {
    List<Peer> peers = new ArrayList<>();
    for (Policy policy : isolating(pod, direction)) {
      policy.rules(direction).orElse(List.of()).forEach(rule -> peers.addAll(rule.peers()));
    }
    for (Tier tier : Tier.values()) {
      for (ClusterPolicy policy : clusterPolicies(tier)) {
        policy.rules(direction).forEach(rule -> peers.addAll(rule.peers()));
      }
    }
    return new AddressPartition(peers);
  }
}
