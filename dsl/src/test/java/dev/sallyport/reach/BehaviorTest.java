package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a profile leaves open, and what follows where plugins differ. */
class BehaviorTest {
  private static final Set<PluginChoice> EVERY = EnumSet.allOf(PluginChoice.class);
  private static final ConnectionSet TCP = ConnectionSet.of(Protocol.TCP);
  private static final ConnectionSet UDP = ConnectionSet.of(Protocol.UDP);

  @Nested
  class Profiles {
    @Test
    void answer_every_question_or_leave_it_open() {
      for (PluginChoice choice : PluginChoice.values()) {
        assertThat(PluginProfile.STRICT.decide(choice)).isEqualTo(Decision.OPEN);
        assertThat(PluginProfile.STRICT.decisions()).containsKey(choice);
        for (PluginProfile profile : named()) {
          assertThat(profile.decide(choice)).isNotEqualTo(Decision.OPEN);
        }
      }
    }

    private List<PluginProfile> named() {
      return List.of(
          PluginProfile.CALICO_LIKE, PluginProfile.CILIUM_LIKE, PluginProfile.NP_GUARD_LIKE);
    }

    @Test
    void differ_in_what_blocks_and_the_host_network_mean() {
      assertThat(yes(PluginProfile.CALICO_LIKE))
          .containsExactlyInAnyOrder(
              PluginChoice.IP_BLOCK_MATCHES_PODS,
              PluginChoice.IP_BLOCK_MATCHES_NODES,
              PluginChoice.POD_REACHES_ITSELF,
              PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION,
              PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
      assertThat(yes(PluginProfile.CILIUM_LIKE))
          .containsExactlyInAnyOrder(
              PluginChoice.POD_REACHES_ITSELF,
              PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION,
              PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
      assertThat(yes(PluginProfile.NP_GUARD_LIKE))
          .containsExactlyInAnyOrder(
              PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED,
              PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS,
              PluginChoice.POD_REACHES_ITSELF,
              PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION,
              PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
    }

    private Set<PluginChoice> yes(PluginProfile profile) {
      Set<PluginChoice> yes = new HashSet<>();
      for (PluginChoice choice : PluginChoice.values()) {
        if (profile.decide(choice) == Decision.YES) {
          yes.add(choice);
        }
      }
      return yes;
    }

    @Test
    void take_another_answer_to_one_question() {
      PluginProfile ours =
          PluginProfile.CALICO_LIKE.with(PluginChoice.POD_REACHES_ITSELF, Decision.NO);
      for (PluginChoice choice : PluginChoice.values()) {
        assertThat(ours.decide(choice))
            .isEqualTo(
                choice == PluginChoice.POD_REACHES_ITSELF
                    ? Decision.NO
                    : PluginProfile.CALICO_LIKE.decide(choice));
      }
      assertThat(ours.name()).isEqualTo("calico-like");
    }
  }

  @Nested
  class Behaviors {
    @Test
    void are_all_combinations_of_what_is_open_and_can_matter() {
      List<Behavior> all = Behavior.of(PluginProfile.STRICT, EVERY);
      assertThat(all).hasSize(256).doesNotHaveDuplicates();
      assertThat(all).extracting(Behavior::ties).contains(Behavior.Ties.RESTRICTIVE);
      Set<PluginChoice> two =
          EnumSet.of(
              PluginChoice.IP_BLOCK_MATCHES_PODS, PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);
      assertThat(Behavior.of(PluginProfile.STRICT, two))
          .hasSize(4)
          .allSatisfy(each -> assertThat(two).containsAll(each.holds()))
          .extracting(Behavior::ties)
          .containsOnly(Behavior.Ties.BY_NAME);
      assertThat(Behavior.of(PluginProfile.STRICT, Set.of())).hasSize(1);
    }

    @Test
    void of_a_profile_that_decides_everything_are_one() {
      Behavior calico = Behavior.of(PluginProfile.CALICO_LIKE, EVERY).get(0);
      assertThat(Behavior.of(PluginProfile.CALICO_LIKE, EVERY)).hasSize(1);
      assertThat(calico.has(PluginChoice.IP_BLOCK_MATCHES_PODS)).isTrue();
      assertThat(calico.has(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS)).isFalse();
      assertThat(calico.ties()).isEqualTo(Behavior.Ties.BY_NAME);
      PluginProfile reversed =
          PluginProfile.CALICO_LIKE.with(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME, Decision.NO);
      assertThat(Behavior.of(reversed, EVERY))
          .extracting(Behavior::ties)
          .containsExactly(Behavior.Ties.REVERSED);
    }

    @Test
    void differ_in_choices() {
      Behavior none = behavior(Behavior.Ties.BY_NAME);
      Behavior pods = behavior(Behavior.Ties.BY_NAME, PluginChoice.IP_BLOCK_MATCHES_PODS);
      Behavior tied = behavior(Behavior.Ties.REVERSED, PluginChoice.IP_BLOCK_MATCHES_PODS);
      assertThat(Behavior.differences(none, none)).isEmpty();
      assertThat(Behavior.differences(pods, none))
          .containsExactly(PluginChoice.IP_BLOCK_MATCHES_PODS);
      assertThat(Behavior.differences(none, tied))
          .containsExactlyInAnyOrder(
              PluginChoice.IP_BLOCK_MATCHES_PODS, PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME);
    }
  }

  private static Behavior behavior(Behavior.Ties ties, PluginChoice... holds) {
    Set<PluginChoice> all = EnumSet.noneOf(PluginChoice.class);
    all.addAll(List.of(holds));
    return new Behavior(all, ties);
  }

  private static Outcome outcome(ConnectionSet connections, PluginChoice... holds) {
    return new Outcome(behavior(Behavior.Ties.BY_NAME, holds), Set.of(), connections);
  }

  @Nested
  class Outcomes {
    @Test
    void that_agree_decide() {
      Outcome both = outcome(ConnectionSet.ALL);
      Outcome tcp = outcome(TCP, PluginChoice.IP_BLOCK_MATCHES_PODS);
      assertThat(Outcome.verdict(List.of(both, tcp), TCP)).isEqualTo(Verdict.ALLOWED);
      assertThat(Outcome.verdict(List.of(tcp), UDP)).isEqualTo(Verdict.DENIED);
      assertThat(Outcome.common(List.of(both, tcp))).isEqualTo(TCP);
      assertThat(Outcome.some(List.of(outcome(UDP), tcp))).isEqualTo(TCP.union(UDP));
    }

    @Test
    void that_differ_hinge_on_the_choices_that_make_a_difference_alone() {
      List<Outcome> outcomes =
          List.of(
              outcome(ConnectionSet.NONE),
              outcome(TCP, PluginChoice.IP_BLOCK_MATCHES_PODS),
              outcome(ConnectionSet.NONE, PluginChoice.IP_BLOCK_MATCHES_NODES),
              outcome(
                  TCP, PluginChoice.IP_BLOCK_MATCHES_PODS, PluginChoice.IP_BLOCK_MATCHES_NODES));
      assertThat(Outcome.verdict(outcomes, TCP))
          .isEqualTo(new Verdict.PluginDependent(EnumSet.of(PluginChoice.IP_BLOCK_MATCHES_PODS)))
          .hasToString(
              "PLUGIN_DEPENDENT(depends on whether an ipBlock matches a pod by its address)");
    }

    @Test
    void can_differ_in_what_policies_do_not_see() {
      Outcome itself =
          new Outcome(
              behavior(Behavior.Ties.BY_NAME),
              EnumSet.of(PluginChoice.POD_REACHES_ITSELF),
              ConnectionSet.ALL);
      Outcome not = outcome(ConnectionSet.NONE);
      assertThat(itself.overrides()).isTrue();
      assertThat(not.overrides()).isFalse();
      assertThat(itself.differences(not)).containsExactly(PluginChoice.POD_REACHES_ITSELF);
      assertThat(not.differences(itself)).containsExactly(PluginChoice.POD_REACHES_ITSELF);
      assertThat(itself.differences(itself)).isEmpty();
      assertThat(Outcome.verdict(List.of(not, itself), TCP))
          .isEqualTo(new Verdict.PluginDependent(EnumSet.of(PluginChoice.POD_REACHES_ITSELF)));
    }

    @Test
    void name_each_choice_in_a_sentence() {
      assertThat(
              new Verdict.PluginDependent(
                      EnumSet.of(
                          PluginChoice.POD_REACHES_ITSELF, PluginChoice.IP_BLOCK_MATCHES_NODES))
                  .reason())
          .isEqualTo(
              "depends on whether an ipBlock matches a node's address; a pod reaches its own"
                  + " address whatever policies say");
    }
  }
}
