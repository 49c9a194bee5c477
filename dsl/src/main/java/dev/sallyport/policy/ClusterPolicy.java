package dev.sallyport.policy;

import java.util.List;

/**
 * A ClusterNetworkPolicy ({@code policy.networking.k8s.io/v1alpha2}), or an AdminNetworkPolicy or
 * BaselineAdminNetworkPolicy, which say the same in older words.
 *
 * <p>Within a tier the policies apply by ascending priority; the first rule that matches decides.
 *
 * <p>Source: network-policy-api documentation.
 *
 * @param name its name
 * @param tier its tier
 * @param priority 0 to 1000; the lowest number comes first
 * @param namespaces the namespaces of the pods to which it applies
 * @param pods which pods of them
 * @param ingress rules for connections to the pods, in order
 * @param egress rules for connections from the pods, in order
 * @param origin where it comes from
 */
public record ClusterPolicy(
    String name,
    Tier tier,
    int priority,
    Selector namespaces,
    Selector pods,
    List<ClusterRule> ingress,
    List<ClusterRule> egress,
    Origin origin) {

  /**
   * Creates a policy.
   *
   * @throws InvalidValueException if the name is not valid
   * @throws IllegalArgumentException if the priority is out of range
   */
  public ClusterPolicy {
    LabelSyntax.name(name);
    if (priority < 0 || priority > 1000) {
      throw new IllegalArgumentException("priority " + priority + " is not in 0 to 1000");
    }
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }

  /** The rules of one direction, in order. */
  public List<ClusterRule> rules(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }
}
