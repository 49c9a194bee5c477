package dev.sallyport.runtime.junit;

import dev.sallyport.policy.Direction;
import dev.sallyport.runtime.expect.Expectation;
import dev.sallyport.runtime.expect.Isolation;
import dev.sallyport.runtime.expect.NetworkPolicies;
import dev.sallyport.runtime.expect.Outcome;
import dev.sallyport.runtime.expect.Subject;
import dev.sallyport.runtime.question.AskedPorts;
import dev.sallyport.runtime.question.InvalidQuestionException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where assertions fail: at once, or in a list that is thrown at the end. */
final class Failures {
  private final NetworkPolicies policies;
  private final @Nullable List<String> collected;

  private Failures(NetworkPolicies policies, @Nullable List<String> collected) {
    this.policies = policies;
    this.collected = collected;
  }

  /** Throws at once. */
  static Failures thrown(NetworkPolicies policies) {
    return new Failures(policies, null);
  }

  /** Throws nothing until {@link #throwAll}. */
  static Failures collected(NetworkPolicies policies) {
    return new Failures(policies, new ArrayList<>());
  }

  /** Fails with everything that was collected, if there is anything. */
  void throwAll() {
    if (collected == null || collected.isEmpty()) {
      return;
    }
    if (collected.size() == 1) {
      throw new AssertionError(collected.get(0));
    }
    StringBuilder all = new StringBuilder(collected.size() + " assertions failed:\n");
    for (int i = 0; i < collected.size(); i++) {
      all.append("\n(").append(i + 1).append(") ").append(collected.get(i)).append('\n');
    }
    throw new AssertionError(all.toString());
  }

  /** Fails with a message of one or more lines. */
  boolean fail(String message) {
    String text = "\n" + message.strip();
    if (collected == null) {
      throw new AssertionError(text);
    }
    collected.add(text.strip());
    return false;
  }

  /** Fails if somebody is not there; whether he is. */
  boolean require(Subject subject) {
    try {
      return !policies.subjects().find(subject).isEmpty();
    } catch (InvalidQuestionException e) {
      return fail(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Fails if somebody is not there.
   *
   * @return where assertions about him fail: here, or nowhere if he is not there, because that was
   *     said
   */
  Failures about(Subject subject) {
    return require(subject) ? this : collected(policies);
  }

  /** Fails unless an expectation holds; whether it does. */
  boolean check(Subject from, Subject to, AskedPorts ports, boolean allowed) {
    Outcome outcome = policies.check(Expectation.of(from, to, ports, allowed));
    return outcome.status() == Outcome.Status.HOLDS || fail(outcome.message());
  }

  /** Fails unless pods are isolated. */
  void checkIsolated(Subject subject, List<Direction> directions) {
    String problem = new Isolation(policies).problem(subject, directions);
    if (!problem.isEmpty()) {
      fail(problem);
    }
  }

  NetworkPolicies policies() {
    return policies;
  }
}
