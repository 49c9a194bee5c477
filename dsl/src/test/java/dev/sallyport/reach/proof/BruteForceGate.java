package dev.sallyport.reach.proof;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The policies of a namespace in one direction, with cluster policies above and below, and all that
 * they can tell apart.
 */
final class BruteForceGate {
  /** A port, and the names under which the destination declares it; no protocol for others. */
  record Point(Protocol protocol, int number, Set<String> names) {}

  /** All labels of pods, labels of namespaces, addresses and ports that there are. */
  record Domain(
      List<Map<String, String>> pods,
      List<Map<String, String>> namespaces,
      List<IpAddress> addresses,
      List<Point> points) {}

  private final Snapshot snapshot;

  private final Direction direction;
  private final List<Policy> policies = new ArrayList<>();

  /** Those that isolate in the other direction. */
  private final List<Policy> opposite = new ArrayList<>();

  /** Those that may select a pod of the namespace and have rules of the direction. */
  private final List<ClusterPolicy> cluster = new ArrayList<>();

  private final int networkPeers;
  private final int networkPorts;
  private final List<Peer> peers = new ArrayList<>();
  private final List<PolicyPort> ports = new ArrayList<>();

  /** Which policies select a subject. */
  private final Set<BitSet> kindsOfSubject = new LinkedHashSet<>();

  /** Which peers mean an end; those outside apart, because they declare no port names. */
  private final Set<BitSet> kindsOfPod = new LinkedHashSet<>();

  private final Set<BitSet> kindsOfOutside = new LinkedHashSet<>();

  /** Which port entries mean a point. */
  private final Set<BitSet> kindsOfPoint = new LinkedHashSet<>();

  private final Set<BitSet> kindsOfNamelessPoint = new LinkedHashSet<>();

  /** Looks at the policies of {@code snapshot} with all that is in {@code domain}. */
  BruteForceGate(Snapshot snapshot, Domain domain, String namespace, Direction direction) {
    this.snapshot = snapshot;
    this.direction = direction;
    for (Policy policy : snapshot.policies()) {
      if (policy.namespace().equals(namespace) && policy.directions().contains(direction)) {
        policies.add(policy);
        for (Rule rule : rules(policy)) {
          peers.addAll(rule.peers());
          ports.addAll(rule.ports());
        }
      }
    }
    networkPeers = peers.size();
    networkPorts = ports.size();
    for (Policy policy : snapshot.policies()) {
      if (policy.namespace().equals(namespace)
          && policy.directions().stream().anyMatch(each -> each != direction)) {
        opposite.add(policy);
      }
    }
    Map<String, String> own = labels(namespace);
    for (ClusterPolicy policy : snapshot.clusterPolicies()) {
      if (NaiveEvaluator.matches(policy.namespaces(), own)) {
        cluster.add(policy);
        for (ClusterRule rule : policy.rules(direction)) {
          peers.addAll(rule.peers());
          ports.addAll(rule.ports());
        }
      }
    }
    List<Selector> selectors = new ArrayList<>();
    policies.forEach(policy -> selectors.add(policy.pods()));
    opposite.forEach(policy -> selectors.add(policy.pods()));
    cluster.forEach(policy -> selectors.add(policy.pods()));
    for (Map<String, String> labels : domain.pods) {
      kindsOfSubject.add(kind(selectors, pods -> NaiveEvaluator.matches(pods, labels)));
    }
    Set<BitSet> byNamespace = new LinkedHashSet<>();
    for (Map<String, String> each : domain.namespaces) {
      byNamespace.add(kind(peers, peer -> isIn(peer, namespace, each)));
    }
    Set<BitSet> byLabels = new LinkedHashSet<>();
    for (Map<String, String> labels : domain.pods) {
      byLabels.add(kind(peers, peer -> has(peer, labels)));
    }
    Set<BitSet> byAddress = new LinkedHashSet<>();
    for (IpAddress address : domain.addresses) {
      BitSet blocks =
          kind(
              peers,
              peer ->
                  peer instanceof Peer.IpBlock block && NaiveEvaluator.contains(block, address));
      byAddress.add(blocks);
      // Whether blocks of NetworkPolicies match pods is up to the plugin.
      BitSet ofCluster = (BitSet) blocks.clone();
      ofCluster.clear(0, networkPeers);
      byAddress.add(ofCluster);
      BitSet outside = kind(peers, Peer.Anyone.class::isInstance);
      outside.or(blocks);
      kindsOfOutside.add(outside);
    }
    for (BitSet in : byNamespace) {
      for (BitSet labels : byLabels) {
        for (BitSet address : byAddress) {
          BitSet kind = (BitSet) in.clone();
          kind.and(labels);
          kind.or(address);
          kindsOfPod.add(kind);
        }
      }
    }
    for (Point point : domain.points) {
      BitSet kind = kind(ports, port -> matches(port, point));
      kindsOfPoint.add(kind);
      if (point.names.isEmpty()) {
        kindsOfNamelessPoint.add(kind);
      }
    }
  }

