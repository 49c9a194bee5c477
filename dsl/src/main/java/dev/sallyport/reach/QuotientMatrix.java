package dev.sallyport.reach;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * All pairs of classes, exactly, without a table of all pairs.
 *
 * <p>Peer sets that cover many pairs ("large") put classes into groups: two sources of one group
 * are in the same large sets and have the same large egress terms, so a small sparse table over
 * groups says what large terms allow. What the other ("small") peer sets add is kept pair by pair,
 * per source, with the final answer. Cost follows the number of distinct structures: {@code
 * O(groups met in a large set + pairs met in small sets)}.
 */
final class QuotientMatrix {
  /** A peer set that would make more single pairs than this is large. */
  static final int LARGE = 1_024;

  /** From so many classes on a second thread pays. */
  private static final int ASIDE = 10_000;

  private final int threshold;

  private final PeerSets peers;
  private final int size;

  /** Groups of classes as sources, with regard to ingress sets; and as destinations. */
  private final QuotientSide sources;

  private final QuotientSide destinations;
  private final GroupTable groups;

  /** Per source class, the destination classes of which groups don't say all. */
  private final SparseRows pairs;

  QuotientMatrix(
      PeerSets peers,
      Access egress,
      Access ingress,
      ConnectionTable table,
      int size,
      int threshold) {
    this.threshold = threshold;
    this.peers = peers;
    this.size = size;
    boolean[] largeEgress = large(egress);
    boolean[] largeIngress = large(ingress);
    Supplier<SinglePairs.BySource> small =
        () -> SinglePairs.BySource.of(peers, size, ingress, largeIngress);
    CompletableFuture<SinglePairs.BySource> aside =
        size < ASIDE ? null : CompletableFuture.supplyAsync(small);
    this.sources = new QuotientSide(peers, size, egress, largeEgress, largeIngress);
    this.destinations = new QuotientSide(peers, size, ingress, largeIngress, largeEgress);
    this.groups = new GroupTable(sources, destinations, table);
    this.pairs =
        new SinglePairs(peers, size, sources, destinations, groups, table)
            .find(egress, largeEgress, aside == null ? small.get() : aside.join());
  }

  /** Which peer sets are large: by classes in the set times classes whose profile names it. */
  private boolean[] large(Access access) {
    IntTuples profiles = access.profiles();
    int[] users = new int[profiles.size()];
    for (int c = 0; c < size; c++) {
      if (access.profileOf(c) >= 0) {
        users[access.profileOf(c)]++;
      }
    }
    long[] pairs = new long[peers.sets().size()];
    for (int profile = 0; profile < users.length; profile++) {
      for (int i = 0; i < profiles.length(profile); i += 2) {
        pairs[profiles.item(profile, i)] += users[profile];
      }
    }
    boolean[] large = new boolean[pairs.length];
    for (int set = 0; set < pairs.length; set++) {
      large[set] =
          set == ClassSets.EVERYONE
              || pairs[set] > 0 && pairs[set] * peers.sets().count(set) > threshold;
    }
    return large;
  }

  /** What groups say of a pair. */
  int table(int sourceGroup, int destinationGroup) {
    return groups.get(sourceGroup, destinationGroup);
  }

  /**
   * What a class may exchange with another (or with another pod of itself). {@code O(log pairs)}.
   */
  int connections(int from, int to) {
    // Small sets only add to what groups say, so a single pair never stands for nothing.
    int single = pairs.get(from, to, ConnectionTable.NONE);
    return single != ConnectionTable.NONE
        ? single
        : groups.get(sources.groupOf[from], destinations.groupOf[to]);
  }

  /** Per source class, the destination classes of which groups don't say all, with the answer. */
  SparseRows pairs() {
    return pairs;
  }

  /** The bytes of the answer: groups, table and single pairs. */
  long bytes() {
    return 8L * size + groups.bytes() + pairs.bytes();
  }

  /** How many classes there are. */
  int size() {
    return size;
  }

  int sourceGroup(int podClass) {
    return sources.groupOf[podClass];
  }

  int destinationGroup(int podClass) {
    return destinations.groupOf[podClass];
  }
}
