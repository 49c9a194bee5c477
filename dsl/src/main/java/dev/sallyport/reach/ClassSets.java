package dev.sallyport.reach;

/**
 * Sets of classes as numbers: sorted intervals of class numbers, each set kept once. Union,
 * intersection and difference cost {@code O(intervals)}.
 */
final class ClassSets {
  /** The number of the empty set. */
  static final int EMPTY = 0;

  /** The number of the set of all classes. */
  static final int EVERYONE = 1;

  /** Pairs of first and end class, sorted, apart from one another. */
  private final IntTuples tuples = new IntTuples();

  /** The intervals of the set that is being made. */
  private final IntList scratch = new IntList();

  private final PairIds intersections = new PairIds();

  /** The sets of classes from 0 to {@code size}, the latter exclusive. */
  ClassSets(int size) {
    tuples.intern(scratch);
    append(0, size);
    end();
    if (tuples.size() == 1) {
      tuples.intern(-1, -1);
    }
  }

  /** How many sets there are. */
  int size() {
    return tuples.size();
  }

  /** Twice the number of a set's intervals. */
  int length(int set) {
    return tuples.length(set);
  }

  /** The first class of the interval {@code i / 2} if {@code i} is even, else its end. */
  int item(int set, int i) {
    return tuples.item(set, i);
  }

  /** Starts a new set. */
  void begin() {
    scratch.clear();
  }

  /** Adds classes to the new set; they lie behind those added before. */
  void append(int from, int to) {
    if (from >= to) {
      return;
    }
    int size = scratch.size();
    if (size > 0 && scratch.get(size - 1) == from) {
      scratch.set(size - 1, to);
    } else {
      scratch.add(from);
      scratch.add(to);
    }
  }

  /** Adds a class to the new set; it lies behind those added before. */
  void append(int podClass) {
    append(podClass, podClass + 1);
  }

  /** The number of the new set. */
  int end() {
    return tuples.intern(scratch);
  }

  /** Takes over the sets of another, which is about the same classes; the new number of each. */
  int[] adopt(ClassSets others) {
    int[] numbers = new int[others.size()];
    for (int set = 0; set < numbers.length; set++) {
      numbers[set] =
          tuples.intern(others.tuples.pool(), others.tuples.start(set), others.tuples.end(set));
    }
    return numbers;
  }

  /** The set of the classes of a list, which ascends. */
  int of(IntList members) {
    begin();
    for (int i = 0; i < members.size(); i++) {
      append(members.get(i));
    }
    return end();
  }

  /** How many classes a set has. */
  int count(int set) {
    int count = 0;
    for (int i = tuples.start(set); i < tuples.end(set); i += 2) {
      count += tuples.pool()[i + 1] - tuples.pool()[i];
    }
    return count;
  }

  boolean contains(int set, int podClass) {
    int[] pool = tuples.pool();
    int low = tuples.start(set) / 2;
    int high = tuples.end(set) / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (podClass < pool[2 * middle]) {
        high = middle - 1;
      } else if (podClass >= pool[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  int intersect(int one, int other) {
    if (one == other || one == EMPTY || other == EVERYONE) {
      return one;
    }
    if (other == EMPTY || one == EVERYONE) {
      return other;
    }
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    int found = intersections.get(low, high);
    if (found < 0) {
      boolean lowIsSmall = tuples.length(low) <= tuples.length(high);
      intersectSmall(lowIsSmall ? low : high, lowIsSmall ? high : low);
      found = end();
      intersections.put(low, high, found);
    }
    return found;
  }

  /** Looks up each interval of a set in a larger one. */
  private void intersectSmall(int small, int large) {
    begin();
    int[] pool = tuples.pool();
    int end = tuples.end(large);
    int from = tuples.start(large);
    for (int i = tuples.start(small); i < tuples.end(small); i += 2) {
      // The first interval that ends behind the start of this one.
      int low = from / 2;
      int high = end / 2;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (pool[2 * middle + 1] <= pool[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      from = 2 * low;
      for (int j = from; j < end && pool[j] < pool[i + 1]; j += 2) {
        append(Math.max(pool[i], pool[j]), Math.min(pool[i + 1], pool[j + 1]));
      }
    }
  }

  int union(int one, int other) {
    if (one == other || other == EMPTY) {
      return one;
    }
    return one == EMPTY ? other : minus(EVERYONE, minus(minus(EVERYONE, one), other));
  }

  int minus(int one, int other) {
    begin();
    int j = tuples.start(other);
    int[] pool = tuples.pool();
    for (int i = tuples.start(one); i < tuples.end(one); i += 2) {
      int next = pool[i];
      for (; j < tuples.end(other) && pool[j] < pool[i + 1]; j += 2) {
        if (pool[j + 1] > next) {
          append(next, pool[j]);
          next = pool[j + 1];
        }
        if (pool[j + 1] > pool[i + 1]) {
          break;
        }
      }
      append(next, pool[i + 1]);
    }
    return end();
  }
}
