package dev.sallyport.samples.evidence;

import dev.sallyport.Protocol;
import dev.sallyport.reach.ConnectionSet;
import java.util.Comparator;

/**
 * Somebody may connect to somebody else.
 *
 * @param from a workload
 * @param to another workload
 * @param on the ports of {@code to}; not empty
 */
public record Connection(String from, String to, ConnectionSet on)
    implements Comparable<Connection> {

  private static final Comparator<Connection> ORDER =
      Comparator.comparing(Connection::from)
          .thenComparing(Connection::to)
          .thenComparing(connection -> connection.on().toString());

  /** A connection on one TCP port. */
  public static Connection tcp(String from, String to, int port) {
    return new Connection(from, to, ConnectionSet.of(Protocol.TCP, port));
  }

  /** By caller, then callee, then ports. */
  @Override
  public int compareTo(Connection other) {
    return ORDER.compare(this, other);
  }

  /** For example {@code frontend -> cartservice on TCP 7070}. */
  @Override
  public String toString() {
    return from + " -> " + to + " on " + on;
  }
}
