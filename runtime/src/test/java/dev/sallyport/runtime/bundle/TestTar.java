package dev.sallyport.runtime.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Builds tars block by block, also such as no tool would write. */
public final class TestTar {
  private static final int BLOCK = 512;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public TestTar text(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public TestTar file(String name, byte[] content) {
    return entry('0', name, "", content);
  }

  public TestTar folder(String name) {
    return entry('5', name + "/", "", new byte[0]);
  }

  public TestTar link(String name, String target) {
    return entry('2', name, target, new byte[0]);
  }

  public TestTar hardLink(String name, String target) {
    return entry('1', name, target, new byte[0]);
  }

  public TestTar entry(char type, String name, String link, byte[] content) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, String.format("%011o\0", content.length));
    put(header, 136, "00000000000\0");
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 157, link);
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    return raw(header).padded(content);
  }

  /** A pax header for the entry that is added next. */
  public TestTar pax(String... records) {
    StringBuilder text = new StringBuilder();
    for (String record : records) {
      int length = record.length() + 3;
      while (String.valueOf(length).length() + record.length() + 2 > length) {
        length++;
      }
      text.append(length).append(' ').append(record).append('\n');
    }
    return entry('x', "pax", "", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  public TestTar longName(String name) {
    return entry('L', "././@LongLink", "", (name + "\0").getBytes(StandardCharsets.UTF_8));
  }

  public TestTar raw(byte[] block) {
    bytes.writeBytes(block);
    return this;
  }

  private TestTar padded(byte[] content) {
    bytes.writeBytes(content);
    bytes.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, header, at, encoded.length);
  }

  public byte[] unfinished() {
    return bytes.toByteArray();
  }

  public byte[] bytes() {
    bytes.writeBytes(new byte[2 * BLOCK]);
    return bytes.toByteArray();
  }

  public byte[] gzip() {
    return gzip(bytes());
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
