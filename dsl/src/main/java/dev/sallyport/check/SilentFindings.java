package dev.sallyport.check;

import dev.sallyport.declaration.Place;

/** Shows nothing, but takes each finding as seriously as another receiver would, and counts. */
final class SilentFindings implements Findings {
  private final Findings severities;
  private int count;

  SilentFindings(Findings severities) {
    this.severities = severities;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    count++;
    return severities.severity(code, place);
  }

  /** How many findings there were, whatever their severity. */
  int count() {
    return count;
  }

  @Override
  public Severity severity(FindingCode code, Place place) {
    return severities.severity(code, place);
  }
}
