package dev.sallyport.runtime.cluster;

import java.util.Optional;

/**
 * Why a plan is not carried out as it is.
 *
 * @param subject the policy or workload, {@code namespace/name}
 * @param problem what is wrong
 * @param wayOut what to do about it
 * @param conflict the field and who set it, where that is what is wrong
 */
public record Hindrance(
    String subject, String problem, String wayOut, Optional<FieldConflict> conflict)
    implements Comparable<Hindrance> {

  /** What is not about a field of somebody else. */
  public Hindrance(String subject, String problem, String wayOut) {
    this(subject, problem, wayOut, Optional.empty());
  }

  /** A field of a policy belongs to somebody else. */
  static Hindrance of(String policy, FieldConflict conflict) {
    return new Hindrance(
        policy,
        conflict.field() + " was set by " + conflict.manager(),
        "settle who sets it, or take it over with --force-conflicts",
        Optional.of(conflict));
  }

  /** By subject, then problem. */
  @Override
  public int compareTo(Hindrance other) {
    int order = subject.compareTo(other.subject);
    return order != 0 ? order : problem.compareTo(other.problem);
  }
}
