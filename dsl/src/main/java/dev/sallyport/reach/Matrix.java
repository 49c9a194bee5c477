package dev.sallyport.reach;

import java.util.Iterator;
import java.util.List;

/**
 * Everything that can connect, in rectangles: every endpoint of the one group may reach every
 * endpoint of the other on the same connections.
 *
 * <p>Exact and without overlap: each ordered pair of different live pods, and each pair of a live
 * pod and an outside address (of either family), is in at most one row; a pair in no row can't
 * connect. A pod and itself are in no row's meaning, although their groups may be. Pairs of two
 * outside addresses are left out: no policy speaks of them.
 */
public final class Matrix implements Iterable<Matrix.Row> {
  private final List<Row> rows;

  Matrix(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * One rectangle; at least one of the two sets has a member.
   *
   * @param from who connects
   * @param to whom
   * @param connections what is possible
   * @param pluginDependent what is possible with some plugins only; shares no member with {@code
   *     connections}
   */
  public record Row(
      Group from, Group to, ConnectionSet connections, ConnectionSet pluginDependent) {}

  /** The rows, in an order that depends on the snapshot only. */
  @Override
  public Iterator<Row> iterator() {
    return rows.iterator();
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }
}
