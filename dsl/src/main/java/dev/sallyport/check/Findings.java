package dev.sallyport.check;

import dev.sallyport.declaration.Place;

/** Receives findings as checks make them, and decides how severe each is here. */
@FunctionalInterface
public interface Findings {

  /** Drops all findings, with their usual severity: for what somebody else checks and reports. */
  Findings SILENT =
      // Not a lambda: this runs in every user's compiler, where each first lambda costs.
      new Findings() {
        @Override
        public Severity report(FindingCode code, Place place, String message) {
          return code.severity();
        }
      };

  /**
   * Takes a finding.
   *
   * @param code what kind
   * @param place where
   * @param message what is wrong and what to do, without the code
   * @return the severity that options and suppressions leave it; what an {@link Severity#ERROR}
   *     speaks of is not written
   */
  Severity report(FindingCode code, Place place, String message);

  /**
   * The severity that options and suppressions leave a finding, without showing it.
   *
   * @param code what kind
   * @param place where it would be
   */
  default Severity severity(FindingCode code, Place place) {
    return code.severity();
  }
}
