package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of which something is wrong. */
abstract class WrongCluster {
  @TempDir Path folder;
  TestApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestApiServer().with("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  ClusterOptions options() {
    return new ClusterOptions(
        Optional.empty(),
        Optional.of(server.kubeconfig(folder)),
        List.of(),
        Duration.ofSeconds(10));
  }

  static ClusterException failure(ThrowingCallable call) {
    return catchThrowableOfType(ClusterException.class, call);
  }

  ClusterException readFailure(ClusterOptions options) {
    return failure(
        () -> {
          try (Cluster cluster = Cluster.connect(options)) {
            cluster.read();
          }
        });
  }

  static String name(String url) {
    return "cluster test (" + url + "): ";
  }

  ClusterException configFailure(Optional<Path> file, Map<String, String> environment) {
    ClusterOptions options =
        new ClusterOptions(Optional.empty(), file, List.of(), ClusterOptions.STANDARD_TIMEOUT);
    return failure(() -> new KubeConfig(options, environment, folder).target());
  }
}
