package dev.sallyport.runtime.report;

import dev.sallyport.reach.Group;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All workloads of a fleet, to name many of them at once. */
final class Crowd {
  /** By namespace, then name. */
  static final Comparator<Pod> BY_NAME =
      Comparator.comparing(Pod::namespace).thenComparing(Pod::name);

  /** How many names stand in one line. */
  private static final int MOST_NAMES = 3;

  private final int size;
  private final SortedMap<String, Integer> sizes = new TreeMap<>();

  Crowd(List<Pod> all) {
    size = all.size();
    for (Pod pod : all) {
      sizes.merge(pod.namespace(), 1, Integer::sum);
    }
  }

  /** The shortest exact names of some workloads. */
  List<String> names(Set<Pod> pods) {
    return pods.size() == size && size > 1 ? List.of("every workload") : byNamespace(pods, "", "");
  }

  /** The shortest exact names of some workloads, where one that is not among them goes unsaid. */
  List<String> others(Set<Pod> pods, Pod one) {
    boolean among = pods.contains(one);
    return pods.size() == size - (among ? 0 : 1) && size > 2
        ? List.of(among ? "every workload" : "every other workload")
        : byNamespace(pods, among ? "" : one.namespace(), one.namespace());
  }

  /**
   * Names them, whole namespaces as one.
   *
   * @param lacking the namespace that counts as whole with one workload less
   */
  private List<String> byNamespace(Set<Pod> pods, String lacking, String own) {
    SortedMap<String, List<String>> names = new TreeMap<>();
    for (Pod pod : pods) {
      names.computeIfAbsent(pod.namespace(), n -> new ArrayList<>()).add(pod.id());
    }
    List<String> result = new ArrayList<>();
    names.forEach(
        (namespace, ids) -> {
          boolean lacks = namespace.equals(lacking);
          boolean whole = ids.size() == sizes.getOrDefault(namespace, 0) - (lacks ? 1 : 0);
          if (whole && ids.size() > 1) {
            result.add(
                namespace.equals(own) && lacks
                    ? "every other workload of " + namespace
                    : "every workload of " + namespace);
          } else {
            result.addAll(ids);
          }
        });
    return result;
  }

  /** A name for a group that fits into a line; counts what it does not name. */
  String brief(Group group) {
    if (group instanceof Group.Addresses addresses) {
      List<String> names = Outside.names(addresses.ranges());
      return names.size() <= MOST_NAMES
          ? String.join(", ", names)
          : names.get(0) + " and " + (names.size() - 1) + " more";
    }
    List<Pod> pods = ((Group.Pods) group).pods();
    if (pods.size() == size) {
      return "every workload";
    }
    SortedMap<String, List<Pod>> byNamespace = new TreeMap<>();
    for (Pod pod : pods) {
      byNamespace.computeIfAbsent(pod.namespace(), n -> new ArrayList<>()).add(pod);
    }
    List<String> whole = new ArrayList<>();
    List<String> single = new ArrayList<>();
    byNamespace.forEach(
        (namespace, members) -> {
          if (members.size() > 1 && members.size() == sizes.getOrDefault(namespace, 0)) {
            whole.add(namespace);
          } else {
            members.forEach(pod -> single.add(pod.id()));
          }
        });
    List<String> names = new ArrayList<>();
    if (!whole.isEmpty()) {
      names.add(
          whole.size() <= MOST_NAMES
              ? "every workload of " + String.join(", ", whole)
              : "every workload of " + whole.size() + " namespaces");
    }
    if (!single.isEmpty()) {
      names.add(
          single.size() <= MOST_NAMES
              ? String.join(", ", single)
              : single.get(0) + " and " + (single.size() - 1) + " more workloads");
    }
    return String.join("; ", names);
  }
}
