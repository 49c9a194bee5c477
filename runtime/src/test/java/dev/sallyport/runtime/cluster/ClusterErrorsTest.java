package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with clusters, in the words that a person reads. */
class ClusterErrorsTest {
  @TempDir private Path folder;
  private TestApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestApiServer().with("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ClusterOptions options() {
    return new ClusterOptions(
        Optional.empty(),
        Optional.of(server.kubeconfig(folder)),
        List.of(),
        Duration.ofSeconds(10));
  }

  private static ClusterException failure(ThrowingCallable call) {
    return catchThrowableOfType(ClusterException.class, call);
  }

  private ClusterException readFailure(ClusterOptions options) {
    return failure(
        () -> {
          try (Cluster cluster = Cluster.connect(options)) {
            cluster.read();
          }
        });
  }

  private static String name(String url) {
    return "cluster test (" + url + "): ";
  }

  private ClusterException configFailure(Optional<Path> file, Map<String, String> environment) {
    ClusterOptions options =
        new ClusterOptions(Optional.empty(), file, List.of(), ClusterOptions.STANDARD_TIMEOUT);
    return failure(() -> new KubeConfig(options, environment, folder).target());
  }

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

  @Nested
  class Kinds {
    @Test
    void that_may_not_be_read_name_the_permission() {
      server.failing(
          9,
          403,
          "networkpolicies.networking.k8s.io is forbidden: User \"ci\" cannot list resource"
              + " \"networkpolicies\"",
          request -> request.contains("/networkpolicies"));
      ClusterException failure = readFailure(options());

      assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
      assertThat(failure.isRetryable()).isFalse();
      assertThat(failure)
          .hasMessage(
              name(server.url())
                  + "may not list networkpolicies in the whole cluster (403). The permission that"
                  + " is missing: verb \"list\" on resource \"networkpolicies\" of API group"
                  + " \"networking.k8s.io\", by a ClusterRole with a ClusterRoleBinding (or read"
                  + " single namespaces only, with -n); the server says:"
                  + " networkpolicies.networking.k8s.io is forbidden: User \"ci\" cannot list"
                  + " resource \"networkpolicies\"");
    }

    @Test
    void that_are_not_served_are_told_and_read_as_none() throws Exception {
      server.notServing(ClusterKind.CRON_JOB);
      try (Cluster cluster = Cluster.connect(options())) {
        List<String> notes =
            cluster.read(
                new ObjectSink() {
                  @Override
                  public void add(dev.sallyport.runtime.document.Document object) {}

                  @Override
                  public void add(String source, byte[] text) {}
                });
        assertThat(notes)
            .containsExactly(
                "cluster test ("
                    + server.url()
                    + "): does not serve CronJob, ClusterNetworkPolicy, AdminNetworkPolicy,"
                    + " BaselineAdminNetworkPolicy; there are none");
      }
    }

    @Test
    void of_cluster_policies_that_are_served_are_read() throws Exception {
      server.with(
          """
          apiVersion: policy.networking.k8s.io/v1alpha2
          kind: ClusterNetworkPolicy
          metadata: {name: deny-all}
          spec:
            tier: Admin
            priority: 1
            subject: {namespaces: {}}
            ingress: [{action: Deny, from: [{namespaces: {}}]}]
          """);
      try (Cluster cluster = Cluster.connect(options())) {
        assertThat(cluster.read().clusterPolicies()).hasSize(1);
      }
    }

    @Test
    void of_cluster_policies_in_an_unknown_version_are_no_reason_to_say_there_are_none() {
      server
          .serving("policy.networking.k8s.io/v1beta7")
          .with(
              """
              apiVersion: policy.networking.k8s.io/v1alpha2
              kind: ClusterNetworkPolicy
              metadata: {name: a}
              spec: {tier: Admin, priority: 1, subject: {namespaces: {}}}
              """);
      server.move(
          "/apis/policy.networking.k8s.io/v1alpha2", "/apis/policy.networking.k8s.io/v1beta7");
      assertThat(readFailure(options()))
          .hasMessageContaining("serves ClusterNetworkPolicy in no version that is read here");
    }

