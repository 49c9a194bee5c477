package dev.sallyport.runtime.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a plan.
 *
 * @param end how it ended
 * @param result how far it came
 */
public record ApplyOutcome(End end, ApplyRun.Result result) {

  /** How a plan ends. */
  public enum End {
    /** Everything is done. */
    DONE,
    /** A step failed. */
    FAILED,
    /** Something stands against the plan, and nothing was done. */
    HINDERED,
    /** Nobody agreed to it, and nothing was done. */
    NOT_CONFIRMED,
    /** It was a dry run, and nothing was done. */
    DRY_RUN,
    /** Everything is as it should be already. */
    NOTHING_TO_DO;

    /** The word for programs: {@code not-confirmed}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The outcome of a run. */
  public static ApplyOutcome of(ApplyRun.Result result) {
    return new ApplyOutcome(result.failed().isEmpty() ? End.DONE : End.FAILED, result);
  }

  /**
   * The outcome of a plan that was not carried out.
   *
   * @throws IllegalArgumentException if the end is one of a run
   */
  public static ApplyOutcome withoutRun(End end, ApplyPlan plan) {
    if (end == End.DONE || end == End.FAILED) {
      throw new IllegalArgumentException(end + " needs a run");
    }
    return new ApplyOutcome(
        end, new ApplyRun.Result(List.of(), Optional.empty(), "", plan.changes()));
  }
}
