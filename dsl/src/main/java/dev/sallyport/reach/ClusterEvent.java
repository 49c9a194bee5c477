package dev.sallyport.reach;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Tier;

/** One change of a cluster, as a watch reports it. */
public sealed interface ClusterEvent {

  /** A pod is new, or differs from the one of the same id: labels, ports, addresses, phase. */
  record PodApplied(Pod pod) implements ClusterEvent {}

  /** A pod is gone. */
  record PodRemoved(String namespace, String name) implements ClusterEvent {}

  /** A namespace is new, or has other labels. */
  record NamespaceApplied(Namespace namespace) implements ClusterEvent {}

  /** A namespace is gone, with its pods and policies. */
  record NamespaceRemoved(String name) implements ClusterEvent {}

  /** A NetworkPolicy is new, or differs from the one of the same id. */
  record PolicyApplied(Policy policy) implements ClusterEvent {}

  /** A NetworkPolicy is gone. */
  record PolicyRemoved(String namespace, String name) implements ClusterEvent {}

  /** A cluster policy is new, or differs from the one of the same tier and name. */
  record ClusterPolicyApplied(ClusterPolicy policy) implements ClusterEvent {}

  /** A cluster policy is gone. */
  record ClusterPolicyRemoved(Tier tier, String name) implements ClusterEvent {}
}
