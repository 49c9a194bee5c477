package dev.sallyport.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a zip entry, held to what its header says: length and checksum are verified at the
 * end, and a byte too many at once.
 */
final class CheckedEntryStream extends ReadThroughStream {
  private static final int BUFFER = 1 << 14;

  private final Source where;
  private final ZipEntryHeader entry;
  private final Budget budget;
  private final @Nullable Inflater inflater;
  private final CRC32 crc = new CRC32();
  private long count;

  private CheckedEntryStream(
      InputStream in,
      Source where,
      ZipEntryHeader entry,
      Budget budget,
      @Nullable Inflater inflater) {
    super(in);
    this.where = where;
    this.entry = entry;
    this.budget = budget;
    this.inflater = inflater;
  }

  /** The content of an entry of which {@code raw} are the bytes in the archive. */
  static CheckedEntryStream of(InputStream raw, Source where, ZipEntryHeader entry, Budget budget) {
    if (entry.method() == ZipEntryHeader.STORED) {
      return new CheckedEntryStream(raw, where, entry, budget, null);
    }
    Inflater inflater = new Inflater(true);
    InputStream inflating = new InflaterInputStream(raw, inflater, BUFFER);
    return new CheckedEntryStream(inflating, where, entry, budget, inflater);
  }

  @Override
  void seen(byte[] bytes, int offset, int length) throws IOException {
    count += length;
    crc.update(bytes, offset, length);
    try {
      budget.inflated(where, length);
      budget.ratio(where, entry.compressedSize(), count);
    } catch (BundleException e) {
      throw new RefusedException(e);
    }
    if (count > entry.size()) {
      throw new ZipException("more than the " + entry.size() + " bytes of its header come out");
    }
  }

  @Override
  void end() throws ZipException {
    if (count != entry.size()) {
      throw new ZipException(
          "its header says " + entry.size() + " bytes, but " + count + " come out");
    }
    if (inflater != null && inflater.getBytesRead() != entry.compressedSize()) {
      throw new ZipException("bytes follow the compressed content");
    }
    if ((int) crc.getValue() != entry.crc()) {
      throw new ZipException("its checksum is wrong");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      if (inflater != null) {
        inflater.end();
      }
    }
  }
}
