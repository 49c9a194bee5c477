package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rollout will do: steps, in order. The same state and the same wishes give the same plan.
 *
 * @param id tells the rollout's parachutes from those of another; of the characters that a label
 *     value takes
 * @param steps the steps
 */
public record Plan(String id, List<Step> steps) {

  /** Copies the steps. */
  public Plan {
    steps = List.copyOf(steps);
  }

  /** All calls, in order. */
  public List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    steps.forEach(step -> actions.addAll(step.actions()));
    return actions;
  }

  /** {@code namespace/name} of each policy that the plan touches, sorted. */
  public Set<String> touched() {
    Set<String> ids = new TreeSet<>();
    actions().forEach(action -> ids.add(action.id()));
    return ids;
  }

  /** The touched policies as they were before the plan: those that were there, by id. */
  Map<String, StoredPolicy> before() {
    Map<String, Optional<StoredPolicy>> first = new LinkedHashMap<>();
    for (Action action : actions()) {
      first.putIfAbsent(action.id(), before(action));
    }
    Map<String, StoredPolicy> before = new LinkedHashMap<>();
    first.forEach((id, policy) -> policy.ifPresent(p -> before.put(id, p)));
    return before;
  }

  private static Optional<StoredPolicy> before(Action action) {
    if (action instanceof Action.Replace replace) {
      return Optional.of(replace.before());
    }
    return action instanceof Action.Delete delete ? Optional.of(delete.before()) : Optional.empty();
  }

  /**
   * All policies of a cluster as they were before the plan, whatever of it was done since.
   *
   * @param now the policies of the cluster
   */
  List<Policy> before(List<Policy> now) {
    Set<String> touched = touched();
    List<Policy> before = new ArrayList<>();
    for (Policy policy : now) {
      if (!touched.contains(StoredPolicy.id(policy))) {
        before.add(policy);
      }
    }
    before().values().forEach(policy -> before.add(policy.policy()));
    return before;
  }

  /** The touched policies after the first so many steps, by id. */
  Map<String, StoredPolicy> after(int steps) {
    Map<String, StoredPolicy> state = new LinkedHashMap<>(before());
    for (Step step : this.steps.subList(0, steps)) {
      step.actions().forEach(action -> perform(action, state));
    }
    return state;
  }

  private static void perform(Action action, Map<String, StoredPolicy> state) {
    if (action instanceof Action.Create create) {
      state.put(action.id(), create.after());
    } else if (action instanceof Action.Replace replace) {
      state.put(action.id(), replace.after());
    } else {
      state.remove(action.id());
    }
  }
}
