package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.Snapshots;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is there, without the NetworkPolicies.
 *
 * @param namespaces the namespaces
 * @param pods the pods; those of one workload are one where no policy tells them apart
 * @param clusterPolicies policies of the Admin and Baseline tiers, which a rollout never touches
 */
public record Population(
    List<Namespace> namespaces, List<Pod> pods, List<ClusterPolicy> clusterPolicies) {
  private static final String ANOTHER = " (another replica)";

  /** Copies the lists. */
  public Population {
    namespaces = List.copyOf(namespaces);
    pods = List.copyOf(pods);
    clusterPolicies = List.copyOf(clusterPolicies);
  }

  /**
   * Who is in a cluster.
   *
   * @param objects what is there
   * @param policies all policies that will ever be looked at with it: pods of one workload that one
   *     of them tells apart stay apart
   */
  public static Population of(KubernetesObjects objects, List<Policy> policies) {
    List<Policy> distinct = new ArrayList<>();
    for (int i = 0; i < policies.size(); i++) {
      distinct.add(renamed(policies.get(i), i));
    }
    Snapshot snapshot =
        Snapshots.of(
            new KubernetesObjects(
                objects.namespaces(),
                objects.workloads(),
                objects.services(),
                distinct,
                objects.clusterPolicies(),
                objects.skipped(),
                objects.problems()),
            true);
    return new Population(snapshot.namespaces(), snapshot.pods(), snapshot.clusterPolicies());
  }

  /** A policy that says the same under a name of its own. */
  static Policy renamed(Policy policy, int number) {
    return new Policy(
        policy.namespace(),
        "sallyport-version-" + number,
        policy.pods(),
        policy.directions(),
        policy.ingress(),
        policy.egress(),
        policy.origin());
  }

  /** The population under some policies. */
  public Snapshot with(List<Policy> policies) {
    return new Snapshot(namespaces, pods, policies, clusterPolicies);
  }

  /**
   * The same with a second replica of each live pod. The engine speaks of pairs of different pods,
   * and two replicas of a workload are different pods that a policy may keep apart.
   */
  Population withReplicas() {
    List<Pod> all = new ArrayList<>(pods);
    for (Pod pod : pods) {
      if (pod.isLive()) {
        all.add(
            new Pod(
                pod.namespace(),
                pod.name() + ANOTHER,
                pod.labels(),
                pod.ports(),
                pod.addresses(),
                pod.hostNetwork(),
                pod.phase()));
      }
    }
    return new Population(namespaces, all, clusterPolicies);
  }

  /** Whether a pair says something that no other pair says: a replica matters to its twin only. */
  static boolean counts(String from, String to) {
    return !from.endsWith(ANOTHER) && (!to.endsWith(ANOTHER) || to.equals(from + ANOTHER));
  }
}
