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
    ConnectionSearch.Outlet outlet = found.outlet();
    GateOption inlet = found.inlet();
    LabelCube sources = search.sources(outlet, inlet);
    if (sources == null) {
      throw new IllegalStateException("a way in that admits nobody was followed");
    }
    LabelCube sourceNamespace = outlet.future();
    LabelCube peer = inlet == null ? null : inlet.future();
    if (sourceNamespace != null && peer != null) {
      sourceNamespace = sourceNamespace.intersect(peer);
    }
    int[] points = outlet.ports();
    points = inlet == null ? points : PortSet.intersect(points, to.resolve(inlet.ports()));
    int point = points[0];
    boolean addressed = isBlock(outlet.option()) || isBlock(inlet);
    AddressSet source = search.addresses(outlet.option(), inlet);
    IpAddress at = source.example();
    AddressSet family = at.isIpv6() ? AddressSet.ALL_IPV6 : AddressSet.ALL_IPV4;
    AddressSet destination = to.addresses().intersect(family);
    if (outlet.option() != null) {
      destination = destination.intersect(outlet.option().addresses());
    }
    return new Counterexample.Connection(
        pod(
            from,
            outlet.namespace(),
            sourceNamespace,
            sources,
            List.of(),
            addressed ? List.of(at) : List.of()),
        pod(
            to,
            found.namespace(),
            found.future(),
            found.destinations(),
            declared(point, outlet.option(), inlet),
            addressed ? List.of(destination.example()) : List.of()),
        PortSet.protocol(point),
        PortSet.number(point),
        cause(outlet.option()),
        cause(inlet));
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
      int point, @Nullable GateOption outlet, @Nullable GateOption inlet) {
    List<ContainerPort> ports = new ArrayList<>(wanted.needed(point));
    GateOption[] options = {outlet, inlet};
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
