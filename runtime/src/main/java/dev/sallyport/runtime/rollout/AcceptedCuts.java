package dev.sallyport.runtime.rollout;

import dev.sallyport.Protocol;
import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.link.RecordFields;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that may be cut, because somebody has said so. As JSON: {@code schema}, {@code
 * accepts} ({@code these} or {@code everything}) and {@code cut}, a list of {@code from}, {@code
 * to} and {@code ports} (ranges with {@code protocol}, {@code first}, {@code last}, inclusive).
 *
 * @param everything whether anything may be cut
 * @param edges what may be cut if not
 */
public record AcceptedCuts(boolean everything, List<Edge> edges) {
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

  /**
   * Connections of one pair that may be cut.
   *
   * @param from {@code namespace/name[Kind]}, or {@code first-last} outside the cluster
   * @param to the destination
   * @param ports on what
   */
  public record Edge(String from, String to, ConnectionSet ports) {}

  /** What is cut between two ends beyond what is accepted. {@code O(edges)}. */
  public ConnectionSet beyond(String from, String to, ConnectionSet cut) {
    if (everything) {
      return ConnectionSet.NONE;
    }
    ConnectionSet left = cut;
    for (Edge edge : edges) {
      if (covers(edge.from, from) && covers(edge.to, to)) {
        left = left.subtract(edge.ports);
      }
    }
    return left;
  }

  private static boolean covers(String accepted, String asked) {
    if (accepted.equals(asked)) {
      return true;
    }
    // The id of a workload has a slash, that of a range of addresses never has.
    return accepted.indexOf('/') < 0
        && asked.indexOf('/') < 0
        && AddressRange.parse(accepted).contains(AddressRange.parse(asked));
  }

  /** As JSON text; the same for the same edges. */
  public String text() {
    return JsonWriter.write(tree());
  }

  Mapping tree() {
    List<Node> cut = new ArrayList<>();
    for (Edge edge : edges) {
      cut.add(
          Mapping.builder()
              .field("from", edge.from)
              .field("to", edge.to)
              .field("ports", ranges(edge.ports))
              .build());
    }
    return Mapping.builder()
        .field("schema", SCHEMA)
        .field("accepts", everything ? EVERYTHING_WORD : "these")
        .field("cut", Sequence.of(cut))
        .build();
  }

  static Sequence ranges(ConnectionSet set) {
    List<Node> ranges = new ArrayList<>();
    for (ConnectionSet.Range range : set.ranges()) {
      ranges.add(
          Mapping.builder()
              .field("protocol", range.protocol().name())
              .field("first", range.first())
              .field("last", range.last())
              .build());
    }
    return Sequence.of(ranges);
  }

  /**
   * Reads accepted cuts strictly.
   *
   * @param name how messages name them
   * @throws BundleException if it is something else
   */
  public static AcceptedCuts parse(String name, String text) throws BundleException {
    Source source = Source.of(name);
    Documents documents = DocumentReader.read(name, text, 1);
    if (!documents.problems().isEmpty() || documents.documents().size() != 1) {
      throw new BundleException(source, "it is not one JSON object");
    }
    RecordFields fields = new RecordFields(source, "", documents.documents().get(0).root());
    if (!fields.text("schema").equals(SCHEMA)) {
      throw new BundleException(source, "its schema is not \"" + SCHEMA + "\"");
    }
    List<Edge> edges = new ArrayList<>();
    for (RecordFields edge : fields.objects("cut")) {
      try {
        edges.add(new Edge(end(edge.text("from")), end(edge.text("to")), ports(edge)));
      } catch (IllegalArgumentException e) {
        throw new BundleException(source, String.valueOf(e.getMessage()));
      }
    }
    return new AcceptedCuts(fields.text("accepts").equals(EVERYTHING_WORD), edges);
  }

  private static String end(String text) {
    if (text.indexOf('/') < 0) {
      AddressRange.parse(text);
    }
    return text;
  }

  private static ConnectionSet ports(RecordFields edge) throws BundleException {
    ConnectionSet ports = ConnectionSet.NONE;
    for (RecordFields range : edge.objects("ports")) {
      ports =
          ports.union(
              ConnectionSet.of(
                  range.constant("protocol", Protocol.class),
                  range.number("first"),
                  range.number("last")));
    }
    return ports;
  }
}
