package dev.sallyport.reach;

import java.util.List;
import java.util.function.Supplier;

/**
 * What one event changed, in rectangles without overlap. Like a {@link Matrix}, it does not speak
 * of a pod and itself.
 *
 * <p>Read it before the next event is applied: rows and groups are made when asked for, and refuse
 * with {@link IllegalStateException} once the live state has moved on.
 */
public final class Delta {
  private final Supplier<List<Row>> rows;

  Delta(Supplier<List<Row>> rows) {
    this.rows = rows;
  }

  /** A rectangle in which every pair changed in the same way. */
  public static final class Row {
    private final Supplier<Group> from;
    private final Supplier<Group> to;
    private final ConnectivityDiff.Allowed before;
    private final ConnectivityDiff.Allowed after;

    Row(
        Supplier<Group> from,
        Supplier<Group> to,
        ConnectivityDiff.Allowed before,
        ConnectivityDiff.Allowed after) {
      this.from = from;
      this.to = to;
      this.before = before;
      this.after = after;
    }

    /** Who connects. {@code O(pods of the group)}. */
    public Group from() {
      return from.get();
    }

    /** Whom. {@code O(pods of the group)}. */
    public Group to() {
      return to.get();
    }

    /** What was possible. */
    public ConnectivityDiff.Allowed before() {
      return before;
    }

    /** What is possible; differs from {@link #before()}. */
    public ConnectivityDiff.Allowed after() {
      return after;
    }

    @Override
    public String toString() {
      return from() + " -> " + to() + ": " + before + " -> " + after;
    }
  }

  /** The rows. For a pod that came or went {@code O(whom it may reach)}, else already made. */
  public List<Row> rows() {
    return rows.get();
  }
}
