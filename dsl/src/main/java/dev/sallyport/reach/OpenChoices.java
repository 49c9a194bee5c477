package dev.sallyport.reach;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The plugin choices on which a fleet can hinge at all. What can't matter is not varied, so that
 * most fleets leave one behavior only. {@code O(pods + rules)}.
 */
final class OpenChoices {
  private final Families families = new Families();
  private final Set<PluginChoice> relevant;

  OpenChoices(Fleet fleet) {
    this.relevant = relevantChoices(fleet);
  }

  /** The address families of the fleet's pods. */
  Families families() {
    return families;
  }

  /** The choices on which some pair of the fleet can hinge. */
  Set<PluginChoice> all() {
    return relevant;
  }

  /** The choices on which a pair can hinge at all; the fewer, the fewer behaviors to compare. */
  Set<PluginChoice> of(Endpoint from, Endpoint to) {
    Set<PluginChoice> result = EnumSet.copyOf(relevant);
    boolean bothPods = from instanceof Pod && to instanceof Pod;
    boolean fromHost = from instanceof Pod pod && pod.hostNetwork();
    boolean toHost = to instanceof Pod pod && pod.hostNetwork();
    boolean unknown =
        from instanceof Pod source && source.addresses().isEmpty()
            || to instanceof Pod destination && destination.addresses().isEmpty();
    if (!bothPods) {
      result.remove(PluginChoice.IP_BLOCK_MATCHES_PODS);
      result.remove(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
      result.remove(PluginChoice.IP_BLOCK_MATCHES_NODES);
      result.remove(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
      result.remove(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
    }
    if (!unknown) {
      result.remove(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }
    if (!fromHost) {
      result.remove(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
    }
    if (!fromHost && !toHost) {
      result.remove(PluginChoice.IP_BLOCK_MATCHES_NODES);
      result.remove(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
      result.remove(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    }
    return result;
  }

  private Set<PluginChoice> relevantChoices(Fleet fleet) {
    boolean hosts = false;
    boolean unknown = false;
    for (Pod pod : fleet.snapshot().pods()) {
      if (pod.isLive()) {
        families.add(pod);
        hosts |= pod.hostNetwork();
        unknown |= pod.addresses().isEmpty();
      }
    }
    List<ClusterPolicy> admin = fleet.clusterPolicies(Tier.ADMIN);
    List<ClusterPolicy> baseline = fleet.clusterPolicies(Tier.BASELINE);
    boolean blocks = blockInPolicies(fleet.snapshot().policies());
    Set<PluginChoice> result = EnumSet.noneOf(PluginChoice.class);
    if (hosts) {
      result.add(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
      result.add(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
      result.add(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
    }
    if (blocks) {
      result.add(PluginChoice.IP_BLOCK_MATCHES_PODS);
    }
    if (blocks && hosts) {
      result.add(PluginChoice.IP_BLOCK_MATCHES_NODES);
    }
    if (unknown && (blocks || blockInTier(admin) || blockInTier(baseline))) {
      result.add(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }
    if (hasTies(admin) || hasTies(baseline)) {
      result.add(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
    }
    if (!baseline.isEmpty()) {
      result.add(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
    }
    return result;
  }

  /** Whether a rule that counts names a block. */
  private static boolean blockInPolicies(List<Policy> policies) {
    for (int i = 0; i < policies.size(); i++) {
      Policy policy = policies.get(i);
      if (blockInRules(policy.ingress()) && policy.directions().contains(Direction.INGRESS)
          || blockInRules(policy.egress()) && policy.directions().contains(Direction.EGRESS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean blockInRules(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      if (blockInPeers(rules.get(i).peers())) {
        return true;
      }
    }
    return false;
  }

  private static boolean blockInPeers(List<Peer> peers) {
    for (int i = 0; i < peers.size(); i++) {
      if (peers.get(i) instanceof Peer.IpBlock) {
        return true;
      }
    }
    return false;
  }

  private static boolean blockInTier(List<ClusterPolicy> tier) {
    for (ClusterPolicy policy : tier) {
      for (Direction direction : Direction.values()) {
        for (ClusterRule rule : policy.rules(direction)) {
          if (blockInPeers(rule.peers())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether two policies of a tier, in order, have the same priority. */
  private static boolean hasTies(List<ClusterPolicy> tier) {
    for (int i = 1; i < tier.size(); i++) {
      if (tier.get(i).priority() == tier.get(i - 1).priority()) {
        return true;
      }
    }
    return false;
  }
}
