package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes the plan of a rollout, and proves it.
 *
 * <p>The order is found step by step: first all that changes no connection (parachutes, and real
 * policies under them), then workloads are narrowed, then what opens or closes within the bounds;
 * deletions come as late as can be. A step is taken only if the state that it leads to is safe, and
 * if no step that is left is safe, there is no plan.
 */
public final class Planner {
  private static final int MOST_REFINEMENTS = 8;

  private final Function<List<Policy>, Population> populations;
  private final List<StoredPolicy> live;
  private final PluginProfile profile;

  /**
   * Creates a planner for one state of a cluster.
   *
   * @param populations who is there, given all policies that may tell pods apart
   * @param live all policies that are there
   * @param profile what is known of the network plugin; what it leaves open is tried both ways
   */
  public Planner(
      Function<List<Policy>, Population> populations,
      List<StoredPolicy> live,
      PluginProfile profile) {
    this.populations = populations;
    this.live = List.copyOf(live);
    this.profile = profile;
  }

  /**
   * The plan that leads to the wanted policies. Policies that are neither wanted nor removed stay.
   *
   * @param wanted policies as they shall be; those of the same name are replaced
   * @param removed {@code namespace/name} of policies that shall go; those that are not there are
   *     left out
   * @throws RolloutRefusedException if no order of steps is safe, or labels can't tell apart who
   *     needs a parachute from who must not have one
   */
  public Plan plan(List<StoredPolicy> wanted, Set<String> removed) throws RolloutRefusedException {
    Map<String, StoredPolicy> now = byId(live);
    List<Action> changes = changes(now, byId(wanted));
    List<Action> deletions = new ArrayList<>();
    for (StoredPolicy policy : now.values()) {
      if (removed.contains(policy.id())) {
        deletions.add(new Action.Delete(policy));
      }
    }
    Plan end = new Plan("", List.of(new Step.OpenParachute("", joined(changes, deletions))));
    List<Policy> before = live.stream().map(StoredPolicy::policy).toList();
    List<Policy> last = SafetyProof.last(before, end);
    List<Policy> known = new ArrayList<>(SafetyProof.vocabulary(before, end));

    String id = id(changes, deletions);
    Population population = populations.apply(known);
    List<Parachutes.Parachute> units = List.of();
    List<Step.OpenParachute> parachutes = List.of();
    for (int i = 0; ; i++) {
      units = Parachutes.of(population, before, last, after(changes));
      parachutes = parachutes(units, id, now);
      List<Policy> all = new ArrayList<>(known);
      parachutes.forEach(
          step -> step.actions().forEach(a -> all.add(((Action.Create) a).after().policy())));
      Population refined = populations.apply(all);
      if (refined.equals(population)) {
        known = all;
        break;
      }
      if (i == MOST_REFINEMENTS) {
        throw new RolloutRefusedException(
            "the pods of one workload differ in too many labels to give each a parachute; narrow"
                + " the pod selectors of the policies");
      }
      population = refined;
    }
    SafetyCheck check =
        new SafetyCheck(
            population, before, last, known, DecidedProfiles.of(profile, population, known));
    Ordering ordering = new Ordering(check, population, units, id);
    Plan plan = new Plan(id, ordering.steps(parachutes, changes, deletions));
    Optional<SafetyProof.Failure> failure = SafetyProof.failure(population, before, plan, profile);
    if (failure.isPresent()) {
      throw new RolloutRefusedException(
          "the plan is not safe: " + failure.get().step().what() + ": " + failure.get().breach());
    }
    return plan;
  }

  private static List<Action> joined(List<Action> changes, List<Action> deletions) {
    List<Action> all = new ArrayList<>(changes);
    all.addAll(deletions);
    return all;
  }

  private static Map<String, StoredPolicy> byId(List<StoredPolicy> policies)
      throws RolloutRefusedException {
    Map<String, StoredPolicy> byId = new TreeMap<>();
    for (StoredPolicy policy : policies) {
      if (byId.put(policy.id(), policy) != null) {
        throw new RolloutRefusedException("policy " + policy.id() + " is there twice");
      }
    }
    return byId;
  }

  private static List<Action> changes(
      Map<String, StoredPolicy> now, Map<String, StoredPolicy> wanted) {
    List<Action> changes = new ArrayList<>();
    for (StoredPolicy policy : wanted.values()) {
      StoredPolicy old = now.get(policy.id());
      if (old == null) {
        changes.add(new Action.Create(policy));
      } else if (!policy.keeping(old).equals(old)) {
        changes.add(new Action.Replace(old, policy.keeping(old)));
      }
    }
    return changes;
  }

  private static List<Policy> after(List<Action> changes) {
    List<Policy> after = new ArrayList<>();
    for (Action action : changes) {
      after.add(
          action instanceof Action.Create create
              ? create.after().policy()
              : ((Action.Replace) action).after().policy());
    }
    return after;
  }

  private static List<Step.OpenParachute> parachutes(
      List<Parachutes.Parachute> units, String id, Map<String, StoredPolicy> now)
      throws RolloutRefusedException {
    List<Step.OpenParachute> steps = new ArrayList<>();
    for (Parachutes.Parachute unit : units) {
      List<Action> actions = new ArrayList<>();
      for (Direction direction : unit.directions()) {
        StoredPolicy policy = Parachutes.policy(unit, direction, id);
        if (now.containsKey(policy.id())) {
          throw new RolloutRefusedException(
              "policy "
                  + policy.id()
                  + " is there already, and has the name of a parachute; if it is left over from"
                  + " another rollout, find out whether its workload is narrow, and delete it");
        }
        actions.add(new Action.Create(policy));
      }
      steps.add(new Step.OpenParachute(unit.workload(), actions));
    }
    return steps;
  }

