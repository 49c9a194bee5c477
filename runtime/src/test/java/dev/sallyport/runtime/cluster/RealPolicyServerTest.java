package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Node;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;

/** The suite on a real API server, in namespaces of its own that it deletes. */
@DisplayName("Server of policies: a real API server")
class RealPolicyServerTest extends PolicyServerSuite {
  private final String namespace = "sallyport-test-" + UUID.randomUUID().toString().substring(0, 8);
  private ClusterOptions options = ClusterOptions.STANDARD;
  private ClusterApi api;

  @BeforeEach
  void start(TestInfo test, TestReporter reporter) throws Exception {
    String file =
        Optional.ofNullable(System.getenv("KUBECONFIG_FOR_TESTS"))
            .orElse(System.getenv("KUBECONFIG"));
    if (file == null || file.isEmpty()) {
      Assumptions.abort(
          "not run on a real API server: KUBECONFIG_FOR_TESTS and KUBECONFIG are not set");
    }
    options =
        new ClusterOptions(
            Optional.empty(), Optional.of(Path.of(file)), List.of(), options.timeout());
    KubeConfig config = new KubeConfig(options, Map.of(), Path.of("/nonexistent"));
    api = new ClusterApi(config.target(), options.timeout());
    reporter.publishEntry(test.getDisplayName(), "runs on " + api.name());
    create("apiVersion: v1\nkind: Namespace\nmetadata: {name: " + namespace + "}\n");
  }

  @AfterEach
  void stop() throws Exception {
    if (api != null) {
      api.delete(
          "/api/v1/namespaces/" + namespace,
          "{}",
          new ClusterApi.Subject("delete", "namespaces", "", "", namespace));
      api.close();
    }
  }

  @Override
  String namespace() {
    return namespace;
  }

  @Override
  Cluster cluster() throws ClusterException {
    return Cluster.connect(options);
  }

  @Override
  void create(String yaml) throws ClusterException {
    applyAs("tests", yaml);
  }

  @Override
  void applyAs(String manager, String yaml) throws ClusterException {
    Node.Mapping object =
        (Node.Mapping)
            DocumentReader.read("test", yaml.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0)
                .root();
    String kind = Tree.text(object, "kind");
    ClusterKind known =
        Arrays.stream(ClusterKind.values())
            .filter(k -> k.kind().equals(kind))
            .findFirst()
            .orElseThrow();
    String name = Tree.text(object, "metadata", "name");
    api.apply(
        known.path(Tree.text(object, "metadata", "namespace"))
            + "/"
            + name
            + "?force=true&fieldManager="
            + manager,
        JsonText.write(object),
        new ClusterApi.Subject("patch", known.plural(), known.group(), namespace, name));
  }
}
