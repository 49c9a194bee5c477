package dev.sallyport.runtime.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Server of policies: the tests' own server")
class PolicyServerTest extends PolicyServerSuite {
  @TempDir Path folder;
  private TestApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestApiServer().with("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  String namespace() {
    return "shop";
  }

  @Override
  Cluster cluster() throws ClusterException {
    return Cluster.connect(
        new ClusterOptions(
            Optional.empty(),
            Optional.of(server.kubeconfig(folder)),
            List.of(),
            ClusterOptions.STANDARD_TIMEOUT));
  }

  @Override
  void create(String yaml) {
    server.with(yaml);
  }

  @Override
  void applyAs(String manager, String yaml) {
    server.applyAs(manager, yaml);
  }
}
