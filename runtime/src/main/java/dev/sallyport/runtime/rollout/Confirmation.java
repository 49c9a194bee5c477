package dev.sallyport.runtime.rollout;

/** Asks whether a workload still works after it was narrowed. */
@FunctionalInterface
public interface Confirmation {

  /** What was answered. */
  enum Answer {
    /** It works. */
    CONFIRMED,
    /** It does not. */
    REFUSED,
    /** Nobody said anything in time. */
    NOBODY
  }

  /** Waits for an answer, for as long as the implementation allows. */
  Answer ask(Step.Narrow step);
}