  /** Ten hexadecimal digits that depend on all that changes. */
  private static String id(List<Action> changes, List<Action> deletions) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((changes + "\n" + deletions).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Finds the order. */
  private record Ordering(
      SafetyCheck check, Population population, List<Parachutes.Parachute> units, String id) {

    List<Step> steps(
        List<Step.OpenParachute> parachutes, List<Action> changes, List<Action> deletions)
        throws RolloutRefusedException {
      List<Step> steps = new ArrayList<>();
      for (Step.OpenParachute parachute : parachutes) {
        for (Action action : parachute.actions()) {
          SafetyCheck.Result result = check.apply(action);
          if (result.changes()) {
            throw new RolloutRefusedException(
                "the parachute of "
                    + parachute.workload()
                    + " would change who may connect, though no NetworkPolicy isolates these pods"
                    + " yet (a policy of the Baseline tier may, or one for other pods of the same"
                    + " labels): "
                    + result.breach().map(Breach::toString).orElse("see the cluster policies"));
          }
        }
        steps.add(parachute);
      }
      List<Action> real = new ArrayList<>(changes);
      List<Action> gone = new ArrayList<>(deletions);
      List<Parachutes.Parachute> open = new ArrayList<>(units);
      while (!real.isEmpty() || !gone.isEmpty() || !open.isEmpty()) {
        List<String> reasons = new ArrayList<>();
        boolean progress = neutral(real, steps);
        progress |= narrowOne(open, real, steps, reasons);
        if (!progress) {
          progress = oneWithinBounds(real, steps, reasons);
        }
        if (!progress) {
          progress = neutral(gone, steps) || oneWithinBounds(gone, steps, reasons);
        }
        if (!progress) {
          throw new RolloutRefusedException(
              "no order of the steps that are left is safe:\n  "
                  + String.join("\n  ", reasons)
                  + "\nRoll out in two parts, or change the policies at the other end of these"
                  + " connections first.");
        }
      }
      return steps;
    }

    /** Takes all that changes no connection at this point. */
    private boolean neutral(List<Action> left, List<Step> steps) {
      boolean taken = false;
      for (Action action : List.copyOf(left)) {
        if (check.apply(action).changes()) {
          check.revert(action);
        } else {
          steps.add(step(action, Step.Effect.NONE));
          left.remove(action);
          taken = true;
        }
      }
      return taken;
    }

    private boolean oneWithinBounds(List<Action> left, List<Step> steps, List<String> reasons) {
      for (Action action : left) {
        Optional<Breach> breach = check.apply(action).breach();
        if (breach.isEmpty()) {
          steps.add(step(action, Step.Effect.WITHIN_BOUNDS));
          left.remove(action);
          return true;
        }
        check.revert(action);
        reasons.add(action.text() + ": " + breach.get());
      }
      return false;
    }

    private static Step step(Action action, Step.Effect effect) {
      return action instanceof Action.Delete
          ? new Step.RemovePolicy(action.id(), List.of(action), effect)
          : new Step.ApplyPolicy(action.id(), List.of(action), effect);
    }

    /** Narrows the first workload for which every policy is there and that breaks nothing. */
    private boolean narrowOne(
        List<Parachutes.Parachute> open,
        List<Action> real,
        List<Step> steps,
        List<String> reasons) {
      for (Parachutes.Parachute unit : List.copyOf(open)) {
        Optional<Action> missing = missing(unit, real);
        if (missing.isPresent()) {
          reasons.add("narrow " + unit.workload() + ": first " + missing.get().text());
          continue;
        }
        List<Action> done = new ArrayList<>();
        Optional<Breach> breach = Optional.empty();
        for (Direction direction : unit.directions()) {
          Action action = new Action.Delete(Parachutes.policy(unit, direction, id));
          breach = check.apply(action).breach();
          done.add(action);
          if (breach.isPresent()) {
            break;
          }
        }
        if (breach.isEmpty()) {
          steps.add(new Step.Narrow(unit.workload(), done));
          open.remove(unit);
          return true;
        }
        for (int i = done.size() - 1; i >= 0; i--) {
          check.revert(done.get(i));
        }
        reasons.add("narrow " + unit.workload() + ": " + breach.get());
      }
      return false;
    }

    /** A policy that is not there yet and speaks of pods under a parachute. */
    private Optional<Action> missing(Parachutes.Parachute unit, List<Action> real) {
      Set<Pod> pods = new HashSet<>();
      population.pods().stream().filter(unit::selects).forEach(pods::add);
      for (int i = 0; i < real.size(); i++) {
        Policy policy = after(real).get(i);
        boolean speaks =
            unit.directions().stream().anyMatch(policy.directions()::contains)
                && pods.stream()
                    .anyMatch(
                        pod ->
                            pod.namespace().equals(policy.namespace())
                                && policy.pods().matches(pod.labels()));
        if (speaks) {
          return Optional.of(real.get(i));
        }
      }
      return Optional.empty();
    }
  }
}
