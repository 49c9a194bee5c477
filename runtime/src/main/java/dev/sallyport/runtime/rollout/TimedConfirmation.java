package dev.sallyport.runtime.rollout;

import java.time.Duration;

/** Waits, and takes silence for consent. */
public final class TimedConfirmation implements Confirmation {
  private final Duration wait;

  /**
   * Creates a confirmation.
   *
   * @param wait how long something has time to break
   */
  public TimedConfirmation(Duration wait) {
    this.wait = wait;
  }

  @Override
  public Answer ask(Step.Narrow step) {
    try {
      Thread.sleep(wait.toMillis());
      return Answer.CONFIRMED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.REFUSED;
    }
  }
}
