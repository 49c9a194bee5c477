package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What NetworkPolicies let each class exchange in one direction: a profile, which is a list of
 * (peer set, connections), or {@link #UNRESTRICTED}. Classes with the same profile share it. {@code
 * O(policies × classes of their namespace)}.
 */
final class Access {
  /** The profile of a class that nothing restricts in this direction. */
  static final int UNRESTRICTED = -1;

  private static final Protocol[] PROTOCOLS = Protocol.values();
  private static final int FIXED = 0;
  private static final int NAMED = 1;
  private static final int OUTSIDE = 2;
  private static final int OUTSIDE_NAMED = 3;

  /** Above the kind, the families over which a port name stands for ports. */
  private static final int FAMILIES = 2;

  private final Direction direction;
  private PeerSets peers;
  private final PodClasses classes;
  private final Vocabulary vocabulary;
  private ConnectionTable connections;
  private final int[] profileOf;
  private final int[] outsideOf;
  private IntTuples profiles = new IntTuples();
  private final IntTuples outsides = new IntTuples();
  private final List<Peer> blocks = new ArrayList<>();

  /** Per class, which policies isolate it, by their places in the snapshot. */
  private final int[] isolatingStart;

  private final int[] isolating;
  private final Map<Peer, Integer> blockIds = new HashMap<>();

