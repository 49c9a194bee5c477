package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a connection between pods that an invariant forbids.
 *
 * <p>A connection needs a way through the gate at each end: an option of a policy, or no isolation.
 * Policies never compare labels of one end with labels of the other, so the two ends separate: two
 * ways fit if on each end the labels that the invariant, the policy's selector and the peer of the
 * other end demand can hold together, and the ports meet. The search starts at the end that fewer
 * namespaces can hold, the near one, walks the ways through its gates, and for each only the ways
 * at the far end in namespaces to which it leads and that admit it.
 */
final class ConnectionSearch {
  /** The number of a namespace that does not exist yet. */
  static final int FUTURE = -1;

  private final GateIndex index;
  private final Direction direction;
  private final PeerIndex beyond;
  private final PodScope near;
  private final PodScope far;
  private final PodScope to;
  private final LabelCube nearPods;
  private final LabelCube farPods;
  private final int[] wanted;
  private final boolean matchBlocks;
  private @Nullable Found found;

  /**
   * A search.
   *
   * @param wanted the ports of the invariant on the destination
   * @param matchBlocks whether blocks match the addresses of pods
   */
  ConnectionSearch(
      GateIndex index,
      PodScope from,
      LabelCube sources,
      PodScope to,
      LabelCube destinations,
      int[] wanted,
      boolean matchBlocks) {
    boolean forwards = from.atMost() <= to.atMost();
    this.index = index;
    this.direction = forwards ? Direction.EGRESS : Direction.INGRESS;
    this.beyond = index.peers(forwards ? Direction.INGRESS : Direction.EGRESS);
    this.near = forwards ? from : to;
    this.far = forwards ? to : from;
    this.to = to;
    this.nearPods = forwards ? sources : destinations;
    this.farPods = forwards ? destinations : sources;
    this.wanted = wanted;
    this.matchBlocks = matchBlocks;
  }

  /** The direction of the near gate: egress if the near end is the source. */
  Direction direction() {
    return direction;
  }

  /**
   * What was found: ways at both ends that fit.
   *
   * @param way the way at the near end
   * @param namespace number of the far pod's namespace, or {@link #FUTURE}
   * @param future what a future namespace of the far pod looks like
   * @param pods the far pod's labels
   * @param option the rule at the far end; null if the far pod is not isolated
   */
  record Found(
      Way way,
      int namespace,
      @Nullable LabelCube future,
      LabelCube pods,
      @Nullable GateOption option) {}

  /**
   * A way through a gate at the near end.
   *
   * @param namespace number of the near pod's namespace, or {@link #FUTURE}
   * @param future what a future namespace of the near pod looks like
   * @param pods the near pod's labels, before those that are isolated are taken out
   * @param option the rule; null if it takes a pod that is not isolated
   * @param peers the labels of far pods to which it leads
   * @param ports the ports on which it leads there
   */
  record Way(
      int namespace,
      @Nullable LabelCube future,
      LabelCube pods,
      @Nullable GateOption option,
      LabelCube peers,
      int[] ports) {

    boolean leadsTo(int other) {
      return option == null || option.kind() == GateOption.Kind.BLOCK || option.admits(other);
    }
  }

  /** The first connection found, existing namespaces first; null if there is none. */
  @Nullable Found run() {
    if (wanted.length == 0) {
      return null;
    }
    for (int namespace : near.members()) {
      if (throughGate(namespace)) {
        return found;
      }
    }
    LabelCube future = near.future();
    if (future != null) {
      Way way = new Way(FUTURE, future, nearPods, null, farPods, wanted);
      if (toExisting(way) || toFuture(way)) {
        return found;
      }
    }
    return null;
  }

  private boolean throughGate(int namespace) {
    Gate gate = index.gate(direction, namespace);
    if (gate.open(nearPods) != null
        && follow(new Way(namespace, null, nearPods, null, farPods, wanted))) {
      return true;
    }
    List<GateOption> options = gate.options();
    for (int i = 0; i < options.size(); i++) {
      GateOption option = options.get(i);
      if (option.kind() == GateOption.Kind.BLOCK
          && !(matchBlocks && option.addresses().meets(far.addresses()))) {
        continue;
      }
      LabelCube out = nearPods.intersect(option.self());
      LabelCube in = out == null ? null : farPods.intersect(option.pods());
      if (out == null || in == null) {
        continue;
      }
      int[] ports = PortSet.intersect(wanted, to.resolve(option.ports()));
      if (ports.length > 0 && follow(new Way(namespace, null, out, option, in, ports))) {
        return true;
      }
    }
    return false;
  }

  private boolean follow(Way way) {
    return toExisting(way) || toFuture(way);
  }

  private boolean toFuture(Way way) {
    LabelCube future = far.future();
    GateOption option = way.option;
    if (future == null) {
      return false;
    }
    LabelCube leads = future;
    if (option != null && option.kind() != GateOption.Kind.BLOCK) {
      LabelCube peer = option.future();
      leads = peer == null ? null : future.intersect(peer);
    }
    LabelCube mine = way.future;
    if (leads != null && mine != null) {
      // Only one namespace is new, unless the invariant itself names one that doesn't exist yet.
      LabelCube same = leads.intersect(mine);
      if (same != null) {
        return found(
            new Way(FUTURE, same, way.pods, null, way.peers, way.ports),
            FUTURE,
            same,
            way.peers,
            null);
      }
      leads = near.isNamedFuture() || far.isNamedFuture() ? leads : null;
    }
    return leads != null && found(way, FUTURE, leads, way.peers, null);
  }

