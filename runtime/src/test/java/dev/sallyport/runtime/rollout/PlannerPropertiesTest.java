package dev.sallyport.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

class PlannerPropertiesTest {

  private static Plan plan(RandomRollout random) throws RolloutRefusedException {
    return new Planner(policies -> random.population, random.live, PluginProfile.STRICT)
        .plan(random.wanted, random.removed);
  }

  private static Map<String, Policy> policies(RandomRollout random) {
    Map<String, Policy> all = new LinkedHashMap<>();
    random.live.forEach(policy -> all.put(policy.id(), policy.policy()));
    return all;
  }

  private static Map<String, Policy> last(RandomRollout random) {
    Map<String, Policy> all = policies(random);
    random.removed.forEach(all::remove);
    random.wanted.forEach(policy -> all.put(policy.id(), policy.policy()));
    return all;
  }

  private static void perform(Action action, Map<String, Policy> state) {
    if (action instanceof Action.Create create) {
      assertThat(state.put(action.id(), create.after().policy())).isNull();
    } else if (action instanceof Action.Replace replace) {
      assertThat(state.put(action.id(), replace.after().policy()))
          .isEqualTo(replace.before().policy());
    } else {
      assertThat(state.remove(action.id())).isEqualTo(((Action.Delete) action).before().policy());
    }
  }

  private static void check(RandomRollout random, Plan plan) {
    Map<String, Policy> state = policies(random);
    BruteForce truth = new BruteForce(random.population, state.values(), last(random).values());
    for (Step step : plan.steps()) {
      for (Action action : step.actions()) {
        perform(action, state);
        assertThat(truth.breach(state.values())).as("%s%n%s", action.text(), random).isEmpty();
      }
    }
    assertThat(state).isEqualTo(last(random));
  }

  @Property(tries = 400)
  void every_state_of_every_plan_is_safe(@ForAll long seed) {
    RandomRollout random = new RandomRollout(seed, 3, false);
    try {
      Plan plan = plan(random);
      Statistics.collect("planned");
      check(random, plan);
    } catch (RolloutRefusedException e) {
      Statistics.collect("refused");
      assertThat(e).hasMessageContainingAll("\n");
    }
    Statistics.coverage(c -> c.check("planned").percentage(p -> p > 60));
  }

  @Property(tries = 60)
  void host_network_pods_too(@ForAll long seed) {
    RandomRollout random = new RandomRollout(seed, 2, true);
    try {
      check(random, plan(random));
    } catch (RolloutRefusedException e) {
      assertThat(e).hasMessageNotContaining("the plan is not safe");
    }
  }

  @Property(tries = 300)
  void without_policies_before_there_is_always_a_plan(@ForAll long seed)
      throws RolloutRefusedException {
    RandomRollout random = new RandomRollout(seed, 0, false);
    check(random, plan(random));
  }

  @Property(tries = 400)
  void a_parachute_opens_nobody_and_nobody_who_needs_one_has_none(@ForAll long seed) {
    RandomRollout random = new RandomRollout(seed, 3, false);
    Plan plan;
    try {
      plan = plan(random);
    } catch (RolloutRefusedException e) {
      return;
    }
    List<Policy> parachutes = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step instanceof Step.OpenParachute) {
        step.actions().forEach(a -> parachutes.add(((Action.Create) a).after().policy()));
      }
    }
    for (Pod pod : random.population.pods()) {
      for (Direction direction : Direction.values()) {
        boolean isolated = isolates(pod, direction, policies(random).values());
        boolean willBe = isolates(pod, direction, last(random).values());
        if (pod.isLive()) {
          assertThat(isolates(pod, direction, parachutes))
              .as("%s of %s%n%s", direction, pod, random)
              .isEqualTo(!isolated && willBe);
        }
      }
    }
  }

  private static boolean isolates(Pod pod, Direction direction, Iterable<Policy> policies) {
    for (Policy policy : policies) {
      if (policy.namespace().equals(pod.namespace())
          && policy.directions().contains(direction)
          && policy.pods().matches(pod.labels())) {
        return true;
      }
    }
    return false;
  }

  @Property(tries = 100)
  void a_plan_is_the_same_every_time(@ForAll long seed) {
    String[] texts = new String[2];
    for (int i = 0; i < 2; i++) {
      RandomRollout random = new RandomRollout(seed, 3, false);
      try {
        texts[i] = plan(random).toString();
      } catch (RolloutRefusedException e) {
        texts[i] = e.getMessage();
      }
    }
    assertThat(texts[0]).isEqualTo(texts[1]);
  }
}
