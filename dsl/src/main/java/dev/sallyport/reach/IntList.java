package dev.sallyport.reach;

import java.util.Arrays;

/** A list of ints that grows. */
final class IntList {
  private int[] items;
  private int size;

  IntList() {
    this(16);
  }

  IntList(int capacity) {
    items = new int[Math.max(4, capacity)];
  }

  void add(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  int get(int index) {
    return items[index];
  }

  void set(int index, int item) {
    items[index] = item;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void truncate(int length) {
    size = length;
  }

  /** The backing array: valid up to {@link #size()}, until the next change. */
  int[] array() {
    return items;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }

  void sort() {
    Arrays.sort(items, 0, size);
  }

  /**
   * Sorts the pairs from {@code from} on by their first member, then their second; none is
   * negative.
   */
  void sortPairs(int from) {
    if (size - from > 64) {
      long[] pairs = new long[(size - from) / 2];
      for (int i = 0; i < pairs.length; i++) {
        pairs[i] = (long) items[from + 2 * i] << 32 | items[from + 2 * i + 1] & 0xFFFF_FFFFL;
      }
      Arrays.sort(pairs);
      for (int i = 0; i < pairs.length; i++) {
        items[from + 2 * i] = (int) (pairs[i] >> 32);
        items[from + 2 * i + 1] = (int) pairs[i];
      }
      return;
    }
    for (int i = from + 2; i < size; i += 2) {
      int first = items[i];
      int second = items[i + 1];
      int j = i - 2;
      while (j >= from && (items[j] > first || items[j] == first && items[j + 1] > second)) {
        items[j + 2] = items[j];
        items[j + 3] = items[j + 1];
        j -= 2;
      }
      items[j + 2] = first;
      items[j + 3] = second;
    }
  }
}
