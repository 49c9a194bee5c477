package dev.sallyport.reach;

import dev.sallyport.policy.Policy;
import java.util.List;

/**
 * Something whose removal, by itself, would change nothing for any pod that exists or may come to
 * exist: its end lets through exactly the same connections with every network plugin. Two parts
 * that say the same are both superfluous, but not together: remove one, then ask again.
 */
public sealed interface Redundant {

  /**
   * The rules that allow all that it allows, none of them dispensable, in the order of the
   * policies; with {@link PolicyRule#ISOLATION}, policies that keep its pods isolated. Empty if it
   * allows nothing: its selectors contradict themselves, its direction is not in {@code
   * policyTypes}, or the Admin tier decides before it.
   */
  List<PolicyRule> coveredBy();

  /**
   * A policy. It may also be superfluous because it allows its pods everything.
   *
   * @param policy the policy
   * @param coveredBy what allows the same
   */
  record WholePolicy(Policy policy, List<PolicyRule> coveredBy) implements Redundant {}

  /**
   * A rule.
   *
   * @param rule the rule
   * @param coveredBy what allows the same
   */
  record WholeRule(PolicyRule rule, List<PolicyRule> coveredBy) implements Redundant {}

  /**
   * One of several peers of a rule that is needed otherwise.
   *
   * @param rule the rule
   * @param peer which peer of it, from 0
   * @param coveredBy what allows the same; may name the rule itself for another peer
   */
  record OnePeer(PolicyRule rule, int peer, List<PolicyRule> coveredBy) implements Redundant {}

  /**
   * One of several ports of a rule that is needed otherwise.
   *
   * @param rule the rule
   * @param port which entry of its ports, from 0
   * @param coveredBy what allows the same; may name the rule itself for another port
   */
  record OnePort(PolicyRule rule, int port, List<PolicyRule> coveredBy) implements Redundant {}
}
