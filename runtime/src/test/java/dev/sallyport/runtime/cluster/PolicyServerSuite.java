package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server of policies does with those that are applied, read and deleted. */
abstract class PolicyServerSuite extends ServedPolicies {
  @Test
  void a_policy_is_created_and_read_again() throws Exception {
    try (Cluster cluster = cluster()) {
      LivePolicy applied = cluster.apply(manifest(ORDERS), OnConflict.REFUSE);

      assertThat(live(cluster)).isEqualTo(applied);
      assertThat(applied.id()).isEqualTo(namespace() + "/orders");
      assertThat(applied.labels()).containsEntry("app.kubernetes.io/managed-by", "sallyport");
      assertThat(applied.uid()).isNotEmpty();
      Policy policy = applied.policy();
      assertThat(policy.pods()).isEqualTo(manifest(ORDERS).policy().pods());
      assertThat(policy.ingress()).hasSize(1);
      assertThat(policy.egress()).isEmpty();
    }
  }

  @Test
  void a_dry_run_says_what_would_be_and_keeps_nothing() throws Exception {
    try (Cluster cluster = cluster()) {
      LivePolicy would = cluster.dryRun(manifest(ORDERS), OnConflict.REFUSE);

      assertThat(would.policy().ingress()).hasSize(1);
      assertThat(cluster.policies()).noneMatch(p -> p.namespace().equals(namespace()));
    }
  }

  @Test
  void the_same_again_changes_nothing() throws Exception {
    try (Cluster cluster = cluster()) {
      LivePolicy first = cluster.apply(manifest(ORDERS), OnConflict.REFUSE);
      LivePolicy second = cluster.apply(manifest(ORDERS), OnConflict.REFUSE);

      assertThat(second.resourceVersion()).isEqualTo(first.resourceVersion());
    }
  }

  @Test
  void what_the_manifest_no_longer_says_is_removed() throws Exception {
    try (Cluster cluster = cluster()) {
      cluster.apply(manifest(ORDERS).withLabel("team", "a"), OnConflict.REFUSE);
      String less = ORDERS.substring(0, ORDERS.indexOf("  ingress:"));
      LivePolicy applied = cluster.apply(manifest(less), OnConflict.REFUSE);

      assertThat(applied.labels()).doesNotContainKey("team");
      assertThat(applied.policy().ingress()).isEmpty();
    }
  }

  @Test
  void a_field_of_somebody_else_is_a_conflict_that_names_both() throws Exception {
    server.applyAs("ops", in(ORDERS.replace("8080", "9090")));
    try (Cluster cluster = cluster()) {
      ClusterException conflict = failure(() -> cluster.apply(manifest(ORDERS), OnConflict.REFUSE));

      assertThat(conflict.reason()).isEqualTo(Reason.CONFLICT);
      assertThat(conflict.conflicts()).hasSize(1);
      assertThat(conflict.conflicts().get(0).field()).isEqualTo(".spec.ingress");
      assertThat(conflict.conflicts().get(0).manager()).contains("\"ops\"");
      assertThat(conflict).hasMessageContaining(".spec.ingress, set by \"ops\"");
      assertThat(conflict.isRetryable()).isFalse();
      assertThat(live(cluster).policy().ingress().get(0).ports().toString()).contains("9090");
    }
  }

  @Test
  void a_conflict_can_be_taken_over() throws Exception {
    server.applyAs("ops", in(ORDERS.replace("8080", "9090")));
    try (Cluster cluster = cluster()) {
      cluster.apply(manifest(ORDERS), OnConflict.TAKE_OVER);

      assertThat(live(cluster).policy().ingress().get(0).ports().toString()).contains("8080");
    }
  }

  @Test
  void rules_that_somebody_else_added_stay_until_the_manifest_says_that_there_are_none()
      throws Exception {
    server.applyAs("ops", in(ORDERS));
    PolicyManifest none = manifest(ORDERS.substring(0, ORDERS.indexOf("  ingress:")));
    try (Cluster cluster = cluster()) {
      assertThat(cluster.apply(none, OnConflict.REFUSE).policy().ingress()).hasSize(1);

      ClusterException conflict =
          failure(() -> cluster.apply(none.withEmptyLists(), OnConflict.REFUSE));
      assertThat(conflict.conflicts()).extracting(FieldConflict::field).contains(".spec.ingress");

      LivePolicy taken = cluster.apply(none.withEmptyLists(), OnConflict.TAKE_OVER);
      assertThat(taken.policy().ingress()).isEmpty();
    }
  }

