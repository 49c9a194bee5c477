package dev.sallyport.runtime.rollout;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/** Asks a person, who types {@code y} or {@code n}. */
public final class PromptConfirmation implements Confirmation {
  private static final long LOOK_EVERY_MILLIS = 50;

  private final BufferedReader in;
  private final Consumer<String> asks;
  private final Duration within;
  private final InstantSource clock;

  /**
   * Creates a confirmation.
   *
   * @param in where the answer is typed
   * @param asks shows the question
   * @param within how long to wait for an answer
   * @param clock tells the time
   */
  public PromptConfirmation(
      BufferedReader in, Consumer<String> asks, Duration within, InstantSource clock) {
    this.in = in;
    this.asks = asks;
    this.within = within;
    this.clock = clock;
  }

  @Override
  public Answer ask(Step.Narrow step) {
    asks.accept("Does " + step.workload() + " still work? [y/n] (" + within.toSeconds() + " s)");
    Instant end = clock.instant().plus(within);
    try {
      while (clock.instant().isBefore(end)) {
        if (!in.ready()) {
          Thread.sleep(LOOK_EVERY_MILLIS);
          continue;
        }
        String answer = in.readLine();
        String word = answer == null ? "n" : answer.strip().toLowerCase(Locale.ROOT);
        if (word.equals("y") || word.equals("yes")) {
          return Answer.CONFIRMED;
        }
        if (word.equals("n") || word.equals("no")) {
          return Answer.REFUSED;
        }
        asks.accept("Type y or n.");
      }
      return Answer.NOBODY;
    } catch (IOException e) {
      return Answer.NOBODY;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.REFUSED;
    }
  }
}
