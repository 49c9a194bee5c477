package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What one version of a cluster lets through and another does not: opened, closed and changed
 * connections, in rectangles without overlap, with causes.
 *
 * <p>A pod is the same in both versions if its id is. A pod that one version lacks has no
 * connections there. Like a {@link Matrix}, a diff does not speak of a pod and itself.
 *
 * <pre>{@code
 * for (ConnectivityDiff.Row row : ConnectivityDiff.between(before, after)) {
 *   row.opened();                       // TCP 8080
 *   row.causes().get(0).after();        // policy shop/ledger ... spec.ingress[0] allows pods app=orders
 * }
 * }</pre>
 */
public final class ConnectivityDiff implements Iterable<ConnectivityDiff.Row> {
  private final List<Row> rows;

  ConnectivityDiff(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * Compares two versions. {@code O(pods + distinct structures)}, for each combination of answers
   * to what the profiles leave open.
   */
  public static ConnectivityDiff between(Reachability before, Reachability after) {
    return new ConnectivityDiff(new DiffBuilder(before, after).build());
  }

  /** What a pair may exchange in one version. */
  public record Allowed(ConnectionSet connections, ConnectionSet pluginDependent) {
    static final Allowed NOTHING = new Allowed(ConnectionSet.NONE, ConnectionSet.NONE);
  }

  /**
   * What changed at one end.
   *
   * @param before the end as it was; empty if the pod was not there
   * @param after the end as it is; empty if the pod is not there any more
   */
  public record Cause(Optional<Explanation.Side> before, Optional<Explanation.Side> after) {}

  /** A rectangle in which every pair changed in the same way. */
  public static final class Row {
    private final Group from;
    private final Group to;
    private final Allowed before;
    private final Allowed after;
    private final Reachability old;
    private final Reachability now;

    Row(Group from, Group to, Allowed before, Allowed after, Reachability old, Reachability now) {
      this.from = from;
      this.to = to;
      this.before = before;
      this.after = after;
      this.old = old;
      this.now = now;
    }

    /** Who connects. */
    public Group from() {
      return from;
    }

    /** Whom. */
    public Group to() {
      return to;
    }

    /** What was possible. */
    public Allowed before() {
      return before;
    }

    /** What is possible; differs from {@link #before()}. */
    public Allowed after() {
      return after;
    }

    /** What is possible with every plugin, and was not. */
    public ConnectionSet opened() {
      return after.connections.subtract(before.connections);
    }

    /** What was possible with every plugin, and is not any more. */
    public ConnectionSet closed() {
      return before.connections.subtract(after.connections);
    }

    /**
     * Why, for the first pair of the groups and the first port that changed: each end that decided
     * otherwise before. {@code O(rules that apply)}, computed when asked.
     */
    public List<Cause> causes() {
      ConnectionSet changed = opened().union(closed());
      if (changed.isEmpty()) {
        changed =
            before
                .pluginDependent
                .subtract(after.pluginDependent)
                .union(after.pluginDependent.subtract(before.pluginDependent));
      }
      ConnectionSet.Range range = changed.ranges().get(0);
      Endpoint[] pair = pair();
      Optional<Explanation> was = explain(old, pair, range.protocol(), range.first());
      Optional<Explanation> is = explain(now, pair, range.protocol(), range.first());
      List<Cause> ends = new ArrayList<>();
      for (Direction direction : Direction.values()) {
        Cause end =
            new Cause(was.flatMap(e -> side(e, direction)), is.flatMap(e -> side(e, direction)));
        if (end.before.isPresent() || end.after.isPresent()) {
          ends.add(end);
        }
      }
      List<Cause> causes =
          ends.stream()
              .filter(
                  end ->
                      !end.before
                          .map(Explanation.Side::allows)
                          .equals(end.after.map(Explanation.Side::allows)))
              .toList();
      if (causes.isEmpty()) {
        // Only what some plugins make of it changed.
        causes = ends.stream().filter(end -> !end.before.equals(end.after)).toList();
      }
      return causes.isEmpty() ? ends : causes;
    }

    private Endpoint[] pair() {
      Endpoint source = first(from, 0);
      Endpoint destination = first(to, 0);
      if (source instanceof Pod one
          && destination instanceof Pod two
          && one.id().equals(two.id())) {
        if (((Group.Pods) to).pods().size() > 1) {
          destination = first(to, 1);
        } else {
          source = first(from, 1);
        }
      }
      return new Endpoint[] {source, destination};
    }

    private static Endpoint first(Group group, int index) {
      return group instanceof Group.Pods pods
          ? pods.pods().get(index)
          : ((Group.Addresses) group).ranges().get(index);
    }

    private static Optional<Explanation.Side> side(Explanation explanation, Direction direction) {
      return direction == Direction.INGRESS ? explanation.ingress() : explanation.egress();
    }

    private static Optional<Explanation> explain(
        Reachability version, Endpoint[] pair, Protocol protocol, int port) {
      for (Endpoint endpoint : pair) {
        if (endpoint instanceof Pod pod && version.fleet().find(pod) < 0) {
          return Optional.empty();
        }
      }
      return Optional.of(version.explain(pair[0], pair[1], protocol, port));
    }

    @Override
    public String toString() {
      return from + " -> " + to + ": " + before + " -> " + after;
    }
  }

  /** The rows, in an order that depends on the two snapshots only. */
  @Override
  public Iterator<Row> iterator() {
    return rows.iterator();
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }
}
