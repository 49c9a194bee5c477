package dev.sallyport.reach;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Tier;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a connection that an invariant forbids where there are cluster policies, whose rules
 * can deny and come in an order. Starts with all that the invariant speaks of and cuts it by one
 * rule after the other, first at the source's end, then at the destination's: what is left at the
 * end of both is a connection. Depth first, so it stops at the first.
 *
 * <p>{@code O(rules that apply)} for each piece; the pieces are as many as the cluster rules that
 * cut each other, exponential in these at worst.
 */
final class TierSearch {
  private final TierRules rules;
  private final GateIndex index;
  private final Behavior behavior;
  private final TierCut cut;
  private @Nullable Flow found;

  TierSearch(TierRules rules, Behavior behavior) {
    this.rules = rules;
    this.index = rules.index();
    this.behavior = behavior;
    this.cut =
        new TierCut(
            rules,
            behavior.ties() == Behavior.Ties.PERMISSIVE
                ? List.of(ClusterAction.ACCEPT, ClusterAction.PASS, ClusterAction.DENY)
                : List.of(ClusterAction.DENY, ClusterAction.PASS, ClusterAction.ACCEPT));
  }

  /** The first connection found; null if there is none. */
  @Nullable Flow run(List<Flow> universe) {
    for (Flow flow : universe) {
      if (flow.families() != 0
          && through(
              Direction.EGRESS, flow, out -> through(Direction.INGRESS, out, this::arrived))) {
        return found;
      }
    }
    return null;
  }

  private boolean arrived(Flow flow) {
    if (flow.families() == 0) {
      return false;
    }
    found = flow;
    return true;
  }

  /** Hands on what passes an end, piece by piece, until one is taken. */
  private boolean through(Direction direction, Flow flow, Predicate<Flow> next) {
    if (flow.end(direction).isOutside()) {
      return next.test(flow.because(direction, new Counterexample.NotInCluster()));
    }
    return tier(Tier.ADMIN, direction, flow, next, rest -> networkPolicies(direction, rest, next));
  }

  private boolean tier(
      Tier tier, Direction direction, Flow flow, Predicate<Flow> accepted, Predicate<Flow> rest) {
    return cut.run(tier, direction, flow, accepted, denied -> false, rest);
  }

  private boolean networkPolicies(Direction direction, Flow flow, Predicate<Flow> next) {
    Flow.End end = flow.end(direction);
    BitSet existing = end.existing();
    if (existing == null) {
      return baseline(direction, flow, next);
    }
    BitSet open = (BitSet) existing.clone();
    open.and(rules.withoutPolicies());
    if (!open.isEmpty()
        && baseline(direction, flow.with(direction, end.withExisting(open)), next)) {
      return true;
    }
    BitSet others = (BitSet) existing.clone();
    others.andNot(open);
    for (int n = others.nextSetBit(0); n >= 0; n = others.nextSetBit(n + 1)) {
      BitSet one = new BitSet();
      one.set(n);
      if (gate(direction, n, flow.with(direction, end.withExisting(one)), next)) {
        return true;
      }
    }
    return false;
  }

  private boolean gate(Direction direction, int namespace, Flow flow, Predicate<Flow> next) {
    Gate gate = index.gate(direction, namespace);
    Flow.End end = flow.end(direction);
    for (LabelCube pods : end.pods().allMinus(gate.isolated())) {
      if (open(direction, namespace, flow.with(direction, end.withPods(pods)), next)) {
        return true;
      }
    }
    for (GateOption option : gate.options()) {
      for (Flow.Match match :
          rules.matches(option, behavior.has(PluginChoice.IP_BLOCK_MATCHES_PODS))) {
        Flow matched = flow.split(direction, match, null);
        if (matched != null
            && next.test(
                matched.because(direction, new Counterexample.AllowedBy(option.reference())))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Pods that no policy isolates in the direction. */
  private boolean open(Direction direction, int namespace, Flow flow, Predicate<Flow> next) {
    Direction opposite = direction.opposite();
    Gate other = index.gate(opposite, namespace);
    if (behavior.has(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION)
        || other.isolated().isEmpty()) {
      return baseline(direction, flow, next);
    }
    Flow.End end = flow.end(direction);
    for (LabelCube isolated : other.isolated()) {
      LabelCube both = end.pods().intersect(isolated);
      if (both != null
          && next.test(
              flow.with(direction, end.withPods(both))
                  .because(direction, new Counterexample.NotIsolated()))) {
        return true;
      }
    }
    for (LabelCube pods : end.pods().allMinus(other.isolated())) {
      if (baseline(direction, flow.with(direction, end.withPods(pods)), next)) {
        return true;
      }
    }
    return false;
  }

  private boolean baseline(Direction direction, Flow flow, Predicate<Flow> next) {
    return tier(
        Tier.BASELINE,
        direction,
        flow,
        next,
        rest -> next.test(rest.because(direction, new Counterexample.NotIsolated())));
  }
}
