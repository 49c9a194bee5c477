package dev.sallyport.check;

import dev.sallyport.declaration.Place;

/**
 * Reports the errors of a contract where it is referred to: its own source may be in another jar.
 * Says nothing where the contract speaks for itself, because its own errors then stand beside.
 */
final class ContractFindings implements Findings {
  private final Findings to;
  private final String type;
  private final Place reference;
  private final boolean itself;

  ContractFindings(Findings to, String type, Place reference, boolean itself) {
    this.to = to;
    this.type = type;
    this.reference = reference;
    this.itself = itself;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    if (to.severity(code, place) != Severity.ERROR) {
      return Severity.OFF;
    }
    return itself
        ? Severity.ERROR
        : to.report(
            FindingCode.INVALID_CONTRACT,
            reference,
            type + " is not valid (" + code.id() + "): " + message);
  }
}
