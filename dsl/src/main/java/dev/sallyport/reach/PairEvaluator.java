package dev.sallyport.reach;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.List;

/**
 * What two endpoints may exchange under one behavior, from the policies that select them.
 *
 * <p>Both doors must be open: the source's egress and the destination's ingress. On each end the
 * Admin tier comes first, then NetworkPolicies if they isolate the pod, else the Baseline tier.
 */
final class PairEvaluator {
  private final Fleet fleet;

  PairEvaluator(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * The connections between two endpoints, of which at least one is a live pod; address ranges must
   * not straddle a block of any policy. {@code O(rules that apply)}.
   */
  ConnectionSet connections(Endpoint from, Endpoint to, Behavior behavior) {
    if (!(from instanceof Pod source) || !(to instanceof Pod destination)) {
      return policed(from, to, behavior);
    }
    int families = Families.of(source) & Families.of(destination);
    if (families == 0) {
      return ConnectionSet.NONE;
    }
    if (families != Families.BOTH
        || source.addresses().isEmpty() && destination.addresses().isEmpty()) {
      return policed(
          Families.over(families, source), Families.over(families, destination), behavior);
    }
    return policed(
            Families.over(Families.IPV4, source),
            Families.over(Families.IPV4, destination),
            behavior)
        .union(
            policed(
                Families.over(Families.IPV6, source),
                Families.over(Families.IPV6, destination),
                behavior));
  }

  /** The same for pods with addresses of one family, or unknown ones. */
  private ConnectionSet policed(Endpoint from, Endpoint to, Behavior behavior) {
    if (from instanceof Pod source
        && source.hostNetwork()
        && to instanceof Pod
        && behavior.has(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE)) {
      return side(source, Direction.EGRESS, to, behavior);
    }
    ConnectionSet result =
        from instanceof Pod source
            ? side(source, Direction.EGRESS, to, behavior)
            : ConnectionSet.ALL;
    return result.isEmpty() || !(to instanceof Pod destination)
        ? result
        : result.intersect(side(destination, Direction.INGRESS, from, behavior));
  }

  /** What one end lets through. */
  ConnectionSet side(Pod subject, Direction direction, Endpoint other, Behavior behavior) {
    ClusterStep.Fold admin = tier(Tier.ADMIN, subject, direction, other, behavior);
    ConnectionSet allowed = admin.accepted();
    ConnectionSet rest = admin.rest();
    if (rest.isEmpty()) {
      return allowed;
    }
    boolean selectable =
        !subject.hostNetwork() || behavior.has(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
    List<Policy> isolating = selectable ? fleet.isolating(subject, direction) : List.of();
    if (!isolating.isEmpty()) {
      return allowed.union(rest.intersect(allowed(isolating, subject, direction, other, behavior)));
    }
    Direction opposite = direction.opposite();
    if (!behavior.has(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION)
        && selectable
        && !fleet.clusterPolicies(Tier.BASELINE).isEmpty()
        && !fleet.isolating(subject, opposite).isEmpty()) {
      return allowed.union(rest);
    }
    ClusterStep.Fold baseline = tier(Tier.BASELINE, subject, direction, other, behavior);
    return allowed.union(rest.intersect(baseline.accepted().union(baseline.rest())));
  }

  private ConnectionSet allowed(
      List<Policy> policies, Pod subject, Direction direction, Endpoint other, Behavior behavior) {
    Endpoint destination = direction == Direction.INGRESS ? subject : other;
    ConnectionSet result = ConnectionSet.NONE;
    for (Policy policy : policies) {
      for (Rule rule : direction == Direction.INGRESS ? policy.ingress() : policy.egress()) {
        for (Peer peer : rule.peers()) {
          if (fleet.matches(peer, policy.namespace(), other, behavior)) {
            result = result.union(Fleet.connections(rule.ports(), destination));
            break;
          }
        }
      }
    }
    return result;
  }

  private ClusterStep.Fold tier(
      Tier tier, Pod subject, Direction direction, Endpoint other, Behavior behavior) {
    ClusterStep.Fold fold = new ClusterStep.Fold(ConnectionSet.ALL, behavior.ties());
    List<ClusterPolicy> policies = fleet.clusterPolicies(tier);
    for (int i = 0; i < policies.size() && !fold.isDone(); ) {
      List<ClusterStep> level = new ArrayList<>();
      int priority = policies.get(i).priority();
      for (; i < policies.size() && policies.get(i).priority() == priority; i++) {
        if (fleet.applies(policies.get(i), subject)) {
          level.add(step(policies.get(i), subject, direction, other, behavior));
        }
      }
      fold.level(level);
    }
    return fold;
  }

  private ClusterStep step(
      ClusterPolicy policy, Pod subject, Direction direction, Endpoint other, Behavior behavior) {
    Endpoint destination = direction == Direction.INGRESS ? subject : other;
    ClusterStep step = ClusterStep.NOTHING;
    for (ClusterRule rule : policy.rules(direction)) {
      for (Peer peer : rule.peers()) {
        if (fleet.matchesCluster(peer, other, behavior)) {
          step = step.then(rule.action(), Fleet.connections(rule.ports(), destination));
          break;
        }
      }
    }
    return step;
  }
}
