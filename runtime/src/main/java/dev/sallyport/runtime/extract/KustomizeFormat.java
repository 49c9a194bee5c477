package dev.sallyport.runtime.extract;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Manifests and the file that names them.
 *
 * <p>Source: Kustomize documentation, "kustomization.yaml", {@code resources}.
 */
final class KustomizeFormat {
  static final String FILE = "kustomization.yaml";

  private KustomizeFormat() {}

  static SortedMap<String, String> files(List<PlacedManifest> manifests) {
    SortedMap<String, String> files = manifests(manifests, "");
    files.put(FILE, kustomization(List.copyOf(files.keySet())));
    return files;
  }

  /** The manifests alone, in a folder for each namespace. */
  static SortedMap<String, String> manifests(List<PlacedManifest> manifests, String prefix) {
    SortedMap<String, String> files = new TreeMap<>();
    for (PlacedManifest manifest : manifests) {
      files.put(prefix + manifest.path(), manifest.text());
    }
    return files;
  }

  static String kustomization(Collection<String> resources) {
    StringBuilder text =
        new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n");
    text.append("resources:\n");
    // A path may start with a digit or be a word that YAML reads otherwise.
    new TreeSet<>(resources).forEach(path -> text.append("- \"").append(path).append("\"\n"));
    return text.toString();
  }
}
