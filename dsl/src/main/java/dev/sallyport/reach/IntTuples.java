package dev.sallyport.reach;

import java.util.Arrays;

/** Numbers distinct tuples of ints from 0 on, in the order in which they first came. */
final class IntTuples {
  private final IntList pool = new IntList(64);
  private final IntList starts = new IntList();
  private final IntList hashes = new IntList();
  private int[] table = new int[64];

  IntTuples() {
    starts.add(0);
    Arrays.fill(table, -1);
  }

  int size() {
    return starts.size() - 1;
  }

  /** The number of the tuple {@code items[from..to)}. */
  int intern(int[] items, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = (hash ^ items[i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] >= 0) {
      int id = table[slot];
      if (hashes.get(id) == hash
          && Arrays.equals(pool.array(), start(id), end(id), items, from, to)) {
        return id;
      }
      slot = slot + 1 & mask;
    }
    int id = size();
    table[slot] = id;
    for (int i = from; i < to; i++) {
      pool.add(items[i]);
    }
    starts.add(pool.size());
    hashes.add(hash);
    if (id * 2 > table.length) {
      grow();
    }
    return id;
  }

  int intern(IntList items) {
    return intern(items.array(), 0, items.size());
  }

  int intern(int... items) {
    return intern(items, 0, items.length);
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, -1);
    int mask = table.length - 1;
    for (int id = 0; id < size(); id++) {
      int slot = hashes.get(id) & mask;
      while (table[slot] >= 0) {
        slot = slot + 1 & mask;
      }
      table[slot] = id;
    }
  }

  int start(int id) {
    return starts.get(id);
  }

  int end(int id) {
    return starts.get(id + 1);
  }

  /** All tuples in a row; valid until the next change. */
  int[] pool() {
    return pool.array();
  }

  int length(int id) {
    return end(id) - start(id);
  }

  int item(int id, int index) {
    return pool.get(start(id) + index);
  }
}
