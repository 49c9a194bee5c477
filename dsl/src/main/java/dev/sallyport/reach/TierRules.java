package dev.sallyport.reach;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cluster policies and NetworkPolicies as what their rules match, for {@link TierSearch}. */
final class TierRules {
  private final GateIndex index;
  private final List<ClusterPolicy> policies;
  private final Map<ClusterPolicy, Map<Direction, List<Ruled>>> ruled = new IdentityHashMap<>();
  private final Map<GateOption, List<Flow.Match>> options = new IdentityHashMap<>();
  private final Map<SelectedNamespaces, Flow.Namespaces> selected = new IdentityHashMap<>();
  private final Map<Tier, Map<Direction, List<List<List<Ruled>>>>> levels = new TreeMap<>();
  private final LabelSet newNames;

  /** See {@link #withoutPolicies}. */
  private final BitSet withoutPolicies = new BitSet();

  /** One rule of a cluster policy: what it matches and does. */
  record Ruled(
      ClusterPolicy policy,
      Direction direction,
      int rule,
      ClusterAction action,
      List<Flow.Match> matches) {}

  TierRules(GateIndex index, List<ClusterPolicy> policies) {
    this.index = index;
    this.policies = new ArrayList<>(policies);
    this.policies.sort(
        Comparator.comparingInt(ClusterPolicy::priority).thenComparing(ClusterPolicy::name));
    this.newNames = newNames();
    for (ClusterPolicy policy : policies) {
      Map<Direction, List<Ruled>> rules = new TreeMap<>();
      for (Direction direction : Direction.values()) {
        rules.put(direction, rules(policy, direction));
      }
      ruled.put(policy, rules);
    }
    for (Tier tier : Tier.values()) {
      Map<Direction, List<List<List<Ruled>>>> byDirection = new TreeMap<>();
      for (Direction direction : Direction.values()) {
        byDirection.put(direction, sorted(tier, direction));
      }
      levels.put(tier, byDirection);
    }
    for (int i = 0; i < index.namespaces().size(); i++) {
      if (index.gate(Direction.INGRESS, i) == Gate.OPEN
          && index.gate(Direction.EGRESS, i) == Gate.OPEN) {
        withoutPolicies.set(i);
      }
    }
  }

  /** What the name of a future namespace can be: none that selectors mention but that is taken. */
  private LabelSet newNames() {
    Set<String> taken = new TreeSet<>();
    for (ClusterPolicy policy : policies) {
      collect(LabelCube.of(policy.namespaces()), taken);
      for (Direction direction : Direction.values()) {
        for (ClusterRule rule : policy.rules(direction)) {
          rule.peers().forEach(peer -> collect(peer, taken));
        }
      }
    }
    for (Policy policy : index.policies()) {
      policy.ingress().forEach(rule -> rule.peers().forEach(peer -> collect(peer, taken)));
      policy.egress().forEach(rule -> rule.peers().forEach(peer -> collect(peer, taken)));
    }
    return LabelSet.otherThan(new ArrayList<>(taken));
  }

  private void collect(Peer peer, Set<String> taken) {
    if (peer instanceof Peer.PodsInNamespaces pods) {
      collect(LabelCube.of(pods.namespaces()), taken);
    }
  }

  private void collect(@Nullable LabelCube cube, Set<String> taken) {
    if (cube != null) {
      for (String name : cube.get(Namespace.NAME_LABEL).mentioned()) {
        if (!index.namespaces().isNewName(name)) {
          taken.add(name);
        }
      }
    }
  }

  /** The part of the cube that a namespace can have that doesn't exist yet; null if none. */
  @Nullable LabelCube future(LabelCube cube) {
    return cube.with(Namespace.NAME_LABEL, newNames);
  }

  private List<Ruled> rules(ClusterPolicy policy, Direction direction) {
    List<Ruled> result = new ArrayList<>();
    LabelCube self = LabelCube.of(policy.pods());
    SelectedNamespaces namespaces = index.namespaces().select(policy.namespaces());
    List<ClusterRule> rules = policy.rules(direction);
    for (int i = 0; i < rules.size() && self != null && namespaces != null; i++) {
      List<Flow.Match> matches = new ArrayList<>();
      for (Peer peer : rules.get(i).peers()) {
        for (PolicyPort port : rules.get(i).ports()) {
          Flow.Match match = match(namespaces, self, peer, port);
          if (match != null) {
            matches.add(match);
          }
        }
      }
      result.add(new Ruled(policy, direction, i, rules.get(i).action(), matches));
    }
    return result;
  }

  private Flow.@Nullable Match match(
      SelectedNamespaces selfNamespaces, LabelCube self, Peer peer, PolicyPort port) {
    if (peer instanceof Peer.IpBlock block) {
      return new Flow.Match(
          namespaces(selfNamespaces),
          self,
          null,
          LabelCube.ANY,
          AddressSet.of(block),
          Flow.Who.BOTH,
          traffic(port),
          names(port));
    }
    Peer.PodsInNamespaces both = (Peer.PodsInNamespaces) peer;
    SelectedNamespaces of = index.namespaces().select(both.namespaces());
    LabelCube pods = LabelCube.of(both.pods());
    return of == null || pods == null
        ? null
        : new Flow.Match(
            namespaces(selfNamespaces),
            self,
            namespaces(of),
            pods,
            AddressSet.ALL,
            Flow.Who.PODS,
            traffic(port),
            names(port));
  }

