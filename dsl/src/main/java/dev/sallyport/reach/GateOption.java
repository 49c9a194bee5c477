package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * One way through a gate: one peer of one rule, for the pods that the policy selects.
 *
 * @param namespace number of the policy's namespace
 * @param policy the policy
 * @param direction the direction of the rule
 * @param rule which rule, from 0
 * @param peer which peer of it, from 0
 * @param self the pods that the policy selects
 * @param kind what the peer is
 * @param namespaces the namespaces of the peer, if it is pods of selected namespaces or anyone
 * @param pods the pods of the peer
 * @param addresses the addresses of the peer, all unless it is a block
 * @param ports the ports of the rule
 */
record GateOption(
    int namespace,
    Policy policy,
    Direction direction,
    int rule,
    int peer,
    LabelCube self,
    Kind kind,
    @Nullable SelectedNamespaces namespaces,
    LabelCube pods,
    AddressSet addresses,
    PortSet ports) {

  /** What the peer is. */
  enum Kind {
    ANYONE,
    OWN_NAMESPACE,
    NAMESPACES,
    BLOCK
  }

  PolicyRule reference() {
    return new PolicyRule(policy, direction, rule);
  }

  /** Whether the peer may be a pod of this existing namespace, by selectors. */
  boolean admits(int other) {
    return switch (kind) {
      case ANYONE -> true;
      case OWN_NAMESPACE -> other == namespace;
      case NAMESPACES -> namespaces != null && namespaces.has(other);
      case BLOCK -> false;
    };
  }

  /** What a future namespace must look like for its pods to be peers by selectors; null if none. */
  @Nullable LabelCube future() {
    return switch (kind) {
      case ANYONE -> LabelCube.ANY;
      case NAMESPACES -> namespaces == null ? null : namespaces.future();
      case OWN_NAMESPACE, BLOCK -> null;
    };
  }
}
