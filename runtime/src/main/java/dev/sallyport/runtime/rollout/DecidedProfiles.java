package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The ways in which a plugin may behave, one by one: profiles in which no question is open. */
final class DecidedProfiles {
  private DecidedProfiles() {}

  /**
   * Every profile that answers all open questions of one that matter here. What holds for each of
   * them holds for each plugin that the profile admits. At most 2 to the number of questions.
   */
  static List<PluginProfile> of(
      PluginProfile profile, Population population, List<Policy> policies) {
    Set<PluginChoice> relevant = relevant(population, policies);
    List<Map<PluginChoice, Decision>> all = new ArrayList<>();
    all.add(new EnumMap<>(PluginChoice.class));
    for (PluginChoice choice : PluginChoice.values()) {
      Decision decision = profile.decide(choice);
      if (decision == Decision.OPEN && !relevant.contains(choice)) {
        decision = Decision.YES;
      }
      int before = all.size();
      for (int i = 0; i < before; i++) {
        Map<PluginChoice, Decision> each = all.get(i);
        if (decision == Decision.OPEN) {
          Map<PluginChoice, Decision> other = new EnumMap<>(each);
          other.put(choice, Decision.NO);
          all.add(other);
          each.put(choice, Decision.YES);
        } else {
          each.put(choice, decision);
        }
      }
    }
    return all.stream().map(decisions -> new PluginProfile(profile.name(), decisions)).toList();
  }

  /** The questions on which a connection between two different endpoints can hinge. */
  private static Set<PluginChoice> relevant(Population population, List<Policy> policies) {
    Set<PluginChoice> relevant = EnumSet.noneOf(PluginChoice.class);
    boolean clusterPolicies = !population.clusterPolicies().isEmpty();
    boolean blocks =
        clusterPolicies
            || policies.stream()
                .flatMap(policy -> Stream.concat(policy.ingress().stream(), egress(policy)))
                .flatMap(rule -> rule.peers().stream())
                .anyMatch(Peer.IpBlock.class::isInstance);
    boolean hosts = population.pods().stream().anyMatch(pod -> pod.isLive() && pod.hostNetwork());
    if (blocks) {
      relevant.add(PluginChoice.IP_BLOCK_MATCHES_PODS);
      if (population.pods().stream().anyMatch(pod -> pod.addresses().isEmpty())) {
        relevant.add(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS);
      }
    }
    if (hosts) {
      relevant.add(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
      relevant.add(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
      relevant.add(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE);
      if (blocks) {
        relevant.add(PluginChoice.IP_BLOCK_MATCHES_NODES);
      }
    }
    if (clusterPolicies) {
      relevant.add(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
      relevant.add(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
    }
    return relevant;
  }

  private static Stream<Rule> egress(Policy policy) {
    return policy.egress().stream();
  }
}
