package dev.sallyport.reach;

import dev.sallyport.policy.ClusterPolicy;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What {@link SymbolicChecker#prove} found out about an {@link Invariant}. */
public sealed interface Conclusion {

  /** Whether the invariant holds, whichever network plugin enforces the policies. */
  default boolean holds() {
    return this instanceof Proven;
  }

  /**
   * The invariant holds for all pods and namespaces, present and future, whichever network plugin
   * enforces the policies.
   */
  final class Proven implements Conclusion {
    private final SymbolicChecker checker;
    private final Invariant invariant;

    Proven(SymbolicChecker checker, Invariant invariant) {
      this.checker = checker;
      this.invariant = invariant;
    }

    /**
     * The rules on which the proof rests, in the order of the policies: what isolates pods of the
     * source and each rule that lets them out, and the same on the destination's side wherever a
     * way out leads. While these stand and no rule is added, the invariant holds. Computed when
     * asked for: {@code O(policies)}.
     */
    public List<PolicyRule> basis() {
      return checker.basis(invariant);
    }

    /**
     * The cluster policies on which the proof rests as well, by priority: those that may select
     * pods of the source for egress or of the destination for ingress.
     */
    public List<ClusterPolicy> clusterBasis() {
      return checker.clusterBasis(invariant);
    }

    @Override
    public String toString() {
      return "proven";
    }
  }

  /**
   * The invariant does not hold.
   *
   * @param counterexample a case that breaks it
   */
  record Refuted(Counterexample counterexample) implements Conclusion {}

  /**
   * The invariant holds unless the network plugin chooses against it where the API leaves a choice:
   * whether the addresses of pods match ipBlock peers and, where there are cluster policies, how
   * those of equal priority are ordered and for whom the Baseline tier is skipped.
   *
   * @param counterexample a case that breaks it with such a plugin
   * @param choices the questions on which it hinges, as few as possible
   */
  record PluginDependent(Counterexample counterexample, Set<PluginChoice> choices)
      implements Conclusion {

    /** Creates a conclusion. */
    public PluginDependent {
      choices = Collections.unmodifiableSet(EnumSet.copyOf(choices));
    }
  }
}
