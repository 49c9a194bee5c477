package dev.sallyport.reach;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.LiveNamespace.LivePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fleet that changes, without cluster policies and with nothing left open: classes know the peers
 * that mean them, and peers the classes whose policies name them, so that a change travels only
 * where it matters.
 */
final class LiveIndex {
  private final PluginProfile profile;
  private final Set<PluginChoice> holds;
  private final Vocabulary vocabulary;
  private final AddressAtoms atoms;

  /** Whether some block may match a pod. */
  private final boolean hasBlocks;

  private final ConnectionTable connections;
  private final Families families = new Families();
  private final Map<String, LiveNamespace> namespaces = new LinkedHashMap<>();
  private final List<LiveClass> classes = new ArrayList<>();
  private final LivePeers peers;
  private final LiveTerms terms;
  private final IntTuples keys = new IntTuples();
  private final IntList key = new IntList();

  /** Appends labels to the key. */
  private final Vocabulary.Projection labels;

  private int version;

  private LiveIndex(Snapshot snapshot, PluginProfile profile) {
    this.profile = profile;
    this.holds = EnumSet.noneOf(PluginChoice.class);
    for (PluginChoice choice : PluginChoice.values()) {
      if (profile.decide(choice) == Decision.YES) {
        holds.add(choice);
      }
    }
    PolicyIndex index = new PolicyIndex(snapshot);
    this.vocabulary = index.vocabulary();
    this.labels = vocabulary.new Projection(key, true);
    this.peers = new LivePeers(namespaces, classes, vocabulary, holds);
    this.hasBlocks = peers.byAddress() && !index.blocks().isEmpty();
    snapshot.pods().forEach(families::add);
    this.connections = new ConnectionTable(families.matter(hasBlocks));
    this.atoms =
        hasBlocks
            ? AddressAtoms.of(index.blocks())
            : connections.tellsFamiliesApart() ? AddressAtoms.FAMILIES : AddressAtoms.NONE;
    this.terms = new LiveTerms(peers, connections, vocabulary, holds);
    for (Namespace namespace : snapshot.namespaces()) {
      namespaces.put(namespace.name(), new LiveNamespace(namespaces.size(), namespace));
    }
    for (Policy policy : snapshot.policies()) {
      LiveNamespace namespace = namespace(policy.namespace());
      namespace.policies.put(policy.name(), terms.compile(policy, namespace));
    }
    for (Pod pod : snapshot.pods()) {
      add(pod, namespace(pod.namespace()));
    }
  }

  /** An index of a fleet; null if its kind is not supported. */
  static @Nullable LiveIndex of(Reachability reachability) {
    return reachability.leavesNothingOpen() && reachability.snapshot().clusterPolicies().isEmpty()
        ? new LiveIndex(reachability.snapshot(), reachability.profile())
        : null;
  }

  private LiveNamespace namespace(String name) {
    LiveNamespace namespace = namespaces.get(name);
    if (namespace == null) {
      throw new IllegalArgumentException("there is no namespace " + name);
    }
    return namespace;
  }

  /** The fleet as it is. */
  Snapshot snapshot() {
    List<Namespace> names = new ArrayList<>();
    List<Pod> pods = new ArrayList<>();
    List<Policy> policies = new ArrayList<>();
    for (LiveNamespace namespace : namespaces.values()) {
      names.add(namespace.namespace);
      pods.addAll(namespace.finished());
      namespace.classes.forEach(c -> pods.addAll(c.pods));
      namespace.policies.values().forEach(policy -> policies.add(policy.policy()));
    }
    return Snapshot.of(names, pods, policies);
  }

  // Events

