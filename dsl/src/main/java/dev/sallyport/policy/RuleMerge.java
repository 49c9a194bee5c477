package dev.sallyport.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Merges the rules of one direction without changing what they allow. Rules with equal peers become
 * one with the union of their ports, rules with equal ports one with the union of their peers,
 * until no two have either in common; a rule that another one covers goes. Of the two ways to
 * begin, by peers or by ports, the one that leaves fewer rules is taken, by peers if both are as
 * good.
 *
 * <p>The result depends on the set of rules only, not on their order; merging it again changes
 * nothing. The origins of merged and of covered rules are kept, sorted. Peers are compared as they
 * are written: no address arithmetic is done, so a block and its exceptions stay what their author
 * wrote.
 *
 * <p>Source of the meaning: Kubernetes API documentation, {@code NetworkPolicySpec} (rules are
 * additive) and {@code NetworkPolicyIngressRule} (peers are OR, ports are OR).
 */
public final class RuleMerge {
  private RuleMerge() {}

  /**
   * The merged rules, sorted by peers, then ports. {@code O(n² m)} for {@code n} rules of {@code m}
   * peers and ports.
   */
  public static List<Rule> merge(List<Rule> rules) {
    List<Rule> canonical = new ArrayList<>();
    for (Rule rule : rules) {
      canonical.add(unite(List.of(rule)));
    }
    if (canonical.size() < 2) {
      return Collections.unmodifiableList(canonical);
    }
    List<Rule> byPeers = withoutCovered(merged(canonical, true));
    List<Rule> byPorts = withoutCovered(merged(canonical, false));
    return Collections.unmodifiableList(byPorts.size() < byPeers.size() ? byPorts : byPeers);
  }

  private static List<Rule> merged(List<Rule> rules, boolean peersFirst) {
    List<Rule> result = rules;
    int before;
    do {
      before = result.size();
      result = pass(pass(result, peersFirst), !peersFirst);
    } while (result.size() < before);
    return result;
  }

  /** Unites rules with equal peers, or those with equal ports; each is canonical already. */
  private static List<Rule> pass(List<Rule> rules, boolean equalPeers) {
    List<Rule> sorted = new ArrayList<>(rules);
    sorted.sort(equalPeers ? CanonicalOrder.RULES_BY_PEERS : CanonicalOrder.RULES_BY_PORTS);
    List<Rule> result = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || !alike(sorted.get(start), sorted.get(i), equalPeers)) {
        result.add(i - start == 1 ? sorted.get(start) : unite(sorted.subList(start, i)));
        start = i;
      }
    }
    return result;
  }

  private static boolean alike(Rule one, Rule other, boolean equalPeers) {
    return equalPeers
        ? CanonicalOrder.compare(one.peers(), other.peers(), CanonicalOrder.PEERS) == 0
        : CanonicalOrder.compare(one.ports(), other.ports(), CanonicalOrder.PORTS) == 0;
  }

  /** One rule with all peers, ports and origins; right only where peers or ports are equal. */
  private static Rule unite(List<Rule> rules) {
    List<Peer> peers = new ArrayList<>();
    List<PolicyPort> ports = new ArrayList<>();
    List<Origin> origins = new ArrayList<>();
    for (Rule rule : rules) {
      peers.addAll(rule.peers());
      ports.addAll(rule.ports());
      origins.addAll(rule.origins());
    }
    List<Peer> distinct = sorted(peers, CanonicalOrder.PEERS);
    return new Rule(
        distinct.get(0) instanceof Peer.Anyone ? List.of(Peer.ANYONE) : distinct,
        PortUnion.of(ports),
        sorted(origins, CanonicalOrder.ORIGINS));
  }

  private static <T> List<T> sorted(List<T> items, Comparator<T> order) {
    TreeSet<T> distinct = new TreeSet<>(order);
    distinct.addAll(items);
    return new ArrayList<>(distinct);
  }

  /** Drops rules that another one covers; that one takes over their origins. */
  private static List<Rule> withoutCovered(List<Rule> rules) {
    List<Rule> kept = new ArrayList<>();
    List<Rule> covered = new ArrayList<>();
    for (Rule rule : rules) {
      (isCovered(rule, rules) ? covered : kept).add(rule);
    }
    kept.sort(CanonicalOrder.RULES_BY_PEERS);
    for (Rule rule : covered) {
      for (int i = 0; i < kept.size(); i++) {
        if (covers(kept.get(i), rule)) {
          kept.set(i, withOrigins(kept.get(i), rule.origins()));
          break;
        }
      }
    }
    return kept;
  }

  /** Two different rules never cover each other here: their peers would be equal, and merged. */
  private static boolean isCovered(Rule covered, List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule != covered && covers(rule, covered)) {
        return true;
      }
    }
    return false;
  }

  private static Rule withOrigins(Rule rule, List<Origin> more) {
    List<Origin> origins = new ArrayList<>(rule.origins());
    origins.addAll(more);
    return new Rule(rule.peers(), rule.ports(), sorted(origins, CanonicalOrder.ORIGINS));
  }

  private static boolean covers(Rule rule, Rule other) {
    return coversPeers(rule.peers(), other.peers()) && coversPorts(rule.ports(), other.ports());
  }

  private static boolean coversPeers(List<Peer> peers, List<Peer> others) {
    if (peers.get(0) instanceof Peer.Anyone) {
      return true;
    }
    for (Peer other : others) {
      if (Collections.binarySearch(peers, other, CanonicalOrder.PEERS) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean coversPorts(List<PolicyPort> ports, List<PolicyPort> others) {
    for (PolicyPort other : others) {
      boolean covered = false;
      for (PolicyPort port : ports) {
        covered |= PortUnion.covers(port, other);
      }
      if (!covered) {
        return false;
      }
    }
    return true;
  }
}
