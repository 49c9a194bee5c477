package dev.sallyport.runtime.cluster;

import dev.sallyport.policy.Policy;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A NetworkPolicy as a server holds it.
 *
 * @param policy what it means, with the server's defaults
 * @param labels its labels, sorted
 * @param annotations its annotations, sorted
 * @param uid tells it from a later one of the same name
 * @param resourceVersion changes with every change
 */
public record LivePolicy(
    Policy policy,
    Map<String, String> labels,
    Map<String, String> annotations,
    String uid,
    String resourceVersion) {

  /** Copies and sorts labels and annotations. */
  public LivePolicy {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** {@code namespace/name}. */
  public String id() {
    return policy.namespace() + "/" + policy.name();
  }

  /** The namespace. */
  public String namespace() {
    return policy.namespace();
  }

  /** The name. */
  public String name() {
    return policy.name();
  }
}
