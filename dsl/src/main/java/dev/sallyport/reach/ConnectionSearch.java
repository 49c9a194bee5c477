package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a connection between pods that an invariant forbids.
 *
 * <p>A connection needs a way out (an egress option of the source, or no isolation) and a way in.
 * Policies never compare labels of the source with labels of the destination, so the two ends
 * separate: such a pair works if on each end the labels that the invariant, the policy's selector
 * and the peer of the other end demand can hold together, and the ports meet. The search walks the
 * ways out, and for each only the ways in of namespaces to which it leads and that admit it.
 */
final class ConnectionSearch {
  /** The number of a namespace that does not exist yet. */
  static final int FUTURE = -1;

  private final GateIndex index;
  private final PodScope from;
  private final PodScope to;
  private final LabelCube sources;
  private final LabelCube destinations;
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
    this.index = index;
    this.from = from;
    this.to = to;
    this.sources = sources;
    this.destinations = destinations;
    this.wanted = wanted;
    this.matchBlocks = matchBlocks;
  }

  /**
   * What was found: a way out and a way in that fit.
   *
   * @param outlet the way out
   * @param namespace number of the destination's namespace, or {@link #FUTURE}
   * @param future what a future namespace of the destination looks like
   * @param destinations the destination's labels
   * @param inlet the rule that lets it in; null if the destination is not isolated
   */
  record Found(
      Outlet outlet,
      int namespace,
      @Nullable LabelCube future,
      LabelCube destinations,
      @Nullable GateOption inlet) {}

  /**
   * A way out.
   *
   * @param namespace number of the source's namespace, or {@link #FUTURE}
   * @param future what a future namespace of the source looks like
   * @param sources the source's labels, before those that are isolated are taken out
   * @param option the rule that lets it out; null if it takes a source that is not isolated
   * @param destinations the labels of pods to which it leads
   * @param ports the ports on which it leads there
   */
  record Outlet(
      int namespace,
      @Nullable LabelCube future,
      LabelCube sources,
      @Nullable GateOption option,
      LabelCube destinations,
      int[] ports) {

    boolean leadsToAllNamespaces() {
      return option == null
          || option.kind() == GateOption.Kind.ANYONE
          || option.kind() == GateOption.Kind.BLOCK;
    }

    boolean leadsTo(int other) {
      return leadsToAllNamespaces() || option != null && option.admits(other);
    }
  }

  /** The first connection found, existing namespaces first; null if there is none. */
  @Nullable Found run() {
    if (wanted.length == 0) {
      return null;
    }
    for (int namespace : from.members()) {
      if (fromNamespace(namespace)) {
        return found;
      }
    }
    LabelCube future = from.future();
    if (future != null) {
      Outlet outlet = new Outlet(FUTURE, future, sources, null, destinations, wanted);
      if (toExisting(outlet) || toFuture(outlet)) {
        return found;
      }
    }
    return null;
  }

  private boolean fromNamespace(int namespace) {
    Gate gate = index.gate(Direction.EGRESS, namespace);
    if (gate.open(sources) != null
        && follow(new Outlet(namespace, null, sources, null, destinations, wanted))) {
      return true;
    }
    List<GateOption> options = gate.options();
    for (int i = 0; i < options.size(); i++) {
      GateOption option = options.get(i);
      if (option.kind() == GateOption.Kind.BLOCK
          && !(matchBlocks && option.addresses().meets(to.addresses()))) {
        continue;
      }
      LabelCube out = sources.intersect(option.self());
      LabelCube in = out == null ? null : destinations.intersect(option.pods());
      if (out == null || in == null) {
        continue;
      }
      int[] ports = PortSet.intersect(wanted, to.resolve(option.ports()));
      if (ports.length > 0 && follow(new Outlet(namespace, null, out, option, in, ports))) {
        return true;
      }
    }
    return false;
  }

  private boolean follow(Outlet outlet) {
    return toExisting(outlet) || toFuture(outlet);
  }

  private boolean toFuture(Outlet outlet) {
    LabelCube future = to.future();
    GateOption option = outlet.option;
    if (future == null) {
      return false;
    }
    LabelCube leads = outlet.leadsToAllNamespaces() || option == null ? future : null;
    if (leads == null && option != null) {
      LabelCube peer = option.future();
      leads = peer == null ? null : future.intersect(peer);
    }
    LabelCube source = outlet.future;
    if (leads != null && source != null) {
      // Only one namespace is new, unless the invariant itself names one that doesn't exist yet.
      LabelCube same = leads.intersect(source);
      if (same != null) {
        return found(
            new Outlet(FUTURE, same, outlet.sources, null, outlet.destinations, outlet.ports),
            FUTURE,
            same,
            outlet.destinations,
            null);
      }
      leads = from.isNamedFuture() || to.isNamedFuture() ? leads : null;
    }
    return leads != null && found(outlet, FUTURE, leads, outlet.destinations, null);
  }

  private boolean toExisting(Outlet outlet) {
    GateOption option = outlet.option;
    if (option != null && option.kind() == GateOption.Kind.OWN_NAMESPACE) {
      return to.has(outlet.namespace) && intoNamespace(outlet, outlet.namespace);
    }
    SelectedNamespaces peers = option == null ? null : option.namespaces();
    if (peers != null && peers.members().length <= index.few()) {
      for (int namespace : peers.members()) {
        if (to.has(namespace) && intoNamespace(outlet, namespace)) {
          return true;
        }
      }
      return false;
    }
    if (to.atMost() <= index.few()) {
      for (int namespace : to.members()) {
        if (outlet.leadsTo(namespace) && intoNamespace(outlet, namespace)) {
          return true;
        }
      }
      return false;
    }
    return backwards(outlet);
  }

  /** Where a way out leads to many namespaces: walks the ways in that admit the source. */
  private boolean backwards(Outlet outlet) {
    for (int namespace : index.openToIngress()) {
      if (to.has(namespace) && outlet.leadsTo(namespace) && intoOpen(outlet, namespace)) {
        return true;
      }
    }
    if (matchBlocks) {
      for (List<GateOption> group : index.blocks()) {
        if (intoGroup(outlet, group)) {
          return true;
        }
      }
    }
    if (outlet.future != null) {
      return intoSelected(outlet, index.futureSelectors(outlet.future));
    }
    return to.has(outlet.namespace)
            && outlet.leadsTo(outlet.namespace)
            && intoNamespace(outlet, outlet.namespace)
        || intoSelected(outlet, index.narrowSelectors(outlet.namespace))
        || intoSelected(outlet, index.wideSelectors());
  }

  private boolean intoSelected(Outlet outlet, List<SelectedNamespaces> selectors) {
    for (int i = 0; i < selectors.size(); i++) {
      for (List<GateOption> group : selectors.get(i).inlets()) {
        if (intoGroup(outlet, group)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean intoGroup(Outlet outlet, List<GateOption> group) {
    GateOption first = group.get(0);
    boolean blocks = first.kind() == GateOption.Kind.BLOCK;
    if (blocks ? !PortSet.meet(outlet.ports, to.resolve(first.ports())) : !admits(outlet, first)) {
      return false;
    }
    for (int i = 0; i < group.size(); i++) {
      GateOption inlet = group.get(i);
      if (outlet.leadsTo(inlet.namespace())
          && to.has(inlet.namespace())
          && (!blocks || admits(outlet, inlet))
          && into(outlet, inlet)) {
        return true;
      }
    }
    return false;
  }

  private boolean intoNamespace(Outlet outlet, int namespace) {
    if (intoOpen(outlet, namespace)) {
      return true;
    }
    List<GateOption> options = index.gate(Direction.INGRESS, namespace).options();
    for (int i = 0; i < options.size(); i++) {
      GateOption inlet = options.get(i);
      if (admits(outlet, inlet) && into(outlet, inlet)) {
        return true;
      }
    }
    return false;
  }

  private boolean intoOpen(Outlet outlet, int namespace) {
    LabelCube open = index.gate(Direction.INGRESS, namespace).open(outlet.destinations);
    return open != null && found(outlet, namespace, null, open, null);
  }

  private boolean into(Outlet outlet, GateOption inlet) {
    LabelCube both = outlet.destinations.intersect(inlet.self());
    return both != null && found(outlet, inlet.namespace(), null, both, inlet);
  }

  /** Whether the inlet lets the source in, as far as the destination doesn't matter. */
  private boolean admits(Outlet outlet, GateOption inlet) {
    if (!PortSet.meet(outlet.ports, to.resolve(inlet.ports()))) {
      return false;
    }
    if (inlet.kind() == GateOption.Kind.BLOCK) {
      return matchBlocks && !addresses(outlet.option, inlet).isEmpty();
    }
    LabelCube future = outlet.future;
    LabelCube peer = future == null ? null : inlet.future();
    if (future == null ? !inlet.admits(outlet.namespace) : peer == null || !peer.meets(future)) {
      return false;
    }
    return outlet.option == null
        ? sources(outlet, inlet) != null
        : outlet.sources.meets(inlet.pods());
  }

  /** The labels of sources that pass both; null if there are none. */
  @Nullable LabelCube sources(Outlet outlet, @Nullable GateOption inlet) {
    LabelCube both = inlet == null ? outlet.sources : outlet.sources.intersect(inlet.pods());
    return both == null || outlet.option != null || outlet.namespace == FUTURE
        ? both
        : index.gate(Direction.EGRESS, outlet.namespace).open(both);
  }

  /**
   * The addresses of the source with which it passes the inlet. Both ends of a connection have
   * addresses of one family.
   */
  AddressSet addresses(@Nullable GateOption outlet, @Nullable GateOption inlet) {
    AddressSet out = to.addresses();
    out = outlet == null ? out : out.intersect(outlet.addresses());
    AddressSet in = from.addresses();
    in = inlet == null ? in : in.intersect(inlet.addresses());
    if (!out.meets(AddressSet.ALL_IPV4)) {
      in = in.intersect(AddressSet.ALL_IPV6);
    }
    if (!out.meets(AddressSet.ALL_IPV6)) {
      in = in.intersect(AddressSet.ALL_IPV4);
    }
    return in;
  }

  private boolean found(
      Outlet outlet,
      int namespace,
      @Nullable LabelCube future,
      LabelCube both,
      @Nullable GateOption inlet) {
    if (addresses(outlet.option, inlet).isEmpty()) {
      return false;
    }
    found = new Found(outlet, namespace, future, both, inlet);
    return true;
  }
}
