package dev.sallyport.reach;

import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pods of a {@link Party}, resolved against the namespaces that exist. */
final class PodScope {
  private static final int SELECTED = -2;
  private static final int NONE = -1;

  private final NamespaceIndex index;

  /** The one existing namespace; {@link #SELECTED} if a selector says, {@link #NONE} if none. */
  private final int only;

  private final LabelCube namespaces;
  private final @Nullable LabelCube pods;
  private final @Nullable LabelCube future;

  /** Whether the future namespace is one that the party itself names. */
  private final boolean named;

  private final AddressSet addresses;
  private final @Nullable List<ContainerPort> ports;

  PodScope(NamespaceIndex index, AddressSet podAddresses, Party party) {
    this.index = index;
    if (party instanceof Party.Pods selected) {
      LabelCube cube = LabelCube.of(selected.namespaces());
      this.only = cube == null ? NONE : SELECTED;
      this.namespaces = cube == null ? LabelCube.ANY : cube;
      this.future = cube == null ? null : index.future(cube);
      this.named = false;
      this.pods = LabelCube.of(selected.pods());
      this.addresses = podAddresses;
      this.ports = null;
      return;
    }
    String name;
    if (party instanceof Party.KnownPods known) {
      name = known.pod().namespace();
      this.pods = LabelCube.exactly(known.pod().labels());
      this.ports = known.pod().ports();
      this.addresses =
          known.pod().addresses().isEmpty()
              ? podAddresses
              : AddressSet.ofAddresses(known.pod().addresses());
    } else if (party instanceof Party.PodsOfNamespace of) {
      name = of.namespace();
      this.pods = LabelCube.of(of.pods());
      this.ports = null;
      this.addresses = podAddresses;
    } else {
      throw new IllegalArgumentException(party + " are not pods");
    }
    this.only = index.number(name);
    this.namespaces = LabelCube.ANY;
    this.named = only == NONE;
    this.future =
        !named
            ? null
            : name.isEmpty()
                ? LabelCube.ANY
                : LabelCube.of(Selector.ofLabels(Map.of(Namespace.NAME_LABEL, name)));
  }

  /** The pods' own labels; null if the selector contradicts itself. */
  @Nullable LabelCube pods() {
    return pods;
  }

  /** What the labels of a future namespace must be; null if the party can't be in one. */
  @Nullable LabelCube future() {
    return future;
  }

  /** Whether the party names its namespace, and it is not among those that exist. */
  boolean isNamedFuture() {
    return named;
  }

  /** The addresses that the pods can have. */
  AddressSet addresses() {
    return addresses;
  }

  /** The ports that the pods declare; null if not known. */
  @Nullable List<ContainerPort> ports() {
    return ports;
  }

  boolean has(int namespace) {
    return only == SELECTED ? index.matches(namespaces, namespace) : only == namespace;
  }

  /** At most so many existing namespaces hold such pods. */
  int atMost() {
    return only == SELECTED ? index.atMost(namespaces) : only == NONE ? 0 : 1;
  }

  /** The numbers of the existing namespaces, ascending. */
  int[] members() {
    return only == SELECTED
        ? index.members(namespaces)
        : only == NONE ? new int[0] : new int[] {only};
  }

  /** The numbers that the ports mean on such pods. */
  int[] resolve(PortSet set) {
    return ports == null ? set.possible() : set.on(ports);
  }
}
