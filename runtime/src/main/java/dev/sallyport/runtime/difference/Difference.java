package dev.sallyport.runtime.difference;

import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.ConnectivityDiff;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one state lets through and another does not, edge by edge.
 *
 * @param edges sorted by source, then destination
 */
public record Difference(List<Edge> edges) {

  /** Sorts the edges. */
  public Difference {
    edges =
        edges.stream().sorted(Comparator.comparing(Edge::from).thenComparing(Edge::to)).toList();
  }

  /**
   * A pair whose connections changed.
   *
   * @param from the source: {@code namespace/name[Kind]}, or {@code first-last} outside
   * @param to the destination
   * @param opened what is possible with some plugin now, and was not with any before
   * @param closed what was possible with some plugin, and is not with any now
   * @param doubtful what only changed between certain and plugin-dependent
   * @param causes what speaks differently at the ends, a line each
   * @param place file and line of the first cause; empty if none is known
   */
  public record Edge(
      String from,
      String to,
      ConnectionSet opened,
      ConnectionSet closed,
      ConnectionSet doubtful,
      List<String> causes,
      String place) {

    /** Copies the causes. */
    public Edge {
      causes = List.copyOf(causes);
    }
  }

  /**
   * Compares two states. {@code O(changed pairs × log)} beyond {@link ConnectivityDiff}.
   *
   * <p>What some plugin lets through counts as possible: a connection that becomes plugin-dependent
   * has opened.
   */
  public static Difference between(Reachability before, Reachability after) {
    List<Edge> edges = new ArrayList<>();
    for (ConnectivityDiff.Row row : ConnectivityDiff.between(before, after)) {
      ConnectionSet was = row.before().connections().union(row.before().pluginDependent());
      ConnectionSet is = row.after().connections().union(row.after().pluginDependent());
      ConnectionSet opened = is.subtract(was);
      ConnectionSet closed = was.subtract(is);
      ConnectionSet doubtful =
          row.before()
              .pluginDependent()
              .subtract(row.after().pluginDependent())
              .union(row.after().pluginDependent().subtract(row.before().pluginDependent()))
              .subtract(opened)
              .subtract(closed);
      Causes causes = new Causes(before, after, row.from(), row.to());
      causes.add("opened", opened);
      causes.add("closed", closed);
      causes.add("plugins", doubtful);
      for (String from : names(row.from())) {
        for (String to : names(row.to())) {
          if (!from.equals(to)) {
            edges.add(new Edge(from, to, opened, closed, doubtful, causes.lines(), causes.place()));
          }
        }
      }
    }
    return new Difference(edges);
  }

  private static List<String> names(Group group) {
    return group instanceof Group.Pods pods
        ? pods.pods().stream().map(Pod::id).toList()
        : ((Group.Addresses) group).ranges().stream().map(AddressRange::id).toList();
  }

  /** Whether something opened. */
  public boolean opens() {
    return edges.stream().anyMatch(edge -> !edge.opened().isEmpty());
  }
}
