package dev.sallyport.check;

import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The workloads of a world by namespace and label, as contract types in the order of the world. A
 * selector is tried on those that have its rarest label only, so what it selects costs the same in
 * a large world, unless many workloads share all its labels.
 */
final class WorkloadIndex {
  /** No namespace has this name. */
  static final String ANY_NAMESPACE = "*";

  private final Map<String, List<String>> types = new HashMap<>();

  /** {@code O(labels of all workloads)}. */
  WorkloadIndex(World world) {
    for (Map.Entry<String, Workload> entry : world.workloads().entrySet()) {
      add(entry.getValue().namespace(), entry.getKey(), entry.getValue());
      add(ANY_NAMESPACE, entry.getKey(), entry.getValue());
    }
  }

  private void add(String namespace, String type, Workload workload) {
    add(namespace, type);
    for (Map.Entry<String, String> label : workload.labels().entrySet()) {
      add(key(namespace, label.getKey(), label.getValue()), type);
    }
  }

  private void add(String key, String type) {
    List<String> list = types.get(key);
    if (list == null) {
      list = new ArrayList<>();
      types.put(key, list);
    }
    list.add(type);
  }

  /** All workloads of a namespace, or of {@link #ANY_NAMESPACE}. */
  List<String> of(String namespace) {
    return types.getOrDefault(namespace, List.of());
  }

  /**
   * Workloads of a namespace, or of {@link #ANY_NAMESPACE}, among which are all that a selector
   * matches: each once. {@code O(requirements)}, and their values.
   */
  List<String> candidates(String namespace, Selector selector) {
    List<String> fewest = of(namespace);
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      List<String> sharing = of(key(namespace, label.getKey(), label.getValue()));
      fewest = sharing.size() < fewest.size() ? sharing : fewest;
    }
    for (Requirement requirement : selector.matchExpressions()) {
      if (requirement.operator() == Operator.IN) {
        List<String> sharing = new ArrayList<>();
        for (String value : requirement.values()) {
          sharing.addAll(of(key(namespace, requirement.key(), value)));
        }
        fewest = sharing.size() < fewest.size() ? sharing : fewest;
      }
    }
    return fewest;
  }

  private static String key(String namespace, String label, String value) {
    return namespace + "\n" + label + "=" + value;
  }
}
