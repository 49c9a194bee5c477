package dev.sallyport.runtime.cluster;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.Phase;
import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which running pods NetworkPolicies isolate. The first policy that selects a pod isolates it in
 * the policy's directions: from then on only what some policy allows passes. Pods on their node's
 * network are left out, as plugins leave them.
 *
 * <p>Source: Kubernetes documentation, "Network Policies", section "The two sorts of pod
 * isolation".
 */
public final class Isolation {
  private static final int LONGEST_CHAIN_OF_OWNERS = 10;

  private final List<FoundWorkload> pods = new ArrayList<>();
  private final Map<String, FoundWorkload> owners = new HashMap<>();

  /** Looks at the running pods among some objects. */
  public Isolation(KubernetesObjects objects) {
    for (FoundWorkload each : objects.workloads()) {
      if (!each.kind().equals("Pod")) {
        owners.put(id(each.namespace(), each.kind(), each.name()), each);
      } else if (each.phase() == Phase.LIVE && !each.hostNetwork()) {
        pods.add(each);
      }
    }
  }

  /**
   * A workload whose isolation changes.
   *
   * @param workload {@code namespace/name[Kind]} of the topmost owner that is known
   * @param pods how many of its pods run
   * @param directions the directions in question, ingress first
   */
  public record Change(String workload, int pods, List<Direction> directions) {

    /** Copies the directions. */
    public Change {
      directions = List.copyOf(directions);
    }
  }

  /**
   * The workloads with running pods that some policies isolate and others do not; by name. {@code
   * O(pods × policies of their namespace)}.
   */
  public List<Change> gained(Collection<Policy> before, Collection<Policy> after) {
    Map<String, List<Policy>> earlier = byNamespace(before);
    Map<String, List<Policy>> later = byNamespace(after);
    Map<String, Set<Direction>> directions = new TreeMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (FoundWorkload pod : pods) {
      Set<Direction> gained = new LinkedHashSet<>();
      for (Direction direction : Direction.values()) {
        if (isolates(later, pod, direction) && !isolates(earlier, pod, direction)) {
          gained.add(direction);
        }
      }
      if (!gained.isEmpty()) {
        String name = name(pod);
        directions.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(gained);
        counts.merge(name, 1, Integer::sum);
      }
    }
    List<Change> changes = new ArrayList<>();
    directions.forEach(
        (name, which) ->
            changes.add(
                new Change(
                    name,
                    counts.getOrDefault(name, 0),
                    List.of(Direction.values()).stream().filter(which::contains).toList())));
    return changes;
  }

  private static Map<String, List<Policy>> byNamespace(Collection<Policy> policies) {
    Map<String, List<Policy>> byNamespace = new HashMap<>();
    for (Policy policy : policies) {
      byNamespace.computeIfAbsent(policy.namespace(), n -> new ArrayList<>()).add(policy);
    }
    return byNamespace;
  }

  private static boolean isolates(
      Map<String, List<Policy>> policies, FoundWorkload pod, Direction direction) {
    for (Policy policy : policies.getOrDefault(pod.namespace(), List.of())) {
      if (policy.directions().contains(direction) && policy.pods().matches(pod.labels())) {
        return true;
      }
    }
    return false;
  }

  private String name(FoundWorkload pod) {
    String kind = pod.kind();
    String name = pod.name();
    Optional<FoundWorkload.Owner> owner = pod.owner();
    for (int i = 0; i < LONGEST_CHAIN_OF_OWNERS && owner.isPresent(); i++) {
      if (owner.get().kind().equals("Node")) {
        break; // a static pod: its node is not what made it
      }
      kind = owner.get().kind();
      name = owner.get().name();
      FoundWorkload found = owners.get(id(pod.namespace(), kind, name));
      owner = found == null ? Optional.empty() : found.owner();
    }
    return pod.namespace() + "/" + name + "[" + kind + "]";
  }

  private static String id(String namespace, String kind, String name) {
    return namespace + "/" + kind + "/" + name;
  }
}
