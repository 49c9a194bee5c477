package dev.sallyport.runtime.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turns a stream into content at random access: memory for a short one, else a temporary file. */
final class Spool {
  private static final int IN_MEMORY = 16 << 20;
  private static final int BUFFER = 1 << 16;

  private final Source where;
  private final Budget budget;
  private long count;

  private Spool(Source where, Budget budget) {
    this.where = where;
    this.budget = budget;
  }

  /**
   * Reads the stream to its end.
   *
   * @throws BundleException if it is longer than an archive may be
   */
  static Content of(InputStream stream, Source where, Budget budget)
      throws BundleException, IOException {
    return new Spool(where, budget).read(stream);
  }

  private Content read(InputStream stream) throws BundleException, IOException {
    ByteArrayOutputStream memory = new ByteArrayOutputStream();
    if (copy(stream, memory, IN_MEMORY)) {
      return Content.memory(memory.toByteArray());
    }
    Path file = Files.createTempFile("sallyport-", ".spool");
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      memory.writeTo(out);
      whole = copy(stream, out, Long.MAX_VALUE);
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
    return Content.temporary(file);
  }

  /** Copies until the end, then returns true, or until so many bytes were copied in all. */
  private boolean copy(InputStream stream, OutputStream out, long most)
      throws BundleException, IOException {
    byte[] buffer = new byte[BUFFER];
    while (count < most) {
      int read = stream.read(buffer);
      if (read < 0) {
        return true;
      }
      count += read;
      budget.archive(where, count);
      out.write(buffer, 0, read);
    }
    return false;
  }
}
