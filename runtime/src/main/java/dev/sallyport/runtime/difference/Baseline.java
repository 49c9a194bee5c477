package dev.sallyport.runtime.difference;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.edge.AcceptedEdge;
import java.util.List;

/**
 * Openings that somebody has accepted: a ratchet. An edge that opens no further than the baseline
 * says is no reason to stop; whatever opens beyond it is. As JSON: {@code schema} and {@code
 * opened}, a list as {@link AcceptedEdge} says.
 *
 * @param accepted what may open, sorted
 */
public record Baseline(List<AcceptedEdge> accepted) {
  private static final String SCHEMA = "sallyport.dev/baseline/v1";

  /** Accepts nothing. */
  public static final Baseline NOTHING = new Baseline(List.of());

  /** Copies and sorts the list. */
  public Baseline {
    accepted = accepted.stream().sorted(AcceptedEdge.ORDER).toList();
  }

  /** Accepts what a difference opens, and nothing else. */
  public static Baseline of(Difference difference) {
    return new Baseline(
        difference.edges().stream()
            .filter(edge -> !edge.opened().isEmpty())
            .map(edge -> new AcceptedEdge(edge.from(), edge.to(), edge.opened()))
            .toList());
  }

  /** What an edge opens beyond what is accepted; a range of addresses within a wider one counts. */
  public ConnectionSet beyond(Difference.Edge edge) {
    return AcceptedEdge.beyond(accepted, edge.from(), edge.to(), edge.opened());
  }

  /** Whether a difference opens something beyond this. */
  public boolean isExceededBy(Difference difference) {
    return difference.edges().stream().anyMatch(edge -> !beyond(edge).isEmpty());
  }

  /** The baseline as JSON; the same for the same state. */
  public String text() {
    return JsonWriter.write(
        Mapping.builder()
            .field("schema", SCHEMA)
            .field("opened", Sequence.of(accepted.stream().map(AcceptedEdge::json).toList()))
            .build());
  }

  /**
   * Reads a baseline strictly.
   *
   * @param name how messages name it
   * @throws BundleException if it is not one
   */
  public static Baseline parse(String name, String text) throws BundleException {
    return new Baseline(AcceptedEdge.list(name, AcceptedEdge.file(name, text, SCHEMA), "opened"));
  }
}
