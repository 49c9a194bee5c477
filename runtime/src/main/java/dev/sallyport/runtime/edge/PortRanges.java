package dev.sallyport.runtime.edge;

import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.reach.ConnectionSet;

/** Connections as JSON: a list of ranges of ports, both ends inclusive. */
public final class PortRanges {
  private PortRanges() {}

  /** Ranges with {@code protocol}, {@code first} and {@code last}. {@code O(ranges)}. */
  public static Sequence json(ConnectionSet connections) {
    return Sequence.of(connections.ranges().stream().map(PortRanges::json).toList());
  }

  /** One range. */
  public static Mapping json(ConnectionSet.Range range) {
    return Mapping.builder()
        .field("protocol", range.protocol().name())
        .field("first", range.first())
        .field("last", range.last())
        .build();
  }
}
