package dev.sallyport.runtime.difference;

import dev.sallyport.check.Severity;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.runtime.findings.Location;
import dev.sallyport.runtime.findings.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * A difference as findings, for SARIF and GitHub: what opened is an error, what closed a warning.
 */
public final class DifferenceReport {
  private DifferenceReport() {}

  /** One finding for each edge and way; what is accepted is a warning. */
  public static Report of(Difference difference, Baseline baseline) {
    List<Report.Result> results = new ArrayList<>();
    for (Difference.Edge edge : difference.edges()) {
      ConnectionSet beyond = baseline.beyond(edge);
      add(results, edge, "opened", "A connection opened", Severity.ERROR, beyond);
      add(
          results,
          edge,
          "accepted",
          "A connection opened, as accepted",
          Severity.WARNING,
          edge.opened().subtract(beyond));
      add(results, edge, "closed", "A connection closed", Severity.WARNING, edge.closed());
      add(
          results,
          edge,
          "doubtful",
          "Plugins differ otherwise than before on a connection",
          Severity.WARNING,
          edge.doubtful());
    }
    return new Report("diff", "", results);
  }

  private static void add(
      List<Report.Result> results,
      Difference.Edge edge,
      String code,
      String title,
      Severity severity,
      ConnectionSet ports) {
    if (ports.isEmpty()) {
      return;
    }
    String message =
        edge.from() + " -> " + edge.to() + " on " + ports + "; " + String.join("; ", edge.causes());
    int colon = edge.place().lastIndexOf(':');
    Location location =
        colon < 0
            ? Location.of("", 0, edge.from() + " -> " + edge.to())
            : Location.of(
                edge.place().substring(0, colon),
                Integer.parseInt(edge.place().substring(colon + 1)),
                edge.from() + " -> " + edge.to());
    results.add(new Report.Result(code, title, severity, message, location));
  }
}
