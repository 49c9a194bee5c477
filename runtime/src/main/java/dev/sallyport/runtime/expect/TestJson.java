package dev.sallyport.runtime.expect;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.runtime.edge.PortRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report as JSON: {@code schema}, {@code holds}, {@code fails} and {@code errors} (how many), and
 * {@code expectations}. Each has {@code file}, {@code line}, {@code title}, {@code from}, {@code
 * to} and {@code port} as they were written, {@code allowed}, {@code why} where one was given, and
 * {@code status}: {@code holds}, {@code fails} or {@code error}. One that does not hold also has
 * {@code message}, and {@code parts}: what is {@code open}, {@code pluginDependent} and {@code
 * denied} (ranges with {@code protocol}, {@code first}, {@code last}, inclusive) between {@code
 * from} and {@code to}. With {@code --uncovered} there is {@code uncovered}: {@code file}, {@code
 * from}, {@code to}, {@code ports} and {@code pluginDependentPorts}. Fields may be added; none
 * changes its meaning without a new schema.
 */
public final class TestJson {
  private TestJson() {}

  /**
   * The report.
   *
   * @param coverage whether what no expectation mentions was asked
   */
  public static String text(TestReport report, boolean coverage) {
    List<Node> expectations = new ArrayList<>();
    List<Node> uncovered = new ArrayList<>();
    for (TestReport.File file : report.files()) {
      file.outcomes().forEach(outcome -> expectations.add(expectation(file.source(), outcome)));
      for (Coverage.Uncovered each : file.uncovered()) {
        uncovered.add(
            Mapping.builder()
                .field("file", file.source())
                .field("from", each.from())
                .field("to", each.to())
                .field("ports", PortRanges.json(each.ports()))
                .field("pluginDependentPorts", PortRanges.json(each.dependent()))
                .build());
      }
    }
    Mapping.Builder object =
        Mapping.builder()
            .field("schema", TestReport.SCHEMA)
            .field("holds", report.count(Outcome.Status.HOLDS))
            .field("fails", report.count(Outcome.Status.FAILS))
            .field("errors", report.count(Outcome.Status.ERROR))
            .field("expectations", Sequence.of(expectations));
    if (coverage) {
      object.field("uncovered", Sequence.of(uncovered));
    }
    return JsonWriter.write(object.build());
  }

  private static Node expectation(String file, Outcome outcome) {
    Expectation expectation = outcome.expectation();
    Mapping.Builder object =
        Mapping.builder()
            .field("file", file)
            .field("line", expectation.line())
            .field("title", expectation.title())
            .field("from", expectation.from().toString())
            .field("to", expectation.to().toString())
            .field("port", expectation.ports().toString())
            .field("allowed", expectation.allowed());
    if (!expectation.why().isEmpty()) {
      object.field("why", expectation.why());
    }
    object.field("status", outcome.status().name().toLowerCase(Locale.ROOT));
    if (outcome.status() != Outcome.Status.HOLDS) {
      object.field("message", outcome.message().stripTrailing());
      object.field("parts", Sequence.of(outcome.edges().stream().map(TestJson::part).toList()));
    }
    return object.build();
  }

  private static Node part(Edge edge) {
    return Mapping.builder()
        .field("from", Edge.name(edge.from()))
        .field("to", Edge.name(edge.to()))
        .field("open", PortRanges.json(edge.open()))
        .field("pluginDependent", PortRanges.json(edge.dependent()))
        .field("denied", PortRanges.json(edge.denied()))
        .build();
  }
}
