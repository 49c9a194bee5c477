package dev.sallyport.runtime.cluster;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Reachability;
import dev.sallyport.runtime.cluster.ApplyStep.Action;
import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.difference.Difference;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.Snapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out what applying manifests would do: by a dry run of each on the server, and by the
 * reachability engine on what is there and what would be.
 *
 * <pre>{@code
 * ApplyPlan plan = new ApplyPlanner(cluster, ApplyOptions.STANDARD).plan(manifests);
 * if (plan.hindrances().isEmpty()) {
 *   new ApplyRun(cluster, OnConflict.REFUSE).run(plan);
 * }
 * }</pre>
 */
public final class ApplyPlanner {
  private static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
  private static final String MANAGED_BY = "sallyport";

  private final PolicyServer server;
  private final ApplyOptions options;
  private final List<Hindrance> hindrances = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Plans for a server. */
  public ApplyPlanner(PolicyServer server, ApplyOptions options) {
    this.server = server;
    this.options = options;
  }

  /**
   * Plans. Changes nothing on the server: two lists, and one or two dry runs for each manifest.
   *
   * @param manifests what is to be applied, at least one
   * @throws ClusterException if the server could not be asked; what it refuses is a hindrance of
   *     the plan instead
   * @throws IllegalArgumentException if there is no manifest, or two differ that have one name:
   *     with nothing to apply everything would be pruned
   */
  public ApplyPlan plan(List<PolicyManifest> manifests) throws ClusterException {
    Map<String, PolicyManifest> wanted = wanted(manifests);
    Map<String, LivePolicy> live = new TreeMap<>();
    for (LivePolicy policy : server.policies()) {
      live.put(policy.id(), policy);
    }
    KubernetesObjects objects = server.read();
    Isolation isolation = new Isolation(objects);
    List<Policy> now = live.values().stream().map(LivePolicy::policy).toList();
    List<ApplyStep> steps = new ArrayList<>();
    for (PolicyManifest manifest : wanted.values()) {
      step(manifest, Optional.ofNullable(live.get(manifest.id())), isolation, now)
          .ifPresent(steps::add);
    }
    steps.addAll(pruned(wanted, live.values()));
    steps.sort(
        Comparator.comparing((ApplyStep step) -> step.action() == Action.PRUNE)
            .thenComparing(ApplyStep::narrows)
            .thenComparing(ApplyPlanner::selectsEveryPod)
            .thenComparing(ApplyStep::id));
    List<Policy> then = then(live, steps);
    tellIsolation(isolation, now, then);
    return new ApplyPlan(server.name(), steps, hindrances, difference(objects, now, then), notes);
  }

  private Map<String, PolicyManifest> wanted(List<PolicyManifest> manifests) {
    if (manifests.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to apply");
    }
    Map<String, PolicyManifest> wanted = new TreeMap<>();
    for (PolicyManifest each : manifests) {
      PolicyManifest manifest =
          options.bundle().isEmpty()
              ? each
              : each.withLabel(ApplyOptions.BUNDLE_LABEL, options.bundle().get());
      PolicyManifest first = wanted.putIfAbsent(manifest.id(), manifest);
      if (first != null && !first.json().equals(manifest.json())) {
        throw new IllegalArgumentException(
            manifest.id()
                + " is there twice and differs: "
                + first.source()
                + " and "
                + manifest.source());
      }
    }
    return wanted;
  }

