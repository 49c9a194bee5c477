package dev.sallyport.runtime.findings;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Findings as JSON. The object has the fields {@code schema} and {@code findings}; a finding has
 * {@code code}, {@code severity} ({@code error} or {@code warning}), {@code message}, {@code file},
 * and, where known, {@code within} (the entries of an archive), {@code line} (from 1) and {@code
 * source} (what stands there). {@code suppressed} has what the sources suppress, where it was asked
 * for. Fields may be added; none changes its meaning without a new schema.
 */
final class JsonFindings {
  private JsonFindings() {}

  static String text(Report report) {
    Mapping.Builder object =
        Mapping.builder()
            .field("schema", report.schema())
            .field("findings", findings(report.results()));
    if (!report.suppressed().isEmpty()) {
      object.field("suppressed", findings(report.suppressed()));
    }
    return JsonWriter.write(object.build());
  }

  private static Sequence findings(List<Report.Result> results) {
    List<Node> findings = new ArrayList<>();
    for (Report.Result result : results) {
      Location location = result.location();
      Mapping.Builder finding =
          Mapping.builder()
              .field("code", result.code())
              .field("severity", result.severity().name().toLowerCase(Locale.ROOT))
              .field("message", result.message())
              .field("file", location.file());
      if (!location.within().isEmpty()) {
        finding.field("within", location.within());
      }
      if (location.line() > 0) {
        finding.field("line", location.line());
      }
      if (!location.source().isEmpty()) {
        finding.field("source", location.source());
      }
      findings.add(finding.build());
    }
    return Sequence.of(findings);
  }
}
