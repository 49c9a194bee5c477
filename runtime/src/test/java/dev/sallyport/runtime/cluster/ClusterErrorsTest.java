package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes wrong with what a cluster serves, in the words that a person reads. */
class ClusterErrorsTest extends WrongCluster {
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
