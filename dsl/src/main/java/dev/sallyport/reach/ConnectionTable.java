package dev.sallyport.reach;

import dev.sallyport.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Connection sets as numbers, with union and intersection remembered. Even the largest fleets have
 * but a few dozen distinct ones.
 */
final class ConnectionTable {
  /** The number of {@link ConnectionSet#NONE}. */
  static final int NONE = 0;

  /** The number of {@link ConnectionSet#ALL}. */
  static final int ALL = 1;

  private final List<ConnectionSet> sets = new ArrayList<>();
  private final Map<ConnectionSet, Integer> ids = new HashMap<>();
  private final PairIds ranges = new PairIds();
  private final PairIds unions = new PairIds();
  private final PairIds intersections = new PairIds();

  ConnectionTable() {
    id(ConnectionSet.NONE);
    id(ConnectionSet.ALL);
  }

  int id(ConnectionSet set) {
    Integer known = ids.get(set);
    if (known != null) {
      return known;
    }
    ids.put(set, sets.size());
    sets.add(set);
    return sets.size() - 1;
  }

  /** The number of a range of ports. */
  int id(Protocol protocol, int first, int last) {
    int known = ranges.get(protocol.ordinal() * 65_536 + first, last);
    if (known < 0) {
      known = id(ConnectionSet.of(protocol, first, last));
      ranges.put(protocol.ordinal() * 65_536 + first, last, known);
    }
    return known;
  }

  int size() {
    return sets.size();
  }

  ConnectionSet get(int id) {
    return sets.get(id);
  }

  int union(int one, int other) {
    if (one == other || other == NONE || one == ALL) {
      return one;
    }
    if (one == NONE || other == ALL) {
      return other;
    }
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    int known = unions.get(low, high);
    if (known < 0) {
      known = id(sets.get(low).union(sets.get(high)));
      unions.put(low, high, known);
    }
    return known;
  }

  int intersect(int one, int other) {
    if (one == other || one == NONE || other == ALL) {
      return one;
    }
    if (other == NONE || one == ALL) {
      return other;
    }
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    int known = intersections.get(low, high);
    if (known < 0) {
      known = id(sets.get(low).intersect(sets.get(high)));
      intersections.put(low, high, known);
    }
    return known;
  }
}
