package dev.sallyport.runtime.difference;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.reach.ConnectionSet;
import java.util.ArrayList;
import java.util.List;

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
    List<Node> edges = new ArrayList<>();
    for (Difference.Edge edge : difference.edges()) {
      edges.add(
          Mapping.builder()
              .field("from", edge.from())
              .field("to", edge.to())
              .field("opened", ranges(edge.opened()))
              .field("closed", ranges(edge.closed()))
              .field("doubtful", ranges(edge.doubtful()))
              .field("beyondBaseline", ranges(baseline.beyond(edge)))
              .field("causes", Sequence.ofStrings(edge.causes()))
              .build());
    }
    return JsonWriter.write(
        Mapping.builder().field("schema", SCHEMA).field("edges", Sequence.of(edges)).build());
  }

  static Sequence ranges(ConnectionSet connections) {
    List<Node> ranges = new ArrayList<>();
    for (ConnectionSet.Range range : connections.ranges()) {
      ranges.add(
          Mapping.builder()
              .field("protocol", range.protocol().name())
              .field("first", range.first())
              .field("last", range.last())
              .build());
    }
    return Sequence.of(ranges);
  }
}
