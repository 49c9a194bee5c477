package dev.sallyport.runtime.report;

import dev.sallyport.reach.ConnectionSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Connectivity as tab-separated values, the neutral form in which tools are compared: one line for
 * each source, destination, protocol and range of ports, with a header.
 *
 * <p>Workloads are {@code namespace/name[Kind]}, outside addresses {@code first-last}. There is no
 * column for what depends on the network plugin: it counts as possible.
 */
public final class TsvReport {
  private static final Comparator<Line> ORDER =
      Comparator.comparing(Line::from)
          .thenComparing(Line::to)
          .thenComparing(line -> line.range().protocol().name())
          .thenComparingInt(line -> line.range().first());

  private TsvReport() {}

  private record Line(String from, String to, ConnectionSet.Range range) {}

  /** Prints the table, sorted as text by source, destination and protocol. {@code O(n log n)}. */
  public static void print(Connectivity connectivity, PrintWriter out) {
    out.print("source\tdestination\tprotocol\tfirst_port\tlast_port\n");
    List<Line> lines = new ArrayList<>();
    for (Connectivity.Row row : connectivity.rows()) {
      ConnectionSet possible = row.connections().union(row.pluginDependent());
      for (ConnectionSet.Range range : possible.ranges()) {
        lines.add(new Line(row.from().id(), row.to().id(), range));
      }
    }
    lines.sort(ORDER);
    for (Line line : lines) {
      out.print(line.from() + "\t" + line.to() + "\t" + line.range().protocol());
      out.print("\t" + line.range().first() + "\t" + line.range().last() + "\n");
    }
    out.flush();
  }
}
