package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cluster policies of one direction, folded into the terms of NetworkPolicies: as peers, classes
 * fall into regions that no rule tells apart; as subjects, into kinds that the same policies
 * select. What the tiers say of a kind and a region is worked out once, so whatever they deny
 * becomes a term like any other. {@code O(kinds × (regions × rules + classes))}.
 */
final class Tiers {
  /** The kind of classes that no cluster policy selects. */
  static final int NO_KIND = -1;

  private static final Protocol[] PROTOCOLS = Protocol.values();

  private final Direction direction;
  private final PodClasses classes;
  private final PeerSets peers;
  private final ConnectionTable connections;
  private final Behavior behavior;
  private final List<Selecting> policies = new ArrayList<>();
  private final int[] regionOf;

  /** Per region, the sets that hold its classes. */
  private final List<BitSet> regions = new ArrayList<>();

  /** What tells kinds apart: policies, then pairs of port name and number. */
  private final IntTuples kinds = new IntTuples();

  private final List<List<Zone>> zonesOfKind = new ArrayList<>();
  private final IntList scratch = new IntList();
  private final IntList numbers = new IntList();

  /** A policy with whom it selects. */
  private record Selecting(
      ClusterPolicy policy,
      BitSet namespaces,
      Vocabulary.Compiled pods,
      List<List<Entry>> rules,
      int[] portNames) {}

  /**
   * One peer and some ports of a rule.
   *
   * @param set whom it means
   * @param families over which families
   * @param connections what it matches; unless {@code portName} says
   * @param portName a port name of the subject, or -1
   */
  private record Entry(int set, int families, int connections, int portName) {}

  /**
   * Peers of whom the tiers say the same.
   *
   * @param set the peers
   * @param accepted what the Admin tier lets through
   * @param rest what it leaves to NetworkPolicies or the Baseline tier
   * @param baseline what the Baseline tier doesn't deny
   */
  record Zone(int set, int accepted, int rest, int baseline) {}

  Tiers(
      Direction direction,
      Snapshot snapshot,
      Vocabulary vocabulary,
      PodClasses classes,
      PeerSets peers,
      ConnectionTable connections,
      Behavior behavior) {
    this.direction = direction;
    this.classes = classes;
    this.peers = peers;
    this.connections = connections;
    this.behavior = behavior;
    List<ClusterPolicy> sorted = new ArrayList<>(snapshot.clusterPolicies());
    sorted.sort(
        Comparator.comparing(ClusterPolicy::tier)
            .thenComparingInt(ClusterPolicy::priority)
            .thenComparing(ClusterPolicy::name));
    for (ClusterPolicy policy : sorted) {
      if (!policy.rules(direction).isEmpty()) {
        policies.add(compile(policy, vocabulary));
      }
    }
    this.regionOf = regions();
  }

  private Selecting compile(ClusterPolicy policy, Vocabulary vocabulary) {
    BitSet namespaces = new BitSet();
    for (int namespace : peers.namespaces(policy.namespaces())) {
      namespaces.set(namespace);
    }
    IntList portNames = new IntList(4);
    List<List<Entry>> rules = new ArrayList<>();
    for (ClusterRule rule : policy.rules(direction)) {
      List<Entry> entries = new ArrayList<>();
      for (PolicyPort port : rule.ports()) {
        // Outside addresses count as well, so whom the peers mean doesn't matter.
        if (port instanceof PolicyPort.Named named && direction == Direction.INGRESS) {
          portNames.add(vocabulary.portName(named.protocol(), named.name()));
        }
      }
      for (Peer peer : rule.peers()) {
        if (peer instanceof Peer.IpBlock block) {
          if (connections.tellsFamiliesApart()) {
            int families = Families.of(block.cidr().isIpv6());
            entries(rule, peers.ofCluster(block, true), families, vocabulary, entries);
            entries(rule, peers.ofCluster(block, false), Families.BOTH, vocabulary, entries);
          } else {
            int set =
                peers.sets().union(peers.ofCluster(block, true), peers.ofCluster(block, false));
            entries(rule, set, Families.BOTH, vocabulary, entries);
          }
        } else {
          int set = peers.ofCluster((Peer.PodsInNamespaces) peer);
          entries(rule, set, Families.BOTH, vocabulary, entries);
        }
      }
      rules.add(entries);
    }
    return new Selecting(
        policy, namespaces, vocabulary.compile(policy.pods()), rules, portNames.toArray());
  }

  private void entries(
      ClusterRule rule, int set, int families, Vocabulary vocabulary, List<Entry> entries) {
    if (set == ClassSets.EMPTY) {
      return;
    }
    for (PolicyPort port : rule.ports()) {
      if (port instanceof PolicyPort.Range range) {
        int id = connections.id(range.protocol(), range.first(), range.last());
        entries.add(new Entry(set, families, connections.over(families, id), -1));
      } else if (port instanceof PolicyPort.Named named) {
        int name = vocabulary.portName(named.protocol(), named.name());
        if (direction == Direction.INGRESS) {
          entries.add(new Entry(set, families, ConnectionTable.NONE, name));
        } else {
          int[] split = peers.byPort(set, name);
          for (int i = 0; i < split.length; i += 2) {
            int id = connections.over(families, port(name, split[i + 1]));
            entries.add(new Entry(split[i], families, id, -1));
          }
        }
      } else {
        int id = connections.over(families, ConnectionTable.ALL);
        entries.add(new Entry(set, families, id, -1));
      }
    }
  }