  private Map<String, String> labels(String namespace) {
    return snapshot.namespaces().stream()
        .filter(each -> each.name().equals(namespace))
        .findFirst()
        .map(Namespace::labels)
        .orElse(Map.of(Namespace.NAME_LABEL, namespace));
  }

  private List<Rule> rules(Policy policy) {
    return direction == Direction.INGRESS ? policy.ingress() : policy.egress();
  }

  void superfluous(Policy policy, Set<String> result) {
    boolean counts = policies.contains(policy);
    for (int r = 0; r < rules(policy).size(); r++) {
      Rule rule = rules(policy).get(r);
      String name =
          policy.namespace()
              + "/"
              + policy.name()
              + (direction == Direction.INGRESS ? " ingress[" : " egress[")
              + r
              + "]";
      if (!counts || isSame(policy, r, -1, -1)) {
        result.add(name);
        continue;
      }
      for (int i = 0; i < rule.peers().size() && rule.peers().size() > 1; i++) {
        if (isSame(policy, r, i, -1)) {
          result.add(name + " peer " + i);
        }
      }
      for (int i = 0; i < rule.ports().size() && rule.ports().size() > 1; i++) {
        if (isSame(policy, r, -1, i)) {
          result.add(name + " port " + i);
        }
      }
    }
  }

