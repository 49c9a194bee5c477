package dev.sallyport.runtime.extract;

/**
 * How a bundle is extracted.
 *
 * @param format the form
 * @param namespaces the namespaces that get another name
 * @param order how the deployment learns in which order policies go first
 */
public record ExtractionOptions(
    ExtractionFormat format, NamespaceMap namespaces, ApplyOrder order) {

  /** One file for each manifest, unchanged, and a {@code kustomization.yaml}. */
  public static final ExtractionOptions STANDARD =
      new ExtractionOptions(ExtractionFormat.KUSTOMIZE, NamespaceMap.NONE, new ApplyOrder.Unsaid());
}
