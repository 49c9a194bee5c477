package dev.sallyport.check;

import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Finds the workload that a rule by labels means: the only known one that its selector matches.
 * Where several match the rule speaks of a group, and what holds for one need not hold for another;
 * so does a selector that gives no label a value, or one label several.
 */
final class SelectedWorkload {
  private final World world;
  private final WorkloadIndex index;
  private @Nullable KnownNamespaces namespaces;

  SelectedWorkload(World world, WorkloadIndex index) {
    this.world = world;
    this.index = index;
  }

  /**
   * The contract type of the workload.
   *
   * @param peer the peer of a rule by labels
   * @param own the workload that the rule belongs to
   * @return empty text if none or several match, or one more may match in a namespace whose labels
   *     are not known
   */
  String type(Peer peer, Workload own) {
    if (peer instanceof Peer.Pods only) {
      return type(only.pods(), own.namespace(), null);
    }
    if (peer instanceof Peer.PodsInNamespaces both) {
      String name = both.namespaces().matchLabels().get(Namespace.NAME_LABEL);
      return type(
          both.pods(), name == null ? WorkloadIndex.ANY_NAMESPACE : name, both.namespaces());
    }
    return "";
  }

  private String type(Selector pods, String namespace, @Nullable Selector selector) {
    String found = "";
    if (!isOfOne(pods)) {
      return found;
    }
    for (String type : index.candidates(namespace, pods)) {
      Workload workload = world.workloads().get(type);
      if (workload == null
          || !pods.matches(workload.labels())
          || selector != null && !known().mayMatch(workload.namespace(), selector)) {
        continue;
      }
      if (!found.isEmpty()
          || selector != null && !known().matches(workload.namespace(), selector)) {
        return "";
      }
      found = type;
    }
    return found;
  }

  /**
   * Whether a rule asks for all that the workload's own policy asks for: no other workload can have
   * these labels then, known here or not.
   */
  static boolean isCertain(Peer peer, Workload workload) {
    Selector pods =
        peer instanceof Peer.Pods only
            ? only.pods()
            : peer instanceof Peer.PodsInNamespaces both ? both.pods() : Selector.EVERYTHING;
    return pods.matchLabels().entrySet().containsAll(workload.selector().matchLabels().entrySet())
        && pods.matchExpressions().containsAll(workload.selector().matchExpressions());
  }

  private static boolean isOfOne(Selector pods) {
    for (Requirement requirement : pods.matchExpressions()) {
      if (requirement.operator() == Operator.IN) {
        return false;
      }
    }
    return !pods.matchLabels().isEmpty();
  }

  private KnownNamespaces known() {
    KnownNamespaces known = namespaces;
    if (known == null) {
      known = new KnownNamespaces(world);
      namespaces = known;
    }
    return known;
  }
}
