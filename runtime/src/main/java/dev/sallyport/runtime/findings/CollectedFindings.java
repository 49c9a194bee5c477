package dev.sallyport.runtime.findings;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.check.Severity;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.Place;
import java.util.ArrayList;
import java.util.List;

/** Gathers findings, with the severities that options choose. */
public final class CollectedFindings implements Findings {
  private final SeverityOptions severities;
  private final List<Report.Result> results = new ArrayList<>();

  /** Gathers nothing yet. */
  public CollectedFindings(SeverityOptions severities) {
    this.severities = severities;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    Severity severity = severities.severity(code);
    if (severity != Severity.OFF) {
      Location location =
          place instanceof Location known ? known : Location.of("", 0, place.describe());
      results.add(new Report.Result(code.id(), code.title(), severity, message, location));
    }
    return severity;
  }

  @Override
  public Severity severity(FindingCode code, Place place) {
    return severities.severity(code);
  }

  /** What was gathered so far. */
  public List<Report.Result> results() {
    return List.copyOf(results);
  }
}
