package dev.sallyport.policy;

/**
 * A value that the Kubernetes API server would refuse. The message names the value, what is wrong
 * with it, and what to write instead.
 */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Which rule the value breaks. */
  private final Violation violation;

  /**
   * Creates the exception.
   *
   * @param violation which rule the value breaks
   * @param message what is wrong and what to do, as one sentence
   */
  public InvalidValueException(Violation violation, String message) {
    super(message);
    this.violation = violation;
  }

  /** Which rule the value breaks. */
  public Violation violation() {
    return violation;
  }
}
