package dev.sallyport.runtime.expect;

import java.util.List;

/**
 * What became of the expectations of a file.
 *
 * @param file the file
 * @param policies what it was checked against
 * @param outcomes one for each expectation, in the order of the file
 */
public record TestResult(ExpectationFile file, NetworkPolicies policies, List<Outcome> outcomes) {

  /** Copies the outcomes. */
  public TestResult {
    outcomes = List.copyOf(outcomes);
  }

  /** How many expectations have a status. */
  public int count(Outcome.Status status) {
    return (int) outcomes.stream().filter(outcome -> outcome.status() == status).count();
  }
}
