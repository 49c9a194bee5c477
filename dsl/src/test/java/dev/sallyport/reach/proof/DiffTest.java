package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Direction;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.ConnectivityDiff;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Reachability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Diffs, expanded, against the answers for every pair in both versions. */
class DiffTest {

  @Test
  void are_what_every_pair_has_gained_and_lost() {
    Trials.of(20_000, 1_000_000, DiffTest::holds);
  }

  @Test
  void are_what_every_pair_of_a_crowd_has_gained_and_lost() {
    Trials.of(25, 1_000, SmallFleets::crowd, DiffTest::holds);
  }

  private static void holds(Sample sample, SplittableRandom random) {
    PluginProfile later = random.nextInt(10) == 0 ? PluginProfile.CALICO_LIKE : sample.profile();
    boolean naively = random.nextInt(10) == 0 && sample.before().pods().size() < 10;
    Version before = new Version(sample.before(), sample.profile(), naively);
    Version after = new Version(sample.after(), later, naively);
    ConnectivityDiff diff = ConnectivityDiff.between(before.answers(), after.answers());
    List<Version.Rectangle> rows = new ArrayList<>();
    for (ConnectivityDiff.Row row : diff) {
      rows.add(new Version.Rectangle(row.from(), row.to(), row.before(), row.after()));
    }
    assertThat(diff.size()).isEqualTo(rows.size());
    assertThat(diff.isEmpty()).isEqualTo(rows.isEmpty());
    Version.differIn(rows, before, after, AddressPieces.of(sample.before(), sample.after()));
    boolean open =
        sample.profile().decisions().containsValue(Decision.OPEN)
            || later.decisions().containsValue(Decision.OPEN);
    for (ConnectivityDiff.Row row : diff) {
      causesFit(row, open);
    }
  }

  /** Something that was shut is open now, or the other way round. */
  private static void causesFit(ConnectivityDiff.Row row, boolean open) {
    List<ConnectivityDiff.Cause> causes = row.causes();
    assertThat(causes).as("%s", row).isNotEmpty();
    for (ConnectivityDiff.Cause cause : causes) {
      assertThat(cause.before().isPresent() || cause.after().isPresent()).isTrue();
    }
    assertThat(row.opened().intersect(row.closed()).isEmpty()).isTrue();
    ConnectionSet changed = row.opened().union(row.closed());
    if (!open && !changed.isEmpty()) {
      ConnectionSet.Range first = changed.ranges().get(0);
      boolean opened = row.opened().contains(first.protocol(), first.first());
      assertThat(causes)
          .as("%s of %s", causes, row)
          .anyMatch(cause -> allows(cause.before()) != opened && allows(cause.after()) == opened);
    }
  }

  private static boolean allows(Optional<Explanation.Side> side) {
    return side.isPresent() && side.get().allows();
  }

  @Test
  void of_a_version_with_itself_are_empty() {
    Trials.of(
        500,
        5_000,
        (sample, random) -> {
          Reachability one = Reachability.of(sample.before(), sample.profile());
          Reachability other = Reachability.of(sample.before(), sample.profile());
          assertThat(ConnectivityDiff.between(one, other)).isEmpty();
        });
  }

  @Test
  void sides_of_causes_are_those_of_the_changed_pair() {
    Trials.of(
        500,
        20_000,
        (sample, random) -> {
          Reachability old = Reachability.of(sample.before(), sample.profile());
          Reachability now = Reachability.of(sample.after(), sample.profile());
          for (ConnectivityDiff.Row row : ConnectivityDiff.between(old, now)) {
            for (ConnectivityDiff.Cause cause : row.causes()) {
              cause.before().ifPresent(side -> assertThat(subjects(row, side)).isTrue());
              cause.after().ifPresent(side -> assertThat(subjects(row, side)).isTrue());
            }
          }
        });
  }

  private static boolean subjects(ConnectivityDiff.Row row, Explanation.Side side) {
    Group group = side.direction() == Direction.EGRESS ? row.from() : row.to();
    return group instanceof Group.Pods pods
        && pods.pods().stream().anyMatch(pod -> pod.id().equals(side.subject().id()));
  }
}