  private Flow.Namespaces namespaces(SelectedNamespaces some) {
    Flow.Namespaces known = selected.get(some);
    if (known == null) {
      BitSet existing = new BitSet(index.namespaces().size());
      for (int member : some.members()) {
        existing.set(member);
      }
      known = new Flow.Namespaces(existing, some.future());
      selected.put(some, known);
    }
    return known;
  }

  /** What an entry matches: the ports that it can mean, or all traffic. */
  static int[] traffic(PolicyPort port) {
    return port instanceof PolicyPort.Every ? AllowedBox.EVERY : numbers(port);
  }

  /** The ports that an entry can mean. */
  static int[] numbers(PolicyPort port) {
    return port instanceof PolicyPort.Named named
        ? PortSet.of(List.of(PolicyPort.Range.allOf(named.protocol()))).numbers()
        : PortSet.of(List.of(port)).numbers();
  }

  /** The names that a destination must declare for an entry to mean its port. */
  static LabelCube names(PolicyPort port) {
    if (port instanceof PolicyPort.Named named) {
      LabelCube present =
          LabelCube.ANY.with(named.protocol() + "/" + named.name(), LabelSet.PRESENT);
      return present == null ? LabelCube.ANY : present;
    }
    return LabelCube.ANY;
  }

  /** Exactly the names under which a pod declares a port. */
  static LabelCube names(List<ContainerPort> ports, int point) {
    Map<String, String> names = new TreeMap<>();
    for (ContainerPort port : ports) {
      if (!port.name().isEmpty()
          && port.protocol() == PortSet.protocol(point)
          && port.number() == PortSet.number(point)) {
        names.put(port.protocol() + "/" + port.name(), "");
      }
    }
    return LabelCube.exactly(names);
  }

  /** What a peer of a NetworkPolicy matches, of the pods that the policy selects. */
  List<Flow.Match> matches(GateOption option, boolean matchBlocks) {
    List<Flow.Match> known = options.get(option);
    if (known == null) {
      known = new ArrayList<>();
      for (PolicyPort port : option.reference().rule().ports()) {
        known.add(match(option, port));
      }
      options.put(option, known);
    }
    if (option.kind() != GateOption.Kind.BLOCK || matchBlocks) {
      return known;
    }
    List<Flow.Match> outside = new ArrayList<>();
    for (Flow.Match m : known) {
      outside.add(
          new Flow.Match(
              null,
              m.self(),
              null,
              m.pods(),
              m.addresses(),
              Flow.Who.OUTSIDE,
              m.numbers(),
              m.names()));
    }
    return outside;
  }

  private Flow.Match match(GateOption option, PolicyPort port) {
    Flow.Namespaces namespaces = null;
    if (option.kind() == GateOption.Kind.OWN_NAMESPACE) {
      BitSet own = new BitSet();
      own.set(option.namespace());
      namespaces = new Flow.Namespaces(own, null);
    } else if (option.kind() == GateOption.Kind.NAMESPACES && option.namespaces() != null) {
      namespaces = namespaces(option.namespaces());
    }
    boolean bySelector = namespaces != null;
    return new Flow.Match(
        null,
        option.self(),
        namespaces,
        option.pods(),
        option.addresses(),
        bySelector ? Flow.Who.PODS : Flow.Who.BOTH,
        traffic(port),
        names(port));
  }

  /** The policies of a tier that have rules of a direction, by priority. */
  List<List<List<Ruled>>> levels(Tier tier, Direction direction) {
    return levels.getOrDefault(tier, Map.of()).getOrDefault(direction, List.of());
  }

  private List<List<List<Ruled>>> sorted(Tier tier, Direction direction) {
    Map<Integer, List<List<Ruled>>> levels = new TreeMap<>();
    for (ClusterPolicy policy : policies) {
      List<Ruled> rules = ruled.getOrDefault(policy, Map.of()).getOrDefault(direction, List.of());
      if (policy.tier() == tier && !rules.isEmpty()) {
        levels.computeIfAbsent(policy.priority(), p -> new ArrayList<>()).add(rules);
      }
    }
    return List.copyOf(levels.values());
  }

  /** Whether some policies of one tier have the same priority. */
  boolean hasTies() {
    for (Tier tier : Tier.values()) {
      for (Direction direction : Direction.values()) {
        if (levels(tier, direction).stream().anyMatch(level -> level.size() > 1)) {
          return true;
        }
      }
    }
    return false;
  }

  boolean hasBaseline() {
    return policies.stream().anyMatch(policy -> policy.tier() == Tier.BASELINE);
  }

  /** The existing namespaces without a policy of either direction; not to be changed. */
  BitSet withoutPolicies() {
    return withoutPolicies;
  }

  List<ClusterPolicy> policies() {
    return policies;
  }

  GateIndex index() {
    return index;
  }
}
