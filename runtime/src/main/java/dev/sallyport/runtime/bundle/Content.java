package dev.sallyport.runtime.bundle;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Bytes that can be read at any position: a file, a part of one, or memory. Reading beyond the end
 * is an {@link EOFException}, so that a truncated archive can't look like a short one.
 */
abstract class Content implements Closeable {
  private static final int BUFFER = 1 << 16;

  /** How many bytes there are. */
  abstract long size();

  /** Fills the buffer from a position on. */
  abstract void read(long position, byte[] buffer, int offset, int length) throws IOException;

  /** The bytes from a position on. */
  final byte[] bytes(long position, int length) throws IOException {
    check(position, length);
    byte[] bytes = new byte[length];
    read(position, bytes, 0, length);
    return bytes;
  }

  /** A part of this content, which stays the owner of what must be closed. */
  final Content part(long start, long length) throws IOException {
    check(start, length);
    return new Part(this, start, length);
  }

  /** All the bytes as a stream that skips for free. */
  final InputStream stream() {
    return new ContentStream(this);
  }

  final void check(long position, long length) throws EOFException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw new EOFException("it ends before byte " + (position + length));
    }
  }

  /** A file; a link is not followed. */
  static Content file(Path path) throws IOException {
    return file(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private static Content file(Path path, Set<OpenOption> options) throws IOException {
    FileChannel channel = FileChannel.open(path, options);
    try {
      return new File(channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Memory; the array must not be changed any more. */
  static Content memory(byte[] bytes) {
    return new Memory(bytes);
  }

  /** A temporary file that is deleted when the content is closed. */
  static Content temporary(Path path) throws IOException {
    try {
      return file(path, Set.of(StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {}

  private static final class File extends Content {
    private final FileChannel channel;
    private final long size;

    File(FileChannel channel, long size) {
      this.channel = channel;
      this.size = size;
    }

    @Override
    long size() {
      return size;
    }

    @Override
    void read(long position, byte[] buffer, int offset, int length) throws IOException {
      ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
      while (target.hasRemaining()) {
        long at = position + target.position() - offset;
        if (channel.read(target, at) < 0) {
          throw new EOFException("it ends at byte " + at);
        }
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static final class Memory extends Content {
    private final byte[] bytes;

    Memory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    long size() {
      return bytes.length;
    }

    @Override
    void read(long position, byte[] buffer, int offset, int length) throws IOException {
      check(position, length);
      System.arraycopy(bytes, (int) position, buffer, offset, length);
    }
  }

  private static final class Part extends Content {
    private final Content whole;
    private final long start;
    private final long length;

    Part(Content whole, long start, long length) {
      this.whole = whole;
      this.start = start;
      this.length = length;
    }

    @Override
    long size() {
      return length;
    }

    @Override
    void read(long position, byte[] buffer, int offset, int count) throws IOException {
      check(position, count);
      whole.read(start + position, buffer, offset, count);
    }
  }

  private static final class ContentStream extends InputStream {
    private final Content content;
    private long position;
    private byte[] buffer = new byte[0];
    private int used;

    ContentStream(Content content) {
      this.content = content;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer[used++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, buffer.length - used);
      System.arraycopy(buffer, used, target, offset, count);
      used += count;
      return count;
    }

    private boolean fill() throws IOException {
      if (used == buffer.length) {
        int next = (int) Math.min(BUFFER, content.size() - position);
        if (next <= 0) {
          return false;
        }
        buffer = content.bytes(position, next);
        used = 0;
        position += next;
      }
      return true;
    }

    @Override
    public long skip(long count) {
      long wanted = Math.max(0, Math.min(count, buffer.length - used + content.size() - position));
      int buffered = (int) Math.min(wanted, buffer.length - used);
      used += buffered;
      position += wanted - buffered;
      return wanted;
    }
  }
}
