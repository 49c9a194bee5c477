package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import java.util.List;

/**
 * One rule of a policy, or the policy itself in one direction: that it isolates.
 *
 * @param policy the policy
 * @param direction ingress or egress
 * @param index which rule of that direction, from 0; {@link #ISOLATION} for none of them
 */
public record PolicyRule(Policy policy, Direction direction, int index) {
  /** The index that means the policy itself: that it isolates the pods it selects. */
  public static final int ISOLATION = -1;

  /**
   * Names a rule.
   *
   * @throws IndexOutOfBoundsException if the policy has no such rule
   */
  public PolicyRule {
    if (index != ISOLATION) {
      rules(policy, direction).get(index);
    }
  }

  /**
   * The rule.
   *
   * @throws IndexOutOfBoundsException if this is the policy itself
   */
  public Rule rule() {
    return rules(policy, direction).get(index);
  }

  /** What made the rule, or the policy. */
  public List<Origin> origins() {
    return index == ISOLATION
        ? List.of(policy.origin())
        : rules(policy, direction).get(index).origins();
  }

  private static List<Rule> rules(Policy policy, Direction direction) {
    return direction == Direction.INGRESS ? policy.ingress() : policy.egress();
  }

  /** For example {@code shop/orders ingress[0]}. */
  @Override
  public String toString() {
    String place = policy.namespace().isEmpty() ? "_" : policy.namespace();
    String where = direction == Direction.INGRESS ? " ingress" : " egress";
    return place + "/" + policy.name() + where + (index == ISOLATION ? "" : "[" + index + "]");
  }
}
