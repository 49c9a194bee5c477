package dev.sallyport.runtime.cli;

/**
 * A command can't go on, for a reason that its user can understand and mend. Ends the program with
 * {@link ExitCode#FAILED} and the message on standard error, without a stack trace.
 */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what to do, naming the input
   */
  public CommandFailedException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what is wrong and what to do, naming the input
   * @param cause why
   */
  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
