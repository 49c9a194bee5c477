package dev.sallyport.policy;

/**
 * Where a cluster policy stands relative to NetworkPolicies.
 *
 * <p>Source: network-policy-api, {@code ClusterNetworkPolicySpec.tier}.
 */
public enum Tier {
  /** Before NetworkPolicies, which cannot override it. */
  ADMIN,
  /** After NetworkPolicies, for pods that none of them isolates. */
  BASELINE
}
