package dev.sallyport.check;

import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Workload;

/**
 * Finds the workload that a rule by labels means as surely as its class token would: in one
 * namespace, and with all labels that the workload's own policy asks for. Such labels are those of
 * no other workload, here or in another jar, because its policy would guard that one too. With
 * fewer, as {@code tier=backend}, a rule may speak of a group of which only one is known here.
 */
final class SelectedWorkload {
  private final World world;
  private final WorkloadIndex index;

  SelectedWorkload(World world, WorkloadIndex index) {
    this.world = world;
    this.index = index;
  }

  /**
   * The contract type of the workload. {@code O(workloads with the rarest label)}.
   *
   * @param peer the peer of a rule by labels
   * @param own the workload that the rule belongs to
   * @return empty text if it is none, or not sure
   */
  String type(Peer peer, Workload own) {
    if (peer instanceof Peer.Pods only) {
      return type(only.pods(), own.namespace());
    }
    if (peer instanceof Peer.PodsInNamespaces both) {
      String name = both.namespaces().matchLabels().get(Namespace.NAME_LABEL);
      boolean one =
          both.namespaces().matchLabels().size() == 1
              && both.namespaces().matchExpressions().isEmpty();
      return name != null && one ? type(both.pods(), name) : "";
    }
    return "";
  }

  private String type(Selector pods, String namespace) {
    String found = "";
    for (String type : index.candidates(namespace, pods)) {
      Workload workload = world.workloads().get(type);
      if (workload == null || !pods.matches(workload.labels())) {
        continue;
      }
      if (!found.isEmpty() || !workload.managed() || !includes(pods, workload.selector())) {
        return "";
      }
      found = type;
    }
    return found;
  }

  /** Whether a selector asks for all that another asks for. */
  private static boolean includes(Selector selector, Selector other) {
    return selector.matchLabels().entrySet().containsAll(other.matchLabels().entrySet())
        && selector.matchExpressions().containsAll(other.matchExpressions());
  }
}
