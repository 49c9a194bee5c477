package dev.sallyport.reach;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections by the rules of a tier, priority by priority, into what it lets through, what it
 * refuses, and what it leaves to the next tier. Policies of one priority have no order: of their
 * actions the preferred one counts.
 *
 * <p>{@code O(rules)} for each piece; the pieces are as many as the rules that cut each other,
 * exponential in these at worst.
 */
final class TierCut {
  private final TierRules rules;
  private final List<ClusterAction> preference;

  /** A way of cutting; {@code preference} has all three actions, the one that wins first. */
  TierCut(TierRules rules, List<ClusterAction> preference) {
    this.rules = rules;
    this.preference = preference;
  }

  /** Hands on the pieces of a flow until one is taken; whether one was. */
  boolean run(
      Tier tier,
      Direction direction,
      Flow flow,
      Predicate<Flow> accepted,
      Predicate<Flow> denied,
      Predicate<Flow> rest) {
    return level(
        rules.levels(tier, direction), 0, direction, flow, new Takers(accepted, denied, rest));
  }

  private record Takers(Predicate<Flow> accepted, Predicate<Flow> denied, Predicate<Flow> rest) {}

  /** A piece and what the policies of a priority so far say of it. */
  private record Said(Flow flow, TierRules.@Nullable Ruled by) {}

  private boolean level(
      List<List<List<TierRules.Ruled>>> levels,
      int at,
      Direction direction,
      Flow flow,
      Takers takers) {
    if (at == levels.size()) {
      return takers.rest.test(flow);
    }
    List<Said> pieces = List.of(new Said(flow, null));
    for (List<TierRules.Ruled> policy : levels.get(at)) {
      List<Said> finer = new ArrayList<>();
      for (Said piece : pieces) {
        firstMatch(policy, direction, piece, finer);
      }
      pieces = finer;
    }
    for (Said piece : pieces) {
      TierRules.Ruled by = piece.by;
      boolean taken =
          by == null
              ? level(levels, at + 1, direction, piece.flow, takers)
              : switch (by.action()) {
                case ACCEPT ->
                    takers.accepted.test(
                        piece.flow.because(
                            direction,
                            new Counterexample.AcceptedBy(by.policy(), direction, by.rule())));
                case DENY -> takers.denied.test(piece.flow);
                case PASS -> takers.rest.test(piece.flow);
              };
      if (taken) {
        return true;
      }
    }
    return false;
  }

  /** Cuts a piece by the rules of one policy, of which the first that matches counts. */
  private void firstMatch(
      List<TierRules.Ruled> policy, Direction direction, Said piece, List<Said> result) {
    List<Flow> left = List.of(piece.flow);
    for (TierRules.Ruled rule : policy) {
      for (Flow.Match match : rule.matches()) {
        List<Flow> rest = new ArrayList<>();
        for (Flow flow : left) {
          Flow matched = flow.split(direction, match, rest);
          if (matched != null) {
            result.add(new Said(matched, prefers(rule, piece.by) ? rule : piece.by));
          }
        }
        left = rest;
      }
    }
    left.forEach(flow -> result.add(new Said(flow, piece.by)));
  }

  private boolean prefers(TierRules.Ruled rule, TierRules.@Nullable Ruled other) {
    return other == null || preference.indexOf(rule.action()) < preference.indexOf(other.action());
  }
}
