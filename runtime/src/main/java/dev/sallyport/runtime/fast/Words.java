package dev.sallyport.runtime.fast;

import java.nio.charset.StandardCharsets;

/**
 * Gives the same string for the same bytes, as long as they are few: the names of fields, and
 * values that most objects share, are made once. Not for use by several threads.
 */
final class Words {
  private static final int SLOTS = 1 << 12;
  private static final int LONGEST = 64;

  private final String[] words = new String[SLOTS];

  /** The string of ASCII bytes. {@code O(length)}. */
  String of(byte[] text, int from, int to) {
    if (to - from > LONGEST) {
      return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + text[i];
    }
    int slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    String known = words[slot];
    if (known != null && is(known, text, from, to)) {
      return known;
    }
    String word = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    words[slot] = word;
    return word;
  }

  private static boolean is(String word, byte[] text, int from, int to) {
    if (word.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (word.charAt(i - from) != text[i]) {
        return false;
      }
    }
    return true;
  }
}
