package dev.sallyport.runtime.rollout;

import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.LivePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of steps so that each can be made again: what is in effect already is left alone,
 * and what somebody else changed is not touched.
 */
final class PolicyCalls {
  private final RolloutServer server;

  PolicyCalls(RolloutServer server) {
    this.server = server;
  }

  /** Makes calls that are not in effect yet. */
  void perform(List<Action> actions, List<LivePolicy> policies)
      throws ClusterException, RolloutRefusedException {
    Map<String, LivePolicy> now = byId(policies);
    for (Action action : actions) {
      if (isDone(action, now)) {
        continue;
      }
      try {
        call(action, now);
      } catch (ClusterException e) {
        // No answer, or a refused repetition, may still mean that it was done.
        if (!isDone(action, byId(server.policies()))) {
          throw e;
        }
      }
    }
  }

  private void call(Action action, Map<String, LivePolicy> now)
      throws ClusterException, RolloutRefusedException {
    LivePolicy found = now.get(action.id());
    if (action instanceof Action.Create create) {
      if (found != null) {
        throw changed(action.id());
      }
      server.create(create.after());
    } else if (action instanceof Action.Replace replace) {
      server.replace(unchanged(found, replace.before()), replace.after());
    } else {
      server.delete(unchanged(found, ((Action.Delete) action).before()));
    }
  }

  private static LivePolicy unchanged(@Nullable LivePolicy found, StoredPolicy before)
      throws RolloutRefusedException {
    if (found == null || !stored(found).means(before)) {
      throw changed(before.id());
    }
    return found;
  }

  private static boolean isDone(Action action, Map<String, LivePolicy> now) {
    LivePolicy found = now.get(action.id());
    if (action instanceof Action.Create create) {
      return found != null && stored(found).means(create.after());
    }
    if (action instanceof Action.Replace replace) {
      // Where only labels change, the meaning can't tell the two apart.
      return found != null
          && stored(found).means(replace.after())
          && (!replace.after().means(replace.before()) || stored(found).equals(replace.after()));
    }
    return found == null;
  }

  private static RolloutRefusedException changed(String id) {
    return new RolloutRefusedException(
        "policy "
            + id
            + " is not as this rollout left it: somebody changed it; put it back or abort, and then"
            + " begin anew");
  }

  static StoredPolicy stored(LivePolicy policy) {
    return new StoredPolicy(policy.policy(), policy.labels(), policy.annotations());
  }

  private static Map<String, LivePolicy> byId(List<LivePolicy> policies) {
    Map<String, LivePolicy> byId = new LinkedHashMap<>();
    policies.forEach(policy -> byId.put(policy.id(), policy));
    return byId;
  }

  /**
   * Checks that the plan's policies are as its first steps leave them; the next may be half done.
   */
  static void check(Plan plan, int next, List<LivePolicy> policies) throws RolloutRefusedException {
    Map<String, LivePolicy> now = byId(policies);
    Map<String, StoredPolicy> before = plan.after(next);
    Map<String, StoredPolicy> after = next < plan.steps().size() ? plan.after(next + 1) : before;
    for (String id : plan.touched()) {
      if (!is(now.get(id), before.get(id)) && !is(now.get(id), after.get(id))) {
        throw changed(id);
      }
    }
  }

  private static boolean is(@Nullable LivePolicy found, @Nullable StoredPolicy expected) {
    return found == null || expected == null
        ? found == null && expected == null
        : stored(found).means(expected);
  }
}
