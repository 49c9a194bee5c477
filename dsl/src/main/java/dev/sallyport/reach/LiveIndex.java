package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.LiveNamespace.LivePeer;
import dev.sallyport.reach.LiveNamespace.LivePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
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
  /** The peer that means every class. */
  static final int EVERYONE = 0;

  /** The peer that means every class on the host network. */
  private static final int ON_HOST = 1;

  /** Marks connections that stand for a port name of the destination. */
  private static final int NAMED = 1 << 30;

  /** Marks a block of addresses in the place of a peer. */
  private static final int OUTSIDE = 1 << 30;

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
  private final IntTuples keys = new IntTuples();
  private final IntList key = new IntList();
  private final Map<Peer, LivePeer> global = new HashMap<>();
  private final Map<Peer, Integer> blocks = new HashMap<>();
  private final List<Peer> blockList = new ArrayList<>();
  private final Map<Integer, Peer> blockPeers = new LinkedHashMap<>();
  private final List<List<LiveClass>> egressUsers = new ArrayList<>();
  private final List<List<LiveClass>> ingressUsers = new ArrayList<>();
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
    this.hasBlocks = byAddress() && !index.blocks().isEmpty();
    snapshot.pods().forEach(families::add);
    this.connections = new ConnectionTable(families.matter(hasBlocks));
    this.atoms =
        hasBlocks
            ? AddressAtoms.of(index.blocks())
            : connections.tellsFamiliesApart() ? AddressAtoms.FAMILIES : AddressAtoms.NONE;
    for (int i = 0; i < 2; i++) {
      newPeer();
    }
    for (Namespace namespace : snapshot.namespaces()) {
      namespaces.put(namespace.name(), new LiveNamespace(namespaces.size(), namespace));
    }
    for (Policy policy : snapshot.policies()) {
      LiveNamespace namespace = namespace(policy.namespace());
      namespace.policies.put(policy.name(), compile(policy, namespace));
    }
    for (Pod pod : snapshot.pods()) {
      add(pod);
    }
  }

  /** An index of a fleet; null if its kind is not supported. */
  static @Nullable LiveIndex of(Reachability reachability) {
    return reachability.leavesNothingOpen() && reachability.snapshot().clusterPolicies().isEmpty()
        ? new LiveIndex(reachability.snapshot(), reachability.profile())
        : null;
  }

  private boolean byAddress() {
    return holds.contains(PluginChoice.IP_BLOCK_MATCHES_PODS)
        || holds.contains(PluginChoice.IP_BLOCK_MATCHES_NODES);
  }

  private LiveNamespace namespace(String name) {
    LiveNamespace namespace = namespaces.get(name);
    if (namespace == null) {
      throw new IllegalArgumentException("there is no namespace " + name);
    }
    return namespace;
  }

  private int newPeer() {
    egressUsers.add(new ArrayList<>(2));
    ingressUsers.add(new ArrayList<>(2));
    return egressUsers.size() - 1;
  }

  /** The fleet as it is. */
  Snapshot snapshot() {
    List<Namespace> names = new ArrayList<>();
    List<Pod> pods = new ArrayList<>(finished.values());
    List<Policy> policies = new ArrayList<>();
    for (LiveNamespace namespace : namespaces.values()) {
      names.add(namespace.namespace);
      namespace.classes.forEach(c -> pods.addAll(c.pods));
      namespace.policies.values().forEach(policy -> policies.add(policy.policy()));
    }
    return Snapshot.of(names, pods, policies);
  }

  private final Map<String, Pod> finished = new LinkedHashMap<>();

  // Events

  /** Applies an event; null, and nothing is done, if it needs another index. */
  @Nullable Delta apply(ClusterEvent event) {
    if (event instanceof ClusterEvent.PodApplied applied) {
      return namespaces.containsKey(applied.pod().namespace()) && isSettled(applied.pod())
          ? pod(applied.pod())
          : null;
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
    for (Direction direction : policy.directions()) {
      for (Rule rule : rules(policy, direction)) {
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
            && (!byAddress() || global.containsKey(peer));
  }

  // Pods

  private Delta pod(Pod pod) {
    LiveNamespace namespace = namespace(pod.namespace());
    LiveClass before = namespace.pods.get(pod.name());
    Pod old = before == null ? null : pod(before, pod.name());
    if (before != null && old != null) {
      if (old.equals(pod)) {
        return new Delta(List::of);
      }
      drop(before, old);
    }
    finished.remove(pod.id());
    LiveClass after = add(pod);
    return LiveDelta.ofPod(this, before, after, pod);
  }

  private Delta remove(ClusterEvent.PodRemoved removed) {
    LiveNamespace namespace = namespaces.get(removed.namespace());
    String id = removed.namespace() + "/" + removed.name();
    LiveClass before = namespace == null ? null : namespace.pods.get(removed.name());
    if (before == null) {
      if (finished.remove(id) == null) {
        throw new IllegalArgumentException("there is no pod " + id);
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
  private @Nullable LiveClass add(Pod pod) {
    version++;
    if (!pod.isLive()) {
      finished.put(pod.id(), pod);
      return null;
    }
    LiveNamespace namespace = namespace(pod.namespace());
    key(pod, namespace);
    int id = keys.intern(key);
    LiveClass podClass;
    if (id < classes.size()) {
      podClass = classes.get(id);
      podClass.pods.add(pod);
    } else {
      int labels = 4 + key.get(2);
      podClass =
          new LiveClass(
              id,
              namespace,
              pod.hostNetwork(),
              connections.tellsFamiliesApart() ? Families.of(pod) : Families.BOTH,
              pod.addresses().isEmpty(),
              Arrays.copyOfRange(key.array(), 4, labels),
              Arrays.copyOfRange(key.array(), labels, labels + key.get(3)));
      podClass.pods.add(pod);
      classes.add(podClass);
      namespace.classes.add(podClass);
      meet(podClass, pod);
      for (Direction direction : Direction.values()) {
        setTerms(podClass, direction, terms(podClass, direction, false));
        setOutside(podClass, direction, terms(podClass, direction, true));
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
    vocabulary.projectAll(pod.labels(), key);
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
      if (pod.addresses().isEmpty()) {
        key.add(AddressAtoms.UNKNOWN);
      }
      pod.addresses().stream().mapToInt(atoms::atom).sorted().distinct().forEach(key::add);
    }
  }

  /** Finds the peers that mean a new class. */
  private void meet(LiveClass podClass, Pod pod) {
    boolean asNode =
        podClass.onHost && !holds.contains(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    List<Integer> found = new ArrayList<>();
    if (podClass.onHost) {
      found.add(ON_HOST);
    }
    if (!asNode) {
      for (LivePeer peer : podClass.namespace.peers) {
        if (peer.selector() == null || podClass.matches(peer.selector())) {
          found.add(peer.id());
        }
      }
    }
    PluginChoice choice =
        asNode ? PluginChoice.IP_BLOCK_MATCHES_NODES : PluginChoice.IP_BLOCK_MATCHES_PODS;
    if (holds.contains(choice)) {
      Behavior behavior = new Behavior(holds, Behavior.Ties.BY_NAME);
      blockPeers.forEach(
          (id, block) -> {
            if (Fleet.holds((Peer.IpBlock) block, pod, behavior)) {
              found.add(id);
            }
          });
    }
    found.sort(null);
    found.forEach(podClass::addPeer);
  }

  // Peers

  private int peer(Peer peer, LiveNamespace namespace) {
    if (peer instanceof Peer.Anyone) {
      return EVERYONE;
    }
    if (peer instanceof Peer.Pods pods) {
      LivePeer known = namespace.local.get(pods.pods());
      if (known == null) {
        known = newPeer(pods.pods(), List.of(namespace));
        namespace.local.put(pods.pods(), known);
      }
      return known.id();
    }
    LivePeer known = global.get(peer);
    if (known == null) {
      if (peer instanceof Peer.PodsInNamespaces pods) {
        List<LiveNamespace> matching = new ArrayList<>();
        String name = pods.namespaces().matchLabels().get(Namespace.NAME_LABEL);
        if (name != null) {
          LiveNamespace only = namespaces.get(name);
          if (only != null && pods.namespaces().matches(only.namespace.labels())) {
            matching.add(only);
          }
        } else {
          matching.addAll(byLabels(pods.namespaces()));
        }
        known = newPeer(pods.pods(), matching);
      } else {
        known = new LivePeer(newPeer(), null, List.of());
        blockPeers.put(known.id(), peer);
      }
      global.put(peer, known);
    }
    return known.id();
  }

  private final Map<Selector, List<LiveNamespace>> bySelector = new HashMap<>();

  private List<LiveNamespace> byLabels(Selector selector) {
    return bySelector.computeIfAbsent(
        selector,
        s -> namespaces.values().stream().filter(n -> s.matches(n.namespace.labels())).toList());
  }

  private LivePeer newPeer(Selector pods, List<LiveNamespace> where) {
    LivePeer peer =
        new LivePeer(newPeer(), pods.isEverything() ? null : vocabulary.compile(pods), where);
    boolean hosts = holds.contains(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    for (LiveNamespace namespace : where) {
      namespace.peers.add(peer);
      for (LiveClass c : namespace.classes) {
        if ((hosts || !c.onHost) && (peer.selector() == null || c.matches(peer.selector()))) {
          c.addPeer(peer.id());
        }
      }
    }
    peers.put(peer.id(), peer);
    return peer;
  }

  private final Map<Integer, LivePeer> peers = new HashMap<>();

  /** The classes that a peer means, those without pods too. */
  List<LiveClass> meant(int peer) {
    if (peer == EVERYONE) {
      return classes;
    }
    LivePeer known = peers.get(peer);
    List<LiveClass> result = new ArrayList<>();
    if (known == null) {
      classes.stream().filter(c -> c.isMeantBy(peer)).forEach(result::add);
      return result;
    }
    for (LiveNamespace namespace : known.namespaces()) {
      for (LiveClass c : namespace.classes) {
        if (c.isMeantBy(peer)) {
          result.add(c);
        }
      }
    }
    return result;
  }

  // Policies

  private static List<Rule> rules(Policy policy, Direction direction) {
    return direction == Direction.INGRESS ? policy.ingress() : policy.egress();
  }

  private LivePolicy compile(Policy policy, LiveNamespace namespace) {
    return new LivePolicy(
        policy,
        vocabulary.compile(policy.pods()),
        policy.directions().contains(Direction.INGRESS)
            ? entries(policy.ingress(), namespace)
            : null,
        policy.directions().contains(Direction.EGRESS)
            ? entries(policy.egress(), namespace)
            : null);
  }

  /** Pairs of peer or marked block, and connections or marked port name. */
  private int[] entries(List<Rule> rules, LiveNamespace namespace) {
    IntList result = new IntList();
    for (Rule rule : rules) {
      IntList what = new IntList(4);
      for (PolicyPort port : rule.ports()) {
        if (port instanceof PolicyPort.Named named) {
          what.add(NAMED | vocabulary.portName(named.protocol(), named.name()));
        } else if (port instanceof PolicyPort.Range range) {
          what.add(connections.id(ConnectionSet.of(range.protocol(), range.first(), range.last())));
        } else {
          what.add(ConnectionTable.ALL);
        }
      }
      for (Peer peer : rule.peers()) {
        boolean outside = peer instanceof Peer.Anyone || peer instanceof Peer.IpBlock;
        boolean inside = !(peer instanceof Peer.IpBlock) || byAddress();
        for (int i = 0; i < what.size(); i++) {
          if (inside) {
            result.add(peer(peer, namespace));
            result.add(what.get(i));
          }
          if (outside) {
            result.add(OUTSIDE | block(peer));
            result.add(what.get(i));
          }
        }
      }
    }
    return result.toArray();
  }

  private int block(Peer peer) {
    Integer known = blocks.get(peer);
    if (known == null) {
      known = blockList.size();
      blocks.put(peer, known);
      blockList.add(peer);
    }
    return known;
  }

  private Delta policy(LiveNamespace namespace, String name, @Nullable Policy policy) {
    LivePolicy old = namespace.policies.get(name);
    if (old != null && old.policy().equals(policy)) {
      return new Delta(List::of);
    }
    version++;
    LivePolicy now = policy == null ? null : compile(policy, namespace);
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
          delta.changed(c, direction, in ? c.ingress : c.egress, terms(c, direction, false));
          delta.changedOutside(
              c, direction, in ? c.outsideIn : c.outsideOut, terms(c, direction, true));
        }
      }
    }
    return delta.ofPolicy();
  }

  /**
   * What a class may exchange, towards classes or the outside; null if nothing restricts it. One
   * that no policy isolates but that lacks a family is not like the others: its term says everyone.
   */
  private int @Nullable [] terms(LiveClass c, Direction direction, boolean outside) {
    int[] terms = policed(c, direction, outside);
    return terms == null && !outside && c.families != Families.BOTH
        ? new int[] {EVERYONE, ConnectionTable.ALL}
        : terms;
  }

  /** What the policies that select a class say, towards classes or the outside; null if none. */
  private int @Nullable [] policed(LiveClass c, Direction direction, boolean outside) {
    if (c.onHost && !holds.contains(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED)) {
      return null;
    }
    IntList terms = null;
    for (LivePolicy policy : c.namespace.policies.values()) {
      int[] entries = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
      if (entries == null || !c.matches(policy.subject())) {
        continue;
      }
      if (terms == null) {
        terms = new IntList();
      }
      for (int i = 0; i < entries.length; i += 2) {
        if ((entries[i] & OUTSIDE) != 0 == outside) {
          add(c, direction, entries[i] & ~OUTSIDE, entries[i + 1], outside, terms);
        }
      }
    }
    if (terms == null) {
      return null;
    }
    if (!outside
        && direction == Direction.INGRESS
        && holds.contains(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE)) {
      terms.add(ON_HOST);
      terms.add(ConnectionTable.ALL);
    }
    return joined(terms);
  }

  private void add(
      LiveClass c, Direction direction, int peer, int what, boolean outside, IntList terms) {
    if ((what & NAMED) == 0 || direction == Direction.EGRESS && !outside) {
      terms.add(peer);
      terms.add(what);
    } else if (direction == Direction.INGRESS) {
      int resolved = resolve(what, c);
      if (resolved != ConnectionTable.NONE) {
        terms.add(peer);
        terms.add(resolved);
      }
    }
  }

  /** Sorts terms and joins those of one peer, port names apart. */
  private int[] joined(IntList terms) {
    terms.sortPairs(0);
    int size = 0;
    for (int i = 0; i < terms.size(); i += 2) {
      int what = terms.get(i + 1);
      if (size > 0 && terms.get(size - 2) == terms.get(i)) {
        int last = terms.get(size - 1);
        if (last == what) {
          continue;
        }
        if (((last | what) & NAMED) == 0) {
          terms.set(size - 1, connections.union(last, what));
          continue;
        }
      }
      terms.set(size++, terms.get(i));
      terms.set(size++, what);
    }
    terms.truncate(size);
    return terms.toArray();
  }

  private int resolve(int what, LiveClass destination) {
    if ((what & NAMED) == 0) {
      return what;
    }
    int name = what & ~NAMED;
    int result = ConnectionTable.NONE;
    for (int i = 0; i < destination.ports.length; i += 2) {
      if (destination.ports[i] == name) {
        result =
            connections.union(
                result,
                connections.id(
                    ConnectionSet.of(Protocol.values()[name % 3], destination.ports[i + 1])));
      }
    }
    return result;
  }

  /** Whether connections stand for a port name. */
  boolean isNamed(int what) {
    return (what & NAMED) != 0;
  }

  /** What terms let a class exchange with another. */
  int allowed(int @Nullable [] terms, LiveClass other, LiveClass destination) {
    if (terms == null) {
      return ConnectionTable.ALL;
    }
    int result = ConnectionTable.NONE;
    for (int i = 0; i < terms.length; i += 2) {
      if (other.isMeantBy(terms[i])) {
        int what = resolve(terms[i + 1], destination);
        if (connections.tellsFamiliesApart()
            && !other.isAddressUnknown
            && blockPeers.get(terms[i]) instanceof Peer.IpBlock block) {
          what = connections.over(Families.of(block.cidr().isIpv6()), what);
        }
        result = connections.union(result, what);
      }
    }
    return result;
  }

  /** What passes at both ends of a connection, over the families that both classes have. */
  int meet(int out, int in, int ofBoth) {
    return connections.meet(connections.over(ofBoth, out), in);
  }

  void setTerms(LiveClass c, Direction direction, int @Nullable [] terms) {
    boolean in = direction == Direction.INGRESS;
    List<List<LiveClass>> users = in ? ingressUsers : egressUsers;
    int[] old = in ? c.ingress : c.egress;
    each(old, peer -> users.get(peer).remove(c));
    each(terms, peer -> users.get(peer).add(c));
    if (in) {
      c.ingress = terms;
    } else {
      c.egress = terms;
    }
  }

  private static void each(int @Nullable [] terms, java.util.function.IntConsumer action) {
    for (int i = 0; terms != null && i < terms.length; i += 2) {
      if (i == 0 || terms[i] != terms[i - 2]) {
        action.accept(terms[i]);
      }
    }
  }

  void setOutside(LiveClass c, Direction direction, int @Nullable [] terms) {
    if (direction == Direction.INGRESS) {
      c.outsideIn = terms;
    } else {
      c.outsideOut = terms;
    }
  }

  /** The classes whose terms of a direction name a peer. */
  List<LiveClass> users(Direction direction, int peer) {
    return (direction == Direction.INGRESS ? ingressUsers : egressUsers).get(peer);
  }

  List<LiveClass> classes() {
    return classes;
  }

  ConnectionTable connections() {
    return connections;
  }

  Peer outsidePeer(int block) {
    return blockList.get(block);
  }

  int version() {
    return version;
  }
}
