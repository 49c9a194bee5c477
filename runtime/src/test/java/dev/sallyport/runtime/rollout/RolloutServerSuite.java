package dev.sallyport.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.cluster.Cluster;
import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.LivePolicy;
import dev.sallyport.runtime.cluster.OnConflict;
import dev.sallyport.runtime.cluster.PolicyManifest;
import dev.sallyport.runtime.cluster.SuiteServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rollout over HTTP, whole and interrupted at each of its writes. The same for the server of the
 * tests and for a real one; the subclasses say which.
 */
abstract class RolloutServerSuite {
  private static final String DEPLOYED =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: APP, namespace: NAMESPACE}
      spec:
        selector: {matchLabels: {app: APP}}
        template:
          metadata: {labels: {app: APP}}
          spec: {containers: [{name: main, image: none, ports: [{containerPort: 8080}]}]}
      """;

  /** Written by hand: it isolates orders in one direction, and leaves a port open too many. */
  private static final String BY_HAND =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: orders, namespace: NAMESPACE, labels: {owner: bank}}
      spec:
        podSelector: {matchLabels: {app: orders}}
        policyTypes: [Ingress]
        ingress:
        - from: [{podSelector: {matchLabels: {app: frontend}}}]
          ports: [{port: 8080}, {port: 9090}]
      """;

  private static final String ORDERS =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: orders
        namespace: NAMESPACE
        labels: {app.kubernetes.io/managed-by: sallyport}
        annotations: {sallyport.dev/source: "shop.Orders, «ö»"}
      spec:
        podSelector: {matchLabels: {app: orders}}
        policyTypes: [Ingress, Egress]
        ingress:
        - from: [{podSelector: {matchLabels: {app: frontend}}}]
          ports: [{port: 8080}]
      """;

  private static final String FRONTEND =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: frontend
        namespace: NAMESPACE
        labels: {app.kubernetes.io/managed-by: sallyport}
      spec:
        podSelector: {matchLabels: {app: frontend}}
        policyTypes: [Ingress, Egress]
        ingress:
        - from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]
          ports: [{port: 8080}]
        egress:
        - to: [{podSelector: {matchLabels: {app: orders}}}]
          ports: [{port: 8080}]
      """;

  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();
  private SuiteServer server;
  private Cluster cluster;

  /** Starts the server. */
  abstract SuiteServer serve(Path folder, TestReporter reporter) throws Exception;

  @BeforeEach
  void start(TestReporter reporter) throws Exception {
    server = serve(folder, reporter);
    cluster = server.cluster(server.namespace());
    server.create(in(DEPLOYED.replace("APP", "frontend")));
    server.create(in(DEPLOYED.replace("APP", "orders")));
    server.applyAs("kubectl", in(BY_HAND));
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      cluster.close();
      server.close();
    }
  }

  private String in(String yaml) {
    return yaml.replace("NAMESPACE", server.namespace());
  }

  private PolicyManifest manifest(String yaml) {
    return PolicyManifest.parse("test.yaml", in(yaml), "none");
  }

  private RolloutServer rolloutServer() {
    return new ClusterRolloutServer(cluster, server.namespace());
  }

  private Map<String, StoredPolicy> stored() throws ClusterException {
    Map<String, StoredPolicy> stored = new TreeMap<>();
    for (LivePolicy policy : cluster.policies()) {
      stored.put(policy.id().replace(server.namespace() + "/", ""), PolicyCalls.stored(policy));
    }
    return stored;
  }

  private Plan plan() throws Exception {
    Proposal proposal =
        Proposal.of(
            Proposal.State.of(cluster.read(), cluster.policies()),
            new Proposal.Wish(
                List.of(manifest(FRONTEND), manifest(ORDERS)),
                Set.of(),
                List.of(),
                List.of(),
                new SeverityOptions(),
                "none"),
            new Proposal.Acceptance(AcceptedCuts.EVERYTHING, true),
            PluginProfile.STRICT);
    assertThat(proposal.stops()).isEmpty();
    return proposal.plan();
  }

  private Rollout rollout(RolloutServer on, String holder) {
    return new Rollout(
        on,
        step -> {
          asked.add(step.workload().replace(server.namespace() + "/", ""));
          return Confirmation.Answer.CONFIRMED;
        },
        line -> {},
        holder);
  }

  private static Rollout.Outcome start(Rollout rollout, Plan plan)
      throws ClusterException, RolloutRefusedException {
    return rollout.start(plan, AcceptedCuts.EVERYTHING, PluginProfile.STRICT);
  }

  @Test
  void ends_with_what_was_wanted_and_leaves_nothing_else() throws Exception {
    assertThat(start(rollout(rolloutServer(), "anna"), plan())).isEqualTo(Rollout.Outcome.FINISHED);

    assertThat(asked).containsExactly("frontend", "orders");
    assertThat(stored()).containsOnlyKeys("frontend", "orders");
    StoredPolicy orders = stored().get("orders");
    assertThat(orders.policy()).isEqualTo(StoredPolicy.meaning(manifest(ORDERS).policy()));
    assertThat(orders.labels())
        .containsEntry("owner", "bank")
        .containsEntry("app.kubernetes.io/managed-by", "sallyport");
    assertThat(orders.annotations()).containsEntry("sallyport.dev/source", "shop.Orders, «ö»");
    assertThat(rolloutServer().journal()).isEqualTo(Optional.empty());
    assertThat(plan().steps()).isEmpty();
  }

  @Test
  void is_no_hindrance_for_an_apply_that_follows() throws Exception {
    start(rollout(rolloutServer(), "anna"), plan());

    String version = cluster.policies().get(1).resourceVersion();
    LivePolicy same = cluster.apply(manifest(ORDERS), OnConflict.REFUSE);
    assertThat(same.resourceVersion()).isEqualTo(version);
    LivePolicy changed =
        cluster.apply(manifest(ORDERS.replace("port: 8080", "port: 7070")), OnConflict.REFUSE);
    assertThat(changed.policy().ingress().toString()).contains("7070").doesNotContain("8080");
  }

  @Test
  void killed_at_any_write_can_be_resumed_to_the_same_end() throws Exception {
    Plan plan = plan();
    Map<String, StoredPolicy> first = stored();
    KilledServer whole = new KilledServer(rolloutServer(), 0, true);
    start(rollout(whole, "anna"), plan);
    Map<String, StoredPolicy> last = stored();
    assertThat(whole.writes()).isGreaterThan(12);
    for (int write = 1; write <= whole.writes(); write++) {
      restore(first);
      killed(plan, write, write % 2 == 0);
      Rollout second = rollout(rolloutServer(), "ben");
      if (second.resume(AcceptedCuts.NOTHING) == Rollout.Outcome.NOTHING_TO_DO
          && !stored().equals(last)) {
        assertThat(stored()).as("write %s", write).isEqualTo(first);
        start(second, plan);
      }
      assertThat(stored()).as("write %s", write).isEqualTo(last);
      assertThat(rolloutServer().journal()).isEqualTo(Optional.empty());
    }
  }

  @Test
  void a_write_that_changes_nothing_makes_no_new_version() throws Exception {
    start(rollout(rolloutServer(), "anna"), plan());
    LivePolicy read = cluster.policies().get(0);
    rolloutServer().replace(read, PolicyCalls.stored(read));

    assertThat(cluster.policies().get(0).resourceVersion()).isEqualTo(read.resourceVersion());
    RolloutServer.JournalObject journal = rolloutServer().createJournal(Map.of("a", "b"));
    assertThat(rolloutServer().replaceJournal(journal, Map.of("a", "b"))).isEqualTo(journal);
    assertThat(rolloutServer().replaceJournal(journal, Map.of("a", "c")).resourceVersion())
        .isNotEqualTo(journal.resourceVersion());
  }

  @Test
  void killed_at_any_write_can_be_taken_back() throws Exception {
    Plan plan = plan();
    Map<String, StoredPolicy> first = stored();
    for (int write = 1; killed(plan, write, write % 2 == 1); write++) {
      Rollout.Outcome outcome = rollout(rolloutServer(), "ben").abort();
      assertThat(outcome).isIn(Rollout.Outcome.ABORTED, Rollout.Outcome.NOTHING_TO_DO);
      if (stored().containsKey("frontend") && outcome == Rollout.Outcome.NOTHING_TO_DO) {
        break; // killed after its last write
      }
      assertThat(stored()).as("write %s", write).isEqualTo(first);
      assertThat(rolloutServer().journal()).isEqualTo(Optional.empty());
    }
    assertThat(stored()).containsOnlyKeys("frontend", "orders");
  }

  /** Whether the rollout was killed, and not at its end before. */
  private boolean killed(Plan plan, int write, boolean after) throws Exception {
    try {
      start(rollout(new KilledServer(rolloutServer(), write, after), "anna"), plan);
      return false;
    } catch (MemoryServer.Killed e) {
      return true;
    }
  }

  private void restore(Map<String, StoredPolicy> first) throws Exception {
    for (LivePolicy policy : cluster.policies()) {
      cluster.delete(policy);
    }
    for (StoredPolicy policy : first.values()) {
      rolloutServer().create(policy);
    }
  }

  @Test
  void stops_where_somebody_changes_a_policy_of_the_plan() throws Exception {
    Rollout rollout =
        meanwhile(() -> server.applyAs("ops", in(ORDERS.replace("port: 8080", "port: 1"))));

    assertThatThrownBy(() -> start(rollout, plan()))
        .isInstanceOf(RolloutRefusedException.class)
        .hasMessageContaining("orders is not as this rollout left it");
  }

  @Test
  void stops_where_somebody_ends_it() throws Exception {
    Rollout rollout =
        meanwhile(() -> rolloutServer().deleteJournal(rolloutServer().journal().orElseThrow()));

    assertThatThrownBy(() -> start(rollout, plan()))
        .isInstanceOf(RolloutRefusedException.class)
        .hasMessageContaining("the journal of this rollout is gone");
  }

  @Test
  void stops_where_somebody_takes_it_over() throws Exception {
    Rollout ben =
        new Rollout(rolloutServer(), step -> Confirmation.Answer.NOBODY, line -> {}, "ben");
    Rollout anna =
        meanwhile(
            () -> {
              try {
                assertThat(ben.resume(AcceptedCuts.NOTHING))
                    .isEqualTo(Rollout.Outcome.NOT_CONFIRMED);
              } catch (RolloutRefusedException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThatThrownBy(() -> start(anna, plan()))
        .isInstanceOf(RolloutRefusedException.class)
        .hasMessageContainingAll("taken this rollout over", "ben");
    Plan another = plan();
    assertThatThrownBy(() -> start(rollout(rolloutServer(), "carl"), another))
        .isInstanceOf(RolloutRefusedException.class)
        .hasMessageContainingAll("a rollout is under way", "ben");
  }

  private interface Change {
    void make() throws ClusterException;
  }

  /** A rollout during which something happens while the first workload is confirmed. */
  private Rollout meanwhile(Change change) {
    return new Rollout(
        rolloutServer(),
        step -> {
          try {
            change.make();
          } catch (ClusterException e) {
            throw new IllegalStateException(e);
          }
          return Confirmation.Answer.CONFIRMED;
        },
        line -> {},
        "anna");
  }
}
