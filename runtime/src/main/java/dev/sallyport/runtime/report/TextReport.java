package dev.sallyport.runtime.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A matrix for people: an aligned table, in which what can be told together is. */
public final class TextReport {
  private static final String GAP = "  ";

  private TextReport() {}

  /** Prints the table and one line that counts. {@code O(pairs × log pairs)}. */
  public static void print(MatrixReport report, PrintWriter out) {
    Summary summary = Summary.of(report.connectivity(), report.snapshot().pods());
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"FROM", "TO", "ON"});
    for (Summary.Entry entry : summary.entries()) {
      int height = Math.max(entry.from().size(), entry.targets().size());
      for (int i = 0; i < height; i++) {
        String from = i < entry.from().size() ? entry.from().get(i) : "";
        boolean more = i < entry.targets().size();
        lines.add(
            new String[] {
              from, more ? entry.targets().get(i).to() : "", more ? entry.targets().get(i).on() : ""
            });
      }
    }
    if (summary.entries().isEmpty()) {
      out.print("Nobody may connect to anybody.\n");
    } else {
      print(lines, out);
    }
    if (!summary.dns().isEmpty()) {
      out.print("\nName resolution\n");
      for (Summary.Entry entry : summary.dns()) {
        for (Summary.Target target : entry.targets()) {
          out.print(
              GAP + String.join(", ", entry.from()) + " -> " + target.to() + " on " + target.on());
          out.print('\n');
        }
      }
    }
    out.print("\n" + Counts.of(report) + "\n");
    out.flush();
  }

  private static void print(List<String[]> lines, PrintWriter out) {
    int[] widths = new int[2];
    for (String[] line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line[column].length());
      }
    }
    for (String[] line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < line.length; column++) {
        text.append(line[column]);
        if (column < widths.length) {
          text.append(" ".repeat(widths[column] - line[column].length())).append(GAP);
        }
      }
      out.print(text.toString().stripTrailing() + "\n");
    }
  }
}
