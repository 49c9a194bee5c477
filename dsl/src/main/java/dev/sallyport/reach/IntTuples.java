package dev.sallyport.reach;

import java.util.Arrays;

/** Numbers distinct tuples of ints from 0 on, in the order in which they first came. */
final class IntTuples {
  private static final long FREE = -1;

  private final IntList pool = new IntList(64);
  private final IntList starts = new IntList();

  /** Open addressing: hash above, number below. */
  private long[] table = new long[64];

  IntTuples() {
    starts.add(0);
    Arrays.fill(table, FREE);
  }

  int size() {
    return starts.size() - 1;
  }

  /** The number of the tuple {@code items[from..to)}. */
  int intern(int[] items, int from, int to) {
    int hash = hash(items, from, to);
    int slot = slot(hash, items, from, to);
    if (table[slot] != FREE) {
      return (int) table[slot];
    }
    int id = size();
    table[slot] = (long) hash << 32 | id;
    for (int i = from; i < to; i++) {
      pool.add(items[i]);
    }
    starts.add(pool.size());
    if (id * 2 > table.length) {
      grow();
    }
    return id;
  }

  /** The number of a tuple; -1 if it has none. */
  int find(IntList items) {
    int hash = hash(items.array(), 0, items.size());
    return (int) table[slot(hash, items.array(), 0, items.size())];
  }

  private static int hash(int[] items, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = (hash ^ items[i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /** Where in the table a tuple is or would be. */
  private int slot(int hash, int[] items, int from, int to) {
    int mask = table.length - 1;
    int slot = hash & mask;
    for (long entry; (entry = table[slot]) != FREE; slot = slot + 1 & mask) {
      int id = (int) entry;
      if ((int) (entry >>> 32) == hash
          && Arrays.equals(pool.array(), start(id), end(id), items, from, to)) {
        return slot;
      }
    }
    return slot;
  }

  int intern(IntList items) {
    return intern(items.array(), 0, items.size());
  }

  int intern(int... items) {
    return intern(items, 0, items.length);
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    Arrays.fill(table, FREE);
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry != FREE) {
        int slot = (int) (entry >>> 32) & mask;
        while (table[slot] != FREE) {
          slot = slot + 1 & mask;
        }
        table[slot] = entry;
      }
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
