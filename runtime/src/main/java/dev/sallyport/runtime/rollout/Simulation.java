package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Policy;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Reachability;
import dev.sallyport.runtime.difference.Difference;
import dev.sallyport.runtime.edge.AcceptedEdge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rollout will have changed in the end, edge by edge.
 *
 * @param edges what changes, sorted by source, then destination
 */
public record Simulation(List<Edge> edges) {

  /** Copies the edges. */
  public Simulation {
    edges = List.copyOf(edges);
  }

  /**
   * A pair whose connections change. A second replica of the source, where that is the destination,
   * is called {@code (another replica)}.
   *
   * @param from the source: {@code namespace/name[Kind]}, or {@code first-last} outside
   * @param to the destination
   * @param cut what is possible with some plugin now, and with none in the end
   * @param byIsolation the part of {@code cut} that the new policies cut by being there, even if no
   *     policy were replaced or deleted
   * @param opened what is possible with no plugin now, and with some in the end
   * @param causes what speaks differently at the ends, a line each
   */
  public record Edge(
      String from,
      String to,
      ConnectionSet cut,
      ConnectionSet byIsolation,
      ConnectionSet opened,
      List<String> causes) {

    /** Copies the causes. */
    public Edge {
      causes = List.copyOf(causes);
    }
  }

  /**
   * Compares the state now with the end, and with the union of all policies of both. {@code
   * O(changed pairs × log)} beyond the comparison of the engine.
   *
   * @param population who is there
   * @param before the policies now
   * @param last the policies in the end
   * @param profile what is known of the plugin
   */
  public static Simulation of(
      Population population, List<Policy> before, List<Policy> last, PluginProfile profile) {
    Population replicas = population.withReplicas();
    Reachability now = Reachability.of(replicas.with(before), profile);
    Reachability end = Reachability.of(replicas.with(last), profile);
    List<Policy> union = new ArrayList<>(before);
    for (int i = 0; i < last.size(); i++) {
      if (!before.contains(last.get(i))) {
        union.add(Population.renamed(last.get(i), i));
      }
    }
    Map<List<String>, ConnectionSet> isolated = new HashMap<>();
    for (Difference.Edge edge :
        Difference.between(now, Reachability.of(replicas.with(union), profile)).edges()) {
      if (!edge.closed().isEmpty()) {
        isolated.put(List.of(edge.from(), edge.to()), edge.closed());
      }
    }
    List<Edge> edges = new ArrayList<>();
    for (Difference.Edge edge : Difference.between(now, end).edges()) {
      if (Population.counts(edge.from(), edge.to())
          && !(edge.closed().isEmpty() && edge.opened().isEmpty())) {
        ConnectionSet byIsolation =
            isolated
                .getOrDefault(List.of(edge.from(), edge.to()), ConnectionSet.NONE)
                .intersect(edge.closed());
        edges.add(
            new Edge(
                edge.from(), edge.to(), edge.closed(), byIsolation, edge.opened(), edge.causes()));
      }
    }
    return new Simulation(edges);
  }

  /** The edges that are cut. */
  public List<Edge> cuts() {
    return edges.stream().filter(edge -> !edge.cut().isEmpty()).toList();
  }

  /** The edges of which more is cut than is accepted. */
  public List<Edge> cutsBeyond(AcceptedCuts accepted) {
    return cuts().stream()
        .filter(edge -> !accepted.beyond(edge.from(), edge.to(), edge.cut()).isEmpty())
        .toList();
  }

  /** Accepts what is cut here, and nothing else. */
  public AcceptedCuts accepted() {
    return new AcceptedCuts(
        false,
        cuts().stream().map(edge -> new AcceptedEdge(edge.from(), edge.to(), edge.cut())).toList());
  }
}
