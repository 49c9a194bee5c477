package dev.sallyport.runtime.fast;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A part of a stream in memory, which moves on and grows as a reader needs. */
final class Window {
  private static final int START = 1 << 20;
  private static final int MOST = 1 << 26;

  private final InputStream in;
  private byte[] text = new byte[START + Bytes.PADDING];
  private int limit;
  private boolean atEnd;

  Window(InputStream in) throws IOException {
    this.in = in;
    fill(0);
  }

  /** The bytes in memory; zeros from {@link #limit} on. */
  byte[] text() {
    return text;
  }

  int limit() {
    return limit;
  }

  /** Whether nothing follows what is in memory. */
  boolean isAtEnd() {
    return atEnd;
  }

  /**
   * Forgets what stands before a position, which becomes the first, and reads on.
   *
   * @return whether anything was read
   */
  boolean fill(int from) throws IOException {
    int kept = limit - from;
    byte[] old = text;
    if (from == 0 && limit + Bytes.PADDING == text.length) {
      if (text.length >= MOST) {
        return false;
      }
      text = new byte[(text.length - Bytes.PADDING) * 2 + Bytes.PADDING];
    }
    System.arraycopy(old, from, text, 0, kept);
    limit = kept;
    int most = text.length - Bytes.PADDING;
    while (limit < most) {
      int read = in.read(text, limit, most - limit);
      if (read < 0) {
        atEnd = true;
        break;
      }
      limit += read;
    }
    Arrays.fill(text, limit, Math.min(text.length, limit + Bytes.PADDING), (byte) 0);
    return limit > kept;
  }
}
