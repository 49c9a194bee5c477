package dev.sallyport.reach;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What exists in a cluster at one time, as far as policies can see it.
 *
 * <p>A namespace that a pod or policy names but the list lacks is assumed to exist with nothing but
 * its {@code kubernetes.io/metadata.name} label.
 *
 * <pre>{@code
 * Snapshot snapshot = new Snapshot(List.of(shop), List.of(orders, ledger), List.of(policy), List.of());
 * Verdict verdict = Reachability.of(snapshot).verdict(orders, ledger, Protocol.TCP, 8080);
 * }</pre>
 *
 * @param namespaces the namespaces, those assumed at the end
 * @param pods the pods
 * @param policies the NetworkPolicies
 * @param clusterPolicies the policies of the Admin and Baseline tiers
 */
public record Snapshot(
    List<Namespace> namespaces,
    List<Pod> pods,
    List<Policy> policies,
    List<ClusterPolicy> clusterPolicies) {

  /**
   * Creates a snapshot. {@code O(pods + policies)}.
   *
   * @throws IllegalArgumentException if two namespaces, pods, policies or cluster policies have the
   *     same id; the message names them
   */
  public Snapshot {
    pods = List.copyOf(pods);
    policies = List.copyOf(policies);
    clusterPolicies = List.copyOf(clusterPolicies);
    Map<String, Namespace> byName = new LinkedHashMap<>();
    List<String> repeated = new ArrayList<>();
    for (Namespace namespace : namespaces) {
      if (byName.put(namespace.name(), namespace) != null) {
        repeated.add("namespace " + namespace.name());
      }
    }
    repeated(pods, Pod::namespace, Pod::name, "pod ", repeated);
    repeated(policies, Policy::namespace, Policy::name, "policy ", repeated);
    repeated(clusterPolicies, p -> p.tier().name(), ClusterPolicy::name, "policy ", repeated);
    if (!repeated.isEmpty()) {
      throw new IllegalArgumentException("more than once: " + String.join(", ", repeated));
    }
    for (Pod pod : pods) {
      assume(pod.namespace(), byName);
    }
    for (Policy policy : policies) {
      assume(policy.namespace(), byName);
    }
    namespaces = List.copyOf(byName.values());
  }

  /** A snapshot without cluster policies. */
  public static Snapshot of(List<Namespace> namespaces, List<Pod> pods, List<Policy> policies) {
    return new Snapshot(namespaces, pods, policies, List.of());
  }

  private static void assume(String name, Map<String, Namespace> byName) {
    if (!byName.containsKey(name)) {
      byName.put(name, Namespace.of(name, Map.of()));
    }
  }

  private static <T> void repeated(
      List<T> all,
      Function<T, String> scope,
      Function<T, String> name,
      String kind,
      List<String> found) {
    Map<String, Set<String>> seen = new LinkedHashMap<>();
    for (T each : all) {
      if (!seen.computeIfAbsent(scope.apply(each), s -> new HashSet<>()).add(name.apply(each))) {
        found.add(kind + scope.apply(each) + "/" + name.apply(each));
      }
    }
  }
}
