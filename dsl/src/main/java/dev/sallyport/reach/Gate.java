package dev.sallyport.reach;

import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All policies of one namespace in one direction: who is isolated there, and the ways through. */
final class Gate {
  /** The gate of a namespace without policies. */
  static final Gate OPEN = new Gate();

  private final List<Policy> policies = new ArrayList<>(4);
  private final List<LabelCube> isolated = new ArrayList<>(4);
  private final List<GateOption> options = new ArrayList<>(4);
  private boolean closed;

  /** Adds an isolating policy with the pods that it selects. */
  void isolate(Policy policy, LabelCube pods) {
    policies.add(policy);
    isolated.add(pods);
    closed |= pods.isAny();
  }

  void add(GateOption option) {
    options.add(option);
  }

  /** The isolating policies that can select a pod at all, with {@link #isolated} in parallel. */
  List<Policy> policies() {
    return policies;
  }

  List<LabelCube> isolated() {
    return isolated;
  }

  List<GateOption> options() {
    return options;
  }

  /** Some of these pods that no policy isolates; null if all are isolated. */
  @Nullable LabelCube open(LabelCube pods) {
    return closed ? null : pods.minus(isolated, 0);
  }
}