  /** Applies an event; null, and nothing is done, if it needs another index. */
  @Nullable Delta apply(ClusterEvent event) {
    if (event instanceof ClusterEvent.PodApplied applied) {
      LiveNamespace namespace = namespaces.get(applied.pod().namespace());
      return namespace != null && isSettled(applied.pod()) ? pod(applied.pod(), namespace) : null;
    }
    if (event instanceof ClusterEvent.PodRemoved removed) {
      return remove(removed);
    }
    if (event instanceof ClusterEvent.PolicyApplied applied) {
      Policy policy = applied.policy();
      return namespaces.containsKey(policy.namespace()) && isSettled(policy)
          ? policy(namespace(policy.namespace()), policy.name(), policy)
          : null;
    }
    if (event instanceof ClusterEvent.PolicyRemoved removed) {
      LiveNamespace namespace = namespaces.get(removed.namespace());
      if (namespace == null || !namespace.policies.containsKey(removed.name())) {
        throw new IllegalArgumentException(
            "there is no policy " + removed.namespace() + "/" + removed.name());
      }
      return policy(namespace, removed.name(), null);
    }
    return null;
  }

  /** Whether the profile decides all that a pod brings up. */
  private boolean isSettled(Pod pod) {
    if (!pod.isLive()) {
      return true;
    }
    families.add(pod);
    if (families.matter(hasBlocks) && !connections.tellsFamiliesApart()) {
      return false;
    }
    boolean open = false;
    if (pod.hostNetwork()) {
      open =
          isOpen(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED)
              || isOpen(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS)
              || isOpen(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE)
              || isOpen(PluginChoice.IP_BLOCK_MATCHES_NODES);
    }
    return !open
        && !(pod.addresses().isEmpty() && isOpen(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS));
  }

  private boolean isOpen(PluginChoice choice) {
    return profile.decide(choice) == Decision.OPEN;
  }

