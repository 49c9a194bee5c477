package dev.sallyport.runtime.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Namespace;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static Snapshot snapshot(boolean addressesMatter, String... documents) {
    KubernetesObjects objects =
        new KubernetesReader("default")
            .add("in.yaml", String.join("\n---\n", documents).getBytes(StandardCharsets.UTF_8))
            .objects();
    assertThat(objects.problems()).isEmpty();
    return Snapshots.of(objects, addressesMatter);
  }

  private static List<String> names(String... documents) {
    return snapshot(false, documents).pods().stream().map(Pod::id).toList();
  }

  private static String pod(String name, String owner, String labels, String more) {
    return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: "
        + name
        + "\n  labels: {"
        + labels
        + "}\n"
        + (owner.isEmpty()
            ? ""
            : "  ownerReferences: [{kind: "
                + owner.split("/")[0]
                + ", name: "
                + owner.split("/")[1]
                + ", controller: true}]\n")
        + more;
  }

  private static String policy(String spec) {
    return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: "
        + spec;
  }

  private static String replicaSet(String name, String owner, int replicas) {
    return "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata:\n  name: "
        + name
        + "\n  ownerReferences: [{kind: Deployment, name: "
        + owner
        + ", controller: true}]\nspec:\n  replicas: "
        + replicas
        + "\n  template: {metadata: {labels: {app: "
        + owner
        + "}}}";
  }

  @Nested
  class Pods_of_one_owner {
    @Test
    void are_one_workload() {
      assertThat(
              names(
                  pod("web-1", "ReplicaSet/web-7d", "app: web", ""),
                  pod("web-2", "ReplicaSet/web-7d", "app: web", "")))
          .containsExactly("default/web-7d[ReplicaSet]");
    }

    @Test
    void are_named_after_the_deployment_if_the_replica_set_tells_it() {
      assertThat(
              names(
                  pod("web-1", "ReplicaSet/web-7d", "app: web", ""),
                  replicaSet("web-7d", "web", 1),
                  replicaSet("web-6c", "web", 0)))
          .containsExactly("default/web[Deployment]");
    }

    @Test
    void may_differ_in_labels_that_no_selector_tells_apart() {
      assertThat(
              names(
                  pod("db-0", "StatefulSet/db", "app: db, apps.kubernetes.io/pod-index: \"0\"", ""),
                  pod("db-1", "StatefulSet/db", "app: db, apps.kubernetes.io/pod-index: \"1\"", ""),
                  policy(
                      "{podSelector: {matchExpressions: [{key: apps.kubernetes.io/pod-index,"
                          + " operator: Exists}]}}")))
          .containsExactly("default/db[StatefulSet]");
    }

    @Test
    void stay_apart_if_a_selector_tells_them_apart() {
      assertThat(
              names(
                  pod("db-1", "StatefulSet/db", "role: replica", ""),
                  pod("db-0", "StatefulSet/db", "role: primary", ""),
                  pod("db-2", "StatefulSet/db", "role: replica", ""),
                  policy("{podSelector: {matchLabels: {role: primary}}}")))
          .containsExactly("default/db-0[Pod]", "default/db-1[Pod]");
    }

    @Test
    void stay_together_if_the_selector_is_of_another_namespace() {
      assertThat(
              names(
                  pod("db-0", "StatefulSet/db", "role: primary", ""),
                  pod("db-1", "StatefulSet/db", "role: replica", ""),
                  policy("{podSelector: {matchLabels: {role: primary}}}")
                      .replace("{name: p}", "{name: p, namespace: other}")))
          .containsExactly("default/db[StatefulSet]");
    }

    @Test
    void stay_apart_if_they_bind_a_port_name_to_different_numbers_and_a_policy_uses_it() {
      String[] pods = {
        pod("a", "Job/j", "", "spec: {containers: [{ports: [{name: p, containerPort: 1}]}]}"),
        pod("b", "Job/j", "", "spec: {containers: [{ports: [{name: p, containerPort: 2}]}]}")
      };
      assertThat(names(pods)).containsExactly("default/j[Job]");
      assertThat(names(pods[0], pods[1], policy("{ingress: [{ports: [{port: p}]}]}")))
          .containsExactly("default/a[Pod]", "default/b[Pod]");
    }

    @Test
    void stay_apart_if_one_uses_the_network_of_its_node() {
      assertThat(
              names(pod("a", "Job/j", "", ""), pod("b", "Job/j", "", "spec: {hostNetwork: true}")))
          .hasSize(2);
    }

    @Test
    void stay_apart_if_an_address_block_that_may_match_pods_tells_them_apart() {
      String[] objects = {
        pod("a", "Job/j", "", "status: {podIP: 10.0.0.1}"),
        pod("b", "Job/j", "", "status: {podIP: 10.0.1.1}"),
        policy("{ingress: [{from: [{ipBlock: {cidr: 10.0.1.0/24}}]}]}")
      };
      assertThat(snapshot(false, objects).pods()).hasSize(1);
      assertThat(snapshot(false, objects).pods().get(0).addresses()).hasSize(2);
      assertThat(snapshot(true, objects).pods()).hasSize(2);
    }

    @Test
    void count_only_while_they_live() {
      Snapshot snapshot =
          snapshot(
              false,
              pod("a", "Job/j", "", "status: {phase: Failed}"),
              pod("b", "Job/j", "", "status: {phase: Running}"),
              pod("c", "Job/done", "", "status: {phase: Succeeded}"));
      assertThat(snapshot.pods())
          .extracting(Pod::name, Pod::phase)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("done[Job]", Phase.FINISHED),
              org.assertj.core.groups.Tuple.tuple("j[Job]", Phase.LIVE));
    }

    @Test
    void that_is_a_node_are_static_pods_on_their_own() {
      assertThat(names(pod("proxy-n1", "Node/n1", "", ""), pod("etcd-n1", "Node/n1", "", "")))
          .containsExactly("default/etcd-n1[Pod]", "default/proxy-n1[Pod]");
    }
  }

  @Nested
  class Templates {
    @Test
    void count_where_there_are_no_pods() {
      assertThat(names(replicaSet("web-7d", "web", 1))).containsExactly("default/web[Deployment]");
    }

    @Test
    void do_not_count_beside_their_pods() {
      String deployment =
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
              + "spec: {template: {metadata: {labels: {app: old}}}}";
      Snapshot snapshot =
          snapshot(
              false,
              deployment,
              replicaSet("web-7d", "web", 1),
              pod("web-1", "ReplicaSet/web-7d", "app: web", ""));
      assertThat(snapshot.pods()).hasSize(1);
      assertThat(snapshot.pods().get(0).labels()).containsEntry("app", "web");
    }

    @Test
    void of_cron_jobs_stand_two_levels_down() {
      assertThat(
              names(
                  "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\nspec:"
                      + " {jobTemplate: {spec: {template: {metadata: {labels: {a: b}}}}}}"))
          .containsExactly("default/nightly[CronJob]");
    }
  }

  @Nested
  class Namespaces {
    @Test
    void that_are_missing_are_assumed_with_their_name() {
      assertThat(snapshot(false, pod("a", "", "", "")).namespaces())
          .containsExactly(Namespace.of("default", java.util.Map.of()));
    }
  }
}
