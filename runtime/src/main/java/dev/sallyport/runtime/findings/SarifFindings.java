package dev.sallyport.runtime.findings;

import dev.sallyport.check.Severity;
import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Findings as a SARIF 2.1.0 log. What an archive holds can't be opened by a viewer: the location is
 * then the archive, and its entry and the annotation are logical locations.
 *
 * <p>Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
 */
final class SarifFindings {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifFindings() {}

  static String text(Report report) {
    Map<String, String> titles = new TreeMap<>();
    report.results().forEach(result -> titles.put(result.code(), result.title()));
    report.suppressed().forEach(result -> titles.put(result.code(), result.title()));
    List<String> codes = new ArrayList<>(titles.keySet());
    List<Node> rules = new ArrayList<>();
    titles.forEach(
        (code, title) ->
            rules.add(
                Mapping.builder()
                    .field("id", code)
                    .field("shortDescription", message(title))
                    .build()));
    List<Node> results = new ArrayList<>();
    report.results().forEach(result -> results.add(result(result, codes).build()));
    for (Report.Result result : report.suppressed()) {
      Mapping inSource = Mapping.builder().field("kind", "inSource").build();
      results.add(
          result(result, codes).field("suppressions", Sequence.of(List.of(inSource))).build());
    }
    Mapping driver =
        Mapping.builder().field("name", "sallyport").field("rules", Sequence.of(rules)).build();
    Mapping run =
        Mapping.builder()
            .field("tool", Mapping.builder().field("driver", driver).build())
            .field("automationDetails", id("sallyport/" + report.command() + "/"))
            .field("columnKind", "utf16CodeUnits")
            .field("results", Sequence.of(results))
            .build();
    return JsonWriter.write(
        Mapping.builder()
            .field("$schema", SCHEMA)
            .field("version", "2.1.0")
            .field("runs", Sequence.of(List.of(run)))
            .build());
  }

  private static Mapping.Builder result(Report.Result result, List<String> codes) {
    return Mapping.builder()
        .field("ruleId", result.code())
        .field("ruleIndex", codes.indexOf(result.code()))
        .field("level", result.severity() == Severity.ERROR ? "error" : "warning")
        .field("message", message(result.message()))
        .field("locations", Sequence.of(List.of(location(result.location()))));
  }

  private static Mapping id(String id) {
    return Mapping.builder().field("id", id).build();
  }

  private static Mapping message(String text) {
    return Mapping.builder().field("text", text).build();
  }

  private static Mapping location(Location location) {
    Mapping.Builder node = Mapping.builder();
    if (!location.file().isEmpty()) {
      Mapping.Builder physical =
          Mapping.builder()
              .field(
                  "artifactLocation", Mapping.builder().field("uri", uri(location.file())).build());
      if (location.line() > 0 && location.within().isEmpty()) {
        physical.field("region", Mapping.builder().field("startLine", location.line()).build());
      }
      node.field("physicalLocation", physical.build());
    }
    List<Node> logical = new ArrayList<>();
    if (!location.within().isEmpty()) {
      logical.add(logical(location.within(), "resource"));
    }
    if (!location.source().isEmpty()) {
      logical.add(logical(location.source(), "declaration"));
    }
    if (!logical.isEmpty()) {
      node.field("logicalLocations", Sequence.of(logical));
    }
    return node.build();
  }

  private static Mapping logical(String name, String kind) {
    return Mapping.builder().field("fullyQualifiedName", name).field("kind", kind).build();
  }

  /** A path as a relative or absolute reference, with whatever a URI can't hold escaped. */
  private static String uri(String file) {
    // Half a character, which a file name can have, can't be escaped.
    String whole = new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String path = whole.replace('\\', '/');
    try {
      return path.startsWith("/")
          ? new URI("file", "", path, null).toASCIIString()
          : new URI(null, null, path.indexOf(':') >= 0 ? "./" + path : path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "input";
    }
  }
}
