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
  private final List<Report.Result> suppressed = new ArrayList<>();

  /** Gathers nothing yet. */
  public CollectedFindings(SeverityOptions severities) {
    this.severities = severities;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    Severity severity = severities.severity(code);
    boolean isSuppressed = isSuppressed(code, place);
    if (severity != Severity.OFF) {
      (isSuppressed ? suppressed : results)
          .add(new Report.Result(code.id(), code.title(), severity, message, location(place)));
    }
    return isSuppressed ? Severity.OFF : severity;
  }

  @Override
  public Severity severity(FindingCode code, Place place) {
    return isSuppressed(code, place) ? Severity.OFF : severities.severity(code);
  }

  private static boolean isSuppressed(FindingCode code, Place place) {
    return code.suppressible() && place.suppressed().contains(code.id());
  }

  private static Location location(Place place) {
    return place instanceof Location known
        ? known
        : place instanceof SuppressedPlace at
            ? at.location()
            : Location.of("", 0, place.describe());
  }

  /** What was gathered so far. */
  public List<Report.Result> results() {
    return List.copyOf(results);
  }

  /** What the sources suppress, with the severity that it would have. */
  public List<Report.Result> suppressed() {
    return List.copyOf(suppressed);
  }
}
