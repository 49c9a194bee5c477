package dev.sallyport.runtime.terminal;

import java.io.IOException;
import java.io.Writer;

/** A writer that wipes the progress line before the first character of the real output. */
public final class WipingWriter extends Writer {
  private final ProgressLine line;
  private final Writer out;

  /**
   * Creates the writer.
   *
   * @param line is wiped
   * @param out receives everything
   */
  public WipingWriter(ProgressLine line, Writer out) {
    this.line = line;
    this.out = out;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    line.wipe();
    out.write(text, from, length);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
