package dev.sallyport.runtime.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Takes the compression off a stream, as far as the JDK can, and counts what comes out. */
final class Compression {
  private static final int BUFFER = 1 << 16;

  private Compression() {}

  /**
   * The stream itself, or what is in it if it is a gzip.
   *
   * @param size how long the stream is, in bytes
   */
  static InputStream open(InputStream stream, long size, Source where, Budget budget)
      throws BundleException, IOException {
    BufferedInputStream buffered = new BufferedInputStream(stream, BUFFER);
    buffered.mark(4);
    byte[] magic = buffered.readNBytes(4);
    buffered.reset();
    if (isGzip(magic)) {
      return new Counted(new GZIPInputStream(buffered, BUFFER), size, where, budget);
    }
    if (starts(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
      throw new BundleException(
          where,
          "it is compressed with zstd, which is not read; write the image with gzip layers, for"
              + " example with --dest-compress-format gzip in skopeo copy");
    }
    if (starts(magic, 0xfd, '7', 'z', 'X') || starts(magic, 'B', 'Z', 'h')) {
      throw new BundleException(where, "of compressed tars only those with gzip are read");
    }
    return buffered;
  }

  static boolean isGzip(byte[] magic) {
    return starts(magic, 0x1f, 0x8b);
  }

  private static boolean starts(byte[] magic, int... expected) {
    if (magic.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((magic[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static final class Counted extends ReadThroughStream {
    private final long size;
    private final Source where;
    private final Budget budget;
    private long count;

    Counted(InputStream in, long size, Source where, Budget budget) {
      super(in);
      this.size = size;
      this.where = where;
      this.budget = budget;
    }

    @Override
    void seen(byte[] bytes, int offset, int length) throws IOException {
      count += length;
      try {
        budget.inflated(where, length);
        budget.ratio(where, size, count);
      } catch (BundleException e) {
        throw new RefusedException(e);
      }
    }
  }
}
