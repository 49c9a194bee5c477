package dev.sallyport.runtime.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that sees each byte: nothing is skipped or read again behind its back. */
abstract class ReadThroughStream extends FilterInputStream {
  private static final int BUFFER = 1 << 14;

  ReadThroughStream(InputStream in) {
    super(in);
  }

  /** Called with the bytes just read. */
  abstract void seen(byte[] bytes, int offset, int length) throws IOException;

  /** Called at the end of the stream, each time it is met. */
  void end() throws IOException {}

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read < 0) {
      end();
    } else {
      seen(target, offset, read);
    }
    return read;
  }

  @Override
  public final long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, count))];
    long skipped = 0;
    while (skipped < count) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}
