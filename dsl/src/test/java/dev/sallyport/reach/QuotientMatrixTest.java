package dev.sallyport.reach;

import static dev.sallyport.reach.FleetSketch.in;
import static dev.sallyport.reach.FleetSketch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Peer;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Which pairs of classes are kept one by one: few, since groups say the rest. */
class QuotientMatrixTest {
  private static final int CLASSES = 6;

  private final FleetSketch fleet = new FleetSketch();

  QuotientMatrixTest() {
    for (int i = 0; i < 3; i++) {
      fleet.pod("client-" + i, "client");
    }
    for (int i = 0; i < 2; i++) {
      fleet.pod("server-" + i, "server");
    }
    fleet.pod("other", "other");
  }

  private QuotientMatrix allPairs(int threshold) {
    Snapshot snapshot = fleet.snapshot();
    PolicyIndex index = new PolicyIndex(snapshot);
    PodClasses classes = PodClasses.of(snapshot, index.vocabulary(), AddressAtoms.NONE);
    assertThat(classes.size()).isEqualTo(CLASSES);
    Behavior behavior =
        Behavior.of(PluginProfile.CALICO_LIKE, EnumSet.noneOf(PluginChoice.class)).get(0);
    return new World(snapshot, index, classes, behavior, false).allPairs(CLASSES, threshold);
  }

  private static int singlePairs(QuotientMatrix matrix) {
    return matrix.pairs().end(CLASSES - 1);
  }

  private void serversAllow(Peer peer) {
    fleet.ingress("server-0", "", rule(peer, 80)).ingress("server-1", "", rule(peer, 80));
  }

  @Test
  void a_peer_set_that_makes_more_pairs_than_the_threshold_makes_groups() {
    serversAllow(in("app=client"));
    assertThat(singlePairs(allPairs(6))).as("three clients, two servers").isEqualTo(6);
    assertThat(singlePairs(allPairs(5))).isZero();
  }

  @Test
  void everyone_makes_groups_always() {
    serversAllow(Peer.ANYONE);
    assertThat(singlePairs(allPairs(1_000))).isZero();
  }

  @Test
  void a_pair_is_kept_only_if_its_groups_say_something_else() {
    fleet.ingress("server-0", "", rule(Peer.ANYONE, 80), rule(in("app=client"), 80));
    fleet.ingress("server-1", "", rule(Peer.ANYONE, 80), rule(in("app=other"), 81));
    assertThat(singlePairs(allPairs(1_000))).as("other to server-1").isEqualTo(1);
  }

  /** Four bytes for each number. */
  @Test
  void knows_its_size() {
    serversAllow(in("app=client"));
    int groups = 2 * CLASSES;
    int table = 2;
    int pairs = CLASSES + 1 + 2 * 6;
    assertThat(allPairs(6).bytes()).isEqualTo(4 * (groups + table + pairs));
  }
}
