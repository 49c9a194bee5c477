package dev.sallyport.runtime.extract;

import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.ManifestNode;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A Helm chart whose values hold the name of each namespace. Installing it with two names that are
 * equal fails, for the reason that {@link NamespaceMap#check} gives.
 *
 * <p>Source: Helm documentation, "Charts" and "Template Functions".
 */
final class HelmFormat {
  private static final String CHART =
      """
      apiVersion: v2
      name: sallyport-policies
      description: NetworkPolicies declared in Java.
      type: application
      version: 0.1.0
      """;

  private static final String CHECK =
      """
      {{- if ne (len .Values.namespaces) (len (uniq (values .Values.namespaces))) }}
      {{- fail "two namespaces have the same name: rules for one would hold for the other too" }}
      {{- end }}
      """;

  private HelmFormat() {}

  static SortedMap<String, String> files(List<PlacedManifest> manifests, NamespaceMap map)
      throws BundleException {
    SortedMap<String, String> files = new TreeMap<>();
    SortedSet<String> namespaces = new TreeSet<>();
    for (PlacedManifest placed : manifests) {
      ManifestEdit edit = new ManifestEdit(placed.manifest());
      for (ManifestNode.Scalar namespace : edit.namespaces()) {
        namespaces.add(namespace.text());
      }
      edit.rewriteNamespaces(HelmFormat::reference);
      files.put("templates/" + placed.path(), escaped(edit.text()));
    }
    files.put("Chart.yaml", CHART);
    files.put("templates/namespaces.yaml", CHECK);
    files.put("values.yaml", values(namespaces, map));
    return files;
  }

  /** Stands for a name until everything else is escaped; no manifest can hold the character. */
  private static String reference(String namespace) {
    return "\0" + namespace + "\0";
  }

  private static String escaped(String text) {
    return text.replace("{{", "{{ \"{{\" }}")
        .replaceAll(
            "\0([a-z0-9-]+)\0",
            "{{ required \"namespaces.$1 is not set\" (index .Values.namespaces \"$1\") | quote }}");
  }

  private static String values(SortedSet<String> namespaces, NamespaceMap map) {
    StringBuilder values =
        new StringBuilder("# The real name of each namespace, by its name in the code.\n");
    values.append(namespaces.isEmpty() ? "namespaces: {}\n" : "namespaces:\n");
    for (String namespace : namespaces) {
      String name = map.apply(namespace);
      values.append("  \"").append(namespace).append("\": \"").append(name).append("\"\n");
    }
    return values.toString();
  }
}
