package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy with all that a rollout must be able to put back: what it means, and how it is labelled.
 *
 * @param policy what it means; origins are left out, because they say where it was read
 * @param labels its labels, sorted
 * @param annotations its annotations, sorted
 */
public record StoredPolicy(
    Policy policy, Map<String, String> labels, Map<String, String> annotations) {
  private static final Origin NO_ORIGIN = new Origin("", "");

  /** Leaves origins out; copies and sorts labels and annotations. */
  public StoredPolicy {
    policy = meaning(policy);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** A policy without its origins: equal to another if the two say the same. */
  static Policy meaning(Policy policy) {
    return new Policy(
        policy.namespace(),
        policy.name(),
        policy.pods(),
        policy.directions(),
        policy.ingress().stream().map(StoredPolicy::meaning).toList(),
        policy.egress().stream().map(StoredPolicy::meaning).toList(),
        NO_ORIGIN);
  }

  private static Rule meaning(Rule rule) {
    return new Rule(rule.peers(), rule.ports(), List.of());
  }

  /** {@code namespace/name}. */
  public String id() {
    return id(policy);
  }

  static String id(Policy policy) {
    return policy.namespace() + "/" + policy.name();
  }

  /** Whether the other policy has the same name and says the same; labels don't matter. */
  boolean means(StoredPolicy other) {
    return policy.equals(other.policy);
  }

  /** This policy with what the other has beside it: labels and annotations that this one lacks. */
  StoredPolicy keeping(StoredPolicy other) {
    Map<String, String> allLabels = new TreeMap<>(other.labels);
    allLabels.putAll(labels);
    Map<String, String> allAnnotations = new TreeMap<>(other.annotations);
    allAnnotations.putAll(annotations);
    return new StoredPolicy(policy, allLabels, allAnnotations);
  }
}
