package dev.sallyport.runtime.report;

import dev.sallyport.runtime.terminal.Visible;
import java.io.PrintWriter;
import java.util.List;

/** A matrix as a markdown table, for pull requests. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** Prints the table and one line that counts. {@code O(pairs × log pairs)}. */
  public static void print(MatrixReport report, PrintWriter out) {
    Summary summary = Summary.of(report.connectivity(), report.snapshot().pods());
    out.print("| From | To | On |\n| --- | --- | --- |\n");
    for (List<Summary.Entry> entries : List.of(summary.entries(), summary.dns())) {
      for (Summary.Entry entry : entries) {
        for (Summary.Target target : entry.targets()) {
          out.print("| " + cell(String.join("<br>", entry.from())) + " | " + cell(target.to()));
          out.print(" | " + cell(target.on()) + " |\n");
        }
      }
    }
    out.print("\n" + Counts.of(report.matrix()).line(report) + "\n");
    out.flush();
  }

  private static String cell(String text) {
    return Visible.text(text).replace("|", "\\|").strip();
  }
}
