package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.fleet.RandomFleet;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fast engine says what the evaluation of single pairs says. */
class WorldTest {
  @Test
  void agrees_with_pair_by_pair_evaluation_at_every_threshold() {
    RandomFleet fleets = new RandomFleet(7, true);
    int compared = 0;
    for (int i = 0; i < 1_500; i++) {
      Snapshot snapshot = fleets.next(i % 3 == 0);
      PolicyIndex index = new PolicyIndex(snapshot);
      PodClasses classes =
          PodClasses.of(snapshot, index.vocabulary(), AddressAtoms.of(index.blocks()));
      List<Behavior> behaviors =
          Behavior.of(PluginProfile.STRICT, EnumSet.allOf(PluginChoice.class));
      Behavior behavior = behaviors.get(i % behaviors.size());
      PairEvaluator pairs = new PairEvaluator(new Fleet(snapshot));
      World world =
          new World(snapshot, index, classes, behavior, Families.matter(snapshot.pods(), true));
      QuotientMatrix[] matrices = {
        world.quotient(), world.allPairs(classes.size(), 0), world.allPairs(classes.size(), 3)
      };
      List<Pod> pods = snapshot.pods();
      for (int from = 0; from < pods.size(); from++) {
        for (int to = 0; to < pods.size(); to++) {
          if (from == to || !pods.get(from).isLive() || !pods.get(to).isLive()) {
            continue;
          }
          ConnectionSet expected = pairs.connections(pods.get(from), pods.get(to), behavior);
          for (QuotientMatrix matrix : matrices) {
            int found = matrix.connections(classes.classOf(from), classes.classOf(to));
            assertThat(world.table().get(found))
                .as("fleet %d, %s to %s, %s", i, from, to, behavior)
                .isEqualTo(expected);
          }
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(10_000);
  }
}
