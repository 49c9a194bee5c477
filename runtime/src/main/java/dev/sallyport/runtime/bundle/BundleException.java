package dev.sallyport.runtime.bundle;

import java.io.IOException;

/**
 * An input that can't be read, or must not be believed. The message names the input, the entry in
 * it and the problem, on one line, with control characters made visible.
 */
public final class BundleException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param where the input and, where there is one, the entry
   * @param problem what is wrong and what to do, as one sentence
   */
  public BundleException(Source where, String problem) {
    super(where + ": " + Printable.text(problem));
  }

  /**
   * Creates the exception for an input that the system can't read.
   *
   * @param where the input and, where there is one, the entry
   * @param cause what the system said
   */
  public BundleException(Source where, IOException cause) {
    super(where + ": can't be read: " + Printable.text(said(cause)), cause);
  }

  private static String said(IOException cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message;
  }
}
