package dev.sallyport.runtime.fast;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time. All methods may look up to {@value #PADDING} bytes beyond what
 * they are asked about: an array must be longer by that than its text, and filled with zeros there,
 * which belong to no regular text.
 */
final class Bytes {
  /** How much longer than its text an array must be. */
  static final int PADDING = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH = ONES << 7;
  private static final long SPACES = ONES * ' ';
  private static final long DELETES = ONES * 0x7F;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  /** Added to a byte below 128, they set its highest bit from 'a' on, and beyond 'z'. */
  private static final long FROM_A = ONES * (128 - 'a');

  private static final long BEYOND_Z = ONES * (128 - 'z' - 1);

  private Bytes() {}

  /** Eight bytes, the first in the lowest bits. */
  static long eight(byte[] text, int at) {
    return (long) LONGS.get(text, at);
  }

  /**
   * Sets the highest bit of each byte that is zero. Bytes above the first of them may have theirs
   * set as well, so only the lowest counts.
   */
  private static long zeros(long word) {
    return (word - ONES) & ~word;
  }

  /** The same for control characters and what is not ASCII. */
  private static long unusual(long word) {
    return ((word - SPACES) & ~word) | word;
  }

  /** Whether {@code count} spaces stand at a position. */
  static boolean areSpaces(byte[] text, int at, int count) {
    int end = at + count;
    int i = at;
    for (; i + 8 <= end; i += 8) {
      if (eight(text, i) != SPACES) {
        return false;
      }
    }
    int rest = end - i;
    return rest == 0 || (eight(text, i) ^ SPACES) << ((8 - rest) * 8) == 0;
  }

  /**
   * The first position from {@code at} on whose byte is a quote, a backslash, a control character
   * or not ASCII.
   */
  static int endOfPlainString(byte[] text, int at) {
    int i = at;
    while (true) {
      long word = eight(text, i);
      long found = (zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | unusual(word)) & HIGH;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += 8;
    }
  }

  /**
   * The first position from {@code at} on whose byte is one of two characters, a control character,
   * or not printable ASCII.
   *
   * @param a one character in each byte, see {@link #every}
   * @param b another, likewise
   */
  static int find(byte[] text, int at, long a, long b) {
    int i = at;
    while (true) {
      long word = eight(text, i);
      long found =
          (zeros(word ^ a) | zeros(word ^ b) | zeros(word ^ DELETES) | unusual(word)) & HIGH;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += 8;
    }
  }

  /** The first position from {@code at} on whose byte is no letter of ASCII. */
  static int endOfLetters(byte[] text, int at) {
    int i = at;
    while (true) {
      long word = eight(text, i) | SPACES; // makes letters small, and letters of nothing else
      long other = ~((word + FROM_A) & ~(word + BEYOND_Z)) & HIGH;
      if (other != 0) {
        return i + (Long.numberOfTrailingZeros(other) >>> 3);
      }
      i += 8;
    }
  }

  /** A character in each of eight bytes. */
  static long every(char c) {
    return ONES * c;
  }

  /** Whether two pieces of text are the same. */
  static boolean equal(byte[] text, int from, int to, byte[] other) {
    if (to - from != other.length) {
      return false;
    }
    for (int i = 0; i < other.length; i++) {
      if (text[from + i] != other[i]) {
        return false;
      }
    }
    return true;
  }
}
