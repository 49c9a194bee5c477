package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.concurrent.CompletableFuture;

/** All pairs under one behavior. */
final class World {
  private final ConnectionTable table;
  private final PeerSets peers;
  private final Access egress;
  private final Access ingress;
  private final QuotientMatrix quotient;

  /** All pairs; {@code families} if address families can matter. */
  World(
      Snapshot snapshot,
      PolicyIndex index,
      PodClasses classes,
      Behavior behavior,
      boolean families) {
    table = new ConnectionTable(families);
    peers = new PeerSets(snapshot, classes, index.vocabulary(), behavior);
    if (snapshot.pods().size() < PodClasses.MANY) {
      egress = new Access(Direction.EGRESS, snapshot, index, classes, peers, table, behavior);
      ingress = new Access(Direction.INGRESS, snapshot, index, classes, peers, table, behavior);
    } else {
      CompletableFuture<Access> aside =
          CompletableFuture.supplyAsync(
              () ->
                  new Access(
                      Direction.EGRESS,
                      snapshot,
                      index,
                      classes,
                      new PeerSets(snapshot, classes, index.vocabulary(), behavior),
                      new ConnectionTable(families),
                      behavior));
      ingress = new Access(Direction.INGRESS, snapshot, index, classes, peers, table, behavior);
      egress = aside.join();
      egress.renumber(peers, table);
    }
    quotient = allPairs(classes.size(), QuotientMatrix.LARGE);
    peers.release();
  }

  /** What a class may exchange with another, or with another pod of itself. */
  ConnectionSet connections(int from, int to) {
    return table.get(quotient.connections(from, to));
  }

  ConnectionTable table() {
    return table;
  }

  Access access(Direction direction) {
    return direction == Direction.INGRESS ? ingress : egress;
  }

  QuotientMatrix quotient() {
    return quotient;
  }

  /** The all-pairs step alone. */
  final QuotientMatrix allPairs(int classes, int threshold) {
    return new QuotientMatrix(peers, egress, ingress, table, classes, threshold);
  }
}
