package dev.sallyport.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A zip archive at random access: its central directory, and the content of entries.
 *
 * <p>Where two readers could disagree about an archive it is refused: the central directory must
 * end at the end record and that at the end of the file, and a local header must say the same as
 * the central one. Bytes before the archive, such as the start script of an executable jar, are
 * allowed.
 *
 * <p>Source: APPNOTE.TXT, the ".ZIP File Format Specification", sections 4.3 and 4.4.
 */
final class ZipArchive {
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int END64 = 0x06064b50;
  private static final int END64_LENGTH = 56;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_LENGTH = 20;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_LENGTH = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_LENGTH = 30;
  private static final int UNIX = 3;
  private static final int FILE_TYPE = 0xf000;
  private static final int LINK_TYPE = 0xa000;
  private static final int MAX_COMMENT = 0xffff;
  private static final long MAX_DIRECTORY = 256L << 20;
  private static final long UNSIGNED_INT = 0xffffffffL;

  private final Content content;
  private final Source source;
  private final Budget budget;
  private final long start;
  private final List<ZipEntryHeader> entries;

  private ZipArchive(
      Content content, Source source, Budget budget, long start, List<ZipEntryHeader> entries) {
    this.content = content;
    this.source = source;
    this.budget = budget;
    this.start = start;
    this.entries = entries;
  }

  /** Reads the central directory. {@code O(entries)}. */
  static ZipArchive open(Content content, Source source, Budget budget)
      throws BundleException, IOException {
    Directory directory = directory(content, source);
    budget.entriesAhead(source, directory.count);
    long start = directory.position - directory.offset;
    if (start < 0) {
      throw new BundleException(source, "the zip's directory is not where its end record says");
    }
    if (directory.size > MAX_DIRECTORY) {
      throw new BundleException(source, "the zip's directory is longer than 256 MiB");
    }
    budget.inflated(source, directory.size);
    ByteBuffer central =
        ByteBuffer.wrap(content.bytes(directory.position, (int) directory.size))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<ZipEntryHeader> entries = new ArrayList<>();
    while (central.hasRemaining()) {
      ZipEntryHeader header = header(central, source);
      budget.entry(source, header.rawName().length());
      entries.add(header);
    }
    if (entries.size() != directory.count) {
      throw new BundleException(
          source,
          "the zip's directory has "
              + entries.size()
              + " entries, but its end record says "
              + directory.count);
    }
    return new ZipArchive(content, source, budget, start, entries);
  }

  /** The entries in the order of the central directory. */
  List<ZipEntryHeader> entries() {
    return entries;
  }

  private record Directory(long position, long offset, long size, long count) {}

