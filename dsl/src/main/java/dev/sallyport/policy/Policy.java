package dev.sallyport.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A NetworkPolicy: isolates the selected pods of its namespace in the given directions, and allows
 * what its rules allow.
 *
 * <p>Source: Kubernetes API documentation, {@code NetworkPolicySpec}.
 *
 * @param namespace its namespace; empty where the place of deployment decides
 * @param name its name
 * @param pods the pods it selects, in its namespace only
 * @param directions the directions in which it isolates; explicit, as after defaulting
 * @param ingress what it allows to the pods; inert unless {@code directions} has ingress
 * @param egress what it allows from the pods; inert unless {@code directions} has egress
 * @param origin where it comes from
 */
public record Policy(
    String namespace,
    String name,
    Selector pods,
    Set<Direction> directions,
    List<Rule> ingress,
    List<Rule> egress,
    Origin origin) {

  /**
   * Creates a policy.
   *
   * @throws InvalidValueException if name or namespace is not valid
   */
  public Policy {
    LabelSyntax.name(name);
    if (!namespace.isEmpty()) {
      LabelSyntax.namespace(namespace);
    }
    directions =
        Direction.set(
            directions.contains(Direction.INGRESS), directions.contains(Direction.EGRESS));
    ingress = List.copyOf(ingress);
    egress = List.copyOf(egress);
  }

  /** The rules of one direction; empty (nothing allowed) if none, absent if not isolated there. */
  public Optional<List<Rule>> rules(Direction direction) {
    return directions.contains(direction)
        ? Optional.of(direction == Direction.INGRESS ? ingress : egress)
        : Optional.empty();
  }
}
