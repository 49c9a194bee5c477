package dev.sallyport.runtime.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a tar from front to back: ustar, with GNU's long names and pax headers. A tar that stops
 * before its end marker is refused, because what is missing could be a policy.
 *
 * <p>Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format"; GNU tar
 * manual, "Basic Tar Format".
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final long MAX_SIZE = 1L << 60;
  private static final int MAX_NAME = 1 << 16;
  private static final int NAME_LENGTH = 100;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  private final InputStream stream;
  private final Source source;
  private final Budget budget;
  private long position;
  private long unread;
  private int padding;

  TarReader(InputStream stream, Source source, Budget budget) {
    this.stream = stream;
    this.source = source;
    this.budget = budget;
  }

  /** The next entry, or nothing at the end marker. */
  Optional<TarEntry> next() throws BundleException, IOException {
    Map<String, String> pax = Map.of();
    Optional<String> longName = Optional.empty();
    Optional<String> longLink = Optional.empty();
    while (true) {
      skip(unread + padding);
      byte[] header = block();
      if (isZero(header)) {
        if (!pax.isEmpty() || longName.isPresent() || longLink.isPresent()) {
          throw new BundleException(source, "the tar is truncated: a name without its entry");
        }
        return Optional.empty();
      }
      checksum(header);
      char type = (char) (header[156] & 0xff);
      size(number(header, 124));
      switch (type) {
        case 'x' -> {
          refuseSecond(!pax.isEmpty());
          pax = PaxHeader.read(data(), source);
        }
        case 'g' -> refuseGlobal(PaxHeader.read(data(), source));
        case 'L' -> {
          refuseSecond(longName.isPresent());
          longName = Optional.of(string(data(), 0, MAX_NAME));
        }
        case 'K' -> {
          refuseSecond(longLink.isPresent());
          longLink = Optional.of(string(data(), 0, MAX_NAME));
        }
        default -> {
          String longest = pax.getOrDefault("GNU.sparse.name", pax.getOrDefault("path", ""));
          String name = longest.isEmpty() ? longName.orElse("") : longest;
          String link = pax.getOrDefault("linkpath", longLink.orElse(""));
          if (pax.containsKey("size")) {
            size(PaxHeader.number(pax.getOrDefault("size", ""), source));
          }
          return Optional.of(
              entry(
                  name.isEmpty() ? name(header) : name,
                  link.isEmpty() ? string(header, 157, NAME_LENGTH) : link,
                  type,
                  pax));
        }
      }
    }
  }

  /** The bytes of the entry that {@link #next} returned last. */
  InputStream content() {
    return new EntryStream();
  }

  private TarEntry entry(String name, String link, char type, Map<String, String> pax)
      throws BundleException {
    budget.entry(source, name.length());
    TarEntry.Kind kind = kind(type, name, pax);
    boolean empty = kind == TarEntry.Kind.FOLDER || kind == TarEntry.Kind.DEVICE;
    TarEntry entry =
        new TarEntry(EntryName.normal(source, name, false), kind, link, unread, position);
    if ((empty || entry.isLink()) && unread != 0) {
      throw new BundleException(source.entry(name), "a link or folder with content is refused");
    }
    return entry;
  }

  private TarEntry.Kind kind(char type, String name, Map<String, String> pax)
      throws BundleException {
    if (pax.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
      return TarEntry.Kind.SPARSE_FILE;
    }
    return switch (type) {
      case '0', '\0', '7' -> name.endsWith("/") ? TarEntry.Kind.FOLDER : TarEntry.Kind.FILE;
      case '1' -> TarEntry.Kind.HARD_LINK;
      case '2' -> TarEntry.Kind.SYMBOLIC_LINK;
      case '3', '4', '6' -> TarEntry.Kind.DEVICE;
      case '5' -> TarEntry.Kind.FOLDER;
      case 'S' -> TarEntry.Kind.SPARSE_FILE;
      default ->
          throw new BundleException(
              source.entry(name), "a tar entry of the unknown type '" + type + "' is refused");
    };
  }

  private void refuseGlobal(Map<String, String> global) throws BundleException {
    for (String key : global.keySet()) {
      if (key.equals("path") || key.equals("linkpath") || key.equals("size")) {
        throw new BundleException(
            source, "a global header that sets \"" + key + "\" for all entries is refused");
      }
    }
  }

  private void refuseSecond(boolean second) throws BundleException {
    if (second) {
      throw new BundleException(source, "two headers that name one tar entry are refused");
    }
  }

  private void size(long size) throws BundleException {
    if (size < 0 || size > MAX_SIZE) {
      throw new BundleException(source, "the tar is damaged: an entry of impossible size");
    }
    unread = size;
    padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
  }

  private byte[] data() throws BundleException, IOException {
    if (unread > MAX_NAME) {
      throw new BundleException(source, "a tar header of " + unread + " bytes is refused");
    }
    byte[] data = content().readNBytes((int) unread);
    skip(unread + padding);
    return data;
  }

  private byte[] block() throws BundleException, IOException {
    byte[] block = stream.readNBytes(BLOCK);
    position += block.length;
    if (block.length < BLOCK) {
      throw new BundleException(source, "the tar is truncated: no end marker");
    }
    return block;
  }

  private void skip(long count) throws IOException {
    stream.skipNBytes(count);
    position += count;
    unread = 0;
    padding = 0;
  }

  private void checksum(byte[] header) throws BundleException {
    long sum = 0;
    long signedSum = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte b = i >= 148 && i < 156 ? (byte) ' ' : header[i];
      sum += b & 0xff;
      signedSum += b;
    }
    long written = octal(header, 148, 8);
    if (written != sum && written != signedSum) {
      throw new BundleException(source, "the tar is damaged: a header's checksum is wrong");
    }
  }

  private long number(byte[] header, int at) throws BundleException {
    if ((header[at] & 0x80) == 0) {
      return octal(header, at, 12);
    }
    if (header[at] != (byte) 0x80) {
      throw new BundleException(source, "the tar is damaged: an entry of negative size");
    }
    return ByteBuffer.wrap(header).getLong(at + 4);
  }

  private long octal(byte[] header, int at, int length) throws BundleException {
    String text = new String(header, at, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    text = (end < 0 ? text : text.substring(0, end)).strip();
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '7') {
        throw new BundleException(source, "it is no tar, or the tar is damaged");
      }
      value = value * 8 + c - '0';
    }
    return value;
  }

  private String name(byte[] header) throws BundleException {
    String name = string(header, 0, NAME_LENGTH);
    boolean ustar = header[257] == 'u' && header[258] == 's' && header[262] == 0;
    String prefix = ustar ? string(header, PREFIX, PREFIX_LENGTH) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String string(byte[] bytes, int at, int length) throws BundleException {
    int end = at;
    int most = (int) Math.min(bytes.length, (long) at + length);
    while (end < most && bytes[end] != 0) {
      end++;
    }
    return decode(bytes, at, end - at, source);
  }

  /**
   * Reads a name. One that is not UTF-8 is no reason to refuse an image, unless something would be
   * read from that entry.
   */
  static String decode(byte[] bytes, int at, int length, Source source) throws BundleException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, at, length))
          .toString();
    } catch (CharacterCodingException e) {
      String latin = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
      if (EntryName.isRead(latin)) {
        throw new BundleException(source.entry(latin), "the entry's name is not UTF-8");
      }
      return latin;
    }
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private final class EntryStream extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (unread == 0) {
        return -1;
      }
      int read = stream.read(target, offset, (int) Math.min(length, unread));
      if (read < 0) {
        throw new EOFException("the tar is truncated in the middle of an entry");
      }
      unread -= read;
      position += read;
      return read;
    }
  }
}
