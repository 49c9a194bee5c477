package dev.sallyport.runtime.document;

import dev.sallyport.runtime.terminal.Visible;
import java.util.Comparator;

/**
 * Why a document, or an object in it, can't be read. The object takes no part in anything then.
 *
 * @param source the file or stream
 * @param line from 1; 0 where no line can be named
 * @param object kind, namespace and name of the object; empty where unknown
 * @param path the field, for example {@code spec.egress[0].to[1].ipBlock.cidr}; empty for the whole
 * @param message what is wrong and what to do
 */
public record Problem(String source, int line, String object, String path, String message)
    implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::source)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::object)
          .thenComparing(Problem::path)
          .thenComparing(Problem::message);

  /** A problem of a whole document. */
  public static Problem of(String source, int line, String message) {
    return new Problem(source, line, "", "", message);
  }

  /** By source, line, object, path and message. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** For people: {@code file:line: object: path: message}, without the parts that are empty. */
  @Override
  public String toString() {
    return Visible.text(
        source
            + (line > 0 ? ":" + line : "")
            + (object.isEmpty() ? "" : ": " + object)
            + (path.isEmpty() ? "" : ": " + path)
            + ": "
            + message);
  }
}
