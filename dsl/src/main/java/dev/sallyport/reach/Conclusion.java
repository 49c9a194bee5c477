package dev.sallyport.reach;

import java.util.List;

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
   * The invariant holds unless the network plugin matches the addresses of pods against ipBlock
   * peers, which the API neither demands nor rules out.
   *
   * @param counterexample a case that breaks it with such a plugin
   */
  record PluginDependent(Counterexample counterexample) implements Conclusion {

    /** The question on which it hinges. */
    public PluginChoice choice() {
      return PluginChoice.IP_BLOCK_MATCHES_PODS;
    }
  }
}
