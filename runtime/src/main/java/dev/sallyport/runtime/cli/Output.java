package dev.sallyport.runtime.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that remembers why it could not be written. Java's own swallows it, and a full
 * disk would look like success.
 */
final class Output extends OutputStream {
  private final OutputStream out;
  private @Nullable IOException problem;

  Output(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int each) {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (problem == null) {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        problem = e;
      }
    }
  }

  @Override
  public void flush() {
    if (problem == null) {
      try {
        out.flush();
      } catch (IOException e) {
        problem = e;
      }
    }
  }

  /** Whether not everything was written. */
  boolean failed() {
    return problem != null;
  }

  /**
   * Why not, for the user; empty if there is nothing to say, because the reader has gone, as {@code
   * head} does when it has enough.
   */
  String complaint() {
    String said = problem == null ? "" : String.valueOf(problem.getMessage());
    return problem == null || said.contains("Broken pipe")
        ? ""
        : "standard output can't be written: " + said;
  }
}
