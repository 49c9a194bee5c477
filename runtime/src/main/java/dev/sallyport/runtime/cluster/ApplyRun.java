package dev.sallyport.runtime.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out a plan, step by step, and stops at the first step that fails. To go on, plan again
 * and run that: what is applied already shows as unchanged.
 */
public final class ApplyRun {
  private final PolicyServer server;
  private final OnConflict onConflict;

  /**
   * Runs plans on a server.
   *
   * @param onConflict as in the options of the plan
   */
  public ApplyRun(PolicyServer server, OnConflict onConflict) {
    this.server = server;
    this.onConflict = onConflict;
  }

  /**
   * How far it came.
   *
   * @param done the steps that were carried out, in order
   * @param failed the step that failed, if one did; whether the server carried it out all the same
   *     is open if the failure is retryable
   * @param problem why it failed; empty if nothing did
   * @param left the steps that were not begun
   */
  public record Result(
      List<ApplyStep> done, Optional<ApplyStep> failed, String problem, List<ApplyStep> left) {

    /** Copies the lists. */
    public Result {
      done = List.copyOf(done);
      left = List.copyOf(left);
    }
  }

  /**
   * Carries out the changes of a plan.
   *
   * @param progress is told of each step after it was done
   * @throws IllegalArgumentException if something hinders the plan
   */
  public Result run(ApplyPlan plan, Consumer<ApplyStep> progress) {
    if (!plan.hindrances().isEmpty()) {
      throw new IllegalArgumentException("the plan must not be carried out: " + plan.hindrances());
    }
    List<ApplyStep> changes = plan.changes();
    List<ApplyStep> done = new ArrayList<>();
    for (ApplyStep step : changes) {
      String problem = carryOut(step);
      if (!problem.isEmpty()) {
        List<ApplyStep> left = changes.subList(done.size() + 1, changes.size());
        return new Result(done, Optional.of(step), problem, left);
      }
      done.add(step);
      progress.accept(step);
    }
    return new Result(done, Optional.empty(), "", List.of());
  }

  /** Does a step; why it failed, empty if it did not. */
  private String carryOut(ApplyStep step) {
    try {
      if (step.manifest().isEmpty()) {
        server.delete(step.before().orElseThrow());
        return "";
      }
      LivePolicy stored = server.apply(step.manifest().get(), onConflict);
      List<String> differences =
          Meaning.of(stored.policy()).differences(Meaning.of(step.manifest().get().policy()));
      return differences.isEmpty()
          ? ""
          : "it was applied, but somebody changed it meanwhile, and it means something else than"
              + " its manifest in "
              + String.join(", ", differences);
    } catch (ClusterException e) {
      return e.getMessage() + (e.isRetryable() ? "; whether it was done is not known" : "");
    }
  }
}
