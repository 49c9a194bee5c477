package dev.sallyport.policy;

/**
 * What a cluster rule does with the connections that it matches.
 *
 * <p>Source: network-policy-api, {@code ClusterNetworkPolicyRuleAction}.
 */
public enum ClusterAction {
  /** Lets them through on this end of the connection; {@code Allow} in AdminNetworkPolicy. */
  ACCEPT,
  /** Refuses them. */
  DENY,
  /** Skips the rest of the tier. */
  PASS
}