  private int port(int name, int number) {
    return connections.id(PROTOCOLS[name % 3], number, number);
  }

  /** Cuts the classes by all sets that rules mention. */
  private int[] regions() {
    BitSet mentioned = new BitSet();
    for (Selecting selecting : policies) {
      selecting.rules.forEach(rule -> rule.forEach(entry -> mentioned.set(entry.set)));
    }
    int[] region = new int[classes.size()];
    PairIds refined = new PairIds();
    regions.add(new BitSet());
    for (int set = mentioned.nextSetBit(0); set >= 0; set = mentioned.nextSetBit(set + 1)) {
      for (int i = 0; i < peers.sets().length(set); i += 2) {
        for (int c = peers.sets().item(set, i); c < peers.sets().item(set, i + 1); c++) {
          int next = refined.number(region[c], set) + 1;
          if (next == regions.size()) {
            BitSet sets = (BitSet) regions.get(region[c]).clone();
            sets.set(set);
            regions.add(sets);
          }
          region[c] = next;
        }
      }
    }
    return region;
  }

  /** The kind of a class as a subject, or {@link #NO_KIND}. */
  int kind(int podClass) {
    if (classes.isOnHost(podClass)) {
      return NO_KIND;
    }
    scratch.clear();
    for (int i = 0; i < policies.size(); i++) {
      Selecting each = policies.get(i);
      if (each.namespaces.get(classes.namespaceOf(podClass))
          && classes.matches(each.pods, podClass)) {
        scratch.add(i);
      }
    }
    int selected = scratch.size();
    if (selected == 0) {
      return NO_KIND;
    }
    for (int i = 0; i < selected; i++) {
      for (int name : policies.get(scratch.get(i)).portNames) {
        numbers.clear();
        classes.ports(podClass, name, numbers);
        for (int j = 0; j < numbers.size(); j++) {
          scratch.add(-1 - name);
          scratch.add(numbers.get(j));
        }
      }
    }
    return kinds.intern(scratch);
  }

  /** What the tiers say of a kind, by peers: zones without overlap that hold every class. */
  List<Zone> zones(int kind) {
    while (zonesOfKind.size() <= kind) {
      zonesOfKind.add(work(zonesOfKind.size()));
    }
    return zonesOfKind.get(kind);
  }

  private List<Zone> work(int kind) {
    int[] tuple = Arrays.copyOfRange(kinds.pool(), kinds.start(kind), kinds.end(kind));
    List<Selecting> selected = new ArrayList<>();
    int ports = 0;
    for (; ports < tuple.length && tuple[ports] >= 0; ports++) {
      selected.add(policies.get(tuple[ports]));
    }
    Map<Zone, IntList> members = new LinkedHashMap<>();
    List<IntList> ofRegion = new ArrayList<>();
    for (BitSet sets : regions) {
      ClusterStep.Fold admin = fold(Tier.ADMIN, selected, tuple, ports, sets);
      ClusterStep.Fold baseline = fold(Tier.BASELINE, selected, tuple, ports, sets);
      Zone zone =
          new Zone(
              ClassSets.EMPTY,
              connections.number(admin.accepted()),
              connections.number(admin.rest()),
              connections.number(baseline.accepted().union(baseline.rest())));
      ofRegion.add(members.computeIfAbsent(zone, z -> new IntList()));
    }
    for (int c = 0; c < regionOf.length; c++) {
      ofRegion.get(regionOf[c]).add(c);
    }
    List<Zone> zones = new ArrayList<>();
    members.forEach(
        (zone, list) -> {
          if (list.size() > 0) {
            zones.add(new Zone(peers.sets().of(list), zone.accepted, zone.rest, zone.baseline));
          }
        });
    return zones;
  }

  private ClusterStep.Fold fold(
      Tier tier, List<Selecting> selected, int[] kind, int ports, BitSet region) {
    ClusterStep.Fold fold =
        new ClusterStep.Fold(connections.raw(ConnectionTable.ALL), behavior.ties());
    for (int i = 0; i < selected.size() && !fold.isDone(); ) {
      ClusterPolicy first = selected.get(i).policy;
      List<ClusterStep> level = new ArrayList<>();
      for (; i < selected.size() && isLevel(selected.get(i).policy, first); i++) {
        if (first.tier() == tier) {
          level.add(step(selected.get(i), kind, ports, region));
        }
      }
      if (!level.isEmpty()) {
        fold.level(level);
      }
    }
    return fold;
  }

  private static boolean isLevel(ClusterPolicy policy, ClusterPolicy first) {
    return policy.tier() == first.tier() && policy.priority() == first.priority();
  }

  private ClusterStep step(Selecting selecting, int[] kind, int ports, BitSet region) {
    ClusterStep step = ClusterStep.NOTHING;
    for (int i = 0; i < selecting.rules.size(); i++) {
      int matched = ConnectionTable.NONE;
      for (Entry entry : selecting.rules.get(i)) {
        if (region.get(entry.set)) {
          matched = connections.union(matched, matched(entry, kind, ports));
        }
      }
      step = step.then(selecting.policy.rules(direction).get(i).action(), connections.raw(matched));
    }
    return step;
  }

  private int matched(Entry entry, int[] kind, int ports) {
    if (entry.portName < 0) {
      return entry.connections;
    }
    int result = ConnectionTable.NONE;
    for (int i = ports; i < kind.length; i += 2) {
      if (-1 - kind[i] == entry.portName) {
        result = connections.union(result, port(entry.portName, kind[i + 1]));
      }
    }
    return connections.over(entry.families, result);
  }
}
