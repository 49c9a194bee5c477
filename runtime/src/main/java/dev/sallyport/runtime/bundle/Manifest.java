package dev.sallyport.runtime.bundle;

import java.util.List;

/**
 * A manifest as it was found: one policy object.
 *
 * @param path {@code <namespace or _>/<workload>.yaml}
 * @param text the document, byte for byte
 * @param kind the kind of the object
 * @param namespace the namespace as declared, or {@link #NO_NAMESPACE}
 * @param name the name of the object
 * @param sources everything that carries it, in the order of the inputs; at least one
 */
public record Manifest(
    String path,
    String text,
    PolicyKind kind,
    String namespace,
    String name,
    List<Source> sources) {

  /** Stands for the namespace of an object that names none. */
  public static final String NO_NAMESPACE = "_";

  /** Keeps its own copy of the sources. */
  public Manifest {
    sources = List.copyOf(sources);
  }

  /**
   * A manifest from its text alone, where such an object belongs: {@code NAMESPACE/NAME.yaml}.
   *
   * @throws BundleException if it is not in the strict subset, or no policy
   */
  public static Manifest of(String text, Source source) throws BundleException {
    ManifestNode.Mapping metadata =
        ManifestFields.mapping(ManifestParser.parse(text, source), "metadata", source);
    String namespace =
        metadata.entries().containsKey("namespace")
            ? ManifestFields.string(metadata, "namespace", source)
            : NO_NAMESPACE;
    String name = ManifestFields.string(metadata, "name", source);
    return read(namespace + "/" + name + ".yaml", text, List.of(source));
  }

  /**
   * Understands a manifest.
   *
   * @throws BundleException if it is not in the strict subset, no policy, or not where it belongs
   */
  static Manifest read(String path, String text, List<Source> sources) throws BundleException {
    Source source = sources.get(0);
    ManifestNode root = ManifestParser.parse(text, source);
    PolicyKind kind =
        PolicyKind.of(
                ManifestFields.string(root, "apiVersion", source),
                ManifestFields.string(root, "kind", source))
            .orElseThrow(
                () -> new BundleException(source, "it is no policy that Sallyport writes"));
    ManifestNode.Mapping metadata = ManifestFields.mapping(root, "metadata", source);
    String name = ManifestFields.string(metadata, "name", source);
    String namespace =
        metadata.entries().containsKey("namespace")
            ? ManifestFields.string(metadata, "namespace", source)
            : NO_NAMESPACE;
    String folder = path.substring(0, path.indexOf('/'));
    if (!folder.equals(namespace)) {
      throw new BundleException(
          source,
          "it stands in the folder of \""
              + folder
              + "\" but is for namespace \""
              + namespace
              + "\"");
    }
    return new Manifest(path, text, kind, namespace, name, sources);
  }

  /** Kind, namespace and name: what makes the object one object in a cluster. */
  String identity() {
    String group = kind == PolicyKind.CALICO_NETWORK_POLICY ? "Calico " : "";
    return group + kind.kind() + " " + namespace + "/" + name;
  }
}
