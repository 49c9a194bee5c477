package dev.sallyport.runtime.rollout;

/** A rollout can't be done, or not go on, safely. The message says why and what to do. */
public final class RolloutRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message why, and what to do
   */
  public RolloutRefusedException(String message) {
    super(message);
  }
}
