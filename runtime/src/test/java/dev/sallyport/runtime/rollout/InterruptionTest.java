package dev.sallyport.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Policy;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.cluster.ClusterException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A rollout is stopped at each of its calls, in each way in which a call can go wrong, and then
 * resumed or aborted, on another machine. Every state of the cluster on the way is looked at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptionTest {
  private final Set<Collection<Policy>> looked = new HashSet<>();
  private BruteForce truth;
  private Plan plan;
  private Map<String, StoredPolicy> first;
  private Map<String, StoredPolicy> last;
  private int calls;

  @BeforeAll
  void uninterrupted() throws Exception {
    MemoryServer server = Shop.server();
    plan = Shop.plan(server);
    first = server.stored();
    last = new TreeMap<>(first);
    for (Action action : plan.actions()) {
      if (action instanceof Action.Create create) {
        last.put(action.id(), create.after());
      } else if (action instanceof Action.Replace replace) {
        last.put(action.id(), replace.after());
      } else {
        last.remove(action.id());
      }
    }
    truth =
        new BruteForce(
            Population.of(server.objects(), policies(last)), policies(first), policies(last));
    server = watched();
    assertThat(start(server)).isEqualTo(Rollout.Outcome.FINISHED);
    assertThat(server.stored()).isEqualTo(last);
    assertThat(server.hasJournal()).isFalse();
    calls = server.calls();
    assertThat(calls).isGreaterThan(40);
  }

  private static List<Policy> policies(Map<String, StoredPolicy> stored) {
    return stored.values().stream().map(StoredPolicy::policy).toList();
  }

  /** A new server that looks at each of its states. */
  private MemoryServer watched() {
    MemoryServer server = Shop.server();
    server.onChange(
        () -> {
          List<Policy> now = policies(server.stored());
          if (looked.add(now)) {
            assertThat(truth.breach(now)).as("%s", server.stored().keySet()).isEmpty();
          }
        });
    return server;
  }

  private static Rollout rollout(MemoryServer server, String holder) {
    return new Rollout(server, step -> Confirmation.Answer.CONFIRMED, line -> {}, holder);
  }

  private Rollout.Outcome start(MemoryServer server)
      throws ClusterException, RolloutRefusedException {
    return rollout(server, "first").start(plan, AcceptedCuts.EVERYTHING, PluginProfile.CALICO_LIKE);
  }

  /** Starts, and is stopped at a call. */
  private MemoryServer interrupted(int call, MemoryServer.Fault fault) {
    MemoryServer server = watched();
    server.fault(call, fault);
    try {
      start(server);
    } catch (MemoryServer.Killed | ClusterException | RolloutRefusedException e) {
      // By the fault and by nothing before it. What is left is looked at by the caller.
      assertThat(server.calls()).as("%s", e).isGreaterThanOrEqualTo(call);
    }
    server.noFault();
    return server;
  }

  private void finish(MemoryServer server) throws Exception {
    Rollout second = rollout(server, "second");
    if (second.resume(AcceptedCuts.NOTHING) == Rollout.Outcome.NOTHING_TO_DO
        && !server.stored().equals(last)) {
      // Stopped before the journal was there: nothing was done.
      assertThat(server.stored()).isEqualTo(first);
      start(server);
    }
    assertThat(server.stored()).isEqualTo(last);
    assertThat(server.hasJournal()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(MemoryServer.Fault.class)
  void resumed_it_ends_as_if_nothing_had_happened(MemoryServer.Fault fault) throws Exception {
    for (int call = 1; call <= calls; call++) {
      finish(interrupted(call, fault));
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryServer.Fault.class)
  void aborted_everything_is_as_before(MemoryServer.Fault fault) throws Exception {
    for (int call = 1; call <= calls; call++) {
      MemoryServer server = interrupted(call, fault);
      boolean ended = !server.hasJournal() && server.stored().equals(last);
      rollout(server, "second").abort();
      assertThat(server.stored()).as("call %s", call).isEqualTo(ended ? last : first);
      assertThat(server.hasJournal()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryServer.Fault.class)
  void resuming_and_aborting_can_be_interrupted_too(MemoryServer.Fault fault) throws Exception {
    for (int call = 2 + fault.ordinal(); call <= calls; call += 11) {
      for (boolean back : List.of(true, false)) {
        for (int again = 1; ; again += 2) {
          MemoryServer server = interrupted(call, MemoryServer.Fault.KILLED_AFTER);
          boolean ended = !server.hasJournal();
          server.fault(again, fault);
          boolean survived = false;
          try {
            if (back) {
              rollout(server, "second").abort();
            } else {
              rollout(server, "second").resume(AcceptedCuts.NOTHING);
            }
            survived = server.calls() < again;
          } catch (MemoryServer.Killed | ClusterException | RolloutRefusedException e) {
            assertThat(server.calls()).as("%s", e).isGreaterThanOrEqualTo(again);
          }
          server.noFault();
          if (back) {
            rollout(server, "third").abort();
            assertThat(server.stored()).isEqualTo(ended ? last : first);
            assertThat(server.hasJournal()).isFalse();
          } else {
            finish(server);
          }
          if (survived) {
            break;
          }
        }
      }
    }
  }

  @Test
  void a_resumed_rollout_can_be_aborted_from_any_point() throws Exception {
    for (int call = 1; call <= calls; call++) {
      MemoryServer server = interrupted(call, MemoryServer.Fault.KILLED_BEFORE);
      server.fault(call / 2 + 1, MemoryServer.Fault.KILLED_AFTER);
      try {
        rollout(server, "second").resume(AcceptedCuts.NOTHING);
      } catch (MemoryServer.Killed e) {
        assertThat(server.calls()).as("%s", e).isGreaterThanOrEqualTo(call / 2 + 1);
      }
      server.noFault();
      boolean ended = !server.hasJournal() && server.stored().equals(last);
      rollout(server, "third").abort();
      assertThat(server.stored()).isEqualTo(ended ? last : first);
    }
  }

  @ParameterizedTest
  @EnumSource(MemoryServer.Fault.class)
  void so_can_the_return_of_parachutes(MemoryServer.Fault fault) throws Exception {
    for (int call = 1; ; call++) {
      MemoryServer server = watched();
      server.fault(call, fault);
      Rollout refused =
          new Rollout(
              server,
              step ->
                  step.workload().equals("shop/orders")
                      ? Confirmation.Answer.REFUSED
                      : Confirmation.Answer.CONFIRMED,
              line -> {},
              "first");
      try {
        refused.start(plan, AcceptedCuts.EVERYTHING, PluginProfile.CALICO_LIKE);
      } catch (MemoryServer.Killed | ClusterException | RolloutRefusedException e) {
        assertThat(server.calls()).as("%s", e).isGreaterThanOrEqualTo(call);
      }
      boolean survived = server.calls() < call;
      server.noFault();
      MemoryServer other = server.copy();
      finish(server);
      rollout(other, "second").abort();
      assertThat(other.stored()).as("call %s", call).isEqualTo(first);
      if (survived) {
        break;
      }
    }
  }
}
