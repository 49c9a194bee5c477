package dev.sallyport.policy;

import java.util.List;
import java.util.Set;

/**
 * The policy that isolates every pod of a namespace in both directions and allows nothing.
 *
 * <p>Source: Kubernetes documentation, "Network Policies", section "Default deny all ingress and
 * all egress traffic".
 */
public final class DefaultDeny {
  /** The name of the policy. */
  public static final String NAME = "default-deny";

  private DefaultDeny() {}

  /**
   * The policy for a namespace.
   *
   * @param namespace its name; empty where the place of deployment decides
   * @param origin what asked for it
   * @throws InvalidValueException if the namespace is not valid
   */
  public static Policy of(String namespace, Origin origin) {
    return new Policy(
        namespace,
        NAME,
        Selector.EVERYTHING,
        Set.of(Direction.INGRESS, Direction.EGRESS),
        List.of(),
        List.of(),
        origin);
  }
}
