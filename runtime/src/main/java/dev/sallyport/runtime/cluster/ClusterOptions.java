package dev.sallyport.runtime.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which cluster, and how much of it. As kubectl has it.
 *
 * @param context the context of the kubeconfig; the current one if empty
 * @param kubeconfig the file; if empty the files of {@code KUBECONFIG}, then {@code
 *     ~/.kube/config}, then the service account of the pod in which this runs
 * @param namespaces the namespaces that are read; all if empty
 * @param timeout how long a request may take
 */
public record ClusterOptions(
    Optional<String> context,
    Optional<Path> kubeconfig,
    List<String> namespaces,
    Duration timeout) {
  /** How long a request may take if nobody says otherwise. */
  public static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(30);

  /** The current context, all namespaces. */
  public static final ClusterOptions STANDARD =
      new ClusterOptions(Optional.empty(), Optional.empty(), List.of(), STANDARD_TIMEOUT);

  /** Copies the namespaces, sorted and each once. */
  public ClusterOptions {
    namespaces = namespaces.stream().distinct().sorted().toList();
  }

  /** The same for another context. */
  public ClusterOptions withContext(String name) {
    return new ClusterOptions(Optional.of(name), kubeconfig, namespaces, timeout);
  }

  /** The same for other namespaces. */
  public ClusterOptions withNamespaces(List<String> names) {
    return new ClusterOptions(context, kubeconfig, names, timeout);
  }
}
