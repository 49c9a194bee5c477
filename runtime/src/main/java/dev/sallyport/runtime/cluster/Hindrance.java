package dev.sallyport.runtime.cluster;

/**
 * Why a plan is not carried out as it is.
 *
 * @param subject the policy or workload, {@code namespace/name}
 * @param problem what is wrong
 * @param wayOut what to do about it
 */
public record Hindrance(String subject, String problem, String wayOut)
    implements Comparable<Hindrance> {

  /** By subject, then problem. */
  @Override
  public int compareTo(Hindrance other) {
    int order = subject.compareTo(other.subject);
    return order != 0 ? order : problem.compareTo(other.problem);
  }
}