  /** Whether everything passes as before without a policy, or a rule, peer or port of it. */
  boolean isSame(Policy without, int rule, int peer, int port) {
    for (BitSet subject : kindsOfSubject) {
      for (BitSet end : kindsOfPod) {
        for (BitSet point : kindsOfPoint) {
          if (!isSame(subject, end, point, without, rule, peer, port)) {
            return false;
          }
        }
      }
      for (BitSet end : kindsOfOutside) {
        // An outside destination declares no names; a pod that it connects to does.
        for (BitSet point : direction == Direction.EGRESS ? kindsOfNamelessPoint : kindsOfPoint) {
          if (!isSame(subject, end, point, without, rule, peer, port)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean isSame(
      BitSet subject, BitSet end, BitSet point, Policy without, int rule, int peer, int port) {
    if (!tier(Tier.ADMIN, subject, end, point).contains(ClusterAction.PASS)) {
      return true;
    }
    Set<ClusterAction> baseline = tier(Tier.BASELINE, subject, end, point);
    for (ClusterAction rest : baseline) {
      boolean left = rest != ClusterAction.DENY;
      for (boolean perDirection : new boolean[] {true, false}) {
        boolean before =
            passes(subject, end, point, null, -1, -1, -1)
                .orElse(left || !perDirection && isOppositeIsolated(subject, null));
        boolean after =
            passes(subject, end, point, without, rule, peer, port)
                .orElse(
                    left
                        || !perDirection && isOppositeIsolated(subject, rule < 0 ? without : null));
        if (before != after) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isOppositeIsolated(BitSet subject, Policy without) {
    for (int i = 0; i < opposite.size(); i++) {
      if (subject.get(policies.size() + i) && opposite.get(i) != without) {
        return true;
      }
    }
    return false;
  }

  /** What a tier may do: of policies of equal priority any may count; to pass is to go on. */
  private Set<ClusterAction> tier(Tier tier, BitSet subject, BitSet end, BitSet point) {
    Map<Integer, Set<ClusterAction>> byPriority = new TreeMap<>();
    int peerAt = networkPeers;
    int portAt = networkPorts;
    for (int i = 0; i < cluster.size(); i++) {
      boolean decided = false;
      for (ClusterRule rule : cluster.get(i).rules(direction)) {
        boolean peers = false;
        boolean ports = false;
        for (int j = 0; j < rule.peers().size(); j++) {
          peers |= end.get(peerAt++);
        }
        for (int j = 0; j < rule.ports().size(); j++) {
          ports |= point.get(portAt++);
        }
        if (peers
            && ports
            && !decided
            && cluster.get(i).tier() == tier
            && subject.get(policies.size() + opposite.size() + i)) {
          decided = true;
          byPriority
              .computeIfAbsent(cluster.get(i).priority(), p -> new TreeSet<>())
              .add(rule.action());
        }
      }
    }
    return byPriority.isEmpty()
        ? Set.of(ClusterAction.PASS)
        : byPriority.values().iterator().next();
  }

  /** What NetworkPolicies say; nothing if none isolates the subject. */
  private Optional<Boolean> passes(
      BitSet subject, BitSet end, BitSet point, Policy without, int rule, int peer, int port) {
    boolean isolated = false;
    int peerAt = 0;
    int portAt = 0;
    for (int i = 0; i < policies.size(); i++) {
      boolean changed = policies.get(i) == without;
      boolean selects = subject.get(i) && !(changed && rule < 0);
      isolated |= selects;
      List<Rule> rules = rules(policies.get(i));
      for (int r = 0; r < rules.size(); r++) {
        boolean here = changed && r == rule;
        boolean peers = false;
        boolean ports = false;
        for (int j = 0; j < rules.get(r).peers().size(); j++) {
          peers |= end.get(peerAt++) && !(here && (peer == j || peer < 0 && port < 0));
        }
        for (int j = 0; j < rules.get(r).ports().size(); j++) {
          ports |= point.get(portAt++) && !(here && port == j);
        }
        if (selects && peers && ports) {
          return Optional.of(true);
        }
      }
    }
    return isolated ? Optional.of(false) : Optional.empty();
  }

  private static <T> BitSet kind(List<T> all, Predicate<T> matches) {
    BitSet kind = new BitSet();
    for (int i = 0; i < all.size(); i++) {
      kind.set(i, matches.test(all.get(i)));
    }
    return kind;
  }

  private static boolean isIn(Peer peer, String own, Map<String, String> namespace) {
    if (peer instanceof Peer.Pods) {
      return own.equals(namespace.get(Namespace.NAME_LABEL));
    }
    return peer instanceof Peer.Anyone
        || peer instanceof Peer.PodsInNamespaces pods
            && NaiveEvaluator.matches(pods.namespaces(), namespace);
  }

  private static boolean has(Peer peer, Map<String, String> labels) {
    if (peer instanceof Peer.Pods pods) {
      return NaiveEvaluator.matches(pods.pods(), labels);
    }
    return peer instanceof Peer.Anyone
        || peer instanceof Peer.PodsInNamespaces pods
            && NaiveEvaluator.matches(pods.pods(), labels);
  }

  private static boolean matches(PolicyPort port, Point point) {
    if (port instanceof PolicyPort.Range range) {
      return range.protocol() == point.protocol
          && range.first() <= point.number
          && point.number <= range.last();
    }
    return !(port instanceof PolicyPort.Named named)
        || named.protocol() == point.protocol && point.names.contains(named.name());
  }
}
