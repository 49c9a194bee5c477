package dev.sallyport.reach;

import java.util.Arrays;

/**
 * Finds the pairs of classes for which small peer sets make a difference to what their groups say.
 * {@code O(pairs met in small sets)}.
 */
final class SinglePairs {
  private final PeerSets peers;
  private final int size;
  private final QuotientSide sources;
  private final QuotientSide destinations;
  private final GroupTable groups;
  private final ConnectionTable connections;

  SinglePairs(
      PeerSets peers,
      int size,
      QuotientSide sources,
      QuotientSide destinations,
      GroupTable groups,
      ConnectionTable connections) {
    this.peers = peers;
    this.size = size;
    this.sources = sources;
    this.destinations = destinations;
    this.groups = groups;
    this.connections = connections;
  }

  /** Small terms of ingress, by the source that they let in. */
  record BySource(int[] start, int[] destinationsAndConnections) {

    static BySource of(PeerSets peers, int size, Access ingress, boolean[] large) {
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
      return new BySource(start, entries);
    }
  }

  /** Per source class, the destination classes with the final answer. */
  SparseRows find(Access egress, boolean[] large, BySource ingress) {
    int[] start = ingress.start;
    int[] entries = ingress.destinationsAndConnections;
    BothEnds ends = new BothEnds(connections, size);
    GroupCells cells = new GroupCells();
    SparseRows.Builder builder = new SparseRows.Builder(size);
    for (int s = 0; s < size; s++) {
      for (int i = start[s]; i < start[s + 1]; i++) {
        ends.in(entries[2 * i], entries[2 * i + 1]);
      }
      if (egress.profileOf(s) >= 0) {
        addEgress(egress.profiles(), egress.profileOf(s), large, ends);
      }
      int g = sources.groupOf[s];
      IntList met = ends.destinations();
      for (int i = 0; i < met.size(); i++) {
        int d = met.get(i);
        int cell = cell(cells, g, destinations.groupOf[d]);
        int result =
            connections.meet(
                connections.union(ends.out(d), cells.out(cell)),
                connections.union(ends.in(d), cells.in(cell)));
        if (result != cells.both(cell)) {
          builder.add(d, result);
        }
      }
      builder.endRow();
      ends.clear();
    }
    return builder.build();
  }

  private void addEgress(IntTuples profiles, int profile, boolean[] large, BothEnds ends) {
    for (int i = 0; i < profiles.length(profile); i += 2) {
      int set = profiles.item(profile, i);
      if (large[set]) {
        continue;
      }
      int allowed = profiles.item(profile, i + 1);
      for (int j = 0; j < peers.sets().length(set); j += 2) {
        int end = peers.sets().item(set, j + 1);
        for (int d = peers.sets().item(set, j); d < end; d++) {
          ends.out(d, allowed);
        }
      }
    }
  }

  private int cell(GroupCells cells, int g, int h) {
    int cell = cells.slot(g, h);
    if (cells.isNew(cell, g, h)) {
      cells.set(
          cell,
          sources.free[g] ? ConnectionTable.ALL : terms(sources.own[g], destinations.member[h]),
          destinations.free[h]
              ? ConnectionTable.ALL
              : terms(destinations.own[h], sources.member[g]),
          groups.get(g, h));
    }
    return cell;
  }

  /** What a group's own large terms allow towards a group of the other side. */
  private int terms(int[] own, int[] member) {
    int result = ConnectionTable.NONE;
    for (int i = 0; i < own.length; i += 2) {
      if (Arrays.binarySearch(member, own[i]) >= 0) {
        result = connections.union(result, own[i + 1]);
      }
    }
    return result;
  }
}
