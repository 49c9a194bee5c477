package dev.sallyport.reach;

import java.util.Arrays;

/**
 * What is the same for all classes of two groups, remembered for the pairs of groups that were
 * asked for last: a table of fixed size in which a newer pair takes the place of an older one.
 */
final class GroupCells {
  private static final int SLOTS = 4_096;

  private final long[] keys = new long[SLOTS];
  private final int[] out = new int[SLOTS];
  private final int[] in = new int[SLOTS];
  private final int[] both = new int[SLOTS];

  GroupCells() {
    Arrays.fill(keys, -1);
  }

  /** Where a pair of groups has its place. */
  int slot(int from, int to) {
    return (from * 0x9E3779B1 + to * 0x85EBCA6B) >>> 20;
  }

  /** Whether the place was another pair's, and is this one's from now on. */
  boolean isNew(int slot, int from, int to) {
    long key = (long) from << 32 | to;
    if (keys[slot] == key) {
      return false;
    }
    keys[slot] = key;
    return true;
  }

  void set(int slot, int out, int in, int both) {
    this.out[slot] = out;
    this.in[slot] = in;
    this.both[slot] = both;
  }

  /** What egress allows by large terms. */
  int out(int slot) {
    return out[slot];
  }

  /** What ingress allows by large terms. */
  int in(int slot) {
    return in[slot];
  }

  /** What both together allow. */
  int both(int slot) {
    return both[slot];
  }
}
