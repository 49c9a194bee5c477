package dev.sallyport.runtime.report;

import dev.sallyport.reach.ConnectionSet;
import java.io.PrintWriter;

/**
 * Connectivity as tab-separated values, the neutral form in which tools are compared: one line for
 * each source, destination, protocol and range of ports, with a header.
 *
 * <p>Workloads are {@code namespace/name[Kind]}, outside addresses {@code first-last}. There is no
 * column for what depends on the network plugin: it counts as possible.
 */
public final class TsvReport {
  private TsvReport() {}

  /** Prints the table. {@code O(rows)}. */
  public static void print(Connectivity connectivity, PrintWriter out) {
    out.print("source\tdestination\tprotocol\tfirst_port\tlast_port\n");
    for (Connectivity.Row row : connectivity.rows()) {
      ConnectionSet possible = row.connections().union(row.pluginDependent());
      for (ConnectionSet.Range range : possible.ranges()) {
        out.print(row.from().id() + "\t" + row.to().id() + "\t" + range.protocol());
        out.print("\t" + range.first() + "\t" + range.last() + "\n");
      }
    }
    out.flush();
  }
}
