package dev.sallyport.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import org.junit.jupiter.api.Test;

/** What a server of policies does with those that a rollout, or somebody else, wrote as a whole. */
abstract class AfterRolloutSuite extends ServedPolicies {
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
      server.applyAs("ops", in(ORDERS.replace("8080", "9090")));

      ClusterException conflict = failure(() -> cluster.apply(manifest(ORDERS), OnConflict.REFUSE));
      assertThat(conflict.reason()).isEqualTo(Reason.CONFLICT);
      assertThat(conflict).hasMessageContaining(".spec.ingress, set by \"ops\"");
      assertThat(live(cluster).policy().ingress().get(0).ports().toString()).contains("9090");

      cluster.apply(manifest(ORDERS), OnConflict.TAKE_OVER);
      assertThat(live(cluster).policy().ingress().get(0).ports().toString()).contains("8080");
    }
  }

  /** Replaces the policy as a rollout does. */
  private void replaced(Cluster cluster, PolicyManifest manifest) throws ClusterException {
    new WholeObjects(cluster)
        .replace(
            WholeObjects.Kind.NETWORK_POLICY,
            namespace(),
            "orders",
            manifest.json(),
            live(cluster).resourceVersion());
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
  void what_somebody_else_replaced_is_a_conflict_too() throws Exception {
    try (Cluster cluster = cluster()) {
      cluster.apply(manifest(ORDERS), OnConflict.REFUSE);
      server.replaceAs("ops", in(ORDERS.replace("8080", "9090")));

      ClusterException conflict = failure(() -> cluster.apply(manifest(ORDERS), OnConflict.REFUSE));
      assertThat(conflict.conflicts())
          .containsExactly(
              new FieldConflict(".spec.ingress", "\"ops\" using networking.k8s.io/v1"));
    }
  }

  @Test
  void what_somebody_else_set_to_the_same_is_no_conflict_after_a_rollout() throws Exception {
    server.applyAs("ops", in(ORDERS));
    try (Cluster cluster = cluster()) {
      replaced(cluster, manifest(ORDERS.replace("8080", "9090")));

      PolicyManifest other = manifest(ORDERS.replace("8080", "7070"));
      assertThat(cluster.apply(other, OnConflict.REFUSE).policy().ingress().toString())
          .contains("7070");
      PolicyManifest wider =
          manifest(ORDERS.replace("{matchLabels: {app: orders}}", "{matchLabels: {tier: a}}"));
      ClusterException conflict = failure(() -> cluster.apply(wider, OnConflict.REFUSE));
      assertThat(conflict.conflicts())
          .containsExactly(new FieldConflict(".spec.podSelector", "\"ops\""));
    }
  }

  @Test
  void a_policy_that_a_rollout_replaces_keeps_owner_and_finalizers() throws Exception {
    server.applyAs("operator", in(held("[sallyport.dev/test]")));
    try (Cluster cluster = cluster()) {
      replaced(cluster, manifest(ORDERS.replace("8080", "9090")));

      LivePolicy live = live(cluster);
      assertThat(live.policy().ingress().toString()).contains("9090");
      ClusterException failure = failure(() -> cluster.delete(live));
      assertThat(failure.reason()).isEqualTo(Reason.HELD);
      assertThat(failure)
          .hasMessageContaining(
              "NetworkPolicy "
                  + namespace()
                  + "/orders is marked as deleted, but stays in force until sallyport.dev/test is"
                  + " taken from its finalizers");
      assertThat(live(cluster).uid()).isEqualTo(live.uid());
      assertThat(ownerReferences(cluster)).contains("shop-operator");
    } finally {
      server.applyAs("operator", in(held("[]")));
    }
  }

  private static String held(String finalizers) {
    return ORDERS.replace(
        "  labels:",
        "  finalizers: "
            + finalizers
            + "\n  ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: shop-operator, uid:"
            + " a-b}]\n  labels:");
  }

  private String ownerReferences(Cluster cluster) throws ClusterException {
    String path = ClusterKind.NETWORK_POLICY.path(namespace()) + "/orders";
    return Tree.at(
            cluster.api().get(path, new ClusterApi.Subject("get", path, "", "", "")),
            "metadata",
            "ownerReferences")
        .toString();
  }

  @Test
  void a_policy_that_changed_or_went_is_not_replaced() throws Exception {
    WholeObjects.Kind kind = WholeObjects.Kind.NETWORK_POLICY;
    try (Cluster cluster = cluster()) {
      LivePolicy read = cluster.apply(manifest(ORDERS), OnConflict.REFUSE);
      server.applyAs("ops", in(ORDERS.replace("8080", "9090")));
      String json = manifest(ORDERS).json();
      WholeObjects objects = new WholeObjects(cluster);

      assertThat(
              failure(
                      () ->
                          objects.replace(
                              kind, namespace(), "orders", json, read.resourceVersion()))
                  .reason())
          .isEqualTo(Reason.CHANGED);
      cluster.delete(live(cluster));
      assertThat(
              failure(
                      () ->
                          objects.replace(
                              kind, namespace(), "orders", json, read.resourceVersion()))
                  .reason())
          .isEqualTo(Reason.CHANGED);
      objects.create(kind, namespace(), "orders", json);
      assertThat(failure(() -> objects.create(kind, namespace(), "orders", json)).reason())
          .isEqualTo(Reason.CHANGED);
    }
  }
}
