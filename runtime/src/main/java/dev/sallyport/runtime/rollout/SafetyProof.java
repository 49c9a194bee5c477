package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Policy;
import dev.sallyport.reach.PluginProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows, for every state that a plan passes through, call by call, that nothing which is possible
 * now and in the end is cut, and that nothing is possible which is possible neither now nor in the
 * end.
 */
public final class SafetyProof {
  private SafetyProof() {}

  /**
   * Where a plan is not safe.
   *
   * @param step the step that leads to the state
   * @param breach what is wrong there
   */
  public record Failure(Step step, Breach breach) {}

  /**
   * Looks at every state. {@code O(calls × pods that a call selects × pods)} for each way in which
   * the plugin may behave.
   *
   * @param population who is there, apart where any policy of any state tells pods apart
   * @param before all policies as they are before the plan
   * @param profile what is known of the plugin; what it leaves open is tried both ways
   * @return the first state that is not safe; empty if all are
   */
  public static Optional<Failure> failure(
      Population population, List<Policy> before, Plan plan, PluginProfile profile) {
    List<Policy> vocabulary = vocabulary(before, plan);
    SafetyCheck check =
        new SafetyCheck(
            population,
            before,
            last(before, plan),
            vocabulary,
            DecidedProfiles.of(profile, population, vocabulary));
    for (Step step : plan.steps()) {
      for (Action action : step.actions()) {
        Optional<Breach> breach = check.apply(action).breach();
        if (breach.isPresent()) {
          return Optional.of(new Failure(step, breach.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Every policy of any state. */
  static List<Policy> vocabulary(List<Policy> before, Plan plan) {
    List<Policy> all = new ArrayList<>(before);
    for (Action action : plan.actions()) {
      if (action instanceof Action.Create create) {
        all.add(create.after().policy());
      } else if (action instanceof Action.Replace replace) {
        all.add(replace.after().policy());
      }
    }
    return all;
  }

  /** The policies in the end. */
  static List<Policy> last(List<Policy> before, Plan plan) {
    Map<String, Policy> last = new LinkedHashMap<>();
    before.forEach(policy -> last.put(StoredPolicy.id(policy), policy));
    plan.touched().forEach(last::remove);
    plan.after(plan.steps().size()).values().forEach(p -> last.put(p.id(), p.policy()));
    return List.copyOf(last.values());
  }
}