  Access(
      Direction direction,
      Snapshot snapshot,
      PolicyIndex index,
      PodClasses classes,
      PeerSets peers,
      ConnectionTable connections,
      Behavior behavior) {
    this.direction = direction;
    this.peers = peers;
    this.classes = classes;
    this.vocabulary = index.vocabulary();
    this.connections = connections;
    this.profileOf = new int[classes.size()];
    this.outsideOf = new int[classes.size()];
    int everyHost =
        direction == Direction.INGRESS
                && behavior.has(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE)
            ? peers.onHost()
            : ClassSets.EMPTY;
    Tiers tiers =
        snapshot.clusterPolicies().isEmpty()
            ? null
            : new Tiers(direction, snapshot, vocabulary, classes, peers, connections, behavior);
    boolean isPlain = tiers == null && !connections.tellsFamiliesApart();
    IntTuples outsideKeys = new IntTuples();
    boolean hosts = behavior.has(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
    IntList terms = new IntList();
    IntList outside = new IntList();
    IntList selecting = new IntList(classes.size() * 2);
    this.isolatingStart = new int[classes.size() + 1];
    for (int namespace = 0; namespace < snapshot.namespaces().size(); namespace++) {
      int count = index.count(namespace);
      int[][] entries = new int[count][];
      for (int i = 0; i < count; i++) {
        Vocabulary.Compiled[] local = index.local(index.policy(namespace, i), direction);
        if (local != null) {
          Policy policy = snapshot.policies().get(index.policy(namespace, i));
          entries[i] =
              entries(
                  direction == Direction.INGRESS ? policy.ingress() : policy.egress(),
                  local,
                  namespace);
        }
      }
      for (int c = classes.start(namespace); c < classes.end(namespace); c++) {
        boolean selectable = hosts || c < classes.hostStart(namespace);
        boolean isolated = false;
        terms.clear();
        outside.clear();
        for (int i = 0; i < count && selectable; i++) {
          if (entries[i] != null && classes.matches(index.subject(index.policy(namespace, i)), c)) {
            isolated = true;
            selecting.add(index.policy(namespace, i));
            resolve(entries[i], c, terms, outside);
          }
        }
        outsideOf[c] = isolated ? intern(outside, outsides) : UNRESTRICTED;
        if (isPlain) {
          profileOf[c] = isolated ? intern(waived(terms, everyHost), profiles) : UNRESTRICTED;
        } else {
          int kind = tiers == null ? Tiers.NO_KIND : tiers.kind(c);
          boolean opposite =
              kind != Tiers.NO_KIND && selectable && isIsolatedOpposite(c, namespace, index);
          if (tiers != null) {
            outsideOf[c] = outsideKeys.intern(outsideOf[c], kind, opposite ? 1 : 0);
          }
          boolean free = !isolated;
          if (tiers != null && kind != Tiers.NO_KIND) {
            boolean baseline =
                !opposite || behavior.has(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
            free = tiered(tiers.zones(kind), isolated, baseline, terms);
          }
          int families = Families.of(snapshot.pods().get(classes.member(c, 0)));
          profileOf[c] = profile(terms, free, families, everyHost);
        }
        isolatingStart[c + 1] = selecting.size();
      }
    }
    this.isolating = selecting.toArray();
  }

  /** Adds the term of those whom the destination's end can't refuse. */
  private static IntList waived(IntList terms, int everyHost) {
    if (everyHost != ClassSets.EMPTY) {
      terms.add(everyHost);
      terms.add(ConnectionTable.ALL);
    }
    return terms;
  }

  private boolean isIsolatedOpposite(int c, int namespace, PolicyIndex index) {
    Direction opposite = direction.opposite();
    for (int i = 0; i < index.count(namespace); i++) {
      int policy = index.policy(namespace, i);
      if (index.local(policy, opposite) != null && classes.matches(index.subject(policy), c)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Folds what the tiers say into the terms of NetworkPolicies.
   *
   * @return whether nothing is restricted
   */
  private boolean tiered(
      List<Tiers.Zone> zones, boolean isolated, boolean baseline, IntList terms) {
    boolean free = true;
    IntList all = new IntList();
    for (Tiers.Zone zone : zones) {
      int accepted = zone.accepted();
      if (!isolated) {
        int rest = baseline ? connections.intersect(zone.rest(), zone.baseline()) : zone.rest();
        accepted = connections.union(accepted, rest);
      }
      free &= accepted == ConnectionTable.ALL;
      addTerm(zone.set(), accepted, all);
      for (int i = 0; isolated && i < terms.size(); i += 2) {
        addTerm(
            peers.sets().intersect(terms.get(i), zone.set()),
            connections.intersect(terms.get(i + 1), zone.rest()),
            all);
      }
    }
    terms.clear();
    for (int i = 0; i < all.size(); i++) {
      terms.add(all.get(i));
    }
    return free;
  }

  private static void addTerm(int set, int what, IntList terms) {
    if (set != ClassSets.EMPTY && what != ConnectionTable.NONE) {
      terms.add(set);
      terms.add(what);
    }
  }

  /** The profile of a class that may have addresses of some families only. */
  private int profile(IntList terms, boolean free, int families, int everyHost) {
    boolean all = families == Families.BOTH || !connections.tellsFamiliesApart();
    if (free && all) {
      return UNRESTRICTED;
    }
    if (free) {
      terms.clear();
      terms.add(ClassSets.EVERYONE);
      terms.add(ConnectionTable.ALL);
    } else {
      waived(terms, everyHost);
    }
    for (int i = 1; i < terms.size(); i += 2) {
      terms.set(i, connections.over(families, terms.get(i)));
    }
    return intern(terms, profiles);
  }

  /** The rules of a policy as triples of kind, peer set or block, connections or port name. */
  private int[] entries(List<Rule> rules, Vocabulary.Compiled[] local, int namespace) {
    IntList result = new IntList();
    int next = 0;
    for (Rule rule : rules) {
      int fixed = ConnectionTable.NONE;
      for (PolicyPort port : rule.ports()) {
        if (port instanceof PolicyPort.Range range) {
          fixed =
              connections.union(
                  fixed, connections.id(range.protocol(), range.first(), range.last()));
        } else if (port instanceof PolicyPort.Every) {
          fixed = ConnectionTable.ALL;
        }
      }
      for (Peer peer : rule.peers()) {
        if (peer instanceof Peer.IpBlock block && connections.tellsFamiliesApart()) {
          int families = Families.of(block.cidr().isIpv6());
          entries(rule, peers.ofBlock(block, true), families, fixed, result);
          entries(rule, peers.ofBlock(block, false), Families.BOTH, fixed, result);
        } else {
          int set =
              peer instanceof Peer.Pods
                  ? peers.ofNamespace(namespace, local[next++])
                  : peers.of(peer);
          entries(rule, set, Families.BOTH, fixed, result);
        }
        if (peer instanceof Peer.Anyone || peer instanceof Peer.IpBlock) {
          outside(rule, block(peer), fixed, result);
        }
      }
    }
    return result.toArray();
  }

  private void outside(Rule rule, int block, int fixed, IntList result) {
    if (fixed != ConnectionTable.NONE) {
      add(result, OUTSIDE, block, fixed);
    }
    for (PolicyPort port : rule.ports()) {
      if (port instanceof PolicyPort.Named named && direction == Direction.INGRESS) {
        add(result, OUTSIDE_NAMED, block, vocabulary.portName(named.protocol(), named.name()));
      }
    }
  }

  /** Families stand above the kind. */
  private void entries(Rule rule, int set, int families, int fixed, IntList result) {
    if (fixed != ConnectionTable.NONE) {
      add(result, FIXED, set, connections.over(families, fixed));
    }
    for (PolicyPort port : rule.ports()) {
      if (port instanceof PolicyPort.Named named) {
        int name = vocabulary.portName(named.protocol(), named.name());
        if (direction == Direction.INGRESS) {
          add(result, NAMED | families << FAMILIES, set, name);
        } else {
          int[] split = peers.byPort(set, name);
          for (int i = 0; i < split.length; i += 2) {
            int what = connections.over(families, port(name, split[i + 1]));
            add(result, FIXED, split[i], what);
          }
        }
      }
    }
  }

  private static void add(IntList result, int kind, int peer, int what) {
    result.add(kind);
    result.add(peer);
    result.add(what);
  }

  private int block(Peer peer) {
    Integer known = blockIds.get(peer);
    if (known == null) {
      known = blocks.size();
      blockIds.put(peer, known);
      blocks.add(peer);
    }
    return known;
  }

  private int port(int name, int number) {
    return connections.id(PROTOCOLS[name % 3], number, number);
  }

  private void resolve(int[] entries, int c, IntList terms, IntList outside) {
    IntList numbers = new IntList(4);
    for (int i = 0; i < entries.length; i += 3) {
      int kind = entries[i] & (1 << FAMILIES) - 1;
      IntList target = kind == FIXED || kind == NAMED ? terms : outside;
      if (kind == FIXED || kind == OUTSIDE) {
        target.add(entries[i + 1]);
        target.add(entries[i + 2]);
        continue;
      }
      numbers.clear();
      classes.ports(c, entries[i + 2], numbers);
      for (int j = 0; j < numbers.size(); j++) {
        int what = port(entries[i + 2], numbers.get(j));
        target.add(entries[i + 1]);
        target.add(kind == NAMED ? connections.over(entries[i] >> FAMILIES, what) : what);
      }
    }
  }

  /** Sorts terms, joins those of one peer, and numbers the list. */
  private int intern(IntList terms, IntTuples target) {
    terms.sortPairs(0);
    int size = 0;
    for (int i = 0; i < terms.size(); i += 2) {
      if (target == profiles && terms.get(i) == ClassSets.EMPTY) {
        continue;
      }
      if (size > 0 && terms.get(size - 2) == terms.get(i)) {
        terms.set(size - 1, connections.union(terms.get(size - 1), terms.get(i + 1)));
      } else {
        terms.set(size, terms.get(i));
        terms.set(size + 1, terms.get(i + 1));
        size += 2;
      }
    }
    terms.truncate(size);
    return target.intern(terms);
  }

  /** Numbers peer sets and connections as others do, after a build with numbers of its own. */
  void renumber(PeerSets others, ConnectionTable table) {
    int[] sets = others.sets().adopt(peers.sets());
    int[] ids = table.adopt(connections);
    IntTuples renumbered = new IntTuples();
    IntList terms = new IntList();
    for (int profile = 0; profile < profiles.size(); profile++) {
      terms.clear();
      for (int i = 0; i < profiles.length(profile); i += 2) {
        terms.add(sets[profiles.item(profile, i)]);
        terms.add(ids[profiles.item(profile, i + 1)]);
      }
      // Other numbers; but what was distinct stays so, and keeps its place.
      renumbered.intern(terms);
    }
    profiles = renumbered;
    peers = others;
    connections = table;
  }

  /** The policies that isolate a class, in the order of the snapshot. */
  List<Policy> isolating(int podClass, List<Policy> policies) {
    int from = isolatingStart[podClass];
    int count = isolatingStart[podClass + 1] - from;
    if (count == 0) {
      return List.of();
    }
    Policy[] result = new Policy[count];
    for (int i = 0; i < count; i++) {
      result[i] = policies.get(isolating[from + i]);
    }
    return Arrays.asList(result);
  }

  /** The profile of a class, or {@link #UNRESTRICTED}. */
  int profileOf(int podClass) {
    return profileOf[podClass];
  }

  /** What the class exchanges with outside addresses, or {@link #UNRESTRICTED}. */
  int outsideOf(int podClass) {
    return outsideOf[podClass];
  }

  /** Profiles: pairs of peer set and connections. */
  IntTuples profiles() {
    return profiles;
  }
}
