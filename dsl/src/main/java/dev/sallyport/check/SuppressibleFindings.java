package dev.sallyport.check;

import dev.sallyport.declaration.Place;

/**
 * Passes on only what can be suppressed: for what is likely, but not certain, so that who knows
 * better is not stopped.
 */
final class SuppressibleFindings implements Findings {
  private final Findings to;

  SuppressibleFindings(Findings to) {
    this.to = to;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    return code.suppressible() ? to.report(code, place, message) : Severity.OFF;
  }

  @Override
  public Severity severity(FindingCode code, Place place) {
    return code.suppressible() ? to.severity(code, place) : Severity.OFF;
  }
}
