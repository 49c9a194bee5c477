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
  private final PairIds meetings = new PairIds();

  /** Whether connections over IPv4 and IPv6 are told apart. */
  private final boolean families;

  ConnectionTable() {
    this(false);
  }

  /** A table; {@code families} if what passes over IPv4 and over IPv6 is told apart until both. */
  ConnectionTable(boolean families) {
    this.families = families;
    id(ConnectionSet.NONE);
    id(ConnectionSet.ALL);
  }

  /** The number of a set, over any family. */
  int id(ConnectionSet set) {
    return number(families ? set.over(Families.BOTH) : set);
  }

  /** What {@link #number} numbers: tells families apart if the table does. */
  ConnectionSet raw(int id) {
    return sets.get(id);
  }

  /** The number of a set that tells families apart if the table does. */
  int number(ConnectionSet set) {
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

  /** Takes over the sets of another table; the new number of each. */
  int[] adopt(ConnectionTable others) {
    int[] numbers = new int[others.size()];
    for (int id = 0; id < numbers.length; id++) {
      numbers[id] = number(others.sets.get(id));
    }
    return numbers;
  }

  int size() {
    return sets.size();
  }

  /** The connections of a number, over any family. */
  ConnectionSet get(int id) {
    return families ? sets.get(id).overAny() : sets.get(id);
  }

  boolean tellsFamiliesApart() {
    return families;
  }

  /** Those over some families only. */
  int over(int some, int id) {
    return some == Families.BOTH || !families
        ? id
        : intersect(id, number(ConnectionSet.ALL.over(some)));
  }

  /** What passes at both ends, over whichever family. */
  int meet(int one, int other) {
    if (!families || one == NONE || other == NONE) {
      return intersect(one, other);
    }
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    int known = meetings.get(low, high);
    if (known < 0) {
      known = id(sets.get(low).intersect(sets.get(high)).overAny());
      meetings.put(low, high, known);
    }
    return known;
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
      known = number(sets.get(low).union(sets.get(high)));
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
      known = number(sets.get(low).intersect(sets.get(high)));
      intersections.put(low, high, known);
    }
    return known;
  }
}
