package dev.sallyport.reach;

import java.util.Arrays;
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
  private final Access egress;
  private final Access ingress;
  private final ConnectionTable connections;
  private final int size;

  /** Groups of classes as sources, with regard to ingress sets; and as destinations. */
  private final QuotientSide sources;

  private final QuotientSide destinations;

  /** Sparse table of groups: per source group, sorted destination groups and connections. */
  private int[] rowStart = {};

  private int[] rowGroup = {};
  private int[] rowConnections = {};

  /** Single pairs: per source class, sorted destination classes and connections. */
  private int[] pairStart = {};

  private int[] pairClass = {};
  private int[] pairConnections = {};

  QuotientMatrix(
      PeerSets peers,
      Access egress,
      Access ingress,
      ConnectionTable table,
      int size,
      int threshold) {
    this.threshold = threshold;
    this.peers = peers;
    this.egress = egress;
    this.ingress = ingress;
    this.connections = table;
    this.size = size;
    boolean[] largeEgress = large(egress);
    boolean[] largeIngress = large(ingress);
    Supplier<int[][]> small = () -> ingressPairs(largeIngress);
    CompletableFuture<int[][]> aside = size < ASIDE ? null : CompletableFuture.supplyAsync(small);
    this.sources = new QuotientSide(peers, size, egress, largeEgress, largeIngress);
    this.destinations = new QuotientSide(peers, size, ingress, largeIngress, largeEgress);
    fillTable();
    fillPairs(largeEgress, aside == null ? small.get() : aside.join());
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

  private void fillTable() {
    int[][] naming = destinations.naming();
    int[][] members = destinations.members();
    int[] in = new int[destinations.size()];
    int[] out = new int[destinations.size()];
    boolean[] touched = new boolean[destinations.size()];
    IntList candidates = new IntList();
    IntList groups = new IntList();
    IntList allowed = new IntList();
    rowStart = new int[sources.size() + 1];
    for (int g = 0; g < sources.size(); g++) {
      candidates.clear();
      for (int set : sources.member[g]) {
        for (int i = 0; i < naming[set].length; i += 2) {
          int h = naming[set][i];
          touch(h, touched, candidates);
          in[h] = connections.union(in[h], naming[set][i + 1]);
        }
      }
      for (int i = 0; i < sources.own[g].length; i += 2) {
        for (int h : members[sources.own[g][i]]) {
          if (destinations.free[h]) {
            touch(h, touched, candidates);
          }
          if (touched[h]) {
            out[h] = connections.union(out[h], sources.own[g][i + 1]);
          }
        }
      }
      candidates.sort();
      for (int i = 0; i < candidates.size(); i++) {
        int h = candidates.get(i);
        int result =
            connections.meet(
                sources.free[g] ? ConnectionTable.ALL : out[h],
                destinations.free[h] ? ConnectionTable.ALL : in[h]);
        if (result != ConnectionTable.NONE) {
          groups.add(h);
          allowed.add(result);
        }
        touched[h] = false;
        in[h] = ConnectionTable.NONE;
        out[h] = ConnectionTable.NONE;
      }
      rowStart[g + 1] = groups.size();
    }
    rowGroup = groups.toArray();
    rowConnections = allowed.toArray();
  }

  private static void touch(int group, boolean[] touched, IntList candidates) {
    if (!touched[group]) {
      touched[group] = true;
      candidates.add(group);
    }
  }

  /** What groups say of a pair. */
  int table(int sourceGroup, int destinationGroup) {
    if (sources.free[sourceGroup] && destinations.free[destinationGroup]) {
      return ConnectionTable.ALL;
    }
    int at =
        Arrays.binarySearch(
            rowGroup, rowStart[sourceGroup], rowStart[sourceGroup + 1], destinationGroup);
    return at < 0 ? ConnectionTable.NONE : rowConnections[at];
  }

  /** Large terms only: what a group's own terms allow towards a group of the other side. */
  private int largeTerms(int[] own, int[] member) {
    int result = ConnectionTable.NONE;
    for (int i = 0; i < own.length; i += 2) {
      if (Arrays.binarySearch(member, own[i]) >= 0) {
        result = connections.union(result, own[i + 1]);
      }
    }
    return result;
  }

  private void fillPairs(boolean[] largeEgress, int[][] bySource) {
    int[] start = bySource[0];
    int[] entries = bySource[1];
    int[] in = new int[size];
    int[] out = new int[size];
    boolean[] touched = new boolean[size];
    IntList candidates = new IntList();
    IntList to = new IntList();
    IntList allowed = new IntList();
    GroupCells cells = new GroupCells();
    IntTuples egressProfiles = egress.profiles();
    pairStart = new int[size + 1];
    for (int s = 0; s < size; s++) {
      candidates.clear();
      for (int i = start[s]; i < start[s + 1]; i++) {
        int d = entries[2 * i];
        touch(d, touched, candidates);
        in[d] = connections.union(in[d], entries[2 * i + 1]);
      }
      int profile = egress.profileOf(s);
      for (int i = 0; profile >= 0 && i < egressProfiles.length(profile); i += 2) {
        int set = egressProfiles.item(profile, i);
        if (!largeEgress[set]) {
          for (int j = 0; j < peers.sets().length(set); j += 2) {
            int end = peers.sets().item(set, j + 1);
            for (int d = peers.sets().item(set, j); d < end; d++) {
              touch(d, touched, candidates);
              out[d] = connections.union(out[d], egressProfiles.item(profile, i + 1));
            }
          }
        }
      }
      candidates.sort();
      int g = sources.groupOf[s];
      for (int i = 0; i < candidates.size(); i++) {
        int d = candidates.get(i);
        int h = destinations.groupOf[d];
        int cell = cells.slot(g, h);
        if (cells.isNew(cell, g, h)) {
          remember(cells, cell, g, h);
        }
        int result =
            connections.meet(
                connections.union(out[d], cells.out(cell)),
                connections.union(in[d], cells.in(cell)));
        if (result != cells.table(cell)) {
          to.add(d);
          allowed.add(result);
        }
        touched[d] = false;
        in[d] = ConnectionTable.NONE;
        out[d] = ConnectionTable.NONE;
      }
      pairStart[s + 1] = to.size();
    }
    pairClass = to.toArray();
    pairConnections = allowed.toArray();
  }

  /** What large terms allow between two groups in each role, and what the table says of them. */
  private void remember(GroupCells cells, int slot, int g, int h) {
    cells.set(
        slot,
        sources.free[g] ? ConnectionTable.ALL : largeTerms(sources.own[g], destinations.member[h]),
        destinations.free[h]
            ? ConnectionTable.ALL
            : largeTerms(destinations.own[h], sources.member[g]),
        table(g, h));
  }

  /**
   * What small ingress terms allow, by source: starts, and pairs of destination and connections.
   */
  private int[][] ingressPairs(boolean[] large) {
    IntTuples profiles = ingress.profiles();
    int[] start = new int[size + 1];
    int[] entries = {};
    for (boolean counting : new boolean[] {true, false}) {
      for (int d = 0; d < size; d++) {
        int profile = ingress.profileOf(d);
        for (int i = 0; profile >= 0 && i < profiles.length(profile); i += 2) {
          int set = profiles.item(profile, i);
          if (large[set]) {
            continue;
          }
          for (int j = 0; j < peers.sets().length(set); j += 2) {
            int end = peers.sets().item(set, j + 1);
            for (int s = peers.sets().item(set, j); s < end; s++) {
              if (counting) {
                start[s + 1]++;
              } else {
                entries[2 * start[s]] = d;
                entries[2 * start[s]++ + 1] = profiles.item(profile, i + 1);
              }
            }
          }
        }
      }
      if (counting) {
        for (int s = 0; s < size; s++) {
          start[s + 1] += start[s];
        }
        entries = new int[2 * start[size]];
      } else {
        System.arraycopy(start, 0, start, 1, size);
        start[0] = 0;
      }
    }
    return new int[][] {start, entries};
  }

  /**
   * What a class may exchange with another (or with another pod of itself). {@code O(log pairs)}.
   */
  int connections(int from, int to) {
    int at = Arrays.binarySearch(pairClass, pairStart[from], pairStart[from + 1], to);
    return at >= 0 ? pairConnections[at] : table(sources.groupOf[from], destinations.groupOf[to]);
  }

  /** The bytes of the answer: groups, table and single pairs. */
  long bytes() {
    return 4L
        * (2L * size
            + rowStart.length
            + 2L * rowGroup.length
            + pairStart.length
            + 2L * pairClass.length);
  }

  /** How many classes there are. */
  int size() {
    return size;
  }

  int sourceGroups() {
    return sources.size();
  }

  int destinationGroups() {
    return destinations.size();
  }

  int sourceGroup(int podClass) {
    return sources.groupOf[podClass];
  }

  int destinationGroup(int podClass) {
    return destinations.groupOf[podClass];
  }

  boolean isFreeSource(int group) {
    return sources.free[group];
  }

  boolean isFreeDestination(int group) {
    return destinations.free[group];
  }

  int[] rowStart() {
    return rowStart;
  }

  int[] rowGroup() {
    return rowGroup;
  }

  int[] rowConnections() {
    return rowConnections;
  }

  int[] pairStart() {
    return pairStart;
  }

  int[] pairClass() {
    return pairClass;
  }

  int[] pairConnections() {
    return pairConnections;
  }
}
