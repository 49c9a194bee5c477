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
    }
    if (!bothPods || !unknown) {
      result.remove(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }
    if (!bothPods || !fromHost && !toHost) {
      result.remove(PluginChoice.IP_BLOCK_MATCHES_NODES);
      result.remove(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    }
    if (!bothPods || !fromHost) {
      result.remove(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
    }
    if (!fromHost && !toHost) {
      result.remove(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
    }
    return result;
  }

  private Set<PluginChoice> relevantChoices(Fleet fleet) {
    Snapshot snapshot = fleet.snapshot();
    Set<PluginChoice> result =
        EnumSet.of(
            PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED,
            PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS,
            PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
    boolean hosts = false;
    boolean unknown = false;
    for (Pod pod : snapshot.pods()) {
      if (pod.isLive()) {
        families.add(pod);
        hosts |= pod.hostNetwork();
        unknown |= pod.addresses().isEmpty();
      }
    }
    if (hasBlocks(snapshot.policies())) {
      result.add(PluginChoice.IP_BLOCK_MATCHES_PODS);
      result.add(PluginChoice.IP_BLOCK_MATCHES_NODES);
      result.add(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }
    for (Tier tier : Tier.values()) {
      relevantChoices(fleet.clusterPolicies(tier), result);
    }
    if (!fleet.clusterPolicies(Tier.BASELINE).isEmpty()) {
      result.add(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
    }
    if (!hosts) {
      result.remove(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
      result.remove(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
      result.remove(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
      result.remove(PluginChoice.IP_BLOCK_MATCHES_NODES);
    }
    if (!unknown) {
      result.remove(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
    }
    return result;
  }

  /** Whether a rule that counts names a block. */
  private static boolean hasBlocks(List<Policy> policies) {
    for (int i = 0; i < policies.size(); i++) {
      Policy policy = policies.get(i);
      if (hasBlock(policy.ingress()) && policy.directions().contains(Direction.INGRESS)
          || hasBlock(policy.egress()) && policy.directions().contains(Direction.EGRESS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasBlock(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      List<Peer> peers = rules.get(i).peers();
      for (int j = 0; j < peers.size(); j++) {
        if (peers.get(j) instanceof Peer.IpBlock) {
          return true;
        }
      }
    }
    return false;
  }

  private static void relevantChoices(List<ClusterPolicy> tier, Set<PluginChoice> result) {
    for (int i = 0; i < tier.size(); i++) {
      if (i > 0 && tier.get(i).priority() == tier.get(i - 1).priority()) {
        result.add(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
      }
      for (Direction direction : Direction.values()) {
        for (ClusterRule rule : tier.get(i).rules(direction)) {
          if (rule.peers().stream().anyMatch(Peer.IpBlock.class::isInstance)) {
            result.add(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
          }
        }
      }
    }
  }
}
