package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server of policies for a test: the one of the tests or a real one; the subclasses say which.
 */
abstract class ServedPolicies {
  static final String ORDERS =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: orders
        namespace: NAMESPACE
        labels: {app.kubernetes.io/managed-by: sallyport}
      spec:
        podSelector: {matchLabels: {app: orders}}
        policyTypes: [Ingress, Egress]
        ingress:
        - from: [{podSelector: {matchLabels: {app: frontend}}}]
          ports: [{protocol: TCP, port: 8080}]
      """;

  @TempDir Path folder;
  SuiteServer server;

  /** Starts the server. */
  abstract SuiteServer serve(Path folder, TestReporter reporter) throws Exception;

  @BeforeEach
  void start(TestReporter reporter) throws Exception {
    server = serve(folder, reporter);
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  Cluster cluster() throws ClusterException {
    return server.cluster();
  }

  String namespace() {
    return server.namespace();
  }

  String in(String yaml) {
    return yaml.replace("NAMESPACE", namespace());
  }

  PolicyManifest manifest(String yaml) {
    return PolicyManifest.parse("test.yaml", in(yaml), "none");
  }

  LivePolicy live(Cluster cluster) throws ClusterException {
    List<LivePolicy> all =
        cluster.policies().stream().filter(p -> p.namespace().equals(namespace())).toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  static ClusterException failure(ThrowingCallable call) {
    return catchThrowableOfType(ClusterException.class, call);
  }
}