  private static Directory directory(Content content, Source source)
      throws BundleException, IOException {
    long size = content.size();
    int length = (int) Math.min(size, END_LENGTH + MAX_COMMENT + LOCATOR64_LENGTH);
    ByteBuffer tail =
        ByteBuffer.wrap(content.bytes(size - length, length)).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END && at + END_LENGTH + unsigned(tail, at + 20) == length) {
        return end(content, source, tail, at, size - length + at);
      }
    }
    throw new BundleException(source, "the zip is truncated or damaged: no end record at its end");
  }

  private static Directory end(
      Content content, Source source, ByteBuffer tail, int at, long position)
      throws BundleException, IOException {
    int disk = unsigned(tail, at + 4);
    if (disk != 0 && disk != 0xffff) {
      throw new BundleException(source, "a zip in several parts can't be read");
    }
    int locator = at - LOCATOR64_LENGTH;
    if (locator >= 0 && tail.getInt(locator) == LOCATOR64) {
      return end64(content, source, tail.getLong(locator + 8), position - LOCATOR64_LENGTH);
    }
    long size = tail.getInt(at + 12) & UNSIGNED_INT;
    long offset = tail.getInt(at + 16) & UNSIGNED_INT;
    if (unsigned(tail, at + 8) != unsigned(tail, at + 10) || size > position) {
      throw new BundleException(source, "the zip's end record contradicts itself");
    }
    return new Directory(position - size, offset, size, unsigned(tail, at + 10));
  }

  private static Directory end64(Content content, Source source, long offset, long locator)
      throws BundleException, IOException {
    long position = locator - END64_LENGTH;
    if (position >= 0) {
      ByteBuffer end =
          ByteBuffer.wrap(content.bytes(position, END64_LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
      long count = end.getLong(32);
      long size = end.getLong(40);
      long start = position - offset;
      boolean whole = end.getInt(0) == END64 && end.getLong(4) == END64_LENGTH - 12;
      if (whole && count == end.getLong(24) && count >= 0 && size >= 0 && size <= position) {
        if (start >= 0 && position - size - start == end.getLong(48)) {
          return new Directory(position - size, end.getLong(48), size, count);
        }
      }
    }
    throw new BundleException(source, "the zip's 64-bit end record is damaged");
  }

  private static ZipEntryHeader header(ByteBuffer central, Source source) throws BundleException {
    int at = central.position();
    if (central.remaining() < CENTRAL_LENGTH || central.getInt(at) != CENTRAL) {
      throw new BundleException(source, "the zip's directory is damaged");
    }
    int nameLength = unsigned(central, at + 28);
    int length =
        CENTRAL_LENGTH + nameLength + unsigned(central, at + 30) + unsigned(central, at + 32);
    if (central.remaining() < length) {
      throw new BundleException(source, "the zip's directory is truncated");
    }
    byte[] name = new byte[nameLength];
    central.get(at + CENTRAL_LENGTH, name);
    central.position(at + length);
    String text = decode(name, source);
    return new ZipEntryHeader(
        EntryName.normal(source, text, true),
        new String(name, StandardCharsets.ISO_8859_1),
        text.endsWith("/"),
        isLink(unsigned(central, at + 4), central.getInt(at + 38)),
        unsigned(central, at + 8),
        unsigned(central, at + 10),
        central.getInt(at + 16),
        central.getInt(at + 20) & UNSIGNED_INT,
        central.getInt(at + 24) & UNSIGNED_INT,
        central.getInt(at + 42) & UNSIGNED_INT);
  }

  private static boolean isLink(int madeBy, int attributes) {
    return madeBy >>> 8 == UNIX && (attributes >>> 16 & FILE_TYPE) == LINK_TYPE;
  }

  private static String decode(byte[] name, Source source) throws BundleException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      String shown = new String(name, StandardCharsets.UTF_8);
      throw new BundleException(source.entry(shown), "the entry's name is not UTF-8");
    }
  }

  /**
   * The content of an entry, to be read to its end: only then is it known to be whole.
   *
   * @throws BundleException if the two headers disagree, or the entry can't be read
   */
  InputStream open(ZipEntryHeader entry) throws BundleException, IOException {
    Source where = source.entry(entry.name());
    long data = data(entry, where);
    InputStream raw = content.part(data, entry.compressedSize()).stream();
    return CheckedEntryStream.of(raw, where, entry, budget);
  }

  /** The content of a stored entry in place; its checksum is not looked at. */
  Content part(ZipEntryHeader entry) throws BundleException, IOException {
    return content.part(data(entry, source.entry(entry.name())), entry.size());
  }

  private long data(ZipEntryHeader entry, Source where) throws BundleException, IOException {
    if (entry.isEncrypted()) {
      throw new BundleException(where, "it is encrypted");
    }
    if (entry.method() != ZipEntryHeader.STORED && entry.method() != ZipEntryHeader.DEFLATED) {
      throw new BundleException(
          where, "compression method " + entry.method() + " is not read; stored and deflated are");
    }
    if (entry.size() == UNSIGNED_INT || entry.compressedSize() == UNSIGNED_INT) {
      throw new BundleException(where, "an entry of 4 GiB or more is refused");
    }
    if (entry.method() == ZipEntryHeader.STORED && entry.size() != entry.compressedSize()) {
      throw new BundleException(where, "it is stored, but its two sizes differ");
    }
    long at = start + entry.localHeader();
    ByteBuffer local =
        ByteBuffer.wrap(content.bytes(at, LOCAL_LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
    int nameLength = unsigned(local, 26);
    boolean same =
        local.getInt(0) == LOCAL
            && unsigned(local, 6) == entry.flags()
            && unsigned(local, 8) == entry.method()
            && entry.rawName().equals(rawName(at + LOCAL_LENGTH, nameLength))
            && sameSizes(local, entry);
    if (!same) {
      throw new BundleException(
          where, "its local header does not say the same as the zip's directory");
    }
    return at + LOCAL_LENGTH + nameLength + unsigned(local, 28);
  }

  private String rawName(long at, int length) throws IOException {
    return new String(content.bytes(at, length), StandardCharsets.ISO_8859_1);
  }

  private static boolean sameSizes(ByteBuffer local, ZipEntryHeader entry) {
    int crc = local.getInt(14);
    long compressed = local.getInt(18) & UNSIGNED_INT;
    long size = local.getInt(22) & UNSIGNED_INT;
    if (entry.sizesFollow() && crc == 0 && compressed == 0 && size == 0) {
      return true;
    }
    return crc == entry.crc() && compressed == entry.compressedSize() && size == entry.size();
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return buffer.getShort(at) & 0xffff;
  }
}
