package dev.sallyport.reach;

import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One peer and one port entry of a rule: the smallest part that could be superfluous. */
interface GatePart {
  /** The peer. */
  GateOption option();

  /** Which entry of the rule's ports, from 0. */
  int port();

  /** Whether this is of a policy. */
  default boolean isOf(Policy policy) {
    return option().policy() == policy;
  }

  /**
   * Whether this is of a rule.
   *
   * @param peer of which peer of it; negative for any
   * @param port of which port entry; negative for any
   */
  default boolean isOf(PolicyRule rule, int peer, int port) {
    return isOf(rule.policy())
        && option().rule() == rule.index()
        && (peer < 0 || option().peer() == peer)
        && (port < 0 || port() == port);
  }

  /**
   * The fewest rules whose parts suffice: one if one does, else some of which none is dispensable;
   * null if all together don't.
   *
   * @param parts those of one rule in a row
   * @param suffice whether parts do; more of them do if fewer do
   */
  static <P extends GatePart> @Nullable List<PolicyRule> fewestRules(
      List<P> parts, Predicate<List<P>> suffice) {
    if (!suffice.test(parts)) {
      return null;
    }
    if (suffice.test(List.of())) {
      return List.of();
    }
    List<List<P>> rules = byRule(parts);
    for (List<P> rule : rules) {
      if (suffice.test(rule)) {
        return List.of(rule.get(0).option().reference());
      }
    }
    for (int i = rules.size() - 1; i >= 0; i--) {
      List<List<P>> fewer = new ArrayList<>(rules);
      fewer.remove(i);
      List<P> left = new ArrayList<>();
      fewer.forEach(left::addAll);
      if (suffice.test(left)) {
        rules = fewer;
      }
    }
    List<PolicyRule> result = new ArrayList<>();
    rules.forEach(rule -> result.add(rule.get(0).option().reference()));
    return result;
  }

  private static <P extends GatePart> List<List<P>> byRule(List<P> parts) {
    List<List<P>> rules = new ArrayList<>();
    for (P part : parts) {
      if (rules.isEmpty()
          || !part.isOf(rules.get(rules.size() - 1).get(0).option().reference(), -1, -1)) {
        rules.add(new ArrayList<>());
      }
      rules.get(rules.size() - 1).add(part);
    }
    return rules;
  }
}
