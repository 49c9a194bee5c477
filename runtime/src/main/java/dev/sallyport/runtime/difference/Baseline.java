package dev.sallyport.runtime.difference;

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
import java.util.Map;
import java.util.TreeMap;

/**
 * Openings that somebody has accepted: a ratchet. An edge that opens no further than the baseline
 * says is no reason to stop; whatever opens beyond it is. As JSON: {@code schema} and {@code
 * opened}, a list of {@code from}, {@code to} and {@code ports} (ranges with {@code protocol},
 * {@code first}, {@code last}, inclusive).
 *
 * @param accepted what may open, by source and destination
 */
public record Baseline(Map<List<String>, ConnectionSet> accepted) {
  private static final String SCHEMA = "sallyport.dev/baseline/v1";

  /** Accepts nothing. */
  public static final Baseline NOTHING = new Baseline(Map.of());

  /** Copies the map. */
  public Baseline {
    accepted = Map.copyOf(accepted);
  }

  /** Accepts what a difference opens, and nothing else. */
  public static Baseline of(Difference difference) {
    Map<List<String>, ConnectionSet> accepted = new TreeMap<>(Baseline::compare);
    for (Difference.Edge edge : difference.edges()) {
      if (!edge.opened().isEmpty()) {
        accepted.put(List.of(edge.from(), edge.to()), edge.opened());
      }
    }
    return new Baseline(accepted);
  }

  private static int compare(List<String> one, List<String> other) {
    int order = one.get(0).compareTo(other.get(0));
    return order != 0 ? order : one.get(1).compareTo(other.get(1));
  }

  /** What an edge opens beyond what is accepted; a range of addresses within a wider one counts. */
  public ConnectionSet beyond(Difference.Edge edge) {
    ConnectionSet left = edge.opened();
    for (Map.Entry<List<String>, ConnectionSet> entry : accepted.entrySet()) {
      if (covers(entry.getKey().get(0), edge.from()) && covers(entry.getKey().get(1), edge.to())) {
        left = left.subtract(entry.getValue());
      }
    }
    return left;
  }

  private static boolean covers(String accepted, String asked) {
    if (accepted.equals(asked)) {
      return true;
    }
    // The id of a workload has a slash, that of a range of addresses never has.
    if (accepted.indexOf('/') >= 0 || asked.indexOf('/') >= 0) {
      return false;
    }
    return AddressRange.parse(accepted).contains(AddressRange.parse(asked));
  }

  /** Whether a difference opens something beyond this. */
  public boolean isExceededBy(Difference difference) {
    return difference.edges().stream().anyMatch(edge -> !beyond(edge).isEmpty());
  }

  /** The baseline as JSON; the same for the same state. */
  public String text() {
    Map<List<String>, ConnectionSet> sorted = new TreeMap<>(Baseline::compare);
    sorted.putAll(accepted);
    List<Node> edges = new ArrayList<>();
    sorted.forEach(
        (ends, ports) ->
            edges.add(
                Mapping.builder()
                    .field("from", ends.get(0))
                    .field("to", ends.get(1))
                    .field("ports", DifferenceJson.ranges(ports))
                    .build()));
    return JsonWriter.write(
        Mapping.builder().field("schema", SCHEMA).field("opened", Sequence.of(edges)).build());
  }

  /**
   * Reads a baseline strictly.
   *
   * @param name how messages name it
   * @throws BundleException if it is not one
   */
  public static Baseline parse(String name, String text) throws BundleException {
    Source source = Source.of(name);
    Documents documents = DocumentReader.read(name, text, 1);
    if (!documents.problems().isEmpty() || documents.documents().size() != 1) {
      throw new BundleException(source, "it is not one JSON object");
    }
    RecordFields fields = new RecordFields(source, "", documents.documents().get(0).root());
    if (!fields.text("schema").equals(SCHEMA)) {
      throw new BundleException(source, "its schema is not \"" + SCHEMA + "\"");
    }
    Map<List<String>, ConnectionSet> accepted = new TreeMap<>(Baseline::compare);
    for (RecordFields edge : fields.objects("opened")) {
      List<String> ends = List.of(edge.text("from"), edge.text("to"));
      for (String end : ends) {
        try {
          if (end.indexOf('/') < 0) {
            AddressRange.parse(end);
          }
        } catch (IllegalArgumentException e) {
          throw new BundleException(source, "\"" + end + "\" is neither a workload nor addresses");
        }
      }
      ConnectionSet ports = ConnectionSet.NONE;
      for (RecordFields range : edge.objects("ports")) {
        try {
          ports =
              ports.union(
                  ConnectionSet.of(
                      range.constant("protocol", Protocol.class),
                      range.number("first"),
                      range.number("last")));
        } catch (IllegalArgumentException e) {
          throw new BundleException(source, String.valueOf(e.getMessage()));
        }
      }
      accepted.merge(ends, ports, ConnectionSet::union);
    }
    return new Baseline(accepted);
  }
}
