package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies by namespace and direction, and their peers by the namespaces that they admit, so
 * that a proof only looks at policies that can matter. Built in {@code O(policies + namespaces +
 * members of the distinct namespace selectors)}.
 */
final class GateIndex {
  private final int few;
  private final NamespaceIndex namespaces = new NamespaceIndex();
  private final List<Policy> policies;
  private final PeerIndex ingress;
  private final PeerIndex egress;
  private final Map<PortSet, PortSet> ports = new HashMap<>();
  private final SelectedNamespaces everyNamespace;

  /**
   * Builds the index.
   *
   * @param few how many namespaces are few enough to look at each
   * @throws IllegalArgumentException if two namespaces have the same name, or two policies of one
   *     namespace
   */
  GateIndex(List<Namespace> known, List<Policy> policies, int few) {
    this.few = few;
    this.policies = policies;
    for (Namespace namespace : known) {
      namespaces.add(namespace);
    }
    Set<String> names = new HashSet<>();
    int[] numbers = new int[policies.size()];
    for (int i = 0; i < numbers.length; i++) {
      String id = policies.get(i).namespace() + "/" + policies.get(i).name();
      if (!names.add(id)) {
        throw new IllegalArgumentException("more than one policy " + id);
      }
      numbers[i] = namespaces.require(policies.get(i).namespace());
    }
    Gate[] ingressGates = new Gate[namespaces.size()];
    Gate[] egressGates = new Gate[namespaces.size()];
    Arrays.fill(ingressGates, Gate.OPEN);
    Arrays.fill(egressGates, Gate.OPEN);
    this.ingress = new PeerIndex(ingressGates, few);
    this.egress = new PeerIndex(egressGates, few);
    this.everyNamespace = namespaces.everyNamespace();
    for (int i = 0; i < numbers.length; i++) {
      LabelCube self = LabelCube.of(policies.get(i).pods());
      if (self != null) {
        for (Direction direction : policies.get(i).directions()) {
          Gate[] gates = direction == Direction.INGRESS ? ingressGates : egressGates;
          if (gates[numbers[i]] == Gate.OPEN) {
            gates[numbers[i]] = new Gate();
          }
          add(gates[numbers[i]], numbers[i], policies.get(i), self, direction);
        }
      }
    }
  }

  private void add(Gate gate, int namespace, Policy policy, LabelCube self, Direction direction) {
    gate.isolate(policy, self);
    List<Rule> rules = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
    for (int i = 0; i < rules.size(); i++) {
      PortSet allowed = ports(rules.get(i).ports());
      List<Peer> peers = rules.get(i).peers();
      for (int j = 0; j < peers.size(); j++) {
        GateOption option = option(namespace, policy, direction, i, j, self, peers.get(j), allowed);
        if (option != null) {
          gate.add(option);
          peers(direction).add(option);
        }
      }
    }
  }

  private @Nullable GateOption option(
      int namespace,
      Policy policy,
      Direction direction,
      int rule,
      int index,
      LabelCube self,
      Peer peer,
      PortSet allowed) {
    GateOption.Kind kind;
    SelectedNamespaces selected = null;
    LabelCube pods = LabelCube.ANY;
    AddressSet addresses = AddressSet.ALL;
    if (peer instanceof Peer.PodsInNamespaces both) {
      kind = GateOption.Kind.NAMESPACES;
      selected = namespaces.select(both.namespaces());
      pods = LabelCube.of(both.pods());
      if (selected == null) {
        return null;
      }
    } else if (peer instanceof Peer.Pods own) {
      kind = GateOption.Kind.OWN_NAMESPACE;
      pods = LabelCube.of(own.pods());
    } else if (peer instanceof Peer.IpBlock block) {
      kind = GateOption.Kind.BLOCK;
      addresses = AddressSet.of(block);
      if (addresses.isEmpty()) {
        return null;
      }
    } else {
      kind = GateOption.Kind.ANYONE;
      selected = everyNamespace;
    }
    return pods == null
        ? null
        : new GateOption(
            namespace, policy, direction, rule, index, self, kind, selected, pods, addresses,
            allowed);
  }

  /** How many namespaces are few enough to look at each. */
  int few() {
    return few;
  }

  NamespaceIndex namespaces() {
    return namespaces;
  }

  List<Policy> policies() {
    return policies;
  }

  SelectedNamespaces everyNamespace() {
    return everyNamespace;
  }

  /** The peers of the rules of one direction. */
  PeerIndex peers(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }

  Gate gate(Direction direction, int namespace) {
    return peers(direction).gate(namespace);
  }

  /** The same object for the same ports. */
  PortSet ports(List<PolicyPort> list) {
    PortSet set = PortSet.of(list);
    PortSet known = ports.putIfAbsent(set, set);
    return known == null ? set : known;
  }

  /** Whether any peer of any policy is an address block. */
  boolean hasBlocks() {
    return ingress.hasBlocks() || egress.hasBlocks();
  }
}