  /** What the server would make of a manifest; empty if it hinders the plan. */
  private Optional<ApplyStep> step(
      PolicyManifest manifest, Optional<LivePolicy> before, Isolation isolation, List<Policy> now)
      throws ClusterException {
    if (before.isPresent() && belongsToOthers(manifest, before.get())) {
      return Optional.empty();
    }
    PolicyManifest applied = manifest;
    LivePolicy after;
    try {
      after = dryRun(manifest);
      if (!differences(manifest, after).isEmpty()) {
        // Somebody else added rules to it: say outright that there are none, and look who it was.
        applied = manifest.withEmptyLists();
        after = server.dryRun(applied, options.onConflict());
      }
    } catch (ClusterException e) {
      hindrances.addAll(hindrances(manifest, e));
      return Optional.empty();
    }
    List<String> differences = differences(applied, after);
    if (!differences.isEmpty()) {
      hindrances.add(
          new Hindrance(
              manifest.id(),
              "would mean something else than its manifest says, in "
                  + String.join(", ", differences),
              "a webhook or another manager changes it; find out who before you apply"));
      return Optional.empty();
    }
    List<String> fields = before.isEmpty() ? List.of() : Meaning.differences(before.get(), after);
    Action action =
        before.isEmpty() ? Action.CREATE : fields.isEmpty() ? Action.UNCHANGED : Action.CHANGE;
    if (action == Action.CHANGE
        && !MANAGED_BY.equals(before.get().labels().get(MANAGED_BY_LABEL))) {
      notes.add(manifest.id() + " was not made by Sallyport and is managed by it from now on");
    }
    boolean narrows = narrows(before, applied.policy(), isolation, now);
    return Optional.of(
        new ApplyStep(
            action,
            manifest.id(),
            Optional.of(applied),
            before,
            Optional.of(after),
            fields,
            narrows));
  }

  private static List<String> differences(PolicyManifest manifest, LivePolicy after) {
    return Meaning.of(manifest.policy()).differences(Meaning.of(after.policy()));
  }

  private boolean belongsToOthers(PolicyManifest manifest, LivePolicy before) {
    String owner = before.labels().getOrDefault(ApplyOptions.BUNDLE_LABEL, "");
    String bundle = manifest.labels().getOrDefault(ApplyOptions.BUNDLE_LABEL, "");
    if (owner.isEmpty() || owner.equals(bundle)) {
      return false;
    }
    if (!bundle.isEmpty() && options.onConflict() == OnConflict.TAKE_OVER) {
      notes.add(manifest.id() + " goes from bundle " + owner + " to bundle " + bundle);
      return false;
    }
    hindrances.add(
        new Hindrance(
            manifest.id(),
            "belongs to bundle " + owner,
            bundle.isEmpty()
                ? "name the bundle with --bundle"
                : "rename one of the two policies, or take it over with --force-conflicts"));
    return true;
  }

  /** A dry run; where there are conflicts it names all of them, also those of rules we lack. */
  private LivePolicy dryRun(PolicyManifest manifest) throws ClusterException {
    try {
      return server.dryRun(manifest, options.onConflict());
    } catch (ClusterException e) {
      if (e.reason() == Reason.CONFLICT) {
        server.dryRun(manifest.withEmptyLists(), options.onConflict());
      }
      throw e;
    }
  }

  /** What the server has against a manifest; thrown on if that is not what it speaks of. */
  private List<Hindrance> hindrances(PolicyManifest manifest, ClusterException problem)
      throws ClusterException {
    if (problem.reason() == Reason.CONFLICT) {
      return problem.conflicts().stream()
          .map(conflict -> Hindrance.of(manifest.id(), conflict))
          .toList();
    }
    if (problem.reason() != Reason.INVALID && problem.reason() != Reason.NOT_FOUND) {
      throw problem;
    }
    String message = String.valueOf(problem.getMessage());
    String start = server.name() + ": ";
    return List.of(
        new Hindrance(
            manifest.id(),
            message.startsWith(start) ? message.substring(start.length()) : message,
            "mend it, then apply again"));
  }

  /** Whether a step alone may end a connection: if it isolates anew, or takes a rule away. */
  private static boolean narrows(
      Optional<LivePolicy> before, Policy policy, Isolation isolation, List<Policy> now) {
    if (before.isPresent()) {
      return !Meaning.of(policy).keepsRulesOf(Meaning.of(before.get().policy()));
    }
    List<Policy> with = new ArrayList<>(now);
    with.add(policy);
    return !isolation.gained(now, with).isEmpty();
  }

  private static boolean selectsEveryPod(ApplyStep step) {
    return step.manifest().isPresent() && step.manifest().get().policy().pods().isEverything();
  }

