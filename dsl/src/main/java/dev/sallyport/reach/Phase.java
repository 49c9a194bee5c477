package dev.sallyport.reach;

/**
 * The phase of a pod as far as it matters for connections.
 *
 * <p>Source: Kubernetes documentation, "Pod Lifecycle".
 */
public enum Phase {
  /** Pending, running or unknown, or a pod that a template describes. */
  LIVE,
  /** Succeeded or failed: it has no connections, and its address may belong to another pod. */
  FINISHED
}
