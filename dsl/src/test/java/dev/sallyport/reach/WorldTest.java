package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.fleet.FleetGenerator;
import dev.sallyport.reach.fleet.RandomFleet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
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
      Families families = new Families();
      snapshot.pods().stream().filter(Pod::isLive).forEach(families::add);
      World world = new World(snapshot, index, classes, behavior, families.matter(true));
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
          assertThat(world.connections(classes.classOf(from), classes.classOf(to)))
              .as("fleet %d, %s to %s, %s", i, from, to, behavior)
              .isEqualTo(expected);
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

  /** Large fleets are built by two threads. */
  @Test
  void of_many_pods_is_what_each_pair_says() {
    Snapshot plain = FleetGenerator.generate(new FleetGenerator.Shape(21_000, 700, 3_000), 5);
    for (Snapshot fleet : List.of(plain, FleetGenerator.withClusterPolicies(plain))) {
      assertThat(fleet.pods()).hasSizeGreaterThan(PodClasses.MANY);
      PluginProfile profile = PluginProfile.CALICO_LIKE;
      Reachability reachability = Reachability.of(fleet, profile);
      assertThat(rows(Reachability.of(fleet, profile).matrix()))
          .as("the same each time")
          .isEqualTo(rows(reachability.matrix()));
      PairEvaluator pairs = new PairEvaluator(new Fleet(fleet));
      Behavior behavior = Behavior.of(profile, EnumSet.allOf(PluginChoice.class)).get(0);
      Random random = new Random(11);
      int partly = 0;
      for (int i = 0; i < 20_000; i++) {
        int place = 40 + random.nextInt(fleet.pods().size() - 80);
        int distance = (1 + random.nextInt(40)) * (random.nextBoolean() ? 1 : -1);
        Pod from = fleet.pods().get(place);
        Pod to = fleet.pods().get(place + distance);
        ConnectionSet expected = pairs.connections(from, to, behavior);
        assertThat(reachability.connections(from, to)).isEqualTo(expected);
        partly += expected.isEmpty() || expected.isAll() ? 0 : 1;
      }
      assertThat(partly).isGreaterThan(200);
    }
  }

  private static List<String> rows(Matrix matrix) {
    List<String> rows = new ArrayList<>();
    for (Matrix.Row row : matrix) {
      rows.add(size(row.from()) + " " + size(row.to()) + " " + row.connections());
    }
    return rows;
  }

  private static int size(Group group) {
    return group instanceof Group.Pods pods
        ? pods.pods().size()
        : ((Group.Addresses) group).ranges().size();
  }
}
