package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API server on which a suite runs, with a namespace that it may fill: the tests' own, or a real
 * one.
 */
public abstract class SuiteServer implements AutoCloseable {
  private final String namespace;
  private final Path kubeconfig;
  private final KubeConfig.Target target;
  private final ClusterApi api;

  /**
   * Connects.
   *
   * @param namespace the namespace
   * @param kubeconfig for somebody who may do everything
   */
  SuiteServer(String namespace, Path kubeconfig) throws ClusterException {
    this.namespace = namespace;
    this.kubeconfig = kubeconfig;
    this.target = new KubeConfig(options(), Map.of(), Path.of("/nonexistent")).target();
    this.api = new ClusterApi(target, ClusterOptions.STANDARD_TIMEOUT);
  }

  private ClusterOptions options() {
    return new ClusterOptions(
        Optional.empty(), Optional.of(kubeconfig), List.of(), ClusterOptions.STANDARD_TIMEOUT);
  }

  /** The namespace. */
  public final String namespace() {
    return namespace;
  }

  /** A kubeconfig for somebody who may do everything. */
  public final Path kubeconfig() {
    return kubeconfig;
  }

  /** Writes a kubeconfig for the same server, with a token that it does not know. */
  final Path strangersKubeconfig(Path folder) throws IOException {
    String ca = target.config().getCaCertData();
    return Files.writeString(
        folder.resolve("stranger"),
        """
        current-context: test
        contexts: [{name: test, context: {cluster: test, user: stranger}}]
        clusters: [{name: test, cluster: {server: "%s"%s}}]
        users: [{name: stranger, user: {token: of-nobody}}]
        """
            .formatted(
                target.url(), ca == null ? "" : ", certificate-authority-data: \"" + ca + "\""));
  }

  /** The server; of these namespaces alone, or of all if none is given. */
  public final Cluster cluster(String... namespaces) throws ClusterException {
    return Cluster.connect(options().withNamespaces(List.of(namespaces)));
  }

  final ClusterApi api() {
    return api;
  }

  /** Makes objects of all kinds that are read, as {@code kubectl apply --server-side} does. */
  public void create(String yaml) throws ClusterException {
    applyAs("kubectl", yaml);
  }

  /** Applies objects as somebody else, who takes over what others set. */
  public final void applyAs(String manager, String yaml) throws ClusterException {
    for (Node.Mapping object : objects(yaml)) {
      ClusterKind kind = kind(object);
      String query = "?force=true&fieldManager=" + manager;
      api.apply(path(kind, object) + query, JsonText.write(object), subject("patch", kind, object));
    }
  }

  /** Replaces objects as a whole as somebody else, whatever is there. */
  public final void replaceAs(String manager, String yaml) throws ClusterException {
    for (Node.Mapping object : objects(yaml)) {
      ClusterKind kind = kind(object);
      api.write(
          "PUT",
          path(kind, object) + "?fieldManager=" + manager,
          JsonText.write(object),
          subject("update", kind, object));
    }
  }

  private static List<Node.Mapping> objects(String yaml) {
    return DocumentReader.read("test", yaml.getBytes(StandardCharsets.UTF_8)).documents().stream()
        .map(Document::root)
        .map(Node.Mapping.class::cast)
        .toList();
  }

  private static ClusterKind kind(Node.Mapping object) {
    return Arrays.stream(ClusterKind.values())
        .filter(known -> known.kind().equals(Tree.text(object, "kind")))
        .findFirst()
        .orElseThrow();
  }

  private static String path(ClusterKind kind, Node.Mapping object) {
    return kind.path(Tree.text(object, "metadata", "namespace"))
        + "/"
        + Tree.text(object, "metadata", "name");
  }

  private ClusterApi.Subject subject(String verb, ClusterKind kind, Node.Mapping object) {
    return new ClusterApi.Subject(
        verb, kind.plural(), kind.group(), namespace, Tree.text(object, "metadata", "name"));
  }

  @Override
  public void close() throws ClusterException {
    api.close();
  }
}
