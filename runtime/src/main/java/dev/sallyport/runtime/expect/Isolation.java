package dev.sallyport.runtime.expect;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Pod;
import dev.sallyport.runtime.input.RuleNotes;
import dev.sallyport.runtime.question.InvalidQuestionException;
import java.util.List;
import java.util.StringJoiner;

/**
 * Whether some NetworkPolicy selects pods for a direction, so that only what rules allow is
 * possible. Cluster policies do not isolate.
 *
 * <p>Source: Kubernetes documentation, "Network Policies", "The two sorts of pod isolation".
 */
public final class Isolation {
  private final NetworkPolicies policies;

  /** Looks at these policies. */
  public Isolation(NetworkPolicies policies) {
    this.policies = policies;
  }

  /**
   * Why some of the pods are not isolated in all of the directions.
   *
   * @return empty if all are; {@code O(pods × policies of their namespace)}
   */
  public String problem(Subject subject, List<Direction> directions) {
    try {
      for (Endpoint endpoint : policies.subjects().find(subject)) {
        if (!(endpoint instanceof Pod pod)) {
          return subject + " are addresses; policies isolate pods only\n";
        }
        for (Direction direction : directions) {
          String problem = problem(pod, direction);
          if (!problem.isEmpty()) {
            return "Expected "
                + subject
                + " to be isolated for "
                + words(directions)
                + ", but "
                + problem;
          }
        }
      }
      return "";
    } catch (InvalidQuestionException e) {
      return e.getMessage() + "\n";
    }
  }

  private String problem(Pod pod, Direction direction) {
    if (pod.hostNetwork()) {
      return pod.id()
          + " uses its node's network, for which the API does not say what policies mean.\n";
    }
    StringBuilder others = new StringBuilder();
    for (Policy policy : policies.snapshot().policies()) {
      if (policy.namespace().equals(pod.namespace())) {
        boolean selects = policy.pods().matches(pod.labels());
        if (selects && policy.directions().contains(direction)) {
          return "";
        }
        others
            .append("  policy ")
            .append(policy.namespace())
            .append('/')
            .append(policy.name())
            .append(
                selects
                    ? " selects it, but not for " + direction.text()
                    : " selects " + policy.pods())
            .append("\n    at ")
            .append(RuleNotes.place(policy.origin()))
            .append('\n');
      }
    }
    return "no NetworkPolicy isolates "
        + pod.id()
        + " for "
        + direction.text()
        + ".\n\nIts labels: "
        + (pod.labels().isEmpty() ? "none" : Selector.ofLabels(pod.labels()))
        + "\n"
        + (others.isEmpty()
            ? "There is no policy in namespace " + pod.namespace() + ".\n"
            : "The policies of its namespace:\n" + others);
  }

  private static String words(List<Direction> directions) {
    StringJoiner words = new StringJoiner(" and ");
    directions.forEach(direction -> words.add(direction.text()));
    return words.toString();
  }
}
