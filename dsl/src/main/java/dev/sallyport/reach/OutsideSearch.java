package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a connection between pods and addresses outside the cluster that an invariant forbids.
 * Only the pod's end has a gate. {@code O(policies of the pods' namespaces)}.
 */
final class OutsideSearch {
  private final GateIndex index;
  private final PodScope scope;
  private final LabelCube pods;
  private final Direction direction;
  private final AddressSet outside;
  private final PortSet ports;

  /**
   * A search.
   *
   * @param direction egress from the pods to the addresses, or ingress the other way round
   */
  OutsideSearch(
      GateIndex index,
      PodScope scope,
      LabelCube pods,
      Direction direction,
      AddressSet outside,
      PortSet ports) {
    this.index = index;
    this.scope = scope;
    this.pods = pods;
    this.direction = direction;
    this.outside = outside;
    this.ports = ports;
  }

  /**
   * What was found.
   *
   * @param namespace number of the pod's namespace, or {@link ConnectionSearch#FUTURE}
   * @param pods the pod's labels
   * @param option the rule that lets it through; null if the pod is not isolated
   * @param address an address outside
   * @param point a port on the line of {@link PortSet}
   */
  record Found(
      int namespace, LabelCube pods, @Nullable GateOption option, IpAddress address, int point) {}

  /** The first connection found, existing namespaces first; null if there is none. */
  @Nullable Found run() {
    int[] wanted = resolve(ports);
    AddressSet reachable = outside;
    if (!scope.addresses().meets(AddressSet.ALL_IPV4)) {
      reachable = reachable.intersect(AddressSet.ALL_IPV6);
    }
    if (!scope.addresses().meets(AddressSet.ALL_IPV6)) {
      reachable = reachable.intersect(AddressSet.ALL_IPV4);
    }
    if (wanted.length == 0 || reachable.isEmpty()) {
      return null;
    }
    for (int namespace : scope.members()) {
      Gate gate = index.gate(direction, namespace);
      LabelCube open = gate.open(pods);
      if (open != null) {
        return new Found(namespace, open, null, reachable.example(), wanted[0]);
      }
      for (GateOption option : gate.options()) {
        Found found = through(namespace, option, reachable, wanted);
        if (found != null) {
          return found;
        }
      }
    }
    return scope.future() == null
        ? null
        : new Found(ConnectionSearch.FUTURE, pods, null, reachable.example(), wanted[0]);
  }

  private @Nullable Found through(
      int namespace, GateOption option, AddressSet reachable, int[] wanted) {
    // Selectors never match addresses outside the cluster.
    if (option.kind() != GateOption.Kind.ANYONE && option.kind() != GateOption.Kind.BLOCK) {
      return null;
    }
    LabelCube both = pods.intersect(option.self());
    int[] met = PortSet.intersect(wanted, resolve(option.ports()));
    AddressSet addresses = reachable.intersect(option.addresses());
    return both == null || met.length == 0 || addresses.isEmpty()
        ? null
        : new Found(namespace, both, option, addresses.example(), met[0]);
  }

  /** A port name means something on a pod only. */
  private int[] resolve(PortSet set) {
    return direction == Direction.INGRESS ? scope.resolve(set) : set.numbers();
  }
}