  @Test
  void an_equal_rule_without_a_protocol_conflicts_with_what_the_server_made_of_it()
      throws Exception {
    String without = ORDERS.replace("protocol: TCP, ", "");
    server.applyAs("ops", in(without));
    try (Cluster cluster = cluster()) {
      assertThat(failure(() -> cluster.apply(manifest(without), OnConflict.REFUSE)).conflicts())
          .containsExactly(new FieldConflict(".spec.ingress", "\"ops\""));
      assertThat(cluster.apply(manifest(ORDERS), OnConflict.REFUSE).policy().ingress()).hasSize(1);
    }
  }

  @Test
  void a_field_that_the_server_does_not_know_is_refused() {
    ClusterException failure =
        failure(
            () ->
                server.applyAs(
                    "ops", in(ORDERS).replace("  podSelector", "  a: 1\n  podSelector")));

    assertThat(failure.reason()).isEqualTo(Reason.INVALID);
    assertThat(failure.isRetryable()).isFalse();
    assertThat(failure).hasMessageContaining(".spec.a: field not declared in schema");
  }

  @Test
  void a_value_that_is_not_valid_is_refused_with_its_field() {
    ClusterException failure =
        failure(() -> server.applyAs("ops", in(ORDERS).replace("8080", "80800")));

    assertThat(failure.reason()).isEqualTo(Reason.INVALID);
    assertThat(failure)
        .hasMessageContaining(
            "the server refuses to apply networkpolicies "
                + namespace()
                + "/orders (422): spec.ingress[0].ports[0].port: Invalid value: ");
  }

  @Test
  void somebody_whom_it_does_not_know_is_told_to_log_in_again() throws Exception {
    ClusterOptions options =
        new ClusterOptions(
            Optional.empty(),
            Optional.of(server.strangersKubeconfig(folder)),
            List.of(),
            ClusterOptions.STANDARD_TIMEOUT);
    try (Cluster cluster = Cluster.connect(options)) {
      ClusterException failure = failure(cluster::read);

      assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
      assertThat(failure)
          .hasMessageEndingWith(
              "the server does not accept these credentials (401): log in again, or look at the"
                  + " user of this context; the server says: Unauthorized");
    }
  }

  @Test
  void a_policy_is_deleted_if_it_is_what_was_read() throws Exception {
    try (Cluster cluster = cluster()) {
      LivePolicy read = cluster.apply(manifest(ORDERS), OnConflict.REFUSE);
      cluster.apply(manifest(ORDERS.replace("8080", "9090")), OnConflict.REFUSE);

      assertThat(failure(() -> cluster.delete(read)).reason()).isEqualTo(Reason.CHANGED);
      LivePolicy now = live(cluster);
      cluster.delete(now);
      assertThat(cluster.policies()).noneMatch(p -> p.namespace().equals(namespace()));
      cluster.delete(now); // gone already is fine
    }
  }

  @Test
  void a_namespace_that_is_not_there_is_named() throws Exception {
    try (Cluster cluster = cluster()) {
      PolicyManifest nowhere =
          PolicyManifest.parse("t", ORDERS.replace("NAMESPACE", "sallyport-nowhere"), "none");
      ClusterException failure = failure(() -> cluster.dryRun(nowhere, OnConflict.REFUSE));

      assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
      assertThat(failure).hasMessageContaining("there is no namespace sallyport-nowhere");
    }
  }

  @Test
  void pods_and_what_makes_them_are_read_as_from_files() throws Exception {
    server.create(
        in(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: orders, namespace: NAMESPACE}
            spec:
              selector: {matchLabels: {app: orders}}
              template:
                metadata: {labels: {app: orders}}
                spec:
                  containers:
                  - {name: main, image: none, ports: [{name: http, containerPort: 8080}]}
            """));
    server.create(
        in(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: shell, namespace: NAMESPACE, labels: {app: shell}}
            spec: {containers: [{name: main, image: none}]}
            """));
    server.create(
        in(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: orders, namespace: NAMESPACE}
            spec: {selector: {app: orders}, ports: [{name: http, port: 80, targetPort: http}]}
            """));
    try (Cluster cluster = cluster()) {
      cluster.apply(manifest(ORDERS), OnConflict.REFUSE);
      KubernetesObjects read = cluster.read();

      assertThat(read.namespaces()).anyMatch(n -> n.name().equals(namespace()));
      assertThat(read.workloads())
          .filteredOn(w -> w.namespace().equals(namespace()))
          .extracting(FoundWorkload::kind, FoundWorkload::name)
          .contains(
              org.assertj.core.groups.Tuple.tuple("Deployment", "orders"),
              org.assertj.core.groups.Tuple.tuple("Pod", "shell"));
      assertThat(read.services())
          .anyMatch(s -> s.namespace().equals(namespace()) && s.name().equals("orders"));
      assertThat(read.policies())
          .filteredOn(p -> p.namespace().equals(namespace()))
          .extracting(p -> p.origin().source())
          .containsExactly("cluster:NetworkPolicy/" + namespace() + "/orders:1");
      assertThat(read.problems()).isEmpty();
    }
  }
}
