package dev.sallyport.check;

import dev.sallyport.declaration.Place;

/**
 * Reports the errors of a contract where it is referred to: its own source may be in another jar.
 */
final class ContractFindings implements Findings {
  private final Findings to;
  private final String type;
  private final Place reference;

  ContractFindings(Findings to, String type, Place reference) {
    this.to = to;
    this.type = type;
    this.reference = reference;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    return code.severity() == Severity.ERROR
        ? to.report(
            FindingCode.INVALID_CONTRACT,
            reference,
            type + " is not valid (" + code.id() + "): " + message)
        : Severity.OFF;
  }
}
