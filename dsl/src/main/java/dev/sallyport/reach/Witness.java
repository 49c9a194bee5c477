package dev.sallyport.reach;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the label sets and ports that a search found into one concrete case. */
final class Witness {
  private final NamespaceIndex namespaces;
  private final PortSet wanted;

  /**
   * For an invariant.
   *
   * @param wanted the ports of which the invariant speaks
   */
  Witness(NamespaceIndex namespaces, PortSet wanted) {
    this.namespaces = namespaces;
    this.wanted = wanted;
  }

  Counterexample connection(
      ConnectionSearch search, ConnectionSearch.Found found, PodScope from, PodScope to) {
    ConnectionSearch.Way way = found.way();
    GateOption other = found.option();
    LabelCube pods = search.pods(way, other);
    if (pods == null) {
      throw new IllegalStateException("a way that admits nobody was followed");
    }
    LabelCube namespace = way.future();
    LabelCube peer = other == null ? null : other.future();
    if (namespace != null && peer != null) {
      namespace = namespace.intersect(peer);
    }
    int[] points = way.ports();
    points = other == null ? points : PortSet.intersect(points, to.resolve(other.ports()));
    int point = points[0];
    boolean forwards = search.direction() == Direction.EGRESS;
    List<IpAddress> mine = List.of();
    List<IpAddress> theirs = List.of();
    if (isBlock(way.option()) || isBlock(other)) {
      IpAddress at = search.addresses(way.option(), other).example();
      AddressSet far = (forwards ? to : from).addresses();
      far = far.intersect(at.isIpv6() ? AddressSet.ALL_IPV6 : AddressSet.ALL_IPV4);
      far = way.option() == null ? far : far.intersect(way.option().addresses());
      mine = List.of(at);
      theirs = List.of(far.example());
    }
    List<ContainerPort> declared = declared(point, way.option(), other);
    Counterexample.SomePod near =
        pod(
            forwards ? from : to,
            way.namespace(),
            namespace,
            pods,
            forwards ? List.of() : declared,
            mine);
    Counterexample.SomePod far =
        pod(
            forwards ? to : from,
            found.namespace(),
            found.future(),
            found.pods(),
            forwards ? declared : List.of(),
            theirs);
    return new Counterexample.Connection(
        forwards ? near : far,
        forwards ? far : near,
        PortSet.protocol(point),
        PortSet.number(point),
        cause(forwards ? way.option() : other),
        cause(forwards ? other : way.option()));
  }

  Counterexample outside(Direction direction, OutsideSearch.Found found, PodScope scope) {
    Counterexample.OutsideAddress address = new Counterexample.OutsideAddress(found.address());
    boolean in = direction == Direction.INGRESS;
    Counterexample.SomePod pod =
        pod(
            scope,
            found.namespace(),
            scope.future(),
            found.pods(),
            in ? declared(found.point(), found.option(), null) : List.of(),
            List.of());
    Counterexample.Cause cause = cause(found.option());
    Counterexample.Cause none = new Counterexample.NotInCluster();
    return new Counterexample.Connection(
        in ? address : pod,
        in ? pod : address,
        PortSet.protocol(found.point()),
        PortSet.number(found.point()),
        in ? none : cause,
        in ? cause : none);
  }

  /** A pod with the labels of the cube; a known pod declares exactly its own ports. */
  Counterexample.SomePod pod(
      PodScope scope,
      int namespace,
      @Nullable LabelCube future,
      LabelCube labels,
      List<ContainerPort> declared,
      List<IpAddress> addresses) {
    List<ContainerPort> known = scope.ports();
    List<ContainerPort> ports = known == null ? declared : known;
    if (namespace == ConnectionSearch.FUTURE && future != null) {
      Map<String, String> all = namespaces.futureLabels(future);
      String name = all.getOrDefault(Namespace.NAME_LABEL, "");
      return new Counterexample.SomePod(name, true, all, labels.example(), ports, addresses);
    }
    Namespace existing = namespaces.get(namespace);
    return new Counterexample.SomePod(
        existing.name(), false, existing.labels(), labels.example(), ports, addresses);
  }

  /** The port names that the pod must declare under the port. */
  private List<ContainerPort> declared(
      int point, @Nullable GateOption one, @Nullable GateOption other) {
    List<ContainerPort> ports = new ArrayList<>(wanted.needed(point));
    GateOption[] options = {one, other};
    for (GateOption option : options) {
      for (ContainerPort port :
          option == null ? List.<ContainerPort>of() : option.ports().needed(point)) {
        if (!ports.contains(port)) {
          ports.add(port);
        }
      }
    }
    return ports;
  }

  private static boolean isBlock(@Nullable GateOption option) {
    return option != null && option.kind() == GateOption.Kind.BLOCK;
  }

  private static Counterexample.Cause cause(@Nullable GateOption option) {
    return option == null
        ? new Counterexample.NotIsolated()
        : new Counterexample.AllowedBy(option.reference());
  }
}
