package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies of one tier, of which the first two are of one priority. */
class ClusterStepTest {
  private static final ConnectionSet WEB = ConnectionSet.of(Protocol.TCP, 80);
  private static final ClusterStep ACCEPTS = ClusterStep.NOTHING.then(ClusterAction.ACCEPT, WEB);
  private static final ClusterStep DENIES = ClusterStep.NOTHING.then(ClusterAction.DENY, WEB);
  private static final ClusterStep PASSES = ClusterStep.NOTHING.then(ClusterAction.PASS, WEB);

  private static ClusterStep.Fold tier(Behavior.Ties ties, ClusterStep... level) {
    ClusterStep.Fold fold = new ClusterStep.Fold(WEB, ties);
    fold.level(List.of(level));
    return fold;
  }

  @Test
  void apply_by_name_or_in_reverse() {
    assertThat(tier(Behavior.Ties.BY_NAME, ACCEPTS, DENIES).accepted()).isEqualTo(WEB);
    assertThat(tier(Behavior.Ties.REVERSED, ACCEPTS, DENIES).accepted().isEmpty()).isTrue();
  }

  @Test
  void let_most_or_least_through_where_any_of_them_may_apply() {
    assertThat(tier(Behavior.Ties.PERMISSIVE, DENIES, PASSES, ACCEPTS).accepted()).isEqualTo(WEB);
    assertThat(tier(Behavior.Ties.PERMISSIVE, DENIES, PASSES).rest()).isEqualTo(WEB);
    ClusterStep.Fold least = tier(Behavior.Ties.RESTRICTIVE, ACCEPTS, PASSES, DENIES);
    assertThat(least.accepted().isEmpty()).isTrue();
    assertThat(least.rest().isEmpty()).isTrue();
    assertThat(tier(Behavior.Ties.RESTRICTIVE, ACCEPTS, PASSES).rest()).isEqualTo(WEB);
  }

  @Test
  void leave_no_say_to_others_once_all_is_matched() {
    ClusterStep.Fold fold = tier(Behavior.Ties.BY_NAME, ClusterStep.NOTHING);
    assertThat(fold.isDone()).isFalse();
    fold.level(List.of(PASSES));
    assertThat(fold.isDone()).isTrue();
    fold.level(List.of(DENIES));
    assertThat(fold.rest()).isEqualTo(WEB);
  }
}
