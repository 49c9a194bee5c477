package dev.sallyport.check;

import dev.sallyport.declaration.Place;

/** Shows nothing, but takes each finding as seriously as another receiver would. */
final class SilentFindings implements Findings {
  private final Findings severities;

  SilentFindings(Findings severities) {
    this.severities = severities;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    return severities.severity(code, place);
  }

  @Override
  public Severity severity(FindingCode code, Place place) {
    return severities.severity(code, place);
  }
}