  /** Whether all that a policy mentions is known or decided. */
  private boolean isSettled(Policy policy) {
    if (!vocabulary.knowsKeysOf(policy.pods())) {
      return false;
    }
    for (Direction direction : Direction.values()) {
      for (Rule rule : policy.rules(direction).orElse(List.of())) {
        for (Peer peer : rule.peers()) {
          if (!isSettled(peer)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean isSettled(Peer peer) {
    if (peer instanceof Peer.Pods pods) {
      return vocabulary.knowsKeysOf(pods.pods());
    }
    if (peer instanceof Peer.PodsInNamespaces pods) {
      return vocabulary.knowsKeysOf(pods.pods());
    }
    return !(peer instanceof Peer.IpBlock)
        || !isOpen(PluginChoice.IP_BLOCK_MATCHES_PODS)
            && !isOpen(PluginChoice.IP_BLOCK_MATCHES_NODES)
            && !isOpen(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS)
            && (!peers.byAddress() || peers.knows(peer));
  }

  // Pods

  private Delta pod(Pod pod, LiveNamespace namespace) {
    LiveClass before = namespace.pods.get(pod.name());
    Pod old = before == null ? null : pod(before, pod.name());
    if (before != null && old != null) {
      if (old.equals(pod)) {
        return new Delta(List::of);
      }
      drop(before, old);
    }
    namespace.forget(pod.name());
    LiveClass after = add(pod, namespace);
    return LiveDelta.ofPod(this, before, after, pod);
  }

  private Delta remove(ClusterEvent.PodRemoved removed) {
    LiveNamespace namespace = namespaces.get(removed.namespace());
    LiveClass before = namespace == null ? null : namespace.pods.get(removed.name());
    if (before == null) {
      if (namespace == null || !namespace.forget(removed.name())) {
        throw new IllegalArgumentException(
            "there is no pod " + removed.namespace() + "/" + removed.name());
      }
      version++;
      return new Delta(List::of);
    }
    Pod old = pod(before, removed.name());
    drop(before, old);
    return LiveDelta.ofPod(this, before, null, old);
  }

  private static Pod pod(LiveClass podClass, String name) {
    for (Pod pod : podClass.pods) {
      if (pod.name().equals(name)) {
        return pod;
      }
    }
    throw new IllegalStateException("pod " + name + " is not in its class");
  }

  private void drop(LiveClass podClass, Pod pod) {
    version++;
    podClass.pods.remove(pod);
    podClass.namespace.pods.remove(pod.name());
  }

  /** Adds a pod to its class; null if it has finished. */
  private @Nullable LiveClass add(Pod pod, LiveNamespace namespace) {
    version++;
    if (!pod.isLive()) {
      namespace.finish(pod);
      return null;
    }
    key(pod, namespace);
    int id = keys.intern(key);
    LiveClass podClass;
    if (id < classes.size()) {
      podClass = classes.get(id);
      podClass.pods.add(pod);
    } else {
      int labelsEnd = 4 + key.get(2);
      podClass =
          new LiveClass(
              id,
              namespace,
              pod.hostNetwork(),
              connections.tellsFamiliesApart() ? Families.of(pod) : Families.BOTH,
              pod.addresses().isEmpty(),
              Arrays.copyOfRange(key.array(), 4, labelsEnd),
              Arrays.copyOfRange(key.array(), labelsEnd, labelsEnd + key.get(3)));
      podClass.pods.add(pod);
      classes.add(podClass);
      namespace.classes.add(podClass);
      peers.meet(podClass, pod);
      for (Direction direction : Direction.values()) {
        setTerms(podClass, direction, terms.terms(podClass, direction, false));
        setOutside(podClass, direction, terms.terms(podClass, direction, true));
      }
    }
    namespace.pods.put(pod.name(), podClass);
    return podClass;
  }

  private void key(Pod pod, LiveNamespace namespace) {
    key.clear();
    key.add(namespace.id);
    key.add(pod.hostNetwork() ? 1 : 0);
    key.add(0);
    key.add(0);
    labels.project(pod.labels());
    int labelsEnd = key.size();
    key.set(2, labelsEnd - 4);
    for (ContainerPort port : pod.ports()) {
      if (!port.name().isEmpty()) {
        key.add(vocabulary.portName(port.protocol(), port.name()));
        key.add(port.number());
      }
    }
    key.sortPairs(labelsEnd);
    key.set(3, key.size() - labelsEnd);
    if (!atoms.isEmpty()) {
      addAtoms(pod.addresses());
    }
  }

  /**
   * Adds the pieces of address space that hold some of the addresses, sorted, each once; none if no
   * address is known.
   */
  private void addAtoms(List<IpAddress> addresses) {
    if (addresses.size() == 1) {
      key.add(atoms.atom(addresses.get(0)));
      return;
    }
    addresses.stream().mapToInt(atoms::atom).sorted().distinct().forEach(key::add);
  }

  // Policies

  private Delta policy(LiveNamespace namespace, String name, @Nullable Policy policy) {
    LivePolicy old = namespace.policies.get(name);
    if (old != null && old.policy().equals(policy)) {
      return new Delta(List::of);
    }
    version++;
    LivePolicy now = policy == null ? null : terms.compile(policy, namespace);
    if (now == null) {
      namespace.policies.remove(name);
    } else {
      namespace.policies.put(name, now);
    }
    LiveDelta delta = new LiveDelta(this);
    for (LiveClass c : namespace.classes) {
      if (old != null && c.matches(old.subject()) || now != null && c.matches(now.subject())) {
        for (Direction direction : Direction.values()) {
          boolean in = direction == Direction.INGRESS;
          delta.changed(c, direction, in ? c.ingress : c.egress, terms.terms(c, direction, false));
          delta.changedOutside(
              c, direction, in ? c.outsideIn : c.outsideOut, terms.terms(c, direction, true));
        }
      }
    }
    return delta.ofPolicy();
  }

  void setTerms(LiveClass c, Direction direction, int @Nullable [] after) {
    boolean in = direction == Direction.INGRESS;
    peers.use(c, direction, in ? c.ingress : c.egress, after);
    if (in) {
      c.ingress = after;
    } else {
      c.egress = after;
    }
  }

  void setOutside(LiveClass c, Direction direction, int @Nullable [] terms) {
    if (direction == Direction.INGRESS) {
      c.outsideIn = terms;
    } else {
      c.outsideOut = terms;
    }
  }

  LivePeers peers() {
    return peers;
  }

  LiveTerms terms() {
    return terms;
  }

  List<LiveClass> classes() {
    return classes;
  }

  int version() {
    return version;
  }
}
