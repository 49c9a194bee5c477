package dev.sallyport.runtime.fast;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The fields that an object may have, to be found by their bytes. At most 64. */
final class Keys {
  private static final int SLOTS = 256;

  private final byte[][] names = new byte[SLOTS][];
  private final byte[] numbers = new byte[SLOTS];
  private final List<String> all;

  /** Creates a table; a field's number is its place in the list. */
  Keys(Collection<String> fields) {
    all = List.copyOf(fields);
    if (all.size() > Long.SIZE) {
      throw new IllegalArgumentException("more fields than a word has bits");
    }
    for (int i = 0; i < all.size(); i++) {
      byte[] name = all.get(i).getBytes(StandardCharsets.US_ASCII);
      int slot = slot(name, 0, name.length);
      while (names[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      names[slot] = name;
      numbers[slot] = (byte) i;
    }
  }

  /** The number of a field that there is. */
  int number(String field) {
    int number = all.indexOf(field);
    if (number < 0) {
      throw new IllegalArgumentException(field + " is not among " + all);
    }
    return number;
  }

  /** The number of a field. {@code O(length)}. */
  int find(byte[] text, int from, int to) {
    for (int slot = slot(text, from, to); names[slot] != null; slot = (slot + 1) & (SLOTS - 1)) {
      if (Arrays.equals(names[slot], 0, names[slot].length, text, from, to)) {
        return numbers[slot];
      }
    }
    throw new IrregularException();
  }

  private static int slot(byte[] text, int from, int to) {
    if (from == to) {
      return 0;
    }
    int length = to - from;
    int hash = (text[from] * 31) + text[to - 1];
    return ((hash * 31 + text[from + length / 2]) * 7 + length) & (SLOTS - 1);
  }
}
