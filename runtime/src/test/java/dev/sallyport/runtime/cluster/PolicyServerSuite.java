package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What a server of policies does. The same for the server of the tests and for a real one; the
 * subclasses say which.
 */
abstract class PolicyServerSuite {
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

  /** A namespace that the test may fill. */
  abstract String namespace();

  /** The server. */
  abstract Cluster cluster() throws Exception;

  /** Makes an object that is no policy. */
  abstract void create(String yaml) throws Exception;

  /** Applies a policy as somebody else. */
  abstract void applyAs(String manager, String yaml) throws Exception;

  private String in(String yaml) {
    return yaml.replace("NAMESPACE", namespace());
  }

  private PolicyManifest manifest(String yaml) {
    return PolicyManifest.parse("test.yaml", in(yaml), "none");
  }

  private LivePolicy live(Cluster cluster) throws ClusterException {
    List<LivePolicy> all =
        cluster.policies().stream().filter(p -> p.namespace().equals(namespace())).toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static ClusterException failure(ThrowingCallable call) {
    return catchThrowableOfType(ClusterException.class, call);
  }

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
    applyAs("ops", in(ORDERS.replace("8080", "9090")));
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
    applyAs("ops", in(ORDERS.replace("8080", "9090")));
    try (Cluster cluster = cluster()) {
      cluster.apply(manifest(ORDERS), OnConflict.TAKE_OVER);

      assertThat(live(cluster).policy().ingress().get(0).ports().toString()).contains("8080");
    }
  }

  @Test
  void rules_that_somebody_else_added_stay_until_the_manifest_says_that_there_are_none()
      throws Exception {
    applyAs("ops", in(ORDERS));
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
  void what_a_rollout_wrote_is_replaced_and_rules_that_went_are_gone() throws Exception {
    PolicyManifest none = manifest(ORDERS.substring(0, ORDERS.indexOf("  ingress:")));
    try (Cluster cluster = cluster()) {
      rolledOut(cluster);

      assertThat(cluster.dryRun(none, OnConflict.REFUSE).policy().ingress()).isEmpty();
      assertThat(live(cluster).policy().ingress()).hasSize(1);
      assertThat(cluster.apply(none, OnConflict.REFUSE).policy().ingress()).isEmpty();
      assertThat(live(cluster).policy().ingress()).isEmpty();
    }
  }

  @Test
  void what_somebody_else_changed_after_a_rollout_is_a_conflict() throws Exception {
    try (Cluster cluster = cluster()) {
      rolledOut(cluster);
      applyAs("ops", in(ORDERS.replace("8080", "9090")));

      ClusterException conflict = failure(() -> cluster.apply(manifest(ORDERS), OnConflict.REFUSE));
      assertThat(conflict.reason()).isEqualTo(Reason.CONFLICT);
      assertThat(conflict).hasMessageContaining(".spec.ingress, set by \"ops\"");
      assertThat(live(cluster).policy().ingress().get(0).ports().toString()).contains("9090");

      cluster.apply(manifest(ORDERS), OnConflict.TAKE_OVER);
      assertThat(live(cluster).policy().ingress().get(0).ports().toString()).contains("8080");
    }
  }

  private void rolledOut(Cluster cluster) throws Exception {
    PolicyManifest orders = manifest(ORDERS);
    new WholeObjects(cluster)
        .create(
            WholeObjects.Kind.NETWORK_POLICY,
            orders.policy().namespace(),
            orders.policy().name(),
            orders.json());
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
    create(
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
    create(
        in(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: shell, namespace: NAMESPACE, labels: {app: shell}}
            spec: {containers: [{name: main, image: none}]}
            """));
    create(
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
