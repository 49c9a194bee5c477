package dev.sallyport.runtime.rollout;

import static dev.sallyport.runtime.rollout.MemoryServer.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.Namespace;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.cluster.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private final MemoryServer server = Shop.server();
  private final Map<String, StoredPolicy> first = server.stored();
  private final List<String> said = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  private Rollout rollout(String holder, Confirmation confirmation) {
    return new Rollout(server, confirmation, said::add, holder);
  }

  private Rollout confirming(String holder) {
    return rollout(
        holder,
        step -> {
          asked.add(step.workload());
          return Confirmation.Answer.CONFIRMED;
        });
  }

  private Rollout.Outcome start(Rollout rollout) throws ClusterException, RolloutRefusedException {
    return rollout.start(Shop.plan(server), AcceptedCuts.EVERYTHING, PluginProfile.CALICO_LIKE);
  }

  private List<String> parachutes() {
    return server.stored().keySet().stream().filter(id -> id.contains("parachute")).toList();
  }

  private static StoredPolicy stranger(String app) {
    return Shop.stored("stranger", app, Shop.INGRESS, List.of(), List.of(), Map.of());
  }

  @Nested
  class Plans {
    @Test
    void give_parachutes_where_nothing_isolates_yet_and_nowhere_else() throws Exception {
      List<String> steps = Shop.plan(server).steps().stream().map(Step::what).toList();
      assertThat(steps)
          .containsExactly(
              "add parachutes that allow shop/cron-deployment everything as before",
              "add parachutes that allow shop/frontend everything as before",
              "add parachutes that allow shop/ledger everything as before",
              "add parachutes that allow shop/orders everything as before",
              "apply policy shop/default-deny",
              "apply policy shop/frontend",
              "apply policy shop/orders",
              "narrow shop/cron-deployment: take its parachutes away, and wait for a confirmation",
              "narrow shop/frontend: take its parachutes away, and wait for a confirmation",
              "narrow shop/orders: take its parachutes away, and wait for a confirmation",
              "replace policy shop/ledger",
              "narrow shop/ledger: take its parachutes away, and wait for a confirmation",
              "delete policy shop/ledger-legacy");
      assertThat(Shop.plan(server).touched())
          .contains("shop/sallyport-parachute-ledger-egress")
          .doesNotContain("shop/sallyport-parachute-ledger-ingress");
    }

    @Test
    void mark_parachutes_with_the_rollout_and_say_what_they_are_for() throws Exception {
      Plan plan = Shop.plan(server);
      Action.Create parachute = (Action.Create) plan.steps().get(0).actions().get(0);
      assertThat(parachute.after().labels())
          .containsEntry("rollout.sallyport.dev/id", plan.id())
          .containsEntry("app.kubernetes.io/managed-by", "sallyport-rollout");
      assertThat(parachute.after().annotations().get("rollout.sallyport.dev/purpose"))
          .contains("shop/cron-deployment", "ingress");
    }

    @Test
    void are_empty_where_all_is_as_wanted() throws Exception {
      start(confirming("anna"));
      assertThat(Shop.plan(server).steps()).isEmpty();
    }

    @Test
    void are_refused_where_labels_cant_tell_who_needs_a_parachute() {
      server.workloads.add(
          deployment("shop", "cron-old", Map.of("job", "cron", "pod-template-hash", "1")));
      server.put(
          new StoredPolicy(
              new dev.sallyport.policy.Policy(
                  "shop",
                  "hash",
                  dev.sallyport.policy.Selector.ofLabels(Map.of("pod-template-hash", "1")),
                  Shop.INGRESS,
                  List.of(),
                  List.of(),
                  new dev.sallyport.policy.Origin("", "")),
              Map.of(),
              Map.of()));
      assertThatThrownBy(() -> Shop.plan(server))
          .isInstanceOf(RolloutRefusedException.class)
          .hasMessageContaining("both have the same lasting labels {job=cron}");
    }

    @Test
    void are_refused_where_a_parachute_has_the_name_of_a_policy() {
      server.put(
          new StoredPolicy(
              new dev.sallyport.policy.Policy(
                  "shop",
                  "sallyport-parachute-orders-ingress",
                  dev.sallyport.policy.Selector.ofLabels(Map.of("app", "nobody")),
                  Shop.INGRESS,
                  List.of(),
                  List.of(),
                  new dev.sallyport.policy.Origin("", "")),
              Map.of(),
              Map.of()));
      assertThatThrownBy(() -> Shop.plan(server))
          .hasMessageContaining("has the name of a parachute");
    }

    @Test
    void survive_their_journal_byte_by_byte() throws Exception {
      Plan plan = Shop.plan(server);
      Journal journal =
          new Journal(
              plan,
              AcceptedCuts.NOTHING,
              PluginProfile.CILIUM_LIKE,
              "anna",
              Journal.Phase.BACKWARD,
              3);
      assertThat(Journal.parse(journal.data()))
          .isEqualTo(
              new Journal(
                  plan,
                  AcceptedCuts.NOTHING,
                  PluginProfile.CILIUM_LIKE,
                  "anna",
                  Journal.Phase.BACKWARD,
                  3));
      assertThat(PlanJson.text(PlanJson.parse(PlanJson.text(plan)))).isEqualTo(PlanJson.text(plan));
    }
  }

  @Nested
  class Confirmations {
    @Test
    void are_asked_for_workload_by_workload() throws Exception {
      assertThat(start(confirming("anna"))).isEqualTo(Rollout.Outcome.FINISHED);
      assertThat(asked)
          .containsExactly("shop/cron-deployment", "shop/frontend", "shop/orders", "shop/ledger");
      assertThat(parachutes()).isEmpty();
    }

    @Test
    void that_are_refused_bring_the_parachutes_back() throws Exception {
      Rollout rollout =
          rollout(
              "anna",
              step -> {
                boolean orders = step.workload().equals("shop/orders");
                if (orders) {
                  assertThat(parachutes()).noneMatch(id -> id.contains("orders"));
                }
                return orders ? Confirmation.Answer.REFUSED : Confirmation.Answer.CONFIRMED;
              });
      assertThat(start(rollout)).isEqualTo(Rollout.Outcome.NOT_CONFIRMED);
      assertThat(parachutes())
          .containsExactly(
              "shop/sallyport-parachute-ledger-egress",
              "shop/sallyport-parachute-orders-egress",
              "shop/sallyport-parachute-orders-ingress");
      assertThat(said.get(said.size() - 1))
          .isEqualTo(
              "shop/orders was not confirmed: its parachutes come back, and the rollout stops"
                  + " here; resume or abort it");
      assertThat(confirming("anna").resume(AcceptedCuts.NOTHING))
          .isEqualTo(Rollout.Outcome.FINISHED);
      assertThat(asked).containsExactly("shop/orders", "shop/ledger");
    }

    @Test
    void that_nobody_gives_bring_the_parachutes_back_and_all_can_be_aborted() throws Exception {
      Rollout rollout = rollout("anna", step -> Confirmation.Answer.NOBODY);
      assertThat(start(rollout)).isEqualTo(Rollout.Outcome.NOT_CONFIRMED);
      assertThat(parachutes()).hasSize(7);
      assertThat(rollout.status().orElseThrow().status()).contains("next is step 8: narrow");
      assertThat(rollout.abort()).isEqualTo(Rollout.Outcome.ABORTED);
      assertThat(server.stored()).isEqualTo(first);
      assertThat(rollout.status()).isEqualTo(Optional.empty());
    }

    @Test
    void that_break_bring_the_parachutes_back() {
      Rollout rollout =
          rollout(
              "anna",
              step -> {
                throw new IllegalStateException("broken");
              });
      assertThatThrownBy(() -> start(rollout)).hasMessage("broken");
      assertThat(parachutes()).hasSize(7);
    }
  }

  @Nested
  class Two_people {
    @Test
    void cant_begin_at_once() throws Exception {
      start(rollout("anna", step -> Confirmation.Answer.NOBODY));
      assertThatThrownBy(() -> start(confirming("ben")))
          .isInstanceOf(RolloutRefusedException.class)
          .hasMessageContainingAll("a rollout is under way", "by anna");
    }

    @Test
    void take_over_from_each_other_and_the_first_stops() throws Exception {
      Rollout ben = confirming("ben");
      Rollout anna =
          rollout(
              "anna",
              step -> {
                try {
                  assertThat(ben.resume(AcceptedCuts.NOTHING)).isEqualTo(Rollout.Outcome.FINISHED);
                } catch (ClusterException | RolloutRefusedException e) {
                  throw new IllegalStateException(e);
                }
                return Confirmation.Answer.REFUSED;
              });
      assertThatThrownBy(() -> start(anna))
          .hasMessageContaining("the journal of this rollout is gone");
      assertThat(parachutes()).isEmpty();
    }

    @Test
    void are_named_where_the_journal_changed_hands() throws Exception {
      Rollout ben = rollout("ben", step -> Confirmation.Answer.NOBODY);
      Rollout anna =
          rollout(
              "anna",
              step -> {
                try {
                  ben.resume(AcceptedCuts.NOTHING);
                } catch (ClusterException | RolloutRefusedException e) {
                  throw new IllegalStateException(e);
                }
                return Confirmation.Answer.CONFIRMED;
              });
      assertThatThrownBy(() -> start(anna))
          .hasMessageContainingAll("taken this rollout over", "ben");
    }
  }

  @Nested
  class Changes_by_others {
    private Rollout meanwhile(Runnable change) {
      return rollout(
          "anna",
          step -> {
            if (step.workload().equals("shop/frontend")) {
              change.run();
            }
            return Confirmation.Answer.CONFIRMED;
          });
    }

    @Test
    void to_a_policy_of_the_plan_stop_it() {
      Rollout rollout =
          meanwhile(
              () ->
                  server.put(
                      Shop.stored("orders", "orders", Shop.BOTH, List.of(), List.of(), Map.of())));
      assertThatThrownBy(() -> start(rollout))
          .hasMessageContaining("policy shop/orders is not as this rollout left it");
      assertThat(parachutes()).anyMatch(id -> id.contains("orders"));
    }

    @Test
    void to_a_parachute_stop_it() {
      Rollout rollout = meanwhile(() -> server.remove("shop/sallyport-parachute-ledger-egress"));
      assertThatThrownBy(() -> start(rollout))
          .hasMessageContaining("policy shop/sallyport-parachute-ledger-egress is not as");
    }

    @Test
    void that_leave_the_plan_safe_are_noticed_and_it_goes_on() throws Exception {
      Rollout rollout =
          meanwhile(() -> server.workloads.add(deployment("shop", "mail", Map.of("app", "mail"))));
      server.namespaces.add(Namespace.of("other", Map.of()));
      assertThat(start(rollout)).isEqualTo(Rollout.Outcome.FINISHED);
      assertThat(said)
          .contains("the cluster has changed (shop/mail[Deployment]): prove the plan anew");
    }

    @Test
    void that_make_the_plan_unsafe_stop_it_before_the_next_step() {
      Rollout rollout = meanwhile(() -> server.put(stranger("orders")));
      assertThatThrownBy(() -> start(rollout))
          .isInstanceOf(RolloutRefusedException.class)
          .hasMessageContainingAll("not safe for the cluster as it is now", "abort it");
    }

    @Test
    void that_would_cut_what_nobody_accepted_stop_it() throws Exception {
      Plan plan = Shop.plan(server);
      List<dev.sallyport.policy.Policy> before =
          first.values().stream().map(StoredPolicy::policy).toList();
      AcceptedCuts accepted =
          Simulation.of(
                  Population.of(server.objects(), SafetyProof.vocabulary(before, plan)),
                  before,
                  SafetyProof.last(before, plan),
                  PluginProfile.CALICO_LIKE)
              .accepted();
      Rollout rollout =
          meanwhile(() -> server.workloads.add(deployment("shop", "mail", Map.of("app", "mail"))));
      assertThatThrownBy(() -> rollout.start(plan, accepted, PluginProfile.CALICO_LIKE))
          .hasMessageContainingAll("would lose connections that nobody accepted", "shop/mail");
      assertThat(confirming("anna").resume(AcceptedCuts.EVERYTHING))
          .isEqualTo(Rollout.Outcome.FINISHED);
    }

    @Test
    void to_other_policies_survive_an_abort() throws Exception {
      start(rollout("anna", step -> Confirmation.Answer.NOBODY));
      server.put(stranger("nobody"));
      assertThat(confirming("ben").abort()).isEqualTo(Rollout.Outcome.ABORTED);
      assertThat(server.stored()).containsKey("shop/stranger").containsAllEntriesOf(first);
    }
  }

  @Test
  void a_walk_back_is_not_resumed_forward() throws Exception {
    start(rollout("anna", step -> Confirmation.Answer.NOBODY));
    server.fault(8, MemoryServer.Fault.KILLED_AFTER);
    assertThatThrownBy(() -> confirming("anna").abort()).isInstanceOf(MemoryServer.Killed.class);
    server.noFault();
    assertThatThrownBy(() -> confirming("anna").resume(AcceptedCuts.NOTHING))
        .hasMessageContaining("is being walked back");
    assertThat(confirming("anna").abort()).isEqualTo(Rollout.Outcome.ABORTED);
    assertThat(server.stored()).isEqualTo(first);
  }

  @Test
  void a_journal_that_somebody_changed_is_refused() {
    assertThatThrownBy(() -> Journal.parse(Map.of("rollout", "{}")))
        .isInstanceOf(RolloutRefusedException.class)
        .hasMessageContaining("somebody changed the ConfigMap");
  }

  @Test
  void nothing_to_resume_or_abort_is_said() throws Exception {
    assertThat(confirming("anna").resume(AcceptedCuts.NOTHING))
        .isEqualTo(Rollout.Outcome.NOTHING_TO_DO);
    assertThat(confirming("anna").abort()).isEqualTo(Rollout.Outcome.NOTHING_TO_DO);
  }
}
