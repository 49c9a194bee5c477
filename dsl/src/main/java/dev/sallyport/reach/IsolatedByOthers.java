package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/** Which of the pods that a policy selects stay isolated without it, in one direction. */
final class IsolatedByOthers {
  private final LabelCube self;
  private final List<LabelCube> pods = new ArrayList<>();
  private final List<PolicyRule> policies = new ArrayList<>();

  /** Looks at the other policies of a gate; {@code self} are the pods that the policy selects. */
  IsolatedByOthers(Gate gate, Direction direction, Policy policy, LabelCube self) {
    this.self = self;
    for (int i = 0; i < gate.policies().size(); i++) {
      if (gate.policies().get(i) != policy && gate.isolated().get(i).meets(self)) {
        pods.add(gate.isolated().get(i));
        policies.add(new PolicyRule(gate.policies().get(i), direction, PolicyRule.ISOLATION));
      }
    }
  }

  /** The pods that some other policy isolates, in cubes that may overlap. */
  List<LabelCube> pods() {
    return pods;
  }

  /** The pods that only the policy isolates, in cubes that share no member. */
  List<LabelCube> rest() {
    return self.allMinus(pods);
  }

  /**
   * The other policies, as few as isolate all; those that isolate some, if none isolates the rest.
   */
  List<PolicyRule> policies() {
    List<LabelCube> isolated = new ArrayList<>(pods);
    List<PolicyRule> fewest = new ArrayList<>(policies);
    if (self.minus(isolated, 0) != null) {
      return fewest;
    }
    for (int i = isolated.size() - 1; i >= 0; i--) {
      List<LabelCube> fewer = new ArrayList<>(isolated);
      fewer.remove(i);
      if (self.minus(fewer, 0) == null) {
        isolated.remove(i);
        fewest.remove(i);
      }
    }
    return fewest;
  }
}
