package dev.sallyport.check;

import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds workloads whose policy selects the pods of another workload as well: the other's pods would
 * get rules, and an isolation, that nobody declared for them.
 *
 * <p>Workloads are looked up by the rarest label of the selector, so the cost is {@code O(workloads
 * + matches)} unless many of them share all their labels.
 */
final class OverlapCheck {
  private final Findings findings;

  OverlapCheck(Findings findings) {
    this.findings = findings;
  }

  void check(World world) {
    Map<String, List<String>> byLabel = new HashMap<>();
    Map<String, List<String>> byNamespace = new HashMap<>();
    for (Map.Entry<String, Workload> entry : world.workloads().entrySet()) {
      Workload workload = entry.getValue();
      String namespace = workload.namespace();
      add(byNamespace, namespace, entry.getKey());
      for (Map.Entry<String, String> label : workload.labels().entrySet()) {
        add(byLabel, key(namespace, label), entry.getKey());
      }
    }
    for (Map.Entry<String, Workload> entry : world.workloads().entrySet()) {
      Workload workload = entry.getValue();
      if (world.statementsFor(entry.getKey()).isEmpty()) {
        continue;
      }
      List<String> candidates = byNamespace.getOrDefault(workload.namespace(), List.of());
      for (Map.Entry<String, String> label : workload.selector().matchLabels().entrySet()) {
        List<String> sharing = byLabel.getOrDefault(key(workload.namespace(), label), List.of());
        candidates = sharing.size() < candidates.size() ? sharing : candidates;
      }
      for (String type : candidates) {
        Workload other = world.workloads().get(type);
        if (other != null
            && !type.equals(entry.getKey())
            && !other.id().equals(workload.id())
            && workload.selector().matches(other.labels())) {
          report(world, entry.getKey(), workload, other);
        }
      }
    }
  }

  private void report(World world, String type, Workload workload, Workload other) {
    WorkloadDeclaration contract = world.contracts().get(type);
    if (contract == null) {
      return;
    }
    findings.report(
        FindingCode.OVERLAPPING_WORKLOADS,
        world.place(contract),
        "the policy of workload \""
            + workload.name()
            + "\" selects "
            + workload.selector()
            + ", and so the pods of workload \""
            + other.name()
            + "\" too; give each a label of its own");
  }

  private static void add(Map<String, List<String>> lists, String key, String type) {
    List<String> list = lists.get(key);
    if (list == null) {
      list = new ArrayList<>();
      lists.put(key, list);
    }
    list.add(type);
  }

  private static String key(String namespace, Map.Entry<String, String> label) {
    return namespace + "\n" + label.getKey() + "=" + label.getValue();
  }
}
