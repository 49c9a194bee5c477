package dev.sallyport.runtime.extract;

/** What was asked for can't be done with this bundle. Nothing has been written. */
public final class ExtractionException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what to do
   */
  public ExtractionException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what to do
   * @param cause why
   */
  public ExtractionException(String message, Throwable cause) {
    super(message, cause);
  }
}
