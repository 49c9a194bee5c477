package dev.sallyport.runtime.report;

import dev.sallyport.runtime.terminal.Visible;
import java.util.List;

/** Lines of tab-separated values. */
public final class Tsv {
  private Tsv() {}

  /** A line; tabs and line breaks in a cell are written as {@code \\u0009} and {@code \\u000a}. */
  public static String line(List<String> cells) {
    return String.join(
            "\t", cells.stream().map(c -> Visible.text(c).replace("\n", "\\u000a")).toList())
        + "\n";
  }
}
