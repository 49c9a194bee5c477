package dev.sallyport.runtime.report;

import dev.sallyport.reach.Group;
import dev.sallyport.reach.Matrix;
import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Visible;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A matrix for people: an aligned table, in which what can be told together is. */
public final class TextReport {
  private static final String GAP = "  ";
  private static final int MOST_PAIRS = 20_000;
  private static final int MOST_LINES = 500;

  private TextReport() {}

  /**
   * Prints the table and one line that counts. {@code O(pairs × log pairs)}; beyond {@value
   * #MOST_PAIRS} pairs in groups, {@code O(sizes of all groups)}.
   */
  public static void print(MatrixReport report, PrintWriter out) {
    print(report, out, Ink.PLAIN);
  }

  /** The same in colours: the heads of columns and of sections stand out. */
  public static void print(MatrixReport report, PrintWriter out, Ink ink) {
    Counts counts = Counts.of(report.matrix());
    if (counts.rows() > MOST_PAIRS) {
      printGroups(report, out, ink);
    } else {
      printPairs(report, out, ink);
    }
    out.print("\n" + counts.line(report) + "\n");
    out.flush();
  }

  /** A large fleet: who is treated alike stands in one line, the widest first. */
  private static void printGroups(MatrixReport report, PrintWriter out, Ink ink) {
    Crowd crowd = new Crowd(report.snapshot().pods());
    List<Matrix.Row> rows = new ArrayList<>();
    report.matrix().forEach(rows::add);
    rows.sort(Comparator.comparingLong(TextReport::pairs).reversed());
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {"FROM", "TO", "ON"});
    for (Matrix.Row row : rows.subList(0, Math.min(rows.size(), MOST_LINES))) {
      String on = new Summary.Ways(row.connections(), row.pluginDependent()).toString();
      lines.add(new String[] {crowd.brief(row.from()), crowd.brief(row.to()), on});
    }
    print(lines, out, ink);
    if (rows.size() > MOST_LINES) {
      out.print((rows.size() - MOST_LINES) + " more groups; -o tsv prints every pair\n");
    }
  }

  private static long pairs(Matrix.Row row) {
    return (long) size(row.from()) * size(row.to());
  }

  private static int size(Group group) {
    return group instanceof Group.Pods pods
        ? pods.pods().size()
        : ((Group.Addresses) group).ranges().size();
  }

  private static void printPairs(MatrixReport report, PrintWriter out, Ink ink) {
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
      print(lines, out, ink);
    }
    if (!summary.dns().isEmpty()) {
      out.print("\n" + ink.heading("Name resolution") + "\n");
      for (Summary.Entry entry : summary.dns()) {
        for (Summary.Target target : entry.targets()) {
          String line = String.join(", ", entry.from()) + " -> " + target.to();
          out.print(GAP + Visible.text(line + " on " + target.on()) + "\n");
        }
      }
    }
  }

  private static void print(List<String[]> lines, PrintWriter out, Ink ink) {
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
      String whole = Visible.text(text.toString().stripTrailing());
      out.print((line == lines.get(0) ? ink.heading(whole) : whole) + "\n");
    }
  }
}
