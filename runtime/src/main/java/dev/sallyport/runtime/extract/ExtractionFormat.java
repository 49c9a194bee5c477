package dev.sallyport.runtime.extract;

/** The forms in which manifests are handed on. */
public enum ExtractionFormat {
  /** The manifests, one file each; as a stream, documents behind each other. */
  YAML,
  /** One {@code List} object with all manifests. */
  LIST,
  /** The manifests and a {@code kustomization.yaml} that names them. */
  KUSTOMIZE,
  /** A Helm chart; its values hold the namespaces. */
  HELM;

  /** Whether the format is a single text that can be piped. */
  public boolean isStream() {
    return this == YAML || this == LIST;
  }
}
