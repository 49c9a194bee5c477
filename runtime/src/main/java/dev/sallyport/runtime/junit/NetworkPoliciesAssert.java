package dev.sallyport.runtime.junit;

import dev.sallyport.runtime.expect.ExpectationFile;
import dev.sallyport.runtime.expect.InvalidExpectationsException;
import dev.sallyport.runtime.expect.Outcome;
import dev.sallyport.runtime.expect.Subject;
import java.nio.file.Path;

/** Assertions on policies; see {@link NetworkPolicyAssertions}. */
public final class NetworkPoliciesAssert {
  private final Failures failures;

  NetworkPoliciesAssert(Failures failures) {
    this.failures = failures;
  }

  /**
   * Speaks of connections from somebody; fails if nobody is meant.
   *
   * @param who {@code namespace/workload}, {@code namespace/*}, {@code *}{@code /*}, an address, a
   *     CIDR, or {@code Internet}
   */
  public FromAssert from(String who) {
    return new FromAssert(failures, new Subject.Named(who));
  }

  /**
   * Speaks of connections to somebody; fails if nobody is meant.
   *
   * @param who as {@link #from(String)}
   */
  public ToAssert to(String who) {
    return new ToAssert(failures, new Subject.Named(who));
  }

  /**
   * Each expectation of a file holds. Its {@code inputs}, {@code namespace} and {@code plugin} are
   * left aside: it is checked against these policies.
   */
  public NetworkPoliciesAssert meet(Path expectations) {
    try {
      ExpectationFile file = ExpectationFile.read(expectations);
      StringBuilder problems = new StringBuilder();
      file.expectations().stream()
          .map(failures.policies()::check)
          .filter(outcome -> outcome.status() != Outcome.Status.HOLDS)
          .forEach(
              outcome ->
                  problems
                      .append(problems.isEmpty() ? "" : "\n")
                      .append(file.source())
                      .append(':')
                      .append(outcome.expectation().line())
                      .append(": ")
                      .append(outcome.message()));
      if (!problems.isEmpty()) {
        failures.fail(problems.toString());
      }
    } catch (InvalidExpectationsException e) {
      failures.fail(String.valueOf(e.getMessage()));
    }
    return this;
  }
}
