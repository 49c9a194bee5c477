package dev.sallyport.runtime.rollout;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.edge.AcceptedEdge;
import dev.sallyport.runtime.link.RecordFields;
import java.util.List;

/**
 * Connections that may be cut, because somebody has said so. As JSON: {@code schema}, {@code
 * accepts} ({@code these} or {@code everything}) and {@code cut}, a list as {@link AcceptedEdge}
 * says.
 *
 * @param everything whether anything may be cut
 * @param edges what may be cut if not
 */
public record AcceptedCuts(boolean everything, List<AcceptedEdge> edges) {
  private static final String SCHEMA = "sallyport.dev/accepted-cuts/v1";
  private static final String EVERYTHING_WORD = "everything";

  /** Nothing may be cut. */
  public static final AcceptedCuts NOTHING = new AcceptedCuts(false, List.of());

  /** Anything may be cut. */
  public static final AcceptedCuts EVERYTHING = new AcceptedCuts(true, List.of());

  /** Copies the edges. */
  public AcceptedCuts {
    edges = List.copyOf(edges);
  }

  /** What is cut between two ends beyond what is accepted. {@code O(edges)}. */
  public ConnectionSet beyond(String from, String to, ConnectionSet cut) {
    return everything ? ConnectionSet.NONE : AcceptedEdge.beyond(edges, from, to, cut);
  }

  /** As JSON text; the same for the same edges. */
  public String text() {
    return JsonWriter.write(tree());
  }

  Mapping tree() {
    return Mapping.builder()
        .field("schema", SCHEMA)
        .field("accepts", everything ? EVERYTHING_WORD : "these")
        .field("cut", Sequence.of(edges.stream().map(AcceptedEdge::json).toList()))
        .build();
  }

  /**
   * Reads accepted cuts strictly.
   *
   * @param name how messages name them
   * @throws BundleException if it is something else
   */
  public static AcceptedCuts parse(String name, String text) throws BundleException {
    RecordFields fields = AcceptedEdge.file(name, text, SCHEMA);
    List<AcceptedEdge> edges = AcceptedEdge.list(name, fields, "cut");
    return new AcceptedCuts(fields.text("accepts").equals(EVERYTHING_WORD), edges);
  }
}
