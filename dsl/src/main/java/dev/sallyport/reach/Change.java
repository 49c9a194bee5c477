package dev.sallyport.reach;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Policy;

/** A change of one policy that would open one end of a connection, and little else. */
public sealed interface Change {

  /** What to do, in words. */
  String text();

  /**
   * A change of a NetworkPolicy.
   *
   * @param before the policy as it is
   * @param after the policy with one entry more
   * @param text what to do, in words
   */
  record OfPolicy(Policy before, Policy after, String text) implements Change {}

  /**
   * A change of a cluster policy.
   *
   * @param before the policy as it is
   * @param after the policy with one rule more
   * @param text what to do, in words
   */
  record OfClusterPolicy(ClusterPolicy before, ClusterPolicy after, String text)
      implements Change {}
}
