package dev.sallyport.reach;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Numbers by hash, without the things that they stand for: who looks for one says whether it is
 * that. A number costs 16 to 32 bytes, and looking for it one place of the memory.
 */
final class HashedNumbers {
  private static final long FREE = -1;

  /** Open addressing: hash above, number below. */
  private long[] table = new long[64];

  private int size;

  HashedNumbers() {
    Arrays.fill(table, FREE);
  }

  /** The number with this hash for which the condition holds; -1 if there is none. */
  int find(int hash, IntPredicate isIt) {
    int mask = table.length - 1;
    for (int slot = hash & mask; table[slot] != FREE; slot = slot + 1 & mask) {
      if (hash(table[slot]) == hash && isIt.test((int) table[slot])) {
        return (int) table[slot];
      }
    }
    return -1;
  }

  /** Adds a number; one that is there already is there twice. */
  void add(int hash, int number) {
    if (++size * 2 > table.length) {
      long[] old = table;
      table = new long[old.length * 2];
      Arrays.fill(table, FREE);
      for (long entry : old) {
        if (entry != FREE) {
          put(entry);
        }
      }
    }
    put(entry(hash, number));
  }

  private void put(long entry) {
    int mask = table.length - 1;
    int slot = hash(entry) & mask;
    while (table[slot] != FREE) {
      slot = slot + 1 & mask;
    }
    table[slot] = entry;
  }

  /** Removes a number that is there. */
  void remove(int hash, int number) {
    long entry = entry(hash, number);
    int mask = table.length - 1;
    int gap = hash & mask;
    while (table[gap] != entry) {
      gap = gap + 1 & mask;
    }
    size--;
    // Entries after the gap that could not be found over it move into it.
    for (int slot = gap + 1 & mask; table[slot] != FREE; slot = slot + 1 & mask) {
      int home = hash(table[slot]) & mask;
      if ((slot - home & mask) >= (slot - gap & mask)) {
        table[gap] = table[slot];
        gap = slot;
      }
    }
    table[gap] = FREE;
  }

  private static long entry(int hash, int number) {
    return (long) hash << 32 | number;
  }

  private static int hash(long entry) {
    return (int) (entry >>> 32);
  }
}
