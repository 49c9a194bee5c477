package dev.sallyport.runtime.question;

/** A question that names nobody, or more than one, or a port that does not exist. */
public final class InvalidQuestionException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what there is instead
   */
  public InvalidQuestionException(String message) {
    super(message);
  }
}