  private boolean toExisting(Way way) {
    GateOption option = way.option;
    if (option != null && option.kind() == GateOption.Kind.OWN_NAMESPACE) {
      return far.has(way.namespace) && intoNamespace(way, way.namespace);
    }
    SelectedNamespaces peers = option == null ? null : option.namespaces();
    if (peers != null && peers.members().length <= index.few()) {
      for (int namespace : peers.members()) {
        if (far.has(namespace) && intoNamespace(way, namespace)) {
          return true;
        }
      }
      return false;
    }
    if (far.atMost() <= index.few()) {
      for (int namespace : far.members()) {
        if (way.leadsTo(namespace) && intoNamespace(way, namespace)) {
          return true;
        }
      }
      return false;
    }
    return intoMany(way);
  }

  /** Where a way leads to many namespaces: walks the far options that admit the near pod. */
  private boolean intoMany(Way way) {
    for (int namespace : beyond.open()) {
      if (far.has(namespace) && way.leadsTo(namespace) && intoOpen(way, namespace)) {
        return true;
      }
    }
    if (matchBlocks) {
      for (List<GateOption> group : beyond.blocks()) {
        if (intoGroup(way, group)) {
          return true;
        }
      }
    }
    if (way.future != null) {
      return intoSelected(way, beyond.future(way.future));
    }
    return far.has(way.namespace) && way.leadsTo(way.namespace) && intoNamespace(way, way.namespace)
        || intoSelected(way, beyond.narrow(way.namespace))
        || intoSelected(way, beyond.wide());
  }

  private boolean intoSelected(Way way, List<SelectedNamespaces> selectors) {
    for (int i = 0; i < selectors.size(); i++) {
      for (List<GateOption> group : selectors.get(i).options(direction.opposite())) {
        if (intoGroup(way, group)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean intoGroup(Way way, List<GateOption> group) {
    if (!admits(way, group.get(0))) {
      return false;
    }
    for (int i = 0; i < group.size(); i++) {
      GateOption other = group.get(i);
      if (way.leadsTo(other.namespace()) && far.has(other.namespace()) && into(way, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean intoNamespace(Way way, int namespace) {
    if (intoOpen(way, namespace)) {
      return true;
    }
    List<GateOption> options = beyond.gate(namespace).options();
    for (int i = 0; i < options.size(); i++) {
      GateOption other = options.get(i);
      if (admits(way, other) && into(way, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean intoOpen(Way way, int namespace) {
    LabelCube open = beyond.gate(namespace).open(way.peers);
    return open != null && found(way, namespace, null, open, null);
  }

  private boolean into(Way way, GateOption other) {
    LabelCube both = way.peers.intersect(other.self());
    return both != null && found(way, other.namespace(), null, both, other);
  }

  /** Whether the far option admits the near pod, as far as the far pod doesn't matter. */
  private boolean admits(Way way, GateOption other) {
    if (!PortSet.meet(way.ports, to.resolve(other.ports()))) {
      return false;
    }
    if (other.kind() == GateOption.Kind.BLOCK) {
      return matchBlocks && !addresses(way.option, other).isEmpty();
    }
    LabelCube future = way.future;
    LabelCube peer = future == null ? null : other.future();
    if (future == null ? !other.admits(way.namespace) : peer == null || !peer.meets(future)) {
      return false;
    }
    return way.option == null ? pods(way, other) != null : way.pods.meets(other.pods());
  }

  /** The labels of near pods that pass both; null if there are none. */
  @Nullable LabelCube pods(Way way, @Nullable GateOption other) {
    LabelCube both = other == null ? way.pods : way.pods.intersect(other.pods());
    return both == null || way.option != null || way.namespace == FUTURE
        ? both
        : index.gate(direction, way.namespace).open(both);
  }

  /**
   * The addresses of the near pod with which it passes both ends. Both ends of a connection have
   * addresses of one family.
   */
  AddressSet addresses(@Nullable GateOption option, @Nullable GateOption other) {
    AddressSet theirs = far.addresses();
    theirs = option == null ? theirs : theirs.intersect(option.addresses());
    AddressSet mine = near.addresses();
    mine = other == null ? mine : mine.intersect(other.addresses());
    if (!theirs.meets(AddressSet.ALL_IPV4)) {
      mine = mine.intersect(AddressSet.ALL_IPV6);
    }
    if (!theirs.meets(AddressSet.ALL_IPV6)) {
      mine = mine.intersect(AddressSet.ALL_IPV4);
    }
    return mine;
  }

  private boolean found(
      Way way,
      int namespace,
      @Nullable LabelCube future,
      LabelCube both,
      @Nullable GateOption other) {
    if (addresses(way.option, other).isEmpty()) {
      return false;
    }
    found = new Found(way, namespace, future, both, other);
    return true;
  }
}
