package dev.sallyport.runtime.edge;

import dev.sallyport.Protocol;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.link.RecordFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What somebody has accepted of one pair of ends. As JSON: {@code from}, {@code to} and {@code
 * ports} (ranges with {@code protocol}, {@code first}, {@code last}, inclusive).
 *
 * @param from {@code namespace/name[Kind]}, or {@code first-last} outside the cluster
 * @param to the destination
 * @param ports on what
 */
public record AcceptedEdge(String from, String to, ConnectionSet ports) {
  /** By source, then destination. */
  public static final Comparator<AcceptedEdge> ORDER =
      Comparator.comparing(AcceptedEdge::from).thenComparing(AcceptedEdge::to);

  /** What is left of an edge's connections beyond all that is accepted. {@code O(accepted)}. */
  public static ConnectionSet beyond(
      List<AcceptedEdge> accepted, String from, String to, ConnectionSet connections) {
    ConnectionSet left = connections;
    for (AcceptedEdge each : accepted) {
      if (covers(each.from, from) && covers(each.to, to)) {
        left = left.subtract(each.ports);
      }
    }
    return left;
  }

  /** A range of addresses within a wider one counts. */
  private static boolean covers(String accepted, String asked) {
    if (accepted.equals(asked)) {
      return true;
    }
    return isAddresses(accepted)
        && isAddresses(asked)
        && AddressRange.parse(accepted).contains(AddressRange.parse(asked));
  }

  /** The id of a workload has a slash, that of a range of addresses never has. */
  private static boolean isAddresses(String end) {
    return end.indexOf('/') < 0;
  }

  /** The object. */
  public Mapping json() {
    return Mapping.builder()
        .field("from", from)
        .field("to", to)
        .field("ports", PortRanges.json(ports))
        .build();
  }

  /**
   * Opens a file that holds such edges.
   *
   * @param name how messages name it
   * @param schema what it says of itself
   * @throws BundleException if it is something else
   */
  public static RecordFields file(String name, String text, String schema) throws BundleException {
    Source source = Source.of(name);
    Documents documents = DocumentReader.read(name, text, 1);
    if (!documents.problems().isEmpty() || documents.documents().size() != 1) {
      throw new BundleException(source, "it is not one JSON object");
    }
    RecordFields fields = new RecordFields(source, "", documents.documents().get(0).root());
    if (!fields.text("schema").equals(schema)) {
      throw new BundleException(source, "its schema is not \"" + schema + "\"");
    }
    return fields;
  }

  /**
   * Reads the list of edges in a field.
   *
   * @param name how messages name the file
   * @throws BundleException if one of them is none
   */
  public static List<AcceptedEdge> list(String name, RecordFields file, String field)
      throws BundleException {
    List<AcceptedEdge> edges = new ArrayList<>();
    for (RecordFields edge : file.objects(field)) {
      String from = end(name, edge.text("from"));
      String to = end(name, edge.text("to"));
      edges.add(new AcceptedEdge(from, to, ports(name, edge)));
    }
    return edges;
  }

  private static String end(String name, String end) throws BundleException {
    try {
      if (isAddresses(end)) {
        AddressRange.parse(end);
      }
      return end;
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          Source.of(name), "\"" + end + "\" is neither a workload nor addresses");
    }
  }

  private static ConnectionSet ports(String name, RecordFields edge) throws BundleException {
    ConnectionSet ports = ConnectionSet.NONE;
    for (RecordFields range : edge.objects("ports")) {
      Protocol protocol = range.constant("protocol", Protocol.class);
      int first = range.number("first");
      int last = range.number("last");
      try {
        ports = ports.union(ConnectionSet.of(protocol, first, last));
      } catch (IllegalArgumentException e) {
        throw new BundleException(Source.of(name), String.valueOf(e.getMessage()));
      }
    }
    return ports;
  }
}
