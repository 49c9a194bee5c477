package dev.sallyport.runtime.difference;

import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.ConnectivityDiff;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Group;
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
  /** How many edges are explained each by itself; more people do not read. */
  private static final int EXPLAINED = 10_000;

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
   * Compares two states. {@code O(changed pairs × log)} beyond {@link ConnectivityDiff}, and {@code
   * O(rules that apply)} for each of the first 10,000 of them. Of more, each group of alike pairs
   * has the causes of one of its pairs, which the lines name.
   *
   * <p>What some plugin lets through counts as possible: a connection that becomes plugin-dependent
   * has opened.
   */
  public static Difference between(Reachability before, Reachability after) {
    List<Edge> edges = new ArrayList<>();
    Causes.States states = Causes.States.of(before, after);
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
      Causes causes = null;
      for (Endpoint from : ends(row.from())) {
        for (Endpoint to : ends(row.to())) {
          if (from.id().equals(to.id())) {
            continue;
          }
          if (causes == null || edges.size() < EXPLAINED) {
            causes = new Causes(states, from, to);
            causes.add("opened", opened);
            causes.add("closed", closed);
            causes.add("plugins", doubtful);
          }
          edges.add(
              new Edge(
                  from.id(),
                  to.id(),
                  opened,
                  closed,
                  doubtful,
                  causes.linesFor(from, to),
                  causes.place()));
        }
      }
    }
    return new Difference(edges);
  }

  private static List<? extends Endpoint> ends(Group group) {
    return group instanceof Group.Pods pods ? pods.pods() : ((Group.Addresses) group).ranges();
  }

  /** Whether something opened. */
  public boolean opens() {
    return edges.stream().anyMatch(edge -> !edge.opened().isEmpty());
  }
}
