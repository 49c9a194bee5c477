package dev.sallyport.reach;

import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reachability that follows a cluster: applies one event after the other and says exactly what each
 * changed.
 *
 * <p>Pod and policy events cost what they touch. A namespace's labels, cluster policies, a label
 * key or an address block that no policy mentioned before, and profiles that leave choices open
 * cost a comparison of two whole versions. One writer; not for use by several threads.
 *
 * <pre>{@code
 * LiveReachability live = LiveReachability.of(snapshot, PluginProfile.CALICO_LIKE);
 * for (Delta.Row row : live.apply(new ClusterEvent.PolicyApplied(policy)).rows()) {
 *   log(row.from() + " -> " + row.to() + ": " + row.after());
 * }
 * }</pre>
 */
public final class LiveReachability {
  private final PluginProfile profile;

  /** The whole, if the events are compared version by version; else it is behind the index. */
  private @Nullable Reachability whole;

  private @Nullable LiveIndex index;

  private LiveReachability(Snapshot snapshot, PluginProfile profile) {
    this.profile = profile;
    start(Reachability.of(snapshot, profile));
  }

  /** Starts from a snapshot. {@code O(pods × labels + policies × classes of their namespace)}. */
  public static LiveReachability of(Snapshot snapshot, PluginProfile profile) {
    return new LiveReachability(snapshot, profile);
  }

  private void start(Reachability reachability) {
    index = LiveIndex.of(reachability);
    whole = index == null ? reachability : null;
  }

  /** The cluster as it is after the events so far. {@code O(pods + policies)} after an event. */
  public Snapshot snapshot() {
    return whole().snapshot();
  }

  /** The reachability after the events so far; stays as it is. {@code O(pods + policies)}. */
  public Reachability current() {
    return whole();
  }

  private Reachability whole() {
    if (whole == null) {
      LiveIndex live = index;
      if (live == null) {
        throw new IllegalStateException("neither index nor snapshot");
      }
      whole = Reachability.of(live.snapshot(), profile);
    }
    return whole;
  }

  /**
   * Applies an event.
   *
   * <p>Cost: pod events {@code O(labels)} for a class of pods that is known, and {@code O(pods of
   * the class)} if the pod leaves one, else {@code O(selectors that concern its namespace)}; policy
   * events {@code O(selected classes × classes that the changed peers mean)}; others as a whole
   * comparison.
   *
   * @return what it changed; empty if the event says what is so already
   * @throws IllegalArgumentException if it removes what is not there
   */
  public Delta apply(ClusterEvent event) {
    LiveIndex live = index;
    if (live != null) {
      Delta delta = live.apply(event);
      if (delta != null) {
        whole = null;
        return delta;
      }
    }
    Reachability before = whole();
    Reachability after = Reachability.of(apply(event, before.snapshot()), profile);
    ConnectivityDiff diff = ConnectivityDiff.between(before, after);
    start(after);
    List<Delta.Row> rows = new ArrayList<>();
    for (ConnectivityDiff.Row row : diff) {
      rows.add(new Delta.Row(row::from, row::to, row.before(), row.after()));
    }
    return new Delta(() -> rows);
  }

  /** A snapshot with one event more. */
  static Snapshot apply(ClusterEvent event, Snapshot s) {
    if (event instanceof ClusterEvent.PodApplied applied) {
      Pod pod = applied.pod();
      return new Snapshot(
          s.namespaces(),
          with(s.pods(), pod, each -> each.id().equals(pod.id())),
          s.policies(),
          s.clusterPolicies());
    }
    if (event instanceof ClusterEvent.PodRemoved removed) {
      String id = removed.namespace() + "/" + removed.name();
      return new Snapshot(
          s.namespaces(),
          without(s.pods(), each -> each.id().equals(id), "pod " + id),
          s.policies(),
          s.clusterPolicies());
    }
    if (event instanceof ClusterEvent.NamespaceApplied applied) {
      Namespace namespace = applied.namespace();
      return new Snapshot(
          with(s.namespaces(), namespace, each -> each.name().equals(namespace.name())),
          s.pods(),
          s.policies(),
          s.clusterPolicies());
    }
    if (event instanceof ClusterEvent.NamespaceRemoved removed) {
      String name = removed.name();
      return new Snapshot(
          without(s.namespaces(), each -> each.name().equals(name), "namespace " + name),
          s.pods().stream().filter(pod -> !pod.namespace().equals(name)).toList(),
          s.policies().stream().filter(policy -> !policy.namespace().equals(name)).toList(),
          s.clusterPolicies());
    }
    if (event instanceof ClusterEvent.PolicyApplied applied) {
      Policy policy = applied.policy();
      return new Snapshot(
          s.namespaces(),
          s.pods(),
          with(s.policies(), policy, is(policy.namespace(), policy.name())),
          s.clusterPolicies());
    }
    if (event instanceof ClusterEvent.PolicyRemoved removed) {
      return new Snapshot(
          s.namespaces(),
          s.pods(),
          without(
              s.policies(),
              is(removed.namespace(), removed.name()),
              "policy " + removed.namespace() + "/" + removed.name()),
          s.clusterPolicies());
    }
    List<ClusterPolicy> cluster;
    if (event instanceof ClusterEvent.ClusterPolicyApplied applied) {
      ClusterPolicy policy = applied.policy();
      cluster =
          with(
              s.clusterPolicies(),
              policy,
              each -> each.tier() == policy.tier() && each.name().equals(policy.name()));
    } else {
      ClusterEvent.ClusterPolicyRemoved removed = (ClusterEvent.ClusterPolicyRemoved) event;
      cluster =
          without(
              s.clusterPolicies(),
              each -> each.tier() == removed.tier() && each.name().equals(removed.name()),
              removed.tier() + " policy " + removed.name());
    }
    return new Snapshot(s.namespaces(), s.pods(), s.policies(), cluster);
  }

  private static Predicate<Policy> is(String namespace, String name) {
    return policy -> policy.name().equals(name) && policy.namespace().equals(namespace);
  }

  private static <T> List<T> with(List<T> all, T item, Predicate<T> same) {
    List<T> result = new ArrayList<>(all);
    for (int i = 0; i < result.size(); i++) {
      if (same.test(result.get(i))) {
        result.set(i, item);
        return result;
      }
    }
    result.add(item);
    return result;
  }

  private static <T> List<T> without(List<T> all, Predicate<T> which, String name) {
    List<T> result = new ArrayList<>(all);
    if (!result.removeIf(which)) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return result;
  }
}
