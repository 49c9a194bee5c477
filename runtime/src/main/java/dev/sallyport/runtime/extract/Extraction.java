package dev.sallyport.runtime.extract;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Manifest;
import dev.sallyport.runtime.bundle.ManifestNode;
import dev.sallyport.runtime.bundle.ManifestParser;
import dev.sallyport.runtime.bundle.PolicyKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Turns a bundle into what a deployment takes. Equal bundles and options give equal bytes.
 *
 * <pre>{@code
 * SortedMap<String, String> files = new Extraction(bundle, ExtractionOptions.STANDARD).files();
 * new OutputFolder(Path.of("policies")).write(files);
 * }</pre>
 */
public final class Extraction {
  private final ExtractionOptions options;
  private final List<PlacedManifest> manifests;

  /**
   * Prepares the manifests. {@code O(length of the manifests)}.
   *
   * @throws ExtractionException if there are no manifests, or the options don't fit them
   * @throws BundleException if a manifest can't be changed safely
   */
  public Extraction(Bundle bundle, ExtractionOptions options)
      throws ExtractionException, BundleException {
    this(bundle, options, false);
  }

  /**
   * Prepares manifests that were made here and not read, so that all is known of what other kinds
   * say about namespaces. {@code O(length of the manifests)}.
   *
   * @throws ExtractionException if there are no manifests, or the options don't fit them
   * @throws BundleException if a manifest can't be changed safely
   */
  public static Extraction ofMade(Bundle bundle, ExtractionOptions options)
      throws ExtractionException, BundleException {
    return new Extraction(bundle, options, true);
  }

  private Extraction(Bundle bundle, ExtractionOptions options, boolean made)
      throws ExtractionException, BundleException {
    this.options = options;
    if (bundle.manifests().isEmpty()) {
      throw new ExtractionException("there are no manifests to extract");
    }
    if (options.order() instanceof ApplyOrder.Flux
        && options.format() != ExtractionFormat.KUSTOMIZE) {
      throw new ExtractionException("the order for Flux comes as kustomize files only");
    }
    if (!made && mapsNamespaces(options)) {
      requirePlainPolicies(bundle);
    }
    this.manifests = placed(bundle, options);
  }

  private static boolean mapsNamespaces(ExtractionOptions options) {
    return !options.namespaces().names().isEmpty() || options.format() == ExtractionFormat.HELM;
  }

  /** Others could have written other kinds, and names of namespaces where nobody looks. */
  private static void requirePlainPolicies(Bundle bundle) throws BundleException {
    for (Manifest manifest : bundle.manifests()) {
      if (manifest.kind() != PolicyKind.NETWORK_POLICY) {
        throw new BundleException(
            manifest.sources().get(0),
            "the namespaces in a "
                + manifest.kind().kind()
                + " can't be given other names here; `sallyport emit`, with --namespace-map or"
                + " --format helm, makes it anew");
      }
    }
  }

  /** The texts by path relative to the output folder, to be written as UTF-8. */
  public SortedMap<String, String> files() throws BundleException {
    return switch (options.format()) {
      case YAML -> KustomizeFormat.manifests(manifests, "");
      case LIST -> ListFormat.files(manifests);
      case HELM -> HelmFormat.files(manifests, options.namespaces());
      case KUSTOMIZE ->
          options.order() instanceof ApplyOrder.Flux flux
              ? FluxFormat.files(manifests, flux)
              : KustomizeFormat.files(manifests);
    };
  }

  /**
   * One text for a pipe: documents, or one {@code List}.
   *
   * @throws ExtractionException if the format is several files
   */
  public String stream() throws ExtractionException {
    return switch (options.format()) {
      case YAML -> {
        StringBuilder stream = new StringBuilder();
        for (PlacedManifest manifest : manifests) {
          stream.append("---\n").append(ListFormat.withoutMarker(manifest.text()));
        }
        yield stream.toString();
      }
      case LIST -> ListFormat.text(manifests);
      case KUSTOMIZE, HELM ->
          throw new ExtractionException("kustomize and helm are several files: name a folder");
    };
  }

  private static List<PlacedManifest> placed(Bundle bundle, ExtractionOptions options)
      throws ExtractionException, BundleException {
    boolean renames = !options.namespaces().names().isEmpty();
    if (mapsNamespaces(options)) {
      options.namespaces().check(mentioned(bundle));
    }
    List<PlacedManifest> placed = new ArrayList<>();
    for (Manifest manifest : bundle.manifests()) {
      placed.add(placed(manifest, options, renames));
    }
    // What an EgressFirewall narrows would be open until it is there.
    placed.sort(
        Comparator.comparing(
                (PlacedManifest m) -> m.manifest().kind() != PolicyKind.EGRESS_FIREWALL)
            .thenComparing(PlacedManifest::namespaceWide)
            .thenComparing(PlacedManifest::path));
    return placed;
  }

  private static SortedSet<String> mentioned(Bundle bundle) throws BundleException {
    SortedSet<String> mentioned = new TreeSet<>();
    for (Manifest manifest : bundle.manifests()) {
      for (ManifestNode.Scalar namespace : new ManifestEdit(manifest).namespaces()) {
        mentioned.add(namespace.text());
      }
    }
    return mentioned;
  }

  private static PlacedManifest placed(
      Manifest manifest, ExtractionOptions options, boolean renames) throws BundleException {
    ManifestEdit edit = new ManifestEdit(manifest);
    boolean namespaceWide = manifest.kind() == PolicyKind.NETWORK_POLICY && edit.isNamespaceWide();
    String folder = manifest.namespace();
    // A chart has its namespaces in its values.
    if (renames && options.format() != ExtractionFormat.HELM) {
      edit.rename(options.namespaces());
      verify(edit, manifest, new NamespaceCheck(options.namespaces()).expected(edit.value()));
      folder = options.namespaces().apply(folder);
    }
    String text = edit.text();
    if (options.order() instanceof ApplyOrder.ArgoCd) {
      text = ordered(withText(manifest, text), namespaceWide);
    }
    String file = manifest.path().substring(manifest.path().indexOf('/') + 1);
    String whole = text.endsWith("\n") ? text : text + "\n";
    return new PlacedManifest(withText(manifest, whole), folder, file, namespaceWide);
  }

  private static String ordered(Manifest manifest, boolean namespaceWide) throws BundleException {
    ManifestEdit edit = new ManifestEdit(manifest);
    String wave = Integer.toString(ApplyOrder.ArgoCd.wave(namespaceWide));
    edit.annotate(ApplyOrder.ArgoCd.ANNOTATION, wave);
    verify(
        edit, manifest, AnnotationCheck.expected(edit.value(), ApplyOrder.ArgoCd.ANNOTATION, wave));
    return edit.text();
  }

  /** Reads the edited text again: it must say what was wanted and nothing else. */
  private static void verify(ManifestEdit edit, Manifest manifest, Object expected)
      throws BundleException {
    Object found = ManifestParser.parse(edit.text(), manifest.sources().get(0)).value();
    if (!found.equals(expected)) {
      throw new BundleException(
          manifest.sources().get(0), "it can't be changed without changing more than was asked");
    }
  }

  private static Manifest withText(Manifest manifest, String text) {
    return new Manifest(
        manifest.path(),
        text,
        manifest.kind(),
        manifest.namespace(),
        manifest.name(),
        manifest.sources());
  }
}
