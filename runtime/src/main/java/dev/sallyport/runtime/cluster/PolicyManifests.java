package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Manifest;
import dev.sallyport.runtime.bundle.PolicyKind;
import dev.sallyport.runtime.extract.ApplyOrder;
import dev.sallyport.runtime.extract.Extraction;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.extract.ExtractionFormat;
import dev.sallyport.runtime.extract.ExtractionOptions;
import dev.sallyport.runtime.extract.NamespaceMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The manifests of a bundle, ready to be applied. */
public final class PolicyManifests {
  private PolicyManifests() {}

  /**
   * The manifests of a bundle, sorted by the path in it.
   *
   * @param namespaces the namespaces that get another name
   * @param defaultNamespace where manifests go that name no namespace; empty if that is an error
   * @throws ExtractionException if there is no manifest, one is of another kind, or one names no
   *     namespace and nobody else does
   * @throws BundleException if a manifest can't be changed safely
   * @throws dev.sallyport.runtime.objects.InvalidObjectException if the API server would refuse one
   */
  public static List<PolicyManifest> of(
      Bundle bundle, NamespaceMap namespaces, Optional<String> defaultNamespace)
      throws ExtractionException, BundleException {
    for (Manifest manifest : bundle.manifests()) {
      if (manifest.kind() != PolicyKind.NETWORK_POLICY) {
        throw new ExtractionException(
            manifest.sources().get(0)
                + ": a "
                + manifest.kind().kind()
                + " is not applied by this command; extract it and let kubectl do it");
      }
      if (manifest.namespace().equals(Manifest.NO_NAMESPACE) && defaultNamespace.isEmpty()) {
        throw new ExtractionException(
            manifest.sources().get(0) + ": it names no namespace; name exactly one with -n");
      }
    }
    SortedMap<String, String> texts =
        new Extraction(
                bundle,
                new ExtractionOptions(ExtractionFormat.YAML, namespaces, new ApplyOrder.Unsaid()))
            .files();
    List<PolicyManifest> manifests = new ArrayList<>();
    for (Manifest manifest : bundle.manifests()) {
      String file = manifest.path().substring(manifest.path().indexOf('/'));
      String text = texts.get(namespaces.apply(manifest.namespace()) + file);
      if (text == null) {
        throw new IllegalStateException("an extraction without " + manifest.path());
      }
      manifests.add(
          PolicyManifest.parse(
              manifest.sources().get(0).toString(), text, defaultNamespace.orElse("default")));
    }
    return manifests;
  }
}
