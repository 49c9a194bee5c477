package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestReporter;

/**
 * A real API server: that of {@code KUBECONFIG_FOR_TESTS}, or else of {@code KUBECONFIG}. What is
 * done is done in a namespace of its own, which is deleted in the end.
 */
public final class RealServer extends SuiteServer {
  private static final List<String> FILLED =
      List.of(
          "/apis/networking.k8s.io/v1/namespaces/NAME/networkpolicies",
          "/apis/apps/v1/namespaces/NAME/deployments",
          "/api/v1/namespaces/NAME/pods",
          "/api/v1/namespaces/NAME/configmaps",
          "/api/v1/namespaces/NAME");

  private RealServer(Path kubeconfig) throws ClusterException {
    super("sallyport-test-" + UUID.randomUUID().toString().substring(0, 8), kubeconfig);
  }

  /** Makes a namespace on it; without a kubeconfig the test is skipped, and says so. */
  public static RealServer connect(TestReporter reporter) throws ClusterException {
    String file =
        Optional.ofNullable(System.getenv("KUBECONFIG_FOR_TESTS"))
            .orElse(System.getenv("KUBECONFIG"));
    if (file == null || file.isEmpty()) {
      Assumptions.abort(
          "not run on a real API server: KUBECONFIG_FOR_TESTS and KUBECONFIG are not set");
    }
    RealServer server = new RealServer(Path.of(file));
    Node version =
        server.api().get("/version", new ClusterApi.Subject("get", "/version", "", "", ""));
    reporter.publishEntry(
        "runs on", server.api().name() + ", Kubernetes " + Tree.text(version, "gitVersion"));
    server.create(
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + server.namespace() + "}\n");
    return server;
  }

  @Override
  public void close() throws ClusterException {
    // What is in it first: a server without controllers would keep that.
    for (String path : FILLED) {
      String place = path.replace("NAME", namespace());
      api().delete(place, "{}", new ClusterApi.Subject("delete", place, "", "", ""));
    }
    super.close();
  }
}