    @Test
    void of_network_plugins_are_told() throws Exception {
      server.serving("cilium.io/v2");
      try (Cluster cluster = Cluster.connect(options())) {
        List<String> notes = cluster.read(new NoSink());
        assertThat(notes)
            .anyMatch(note -> note.contains("policies of its own (cilium.io), which are not read"));
      }
    }
  }

  /** Takes nothing. */
  private static final class NoSink implements ObjectSink {
    @Override
    public void add(dev.sallyport.runtime.document.Document object) {}

    @Override
    public void add(String source, byte[] text) {}
  }

  @Nested
  class Pages {
    private void pods(int count) {
      StringBuilder yaml = new StringBuilder();
      for (int i = 0; i < count; i++) {
        yaml.append("---\napiVersion: v1\nkind: Pod\nmetadata: {name: p")
            .append(i)
            .append(", namespace: shop}\n");
      }
      server.with(yaml.toString());
    }

    @Test
    void are_followed_to_the_last() throws Exception {
      pods(7);
      server.withPagesOf(3);
      try (Cluster cluster = Cluster.connect(options())) {
        KubernetesObjects read = cluster.read();
        assertThat(read.workloads()).hasSize(7);
        assertThat(server.requests())
            .contains("GET /api/v1/pods?limit=500&continue=page%2F%3D%2B6");
      }
    }

    @Test
    void that_grew_too_old_start_the_list_anew() throws Exception {
      pods(7);
      server.withPagesOf(3);
      server.failing(1, 410, "expired", request -> request.contains("/pods?limit=500&continue"));
      try (Cluster cluster = Cluster.connect(options())) {
        assertThat(cluster.read().workloads()).hasSize(7);
      }
      server.failing(99, 410, "expired", request -> request.contains("/pods?limit=500&continue"));
      assertThat(readFailure(options()).getMessage())
          .contains("the list grew too old while it was read");
    }
  }

  @Nested
  class Policies {
    private static final String FUTURE =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: new, namespace: shop}
        spec: {podSelector: {}, policyTypes: [Ingress], tomorrow: true}
        """;

    @Test
    void with_fields_of_a_later_version_are_not_guessed_at() {
      server.with(FUTURE);
      ClusterException failure =
          failure(
              () -> {
                try (Cluster cluster = Cluster.connect(options())) {
                  cluster.policies();
                }
              });
      assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE);
      assertThat(failure.getMessage())
          .contains("shop/new")
          .contains("spec.tomorrow: unknown field");
      assertThat(readFailure(options()).getMessage()).contains("spec.tomorrow: unknown field");
    }

    @Test
    void that_the_server_refuses_say_each_cause() {
      PolicyManifest manifest =
          PolicyManifest.parse("t", FUTURE.replace(", tomorrow: true", ""), "shop");
      server.failing(
          1, 400, "strict decoding error: unknown field \"spec.x\"", r -> r.startsWith("PATCH"));
      ClusterException failure =
          failure(
              () -> {
                try (Cluster cluster = Cluster.connect(options())) {
                  cluster.dryRun(manifest, OnConflict.REFUSE);
                }
              });
      assertThat(failure.reason()).isEqualTo(Reason.INVALID);
      assertThat(failure)
          .hasMessage(
              name(server.url())
                  + "the server refuses to apply networkpolicies shop/new (400): strict decoding"
                  + " error: unknown field \"spec.x\"");
    }

    @Test
    void with_several_things_wrong_list_them() {
      ClusterException failure =
          Refusal.of(
              "cluster c",
              new ClusterApi.Subject("patch", "networkpolicies", "networking.k8s.io", "s", "p"),
              422,
              dev.sallyport.runtime.document.DocumentReader.read(
                      "t",
                      """
                      details:
                        causes:
                        - {field: "spec.ingress[0].ports[0].port", message: "must be 1-65535"}
                        - {field: "spec.podSelector", message: "bad"}
                      """
                          .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                  .documents()
                  .get(0)
                  .root());
      assertThat(failure)
          .hasMessage(
              "cluster c: the server refuses to apply networkpolicies s/p (422):\n"
                  + "  spec.ingress[0].ports[0].port: must be 1-65535\n"
                  + "  spec.podSelector: bad");
    }
  }
}
