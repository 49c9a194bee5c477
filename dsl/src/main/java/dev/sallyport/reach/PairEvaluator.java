package dev.sallyport.reach;

import dev.sallyport.policy.ClusterAction;
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
    Outcome admin = tier(Tier.ADMIN, subject, direction, other, behavior);
    ConnectionSet allowed = admin.accepted;
    if (admin.rest.isEmpty()) {
      return allowed;
    }
    boolean selectable =
        !subject.hostNetwork() || behavior.has(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
    List<Policy> isolating = selectable ? fleet.isolating(subject, direction) : List.of();
    if (!isolating.isEmpty()) {
      return allowed.union(
          admin.rest.intersect(allowed(isolating, subject, direction, other, behavior)));
    }
    Direction opposite = direction == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
    if (!behavior.has(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION)
        && selectable
        && !fleet.clusterPolicies(Tier.BASELINE).isEmpty()
        && !fleet.isolating(subject, opposite).isEmpty()) {
      return allowed.union(admin.rest);
    }
    Outcome baseline = tier(Tier.BASELINE, subject, direction, other, behavior);
    return allowed.union(admin.rest.intersect(baseline.accepted.union(baseline.rest)));
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

  /** What a tier accepts, and what it leaves to the next: passed or not matched. */
  private record Outcome(ConnectionSet accepted, ConnectionSet rest) {}

  private Outcome tier(
      Tier tier, Pod subject, Direction direction, Endpoint other, Behavior behavior) {
    ConnectionSet accepted = ConnectionSet.NONE;
    ConnectionSet passed = ConnectionSet.NONE;
    ConnectionSet open = ConnectionSet.ALL;
    List<ClusterPolicy> policies = fleet.clusterPolicies(tier);
    for (int i = 0; i < policies.size() && !open.isEmpty(); ) {
      List<Step> level = new ArrayList<>();
      int priority = policies.get(i).priority();
      for (; i < policies.size() && policies.get(i).priority() == priority; i++) {
        if (fleet.applies(policies.get(i), subject)) {
          level.add(step(policies.get(i), subject, direction, other, behavior));
        }
      }
      Step step = Step.merge(level, behavior.ties());
      accepted = accepted.union(open.intersect(step.accepted));
      passed = passed.union(open.intersect(step.passed));
      open = open.subtract(step.accepted).subtract(step.passed).subtract(step.denied);
    }
    return new Outcome(accepted, passed.union(open));
  }

  private Step step(
      ClusterPolicy policy, Pod subject, Direction direction, Endpoint other, Behavior behavior) {
    Endpoint destination = direction == Direction.INGRESS ? subject : other;
    Step step = Step.NOTHING;
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

  /** What ordered rules do; the three sets share no member. */
  private record Step(ConnectionSet accepted, ConnectionSet denied, ConnectionSet passed) {
    static final Step NOTHING =
        new Step(ConnectionSet.NONE, ConnectionSet.NONE, ConnectionSet.NONE);

    Step then(ClusterAction action, ConnectionSet matched) {
      ConnectionSet fresh = matched.subtract(accepted).subtract(denied).subtract(passed);
      return switch (action) {
        case ACCEPT -> new Step(accepted.union(fresh), denied, passed);
        case DENY -> new Step(accepted, denied.union(fresh), passed);
        case PASS -> new Step(accepted, denied, passed.union(fresh));
      };
    }

    static Step merge(List<Step> level, Behavior.Ties ties) {
      if (level.size() == 1) {
        return level.get(0);
      }
      Step result = NOTHING;
      if (ties == Behavior.Ties.BY_NAME || ties == Behavior.Ties.REVERSED) {
        for (int i = 0; i < level.size(); i++) {
          Step next = level.get(ties == Behavior.Ties.BY_NAME ? i : level.size() - 1 - i);
          result =
              result
                  .then(ClusterAction.ACCEPT, next.accepted)
                  .then(ClusterAction.DENY, next.denied.subtract(next.accepted))
                  .then(ClusterAction.PASS, next.passed);
        }
        return result;
      }
      ConnectionSet accepted = ConnectionSet.NONE;
      ConnectionSet denied = ConnectionSet.NONE;
      ConnectionSet passed = ConnectionSet.NONE;
      for (Step step : level) {
        accepted = accepted.union(step.accepted);
        denied = denied.union(step.denied);
        passed = passed.union(step.passed);
      }
      return ties == Behavior.Ties.PERMISSIVE
          ? NOTHING
              .then(ClusterAction.ACCEPT, accepted)
              .then(ClusterAction.PASS, passed)
              .then(ClusterAction.DENY, denied)
          : NOTHING
              .then(ClusterAction.DENY, denied)
              .then(ClusterAction.PASS, passed)
              .then(ClusterAction.ACCEPT, accepted);
    }
  }
}
