package dev.sallyport.reach;

/**
 * A question that the Kubernetes API leaves to the network plugin, or to facts that a snapshot does
 * not hold. Each is a statement that a {@link PluginProfile} answers with a {@link Decision}.
 *
 * <p>Source: "Network Policies" in the Kubernetes documentation; network-policy-api documentation
 * for the cluster tiers.
 */
public enum PluginChoice {
  /** An ipBlock of a NetworkPolicy matches pods of the pod network by their addresses. */
  IP_BLOCK_MATCHES_PODS("an ipBlock matches a pod by its address"),
  /**
   * An address block matches a pod whose address is not known. A profile that says no answers as
   * for a pod without an address; one that says yes, as for an address in every block.
   */
  IP_BLOCK_MATCHES_UNKNOWN_ADDRESS("an address block holds the address of a pod that has none yet"),
  /** An ipBlock matches a host-network pod by its node's address. */
  IP_BLOCK_MATCHES_NODES("an ipBlock matches a node's address"),
  /** Policies apply to host-network pods that they select. */
  HOST_NETWORK_PODS_ARE_SELECTED("a policy isolates host-network pods that it selects"),
  /** Selectors of peers match host-network pods; if not, they are seen as their node. */
  HOST_NETWORK_PODS_MATCH_SELECTORS("the selectors of a peer match host-network pods"),
  /**
   * A host-network pod runs on the node of the pod that it calls, from which traffic is always let
   * in. A profile that says no answers for pods on different nodes.
   */
  HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE("a host-network pod runs on the node of whom it calls"),
  /** A pod reaches its own address whatever the policies say; if not, policies decide. */
  POD_REACHES_ITSELF("a pod reaches its own address whatever policies say"),
  /** A pod reaches itself through a Service whatever the policies say; if not, policies decide. */
  POD_REACHES_ITSELF_THROUGH_SERVICE("a pod reaches itself through a Service"),
  /**
   * Protocols other than TCP, UDP and SCTP (ICMP, for example) pass whatever the policies say; if
   * not, only where every port of every protocol is allowed.
   */
  OTHER_PROTOCOLS_PASS("protocols other than TCP, UDP and SCTP pass"),
  /**
   * Baseline rules are skipped in the directions in which a NetworkPolicy isolates the pod; if not,
   * in both directions as soon as a NetworkPolicy isolates it in one.
   */
  BASELINE_IS_SKIPPED_PER_DIRECTION("Baseline rules are skipped per direction"),
  /**
   * Cluster policies of one tier and priority apply in the order of their names; if not, reversed.
   */
  EQUAL_PRIORITIES_APPLY_BY_NAME("cluster policies of equal priority apply in the order of names");

  private final String statement;

  PluginChoice(String statement) {
    this.statement = statement;
  }

  /** The statement that holds or not, in words. */
  public String statement() {
    return statement;
  }
}
