package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.difference.Difference;
import java.util.List;

/**
 * What applying some manifests will do, found out without changing anything.
 *
 * @param server the server
 * @param steps what happens to each policy, in this order: what can't end a connection, what may,
 *     what is pruned
 * @param hindrances why the plan must not be carried out; empty if it may, sorted
 * @param difference what opens and closes between now and then
 * @param notes what a person should know besides
 */
public record ApplyPlan(
    String server,
    List<ApplyStep> steps,
    List<Hindrance> hindrances,
    Difference difference,
    List<String> notes) {

  /** Copies the lists. */
  public ApplyPlan {
    steps = List.copyOf(steps);
    hindrances = hindrances.stream().sorted().distinct().toList();
    notes = List.copyOf(notes);
  }

  /** The steps that change something. */
  public List<ApplyStep> changes() {
    return steps.stream().filter(s -> s.action() != ApplyStep.Action.UNCHANGED).toList();
  }
}
