package dev.sallyport.runtime.difference;

import dev.sallyport.reach.ConnectionSet;

/**
 * A difference as tab-separated values, with a header: source, destination, change ({@code opened},
 * {@code accepted}, {@code closed} or {@code doubtful}), protocol, first and last port, inclusive.
 * What opens beyond the baseline is {@code opened}, and the rest of what opens {@code accepted}.
 */
public final class DifferenceTsv {
  private DifferenceTsv() {}

  /** The table, sorted as the edges are. {@code O(ranges)}. */
  public static String text(Difference difference, Baseline baseline) {
    StringBuilder text =
        new StringBuilder("source\tdestination\tchange\tprotocol\tfirst_port\tlast_port\n");
    for (Difference.Edge edge : difference.edges()) {
      ConnectionSet beyond = baseline.beyond(edge);
      lines(edge, "opened", beyond, text);
      lines(edge, "accepted", edge.opened().subtract(beyond), text);
      lines(edge, "closed", edge.closed(), text);
      lines(edge, "doubtful", edge.doubtful(), text);
    }
    return text.toString();
  }

  private static void lines(
      Difference.Edge edge, String change, ConnectionSet ports, StringBuilder text) {
    for (ConnectionSet.Range range : ports.ranges()) {
      text.append(edge.from()).append('\t').append(edge.to()).append('\t').append(change);
      text.append('\t').append(range.protocol()).append('\t').append(range.first());
      text.append('\t').append(range.last()).append('\n');
    }
  }
}
