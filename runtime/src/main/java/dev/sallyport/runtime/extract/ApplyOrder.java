package dev.sallyport.runtime.extract;

import java.util.regex.Pattern;

/**
 * How a deployment learns the order: policies of workloads, then policies for all pods of a
 * namespace, then the workloads themselves. The other way round a default deny would cut off
 * workloads whose own policy is still to come. In a cluster that already runs the workloads no
 * order alone is safe, because a pod's first policy isolates it.
 */
public sealed interface ApplyOrder {

  /** Nothing is said; a stream still has the manifests in that order. */
  record Unsaid() implements ApplyOrder {}

  /**
   * Argo CD's sync waves, as annotations: -2, then -1; workloads are in 0 unless they say
   * otherwise.
   *
   * <p>Source: Argo CD documentation, "Sync Phases and Waves".
   */
  record ArgoCd() implements ApplyOrder {
    static final String ANNOTATION = "argocd.argoproj.io/sync-wave";

    /** The wave of a policy. */
    static int wave(boolean namespaceWide) {
      return namespaceWide ? -1 : -2;
    }
  }

  /**
   * Flux has no order within one Kustomization, but Kustomizations that depend on each other: two
   * of them are written.
   *
   * <p>Source: Flux documentation, Kustomization API {@code kustomize.toolkit.fluxcd.io/v1},
   * "Dependencies".
   *
   * @param path where the extracted folder will be in Flux's source, for example {@code
   *     ./clusters/staging/policies}
   * @param sourceKind the kind of that source: {@code GitRepository}, {@code OCIRepository} or
   *     {@code Bucket}
   * @param sourceName the name of that source in the namespace {@code flux-system}
   */
  record Flux(String path, String sourceKind, String sourceName) implements ApplyOrder {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._/-]{1,500}");
    private static final Pattern KIND = Pattern.compile("GitRepository|OCIRepository|Bucket");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    /**
     * Checks what will stand in a manifest.
     *
     * @throws IllegalArgumentException if a part is not of its form
     */
    public Flux {
      if (!PATH.matcher(path).matches() || path.startsWith("/") || path.contains("..")) {
        throw new IllegalArgumentException(
            "the path in Flux's source is relative, of letters, digits and ._/-, but not \""
                + path
                + "\"");
      }
      if (!KIND.matcher(sourceKind).matches() || !NAME.matcher(sourceName).matches()) {
        throw new IllegalArgumentException(
            "Flux's source is GitRepository/NAME, OCIRepository/NAME or Bucket/NAME, but not \""
                + sourceKind
                + "/"
                + sourceName
                + "\"");
      }
    }
  }
}
