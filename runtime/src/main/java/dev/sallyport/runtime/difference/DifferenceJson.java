package dev.sallyport.runtime.difference;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.runtime.edge.PortRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A difference as JSON: {@code schema} and {@code edges}, each with {@code from}, {@code to},
 * {@code opened}, {@code closed}, {@code doubtful} (ranges with {@code protocol}, {@code first},
 * {@code last}, inclusive), {@code beyondBaseline} (the part of {@code opened} that nobody has
 * accepted) and {@code causes}. Fields may be added; none changes its meaning without a new schema.
 */
public final class DifferenceJson {
  private static final String SCHEMA = "sallyport.dev/diff/v1";

  private DifferenceJson() {}

  /** The object as text. {@code O(edges)}. */
  public static String text(Difference difference, Baseline baseline) {
    return JsonWriter.write(
        Mapping.builder()
            .field("schema", SCHEMA)
            .field("edges", edges(difference, Optional.of(baseline)))
            .build());
  }

  /**
   * The list of edges alone, for a report of which they are a part; without {@code beyondBaseline}
   * where there is no baseline. {@code O(edges)}.
   */
  public static Sequence edges(Difference difference, Optional<Baseline> baseline) {
    List<Node> edges = new ArrayList<>();
    for (Difference.Edge edge : difference.edges()) {
      Mapping.Builder fields =
          Mapping.builder()
              .field("from", edge.from())
              .field("to", edge.to())
              .field("opened", PortRanges.json(edge.opened()))
              .field("closed", PortRanges.json(edge.closed()))
              .field("doubtful", PortRanges.json(edge.doubtful()));
      baseline.ifPresent(
          accepted -> fields.field("beyondBaseline", PortRanges.json(accepted.beyond(edge))));
      edges.add(fields.field("causes", Sequence.ofStrings(edge.causes())).build());
    }
    return Sequence.of(edges);
  }
}
