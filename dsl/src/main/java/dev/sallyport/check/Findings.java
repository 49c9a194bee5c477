package dev.sallyport.check;

import dev.sallyport.declaration.Place;

/** Receives findings as checks make them. */
@FunctionalInterface
public interface Findings {

  /** Drops all findings: for declarations that somebody else checks and reports. */
  Findings SILENT = (code, place, message) -> {};

  /**
   * Takes a finding.
   *
   * @param code what kind
   * @param place where
   * @param message what is wrong and what to do, without the code
   */
  void report(FindingCode code, Place place, String message);
}
