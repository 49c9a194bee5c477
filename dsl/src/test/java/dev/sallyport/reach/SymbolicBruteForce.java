package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Answers what the symbolic checker answers, by trying every pod over a small domain of labels,
 * ports and addresses. Straight from the API documentation; shares nothing with the checker.
 */
final class SymbolicBruteForce {
  static final String NAME = "kubernetes.io/metadata.name";

  /** A namespace that exists, or might. */
  record Ns(String name, boolean exists, Map<String, String> labels) {}

  /** A pod that exists, or might. */
  record Pod(Ns ns, Map<String, String> labels) {}

  /** A destination port and the names under which the destination pod declares it. */
  record Point(Protocol protocol, int number, List<String> names) {}

  /** Where a connection ends: a pod, or outside if it has none; and its address. */
  record End(Pod pod, IpAddress address) {}

  final List<Policy> policies;
  final List<ClusterPolicy> clusterPolicies;
  final boolean blocksMatchPods;

  /** Whether ties let through what they can, or refuse it. */
  final boolean permissiveTies;

  /** Whether pods that a policy isolates in one direction see no Baseline rule in the other. */
  final boolean baselineSkipsBoth;

  SymbolicBruteForce(List<Policy> policies, boolean blocksMatchPods) {
    this(
        policies,
        List.of(),
        blocksMatchPods ? Set.of(PluginChoice.IP_BLOCK_MATCHES_PODS) : Set.of());
  }

  /** {@code open}: in what the plugin lets most through; in the rest it lets least through. */
  SymbolicBruteForce(
      List<Policy> policies, List<ClusterPolicy> clusterPolicies, Set<PluginChoice> open) {
    this.policies = policies;
    this.clusterPolicies = clusterPolicies;
    this.blocksMatchPods = open.contains(PluginChoice.IP_BLOCK_MATCHES_PODS);
    this.permissiveTies = open.contains(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
    this.baselineSkipsBoth = open.contains(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
  }

  private ClusterAction firstMatch(
      Tier tier, End self, Direction direction, End peer, Point point, boolean named) {
    for (int priority = 0; priority <= 2; priority++) {
      List<ClusterAction> said = new ArrayList<>();
      for (ClusterPolicy policy : clusterPolicies) {
        if (policy.tier() == tier
            && policy.priority() == priority
            && matches(policy.namespaces(), self.pod.ns.labels)
            && matches(policy.pods(), self.pod.labels)) {
          for (ClusterRule rule : policy.rules(direction)) {
            if (rule.ports().stream().anyMatch(port -> port(port, point, named))
                && rule.peers().stream().anyMatch(each -> clusterPeer(each, peer))) {
              said.add(rule.action());
              break;
            }
          }
        }
      }
      List<ClusterAction> order =
          permissiveTies
              ? List.of(ClusterAction.ACCEPT, ClusterAction.PASS, ClusterAction.DENY)
              : List.of(ClusterAction.DENY, ClusterAction.PASS, ClusterAction.ACCEPT);
      for (ClusterAction action : order) {
        if (said.contains(action)) {
          return action;
        }
      }
    }
    return ClusterAction.PASS;
  }

  private static boolean clusterPeer(Peer peer, End end) {
    if (peer instanceof Peer.IpBlock block) {
      return inside(block.cidr(), end.address);
    }
    Peer.PodsInNamespaces both = (Peer.PodsInNamespaces) peer;
    return end.pod != null
        && matches(both.namespaces(), end.pod.ns.labels)
        && matches(both.pods(), end.pod.labels);
  }

  boolean connects(End from, End to, Point point) {
    return from.address.isIpv6() == to.address.isIpv6()
        && (from.pod == null || passes(from, Direction.EGRESS, to, point, to.pod != null))
        && (to.pod == null || passes(to, Direction.INGRESS, from, point, true));
  }

  boolean isolated(Pod pod, Direction direction) {
    for (Policy policy : policies) {
      if (selects(policy, pod, direction)) {
        return true;
      }
    }
    return false;
  }

  boolean passes(End self, Direction direction, End peer, Point point, boolean named) {
    ClusterAction admin = firstMatch(Tier.ADMIN, self, direction, peer, point, named);
    if (admin != ClusterAction.PASS) {
      return admin == ClusterAction.ACCEPT;
    }
    boolean isolated = false;
    for (Policy policy : policies) {
      if (!selects(policy, self.pod, direction)) {
        continue;
      }
      isolated = true;
      for (Rule rule : direction == Direction.INGRESS ? policy.ingress() : policy.egress()) {
        for (PolicyPort port : rule.ports()) {
          for (Peer each : rule.peers()) {
            if (port(port, point, named) && peer(each, policy, peer)) {
              return true;
            }
          }
        }
      }
    }
    if (isolated) {
      return false;
    }
    Direction opposite = direction == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
    return baselineSkipsBoth && isolated(self.pod, opposite)
        || firstMatch(Tier.BASELINE, self, direction, peer, point, named) != ClusterAction.DENY;
  }

  private static boolean selects(Policy policy, Pod pod, Direction direction) {
    return policy.directions().contains(direction)
        && pod.ns.exists
        && pod.ns.name.equals(policy.namespace())
        && matches(policy.pods(), pod.labels);
  }

  static boolean port(PolicyPort port, Point point, boolean destinationIsPod) {
    if (port instanceof PolicyPort.Range range) {
      return range.protocol() == point.protocol
          && range.first() <= point.number
          && point.number <= range.last();
    }
    if (port instanceof PolicyPort.Named name) {
      return destinationIsPod
          && name.protocol() == point.protocol
          && point.names.contains(name.name());
    }
    return true;
  }

  boolean peer(Peer peer, Policy policy, End end) {
    if (peer instanceof Peer.Pods pods) {
      return end.pod != null
          && end.pod.ns.exists
          && end.pod.ns.name.equals(policy.namespace())
          && matches(pods.pods(), end.pod.labels);
    }
    if (peer instanceof Peer.PodsInNamespaces both) {
      return end.pod != null
          && matches(both.namespaces(), end.pod.ns.labels)
          && matches(both.pods(), end.pod.labels);
    }
    if (peer instanceof Peer.IpBlock block) {
      if (end.pod != null && !blocksMatchPods) {
        return false;
      }
      for (Cidr except : block.except()) {
        if (inside(except, end.address)) {
          return false;
        }
      }
      return inside(block.cidr(), end.address);
    }
    return true;
  }

  static boolean inside(Cidr cidr, IpAddress address) {
    if (cidr.isIpv6() != address.isIpv6()) {
      return false;
    }
    int shift = (cidr.isIpv6() ? 128 : 32) - cidr.prefix();
    return number(cidr.high(), cidr.low())
        .shiftRight(shift)
        .equals(number(address.high(), address.low()).shiftRight(shift));
  }

  private static BigInteger number(long high, long low) {
    return new BigInteger(Long.toUnsignedString(high))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(low)));
  }