  private List<ApplyStep> pruned(Map<String, PolicyManifest> wanted, Iterable<LivePolicy> live) {
    List<ApplyStep> pruned = new ArrayList<>();
    if (options.bundle().isEmpty()) {
      return pruned;
    }
    Set<String> scope = new TreeSet<>(options.pruneScope());
    if (scope.isEmpty()) {
      wanted.values().forEach(manifest -> scope.add(manifest.policy().namespace()));
    }
    Map<String, Integer> outside = new TreeMap<>();
    int kept = 0;
    for (LivePolicy policy : live) {
      boolean ours =
          MANAGED_BY.equals(policy.labels().get(MANAGED_BY_LABEL))
              && options.bundle().get().equals(policy.labels().get(ApplyOptions.BUNDLE_LABEL));
      if (!ours || wanted.containsKey(policy.id())) {
        continue;
      }
      if (!scope.contains(policy.namespace())) {
        outside.merge(policy.namespace(), 1, Integer::sum);
      } else if (options.prune()) {
        pruned.add(
            new ApplyStep(
                Action.PRUNE,
                policy.id(),
                Optional.empty(),
                Optional.of(policy),
                Optional.empty(),
                List.of(),
                true));
      } else {
        kept++;
      }
    }
    String ofBundle = " of bundle " + options.bundle().get() + " that no manifest names";
    if (kept > 0) {
      notes.add(counted(kept) + ofBundle + " stay; --prune deletes them");
    }
    outside.forEach(
        (namespace, count) ->
            notes.add(
                counted(count)
                    + ofBundle
                    + " stay in namespace "
                    + namespace
                    + "; name it with -n to prune there"));
    return pruned;
  }

  private static String counted(int policies) {
    return policies + (policies == 1 ? " policy" : " policies");
  }

  private static List<Policy> then(Map<String, LivePolicy> live, List<ApplyStep> steps) {
    Map<String, Policy> then = new LinkedHashMap<>();
    live.forEach((id, policy) -> then.put(id, policy.policy()));
    for (ApplyStep step : steps) {
      if (step.manifest().isPresent()) {
        boolean same = step.action() == Action.UNCHANGED;
        then.put(
            step.id(),
            same ? step.before().orElseThrow().policy() : step.manifest().get().policy());
      } else {
        then.remove(step.id());
      }
    }
    return List.copyOf(then.values());
  }

  private void tellIsolation(Isolation isolation, List<Policy> now, List<Policy> then) {
    for (Isolation.Change change : isolation.gained(now, then)) {
      String problem =
          running(change) + " would be isolated for " + words(change) + " for the first time";
      if (options.allowIsolation()) {
        notes.add(change.workload() + ": " + problem);
      } else {
        hindrances.add(
            new Hindrance(
                change.workload(),
                problem + ": what no policy allows is cut at once",
                "let `sallyport rollout` do it step by step, or say --allow-isolation"));
      }
    }
    for (Isolation.Change change : isolation.gained(then, now)) {
      String problem = running(change) + " would no longer be isolated for " + words(change);
      if (options.allowExposure()) {
        notes.add(change.workload() + ": " + problem);
      } else {
        hindrances.add(
            new Hindrance(
                change.workload(),
                problem + ": everybody could connect",
                "keep a policy that selects it, or say --allow-exposure"));
      }
    }
  }

  private static String running(Isolation.Change change) {
    return change.pods() + (change.pods() == 1 ? " running pod" : " running pods");
  }

  private static String words(Isolation.Change change) {
    return String.join(
        " and ",
        change.directions().stream()
            .map(d -> d == Direction.INGRESS ? "ingress" : "egress")
            .toList());
  }

  private static Difference difference(
      KubernetesObjects objects, List<Policy> now, List<Policy> then) {
    return Difference.between(reachability(objects, now), reachability(objects, then));
  }

  private static Reachability reachability(KubernetesObjects objects, List<Policy> policies) {
    KubernetesObjects changed =
        new KubernetesObjects(
            objects.namespaces(),
            objects.workloads(),
            objects.services(),
            policies,
            objects.clusterPolicies(),
            objects.skipped(),
            objects.problems());
    return Reachability.of(Snapshots.of(changed, true), PluginProfile.STRICT);
  }
}
