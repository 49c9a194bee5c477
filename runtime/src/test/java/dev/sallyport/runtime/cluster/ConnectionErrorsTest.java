package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes wrong on the way to a cluster, in the words that a person reads. */
class ConnectionErrorsTest extends WrongCluster {
  @Nested
  class Configurations {
    @Test
    void that_are_not_there_are_asked_for() {
      assertThat(configFailure(Optional.empty(), Map.of()))
          .hasMessage(
              "there is no kubeconfig: name one with --kubeconfig or KUBECONFIG, or put it at "
                  + folder.resolve(".kube/config"));
      assertThat(configFailure(Optional.of(folder.resolve("x")), Map.of()))
          .hasMessage("--kubeconfig " + folder.resolve("x") + ": there is no such file");
      assertThat(configFailure(Optional.empty(), Map.of("KUBECONFIG", "/a/b")))
          .hasMessage("KUBECONFIG names /a/b, and there is no such file");
    }

    @Test
    void that_are_broken_are_named() throws IOException {
      Path broken = Files.writeString(folder.resolve("broken"), "clusters: [}");
      ClusterException failure = configFailure(Optional.of(broken), Map.of());
      assertThat(failure.reason()).isEqualTo(Reason.NO_CONFIG);
      assertThat(failure).hasMessageStartingWith(broken + ": can't be read as a kubeconfig: ");
    }

    @Test
    void without_a_current_context_or_a_server_are_refused() throws IOException {
      Path empty = Files.writeString(folder.resolve("empty"), "apiVersion: v1\nkind: Config\n");
      assertThat(configFailure(Optional.of(empty), Map.of()))
          .hasMessage(empty + ": there is no current context; name one with --context");
      Path lost =
          Files.writeString(
              folder.resolve("lost"),
              "current-context: a\ncontexts:\n- {name: a, context: {cluster: gone}}\n");
      assertThat(configFailure(Optional.of(lost), Map.of()))
          .hasMessage(lost + ": the cluster of context \"a\" has no server");
    }

    @Test
    void never_fall_back_to_another_context() {
      assertThat(readFailure(options().withContext("prod")))
          .hasMessage(server.kubeconfig(folder) + ": there is no context \"prod\"; there are test");
      assertThat(server.requests()).isEmpty();
    }

    @Test
    void are_found_where_kubectl_finds_them() throws Exception {
      Path standard = Files.createDirectory(folder.resolve(".kube")).resolve("config");
      Files.copy(server.kubeconfig(folder), standard);
      String other =
          Files.readString(standard)
              .replace(": test", ": second")
              .replace("name: test", "name: second");
      Path second = Files.writeString(folder.resolve("second"), other);
      ClusterOptions none =
          new ClusterOptions(
              Optional.empty(), Optional.empty(), List.of(), ClusterOptions.STANDARD_TIMEOUT);

      assertThat(new KubeConfig(none, Map.of(), folder).target().name())
          .isEqualTo("cluster test (" + server.url() + ")");
      Map<String, String> both =
          Map.of("KUBECONFIG", second + java.io.File.pathSeparator + standard);
      assertThat(new KubeConfig(none, both, folder).target().name()).startsWith("cluster second");
      assertThat(new KubeConfig(none.withContext("test"), both, folder).target().name())
          .startsWith("cluster test");
    }
  }

  @Nested
  class Servers {
    @Test
    void that_cannot_be_reached() throws Exception {
      int port;
      try (ServerSocket socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      String url = "http://127.0.0.1:" + port;
      Path file =
          Files.writeString(
              folder.resolve("unreachable"),
              Files.readString(server.kubeconfig(folder)).replace(server.url(), url));
      ClusterException failure =
          readFailure(
              new ClusterOptions(
                  Optional.empty(), Optional.of(file), List.of(), Duration.ofSeconds(5)));

      assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(failure.isRetryable()).isTrue();
      assertThat(failure.getMessage())
          .startsWith(name(url) + "can't be reached")
          .endsWith("; is it running, and is this the right context?");
    }

    @Test
    void that_do_not_know_who_asks() {
      ClusterException failure =
          readFailure(
              new ClusterOptions(
                  Optional.empty(),
                  Optional.of(server.kubeconfig(folder, "stale")),
                  List.of(),
                  Duration.ofSeconds(10)));

      assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
      assertThat(failure)
          .hasMessage(
              name(server.url())
                  + "the server does not accept these credentials (401): log in again, or look at"
                  + " the user of this context; the server says: Unauthorized");
    }

    @Test
    void that_answer_too_late() {
      server.waiting(3_000);
      ClusterException failure =
          readFailure(
              new ClusterOptions(
                  Optional.empty(),
                  Optional.of(server.kubeconfig(folder)),
                  List.of(),
                  Duration.ofMillis(300)));

      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.isRetryable()).isTrue();
      assertThat(failure)
          .hasMessage(
              name(server.url())
                  + "no answer within 300 ms to get /apis in the whole cluster; give it more time"
                  + " with --request-timeout");
    }

    @Test
    void that_break_off() {
      server.failing(99, 0, "", request -> request.startsWith("GET /api/v1/pods"));
      ClusterException failure = readFailure(options());

      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure).hasMessageStartingWith(name(server.url()) + "the connection broke off (");
    }

    @Test
    void that_fail_for_a_moment_are_asked_again() throws Exception {
      server.failing(2, 503, "etcd leader changed", request -> request.contains("/pods"));
      try (Cluster cluster = Cluster.connect(options())) {
        assertThat(cluster.read().namespaces()).hasSize(1);
      }
      server.failing(99, 503, "etcd leader changed", request -> request.contains("/pods"));
      ClusterException failure = readFailure(options());
      assertThat(failure.reason()).isEqualTo(Reason.FAILED);
      assertThat(failure.isRetryable()).isTrue();
      assertThat(failure)
          .hasMessage(
              name(server.url())
                  + "could not list pods in the whole cluster (503); the server says: etcd leader"
                  + " changed");
    }

    @Test
    void that_have_too_much_to_do() {
      server.failing(99, 429, "too many requests", request -> request.contains("/pods"));
      ClusterException failure = readFailure(options());

      assertThat(failure.reason()).isEqualTo(Reason.BUSY);
      assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void that_are_no_api_servers() {
      server.failing(99, 200, "hello", request -> request.contains("/pods"));
      assertThat(readFailure(options()))
          .hasMessage(name(server.url()) + "the list of pods is none; is this an API server?");
    }
  }
}
