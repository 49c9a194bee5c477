package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policies by namespace and direction, and the ingress peers by the namespaces that they admit,
 * so that a proof only looks at policies that can matter. Built in {@code O(policies + namespaces +
 * members of the distinct namespace selectors)}; what only some proofs need, when first needed.
 */
final class GateIndex {
  private final int few;
  private final NamespaceIndex namespaces = new NamespaceIndex();
  private final List<Policy> policies;
  private final Gate[] ingress;
  private final Gate[] egress;
  private final Map<List<PolicyPort>, PortSet> ports = new HashMap<>();
  private final SelectedNamespaces everyNamespace;

  /** The namespace selectors of ingress peers, those of one peer only once each. */
  private final List<SelectedNamespaces> ingressSelectors = new ArrayList<>();

  /** Ingress peers that are address blocks. */
  private final List<GateOption> blocks = new ArrayList<>();

  private boolean hasBlocks;

  private @Nullable List<List<SelectedNamespaces>> narrow;
  private final List<SelectedNamespaces> wide = new ArrayList<>();
  private int @Nullable [] openToIngress;
  private @Nullable List<List<GateOption>> blockGroups;
  private final Map<String, FutureByKey> futureByKey = new HashMap<>();

  /**
   * The selectors that a future namespace can match, by what they demand of one key.
   *
   * @param demanding those that admit only some values, by each
   * @param others the rest
   */
  private record FutureByKey(
      Map<String, List<SelectedNamespaces>> demanding, List<SelectedNamespaces> others) {}

  /**
   * Builds the index.
   *
   * @param few how many namespaces are few enough to look at each
   * @throws IllegalArgumentException if two namespaces have the same name
   */
  GateIndex(List<Namespace> known, List<Policy> policies, int few) {
    this.few = few;
    this.policies = policies;
    for (Namespace namespace : known) {
      namespaces.add(namespace);
    }
    int[] numbers = new int[policies.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = namespaces.require(policies.get(i).namespace());
    }
    this.ingress = new Gate[namespaces.size()];
    this.egress = new Gate[namespaces.size()];
    Arrays.fill(ingress, Gate.OPEN);
    Arrays.fill(egress, Gate.OPEN);
    this.everyNamespace = namespaces.everyNamespace();
    for (int i = 0; i < numbers.length; i++) {
      LabelCube self = LabelCube.of(policies.get(i).pods());
      if (self != null) {
        for (Direction direction : policies.get(i).directions()) {
          add(numbers[i], policies.get(i), self, direction);
        }
      }
    }
  }

  private void add(int namespace, Policy policy, LabelCube self, Direction direction) {
    Gate[] gates = direction == Direction.INGRESS ? ingress : egress;
    if (gates[namespace] == Gate.OPEN) {
      gates[namespace] = new Gate();
    }
    Gate gate = gates[namespace];
    gate.isolate(policy, self);
    List<Rule> rules = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
    for (int i = 0; i < rules.size(); i++) {
      PortSet allowed = ports(rules.get(i).ports());
      List<Peer> peers = rules.get(i).peers();
      for (int j = 0; j < peers.size(); j++) {
        GateOption option = option(namespace, policy, direction, i, j, self, peers.get(j), allowed);
        if (option != null) {
          gate.add(option);
          index(option);
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

  private void index(GateOption option) {
    hasBlocks |= option.kind() == GateOption.Kind.BLOCK;
    if (option.direction() == Direction.EGRESS) {
      return;
    }
    if (option.kind() == GateOption.Kind.BLOCK) {
      blocks.add(option);
    }
    SelectedNamespaces selected = option.namespaces();
    if (selected != null) {
      if (selected.add(option)) {
        ingressSelectors.add(selected);
      }
    }
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

  Gate gate(Direction direction, int namespace) {
    return direction == Direction.INGRESS ? ingress[namespace] : egress[namespace];
  }

  /** The same set for the same list of ports. */
  PortSet ports(List<PolicyPort> list) {
    PortSet known = ports.get(list);
    if (known == null) {
      known = PortSet.of(list);
      ports.put(list, known);
    }
    return known;
  }

  /** Whether any peer of any policy is an address block. */
  boolean hasBlocks() {
    return hasBlocks;
  }

  /** Ingress peers that are address blocks, grouped. */
  List<List<GateOption>> blocks() {
    List<List<GateOption>> groups = blockGroups;
    if (groups == null) {
      groups = SelectedNamespaces.group(blocks);
      blockGroups = groups;
    }
    return groups;
  }

  /** The namespaces in which some pod is not isolated for ingress, ascending. */
  int[] openToIngress() {
    int[] open = openToIngress;
    if (open == null) {
      open = new int[ingress.length];
      int size = 0;
      for (int i = 0; i < ingress.length; i++) {
        if (ingress[i].open(LabelCube.ANY) != null) {
          open[size++] = i;
        }
      }
      open = Arrays.copyOf(open, size);
      openToIngress = open;
    }
    return open;
  }

  /** The selectors of ingress peers that match few namespaces, this one among them. */
  List<SelectedNamespaces> narrowSelectors(int namespace) {
    return narrow().get(namespace);
  }

  /** The selectors of ingress peers that match many namespaces. */
  List<SelectedNamespaces> wideSelectors() {
    narrow();
    return wide;
  }

  private List<List<SelectedNamespaces>> narrow() {
    List<List<SelectedNamespaces>> lists = narrow;
    if (lists == null) {
      lists = new ArrayList<>(namespaces.size());
      for (int i = 0; i < namespaces.size(); i++) {
        lists.add(new ArrayList<>(2));
      }
      for (SelectedNamespaces selected : ingressSelectors) {
        if (selected.members().length <= few) {
          for (int member : selected.members()) {
            lists.get(member).add(selected);
          }
        } else {
          wide.add(selected);
        }
      }
      narrow = lists;
    }
    return lists;
  }

  /**
   * The selectors of ingress peers that a future namespace in the cube may match, and perhaps some
   * more. {@code O(result)} once the cube's first demanding key was asked for.
   */
  List<SelectedNamespaces> futureSelectors(LabelCube cube) {
    String key = "";
    List<String> values = List.of();
    for (String each : cube.keys()) {
      if (values.isEmpty()) {
        key = each;
        values = cube.get(each).onlyValues();
      }
    }
    FutureByKey index = futureByKey.get(key);
    if (index == null) {
      index = indexFuture(key);
      futureByKey.put(key, index);
    }
    if (values.isEmpty()) {
      return index.others;
    }
    List<SelectedNamespaces> result = new ArrayList<>(index.others);
    for (String value : values) {
      List<SelectedNamespaces> demanding = index.demanding.get(value);
      if (demanding != null) {
        for (SelectedNamespaces selected : demanding) {
          if (!result.contains(selected)) {
            result.add(selected);
          }
        }
      }
    }
    return result;
  }

  private FutureByKey indexFuture(String key) {
    FutureByKey index = new FutureByKey(new HashMap<>(), new ArrayList<>());
    for (SelectedNamespaces selected : ingressSelectors) {
      LabelCube future = selected.future();
      if (future == null) {
        continue;
      }
      List<String> values = key.isEmpty() ? List.of() : future.get(key).onlyValues();
      if (values.isEmpty()) {
        index.others.add(selected);
      }
      for (String value : values) {
        List<SelectedNamespaces> list = index.demanding.get(value);
        if (list == null) {
          list = new ArrayList<>(2);
          index.demanding.put(value, list);
        }
        list.add(selected);
      }
    }
    return index;
  }
}
