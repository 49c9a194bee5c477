package dev.sallyport.runtime.expect;

import dev.sallyport.reach.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * What became of an expectation.
 *
 * @param expectation the expectation
 * @param status whether it holds
 * @param edges everything that was asked, pair by pair; empty if it could not be
 * @param summary what is wrong, as one line; empty if it holds
 * @param message the summary, what is open and what is not, and why; empty if it holds
 * @param explanation why the first connection in its way is as it is
 */
public record Outcome(
    Expectation expectation,
    Status status,
    List<Edge> edges,
    String summary,
    String message,
    Optional<Explanation> explanation) {

  /** Copies the edges. */
  public Outcome {
    edges = List.copyOf(edges);
  }

  /** Whether an expectation holds. */
  public enum Status {
    /** It holds. */
    HOLDS,
    /** It does not, or only in part, or not with every plugin. */
    FAILS,
    /** It asks about something that is not there. */
    ERROR
  }

  /** The outcome of an expectation that can't be asked. */
  static Outcome error(Expectation expectation, String message) {
    return new Outcome(
        expectation, Status.ERROR, List.of(), message, message + "\n", Optional.empty());
  }
}
