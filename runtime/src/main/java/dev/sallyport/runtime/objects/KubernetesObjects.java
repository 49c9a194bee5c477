package dev.sallyport.runtime.objects;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.document.Problem;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that was found in some inputs.
 *
 * @param namespaces the Namespace objects; pods and policies may name others
 * @param workloads pods and objects with a pod template
 * @param services the Services
 * @param policies the NetworkPolicies, with the API server's defaults
 * @param clusterPolicies ClusterNetworkPolicies, AdminNetworkPolicies, BaselineAdminNetworkPolicies
 * @param skipped how many objects of other kinds there were, by {@code apiVersion kind}
 * @param problems why some documents or objects were refused, sorted
 */
public record KubernetesObjects(
    List<Namespace> namespaces,
    List<FoundWorkload> workloads,
    List<FoundService> services,
    List<Policy> policies,
    List<ClusterPolicy> clusterPolicies,
    SortedMap<String, Integer> skipped,
    List<Problem> problems) {

  /** Copies everything. */
  public KubernetesObjects {
    namespaces = List.copyOf(namespaces);
    workloads = List.copyOf(workloads);
    services = List.copyOf(services);
    policies = List.copyOf(policies);
    clusterPolicies = List.copyOf(clusterPolicies);
    skipped = Collections.unmodifiableSortedMap(new TreeMap<>(skipped));
    problems = problems.stream().sorted().toList();
  }

  /** Whether there is nothing here that says who may connect to whom. */
  public boolean isEmpty() {
    return namespaces.isEmpty()
        && workloads.isEmpty()
        && services.isEmpty()
        && policies.isEmpty()
        && clusterPolicies.isEmpty();
  }
}
