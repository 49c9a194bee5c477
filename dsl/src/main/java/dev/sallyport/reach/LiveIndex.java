package dev.sallyport.reach;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.LiveNamespace.LivePolicy;
import java.util.ArrayList;
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
  private final Vocabulary vocabulary;
  private final ConnectionTable connections;
  private final LiveScope scope;
  private final Map<String, LiveNamespace> namespaces = new LinkedHashMap<>();
  private final List<LiveClass> classes = new ArrayList<>();
  private final LivePods pods = new LivePods(classes);

  /** Pods that take no part in connections any more, by namespace and name. */
  private final Map<String, Pod> finished = new LinkedHashMap<>();

  private final LivePeers peers;
  private final LiveTerms terms;
  private final LiveKeys keys;

  private int version;

  private LiveIndex(Snapshot snapshot, PluginProfile profile) {
    Set<PluginChoice> holds = EnumSet.noneOf(PluginChoice.class);
    for (PluginChoice choice : PluginChoice.values()) {
      if (profile.decide(choice) == Decision.YES) {
        holds.add(choice);
      }
    }
    PolicyIndex index = new PolicyIndex(snapshot);
    this.vocabulary = index.vocabulary();
    this.peers = new LivePeers(namespaces, classes, vocabulary, holds);
    boolean hasBlocks = peers.byAddress() && !index.blocks().isEmpty();
    Families families = new Families();
    snapshot.pods().forEach(families::add);
    this.connections = new ConnectionTable(families.matter(hasBlocks));
    boolean tellsFamiliesApart = connections.tellsFamiliesApart();
    this.scope = new LiveScope(profile, vocabulary, peers, hasBlocks, tellsFamiliesApart, families);
    AddressAtoms atoms =
        hasBlocks
            ? AddressAtoms.of(index.blocks())
            : tellsFamiliesApart ? AddressAtoms.FAMILIES : AddressAtoms.NONE;
    this.keys = new LiveKeys(vocabulary, atoms, classes);
    this.terms = new LiveTerms(peers, connections, vocabulary, holds);
    for (Namespace namespace : snapshot.namespaces()) {
      namespaces.put(namespace.name(), new LiveNamespace(namespaces.size(), namespace));
    }
    for (Policy policy : snapshot.policies()) {
      LiveNamespace namespace = namespace(policy.namespace());
      namespace.policies.put(policy.name(), terms.compile(policy, namespace));
    }
    for (Pod pod : snapshot.pods()) {
      add(pod, keys.find(pod));
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
    List<Pod> all = new ArrayList<>();
    List<Policy> policies = new ArrayList<>();
    for (LiveNamespace namespace : namespaces.values()) {
      names.add(namespace.namespace);
      namespace.classes.forEach(c -> c.addTo(all));
      namespace.policies.values().forEach(policy -> policies.add(policy.policy()));
    }
    all.addAll(finished.values());
    return Snapshot.of(names, all, policies);
  }

  // Events

  /** Applies an event; null, and nothing is done, if it needs another index. */
  @Nullable Delta apply(ClusterEvent event) {
    if (event instanceof ClusterEvent.PodApplied applied) {
      return pod(applied.pod());
    }
    if (event instanceof ClusterEvent.PodRemoved removed) {
      return remove(removed.namespace(), removed.name());
    }
    if (event instanceof ClusterEvent.PolicyApplied applied) {
      Policy policy = applied.policy();
      return namespaces.containsKey(policy.namespace()) && scope.settles(policy)
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

  // Pods

  private @Nullable Delta pod(Pod pod) {
    LiveClass known = keys.find(pod);
    if (known == null && !namespaces.containsKey(pod.namespace()) || !scope.settles(pod)) {
      return null;
    }
    LiveClass before = pods.find(pod.namespace(), pod.name());
    if (before != null) {
      Pod old = before.get(pod.name());
      if (pod.equals(old)) {
        return new Delta(List::of);
      }
      drop(before, old);
    }
    forget(pod.namespace(), pod.name());
    return LivePodDelta.of(this, before, add(pod, known), pod);
  }

  private Delta remove(String namespace, String name) {
    LiveClass before = pods.find(namespace, name);
    if (before == null) {
      if (!forget(namespace, name)) {
        throw new IllegalArgumentException("there is no pod " + namespace + "/" + name);
      }
      version++;
      return new Delta(List::of);
    }
    Pod old = before.get(name);
    drop(before, old);
    return LivePodDelta.of(this, before, null, old);
  }

  private void drop(LiveClass podClass, Pod pod) {
    version++;
    podClass.remove(pod);
    pods.remove(podClass, pod);
  }

  /** Forgets a finished pod; false if there is none of that name. */
  private boolean forget(String namespace, String name) {
    return !finished.isEmpty() && finished.remove(namespace + "/" + name) != null;
  }

  /**
   * Adds a pod to its class; null if it has finished.
   *
   * @param known its class; null if that is still to be made
   */
  private @Nullable LiveClass add(Pod pod, @Nullable LiveClass known) {
    version++;
    if (!pod.isLive()) {
      finished.put(pod.id(), pod);
      return null;
    }
    LiveClass podClass = known == null ? newClass(pod) : known;
    podClass.add(pod);
    pods.add(podClass, pod);
    return podClass;
  }

  private LiveClass newClass(Pod pod) {
    LiveNamespace namespace = namespace(pod.namespace());
    LiveClass podClass =
        new LiveClass(
            classes.size(),
            keys.key(pod),
            namespace,
            pod.hostNetwork(),
            connections.tellsFamiliesApart() ? Families.of(pod) : Families.BOTH,
            pod.addresses().isEmpty(),
            labels(pod),
            ports(pod));
    classes.add(podClass);
    keys.add(podClass);
    namespace.classes.add(podClass);
    peers.meet(podClass, pod);
    for (Direction direction : Direction.values()) {
      setTerms(podClass, direction, terms.terms(podClass, direction, false));
      setOutside(podClass, direction, terms.terms(podClass, direction, true));
    }
    return podClass;
  }

  private int[] labels(Pod pod) {
    IntList pairs = new IntList();
    vocabulary.new Projection(pairs, true).project(pod.labels());
    return pairs.toArray();
  }

  private int[] ports(Pod pod) {
    IntList pairs = new IntList();
    for (ContainerPort port : pod.ports()) {
      if (!port.name().isEmpty()) {
        pairs.add(vocabulary.portName(port.protocol(), port.name()));
        pairs.add(port.number());
      }
    }
    return pairs.toArray();
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