  static boolean matches(Selector selector, Map<String, String> labels) {
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      if (!labels.containsKey(label.getKey())
          || !labels.get(label.getKey()).equals(label.getValue())) {
        return false;
      }
    }
    for (Requirement requirement : selector.matchExpressions()) {
      boolean present = labels.containsKey(requirement.key());
      boolean listed = present && requirement.values().contains(labels.get(requirement.key()));
      boolean satisfied =
          switch (requirement.operator()) {
            case IN -> listed;
            case NOT_IN -> !listed;
            case EXISTS -> present;
            case DOES_NOT_EXIST -> !present;
          };
      if (!satisfied) {
        return false;
      }
    }
    return true;
  }

  /** Every assignment of the keys to their values, where null stands for absent. */
  static List<Map<String, String>> assignments(Map<String, List<String>> domain) {
    List<Map<String, String>> all = new ArrayList<>();
    all.add(new TreeMap<>());
    for (Map.Entry<String, List<String>> key : domain.entrySet()) {
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> labels : all) {
        for (String value : key.getValue()) {
          Map<String, String> with = new TreeMap<>(labels);
          if (value != null) {
            with.put(key.getKey(), value);
          }
          more.add(with);
        }
      }
      all = more;
    }
    return all;
  }

  static Ns ns(Namespace namespace) {
    return new Ns(namespace.name(), true, namespace.labels());
  }

  static Point point(Protocol protocol, int number, List<ContainerPort> declared) {
    List<String> names = new ArrayList<>();
    for (ContainerPort port : declared) {
      if (port.protocol() == protocol && port.number() == number) {
        names.add(port.name());
      }
    }
    return new Point(protocol, number, names);
  }
}
