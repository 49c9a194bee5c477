package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Proves or refutes that one party never reaches another where there are cluster policies. */
final class TierProof {
  private final TierRules rules;
  private final AddressSet podAddresses;
  private final Invariant.NeverReaches never;
  private final @Nullable PodScope from;
  private final @Nullable PodScope to;

  TierProof(TierRules rules, AddressSet podAddresses, Invariant.NeverReaches never) {
    this.rules = rules;
    this.podAddresses = podAddresses;
    this.never = never;
    this.from = scope(never.from());
    this.to = scope(never.to());
  }

  private @Nullable PodScope scope(Party party) {
    return party instanceof Party.Outside
        ? null
        : new PodScope(rules.index().namespaces(), podAddresses, party);
  }

  /** A counterexample, and on which choices of the plugin it hinges. */
  record Broken(Counterexample example, Set<PluginChoice> choices) {}

  /**
   * A counterexample for as few choices as possible; null if the invariant holds whatever the
   * plugin chooses. Each choice lets more through, or less, but never exchanges one connection for
   * another, so it is enough to look at the ends first.
   */
  @Nullable Broken run() {
    List<PluginChoice> open = new ArrayList<>();
    if (rules.index().hasBlocks()) {
      open.add(PluginChoice.IP_BLOCK_MATCHES_PODS);
    }
    if (rules.hasTies()) {
      open.add(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
    }
    if (rules.hasBaseline()) {
      open.add(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
    }
    List<Flow> universe = universe();
    Broken always = search(universe, EnumSet.noneOf(PluginChoice.class));
    if (always != null || open.isEmpty() || search(universe, EnumSet.copyOf(open)) == null) {
      return always;
    }
    for (int size = 1; size <= open.size(); size++) {
      for (int some = 0; some < 1 << open.size(); some++) {
        if (Integer.bitCount(some) == size) {
          Set<PluginChoice> choices = EnumSet.noneOf(PluginChoice.class);
          for (int i = 0; i < open.size(); i++) {
            if ((some >> i & 1) != 0) {
              choices.add(open.get(i));
            }
          }
          Broken broken = search(universe, choices);
          if (broken != null) {
            return broken;
          }
        }
      }
    }
    throw new IllegalStateException("a connection that was found is gone");
  }

  /** Under the behavior that lets most through in these respects and least in the others. */
  private @Nullable Broken search(List<Flow> universe, Set<PluginChoice> open) {
    Set<PluginChoice> holds = EnumSet.noneOf(PluginChoice.class);
    if (open.contains(PluginChoice.IP_BLOCK_MATCHES_PODS)) {
      holds.add(PluginChoice.IP_BLOCK_MATCHES_PODS);
    }
    if (!open.contains(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION)) {
      holds.add(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
    }
    Behavior.Ties ties =
        open.contains(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME)
            ? Behavior.Ties.PERMISSIVE
            : Behavior.Ties.RESTRICTIVE;
    Flow found = new TierSearch(rules, new Behavior(holds, ties)).run(universe);
    return found == null ? null : new Broken(example(found), open);
  }

  /** Everything of which the invariant speaks. */
  private List<Flow> universe() {
    List<Flow> flows = new ArrayList<>();
    for (Flow.End source : ends(never.from(), from)) {
      for (Flow.End destination : ends(never.to(), to)) {
        for (PolicyPort port : never.ports()) {
          ports(source, destination, port, flows);
        }
      }
    }
    return flows;
  }

  private List<Flow.End> ends(Party party, @Nullable PodScope scope) {
    List<Flow.End> ends = new ArrayList<>();
    if (party instanceof Party.Outside outside) {
      for (Peer.IpBlock block : outside.blocks()) {
        AddressSet addresses = AddressSet.of(block);
        if (!addresses.isEmpty()) {
          ends.add(new Flow.End(null, null, LabelCube.ANY, addresses));
        }
      }
      return ends;
    }
    LabelCube pods = scope == null ? null : scope.pods();
    if (scope != null && pods != null) {
      BitSet existing = new BitSet();
      for (int member : scope.members()) {
        existing.set(member);
      }
      if (!existing.isEmpty()) {
        ends.add(new Flow.End(existing, null, pods, scope.addresses()));
      }
      LabelCube future = scope.future();
      future = future == null ? null : rules.future(future);
      if (future != null) {
        ends.add(new Flow.End(null, future, pods, scope.addresses()));
      }
    }
    return ends;
  }

  private void ports(Flow.End source, Flow.End destination, PolicyPort port, List<Flow> flows) {
    int[] numbers = TierRules.numbers(port);
    LabelCube names = TierRules.names(port);
    List<ContainerPort> known = to == null ? List.of() : to.ports();
    if (known == null) {
      flows(source, destination, numbers, names, flows);
      return;
    }
    // Ports that are declared, each with its names; then all others, which have none.
    TreeSet<Integer> points = new TreeSet<>();
    for (ContainerPort each : known) {
      points.add(each.protocol().ordinal() * 65_536 + each.number());
    }
    for (int point : points) {
      int[] one = PortSet.intersect(numbers, new int[] {point, point});
      LabelCube both = TierRules.names(known, point).intersect(names);
      if (one.length > 0 && both != null) {
        flows(source, destination, one, both, flows);
      }
      numbers = AllowedBox.minus(numbers, new int[] {point, point});
    }
    LabelCube none = TierRules.names(List.of(), 0).intersect(names);
    if (numbers.length > 0 && none != null) {
      flows(source, destination, numbers, none, flows);
    }
  }

  private void flows(
      Flow.End source, Flow.End destination, int[] numbers, LabelCube names, List<Flow> flows) {
    LabelCube mine = source.future();
    LabelCube theirs = destination.future();
    if (mine == null || theirs == null) {
      flows.add(flow(source, destination, false, numbers, names));
      return;
    }
    // Only one namespace is new, unless the invariant itself names one that doesn't exist yet.
    LabelCube same = mine.intersect(theirs);
    if (same != null) {
      flows.add(flow(source.withFuture(same), destination.withFuture(same), true, numbers, names));
    }
    if (from != null && from.isNamedFuture()) {
      theirs = without(theirs, mine);
    } else if (to != null && to.isNamedFuture()) {
      mine = without(mine, theirs);
    } else {
      return;
    }
    if (mine != null && theirs != null) {
      flows.add(
          flow(source.withFuture(mine), destination.withFuture(theirs), false, numbers, names));
    }
  }

  /** The cube without the one name of a namespace that is another. */
  private static @Nullable LabelCube without(LabelCube cube, LabelCube named) {
    List<String> name = named.get(Namespace.NAME_LABEL).onlyValues();
    return name.isEmpty() ? cube : cube.with(Namespace.NAME_LABEL, LabelSet.otherThan(name));
  }

  private static Flow flow(
      Flow.End source, Flow.End destination, boolean shared, int[] numbers, LabelCube names) {
    Counterexample.Cause none = new Counterexample.NotInCluster();
    return new Flow(source, destination, shared, false, numbers, names, none, none);
  }

  // The counterexample

  private Counterexample example(Flow flow) {
    int point = flow.numbers()[0];
    List<ContainerPort> declared = new ArrayList<>();
    for (String key : flow.names().example().keySet()) {
      int slash = key.indexOf('/');
      declared.add(
          new ContainerPort(
              key.substring(slash + 1),
              PortSet.number(point),
              Protocol.valueOf(key.substring(0, slash))));
    }
    return new Counterexample.Connection(
        example(flow.from(), from, flow, List.of()),
        example(flow.to(), to, flow, declared),
        PortSet.protocol(point),
        PortSet.number(point),
        flow.egress(),
        flow.ingress());
  }

  private Counterexample.End example(
      Flow.End end, @Nullable PodScope scope, Flow flow, List<ContainerPort> declared) {
    AddressSet family =
        (flow.families() & Families.IPV4) != 0 ? AddressSet.ALL_IPV4 : AddressSet.ALL_IPV6;
    IpAddress address = end.addresses().intersect(family).example();
    if (scope == null) {
      return new Counterexample.OutsideAddress(address);
    }
    BitSet existing = end.existing();
    return new Witness(rules.index().namespaces(), PortSet.ALL)
        .pod(
            scope,
            existing == null ? ConnectionSearch.FUTURE : existing.nextSetBit(0),
            end.future(),
            end.pods(),
            declared,
            flow.byAddress() ? List.of(address) : List.of());
  }

  // What a proof rests on

  /** The cluster policies that may select pods of either party in the direction that counts. */
  List<ClusterPolicy> basis() {
    List<ClusterPolicy> result = new ArrayList<>();
    for (ClusterPolicy policy : rules.policies()) {
      if (from != null && !policy.egress().isEmpty() && selects(policy, from)
          || to != null && !policy.ingress().isEmpty() && selects(policy, to)) {
        result.add(policy);
      }
    }
    return result;
  }

  private boolean selects(ClusterPolicy policy, PodScope scope) {
    LabelCube self = LabelCube.of(policy.pods());
    LabelCube pods = scope.pods();
    SelectedNamespaces namespaces = rules.index().namespaces().select(policy.namespaces());
    if (self == null || pods == null || namespaces == null || !self.meets(pods)) {
      return false;
    }
    LabelCube future = scope.future();
    LabelCube theirs = namespaces.future();
    if (future != null && theirs != null && future.meets(theirs)) {
      return true;
    }
    for (int member : scope.members()) {
      if (namespaces.has(member)) {
        return true;
      }
    }
    return false;
  }
}
