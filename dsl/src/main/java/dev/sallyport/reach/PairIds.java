package dev.sallyport.reach;

import java.util.Arrays;

/** A map from pairs of ints that are not negative to an int. */
final class PairIds {
  private long[] keys = new long[64];
  private int[] values = new int[64];
  private int size;

  PairIds() {
    Arrays.fill(keys, -1);
  }

  /** The value of a pair; -1 if it has none. */
  int get(int first, int second) {
    long key = (long) first << 32 | second;
    int mask = keys.length - 1;
    int slot = slot(key) & mask;
    while (keys[slot] != -1) {
      if (keys[slot] == key) {
        return values[slot];
      }
      slot = slot + 1 & mask;
    }
    return -1;
  }

  /** The value of a pair, which becomes the number of pairs so far if it had none. */
  int number(int first, int second) {
    int found = get(first, second);
    if (found < 0) {
      found = size;
      put(first, second, found);
    }
    return found;
  }

  void put(int first, int second, int value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    insert((long) first << 32 | second, value);
    size++;
  }

  int size() {
    return size;
  }

  private void insert(long key, int value) {
    int mask = keys.length - 1;
    int slot = slot(key) & mask;
    while (keys[slot] != -1) {
      slot = slot + 1 & mask;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[keys.length];
    Arrays.fill(keys, -1);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != -1) {
        insert(oldKeys[i], oldValues[i]);
      }
    }
  }

  private static int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }
}
