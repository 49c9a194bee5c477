package dev.sallyport.runtime.rollout;

import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.LivePolicy;
import dev.sallyport.runtime.edge.AcceptedEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries a plan out, step by step, so that it can be resumed or walked back from any point at
 * which it is interrupted.
 *
 * <pre>{@code
 * Rollout rollout = new Rollout(server, step -> Confirmation.Answer.CONFIRMED, log::info, "anna");
 * rollout.start(plan, accepted, PluginProfile.STRICT);      // or resume(), or abort()
 * }</pre>
 *
 * <p>Not for use by several threads; two rollouts, on whatever machines, keep each other out
 * through the journal.
 */
public final class Rollout {
  private final RolloutServer server;
  private final Confirmation confirmation;
  private final Consumer<String> says;
  private final String holder;
  private final PolicyCalls calls;
  private final CurrentProof proof;

  /** How a rollout ended. */
  public enum Outcome {
    /** Every step is done, and the journal is gone. */
    FINISHED,
    /** A workload was not confirmed; its parachutes are back, and the journal stays. */
    NOT_CONFIRMED,
    /** Everything is as before, and the journal is gone. */
    ABORTED,
    /** No rollout is under way. */
    NOTHING_TO_DO
  }

  /**
   * Creates a rollout.
   *
   * @param confirmation asks after each workload that was narrowed
   * @param says is told what will be done before it is done, a line each
   * @param holder tells this process from any other, and says to people whose it is
   */
  public Rollout(
      RolloutServer server, Confirmation confirmation, Consumer<String> says, String holder) {
    this.server = server;
    this.confirmation = confirmation;
    this.says = says;
    this.holder = holder;
    this.calls = new PolicyCalls(server);
    this.proof = new CurrentProof(server, says);
  }

  /** The journal and what was read of it. */
  private record Held(Journal journal, RolloutServer.JournalObject object) {}

  /**
   * How far the rollout is that is under way, if there is one.
   *
   * @throws RolloutRefusedException if its journal can't be read
   */
  public Optional<Journal> status() throws ClusterException, RolloutRefusedException {
    Optional<RolloutServer.JournalObject> object = server.journal();
    return object.isPresent() ? Optional.of(Journal.parse(object.get().data())) : Optional.empty();
  }

  /**
   * Begins a plan and carries it out.
   *
   * @param accepted what may be cut in the end
   * @param profile what is known of the network plugin
   * @throws RolloutRefusedException if a rollout is under way, or the cluster is not, or not any
   *     more, one for which the plan is safe; what was done stays, and can be resumed or aborted
   * @throws ClusterException if a call failed; as before
   */
  public Outcome start(Plan plan, AcceptedCuts accepted, PluginProfile profile)
      throws ClusterException, RolloutRefusedException {
    Journal journal = new Journal(plan, accepted, profile, holder, Journal.Phase.FORWARD, 0);
    says.accept("begin rollout " + plan.id() + ": write the journal");
    Map<String, String> data = journal.data();
    RolloutServer.JournalObject object;
    try {
      object = server.createJournal(data);
    } catch (ClusterException e) {
      Optional<RolloutServer.JournalObject> found = server.journal();
      if (found.isEmpty()) {
        throw e;
      }
      if (!found.get().data().equals(data)) {
        throw new RolloutRefusedException(
            "a rollout is under way: "
                + Journal.parse(found.get().data()).status()
                + "; see --status, and resume or abort it");
      }
      object = found.get();
    }
    return forward(new Held(journal, object));
  }

  /**
   * Goes on with the rollout that is under way, at the step that its journal names. Whoever was at
   * it stops before the next step.
   *
   * @param more what may be cut beside what was accepted at the beginning
   */
  public Outcome resume(AcceptedCuts more) throws ClusterException, RolloutRefusedException {
    Optional<RolloutServer.JournalObject> object = server.journal();
    if (object.isEmpty()) {
      return Outcome.NOTHING_TO_DO;
    }
    Journal journal = Journal.parse(object.get().data());
    if (journal.phase() == Journal.Phase.BACKWARD) {
      throw new RolloutRefusedException(
          "this rollout is being walked back (" + journal.status() + "); abort it to the end");
    }
    List<AcceptedEdge> edges = new ArrayList<>(journal.accepted().edges());
    edges.addAll(more.edges());
    AcceptedCuts accepted =
        new AcceptedCuts(journal.accepted().everything() || more.everything(), edges);
    says.accept("resume " + journal.status());
    return forward(write(object.get(), journal.by(holder).accepting(accepted)));
  }

  /**
   * Walks the rollout that is under way back to where it began: what it created is deleted, what it
   * changed or deleted is as before. Whoever was at it stops before the next step.
   */
  public Outcome abort() throws ClusterException, RolloutRefusedException {
    Optional<RolloutServer.JournalObject> object = server.journal();
    if (object.isEmpty()) {
      return Outcome.NOTHING_TO_DO;
    }
    Journal journal = Journal.parse(object.get().data());
    says.accept("abort " + journal.status());
    Held held = write(object.get(), journal.by(holder).backward());
    while (held.journal.next() > 0) {
      held(held);
      int number = held.journal.next();
      Step step = held.journal.plan().steps().get(number - 1);
      says.accept("undo step " + number + ": " + step.what());
      List<LivePolicy> policies = server.policies();
      PolicyCalls.check(held.journal.plan(), number - 1, policies);
      calls.perform(step.inverse(), policies);
      held = write(held.object, held.journal.at(number - 1));
    }
    end(held);
    return Outcome.ABORTED;
  }

  private Outcome forward(Held start) throws ClusterException, RolloutRefusedException {
    Held held = start;
    List<Step> steps = held.journal.plan().steps();
    while (held.journal.next() < steps.size()) {
      held(held);
      int number = held.journal.next();
      Step step = steps.get(number);
      List<LivePolicy> policies = server.policies();
      PolicyCalls.check(held.journal.plan(), number, policies);
      proof.check(held.journal, policies);
      says.accept("step " + (number + 1) + " of " + steps.size() + ": " + step.what());
      says.accept("  safe, because " + step.why());
      if (step instanceof Step.Narrow narrow) {
        if (!narrow(held, narrow, policies)) {
          return Outcome.NOT_CONFIRMED;
        }
      } else {
        calls.perform(step.actions(), policies);
      }
      held = write(held.object, held.journal.at(number + 1));
    }
    end(held);
    return Outcome.FINISHED;
  }

  /** Narrows a workload; puts its parachutes back unless somebody confirms. */
  private boolean narrow(Held held, Step.Narrow step, List<LivePolicy> policies)
      throws ClusterException, RolloutRefusedException {
    try {
      calls.perform(step.actions(), policies);
    } catch (ClusterException e) {
      try {
        putBack(held, step);
      } catch (ClusterException | RolloutRefusedException second) {
        throw new ClusterException(
            e.reason(),
            e.getMessage()
                + "; and the parachutes of "
                + step.workload()
                + " could not be put back ("
                + second.getMessage()
                + "): resume or abort this rollout",
            e);
      }
      throw e;
    }
    Confirmation.Answer answer = Confirmation.Answer.REFUSED;
    try {
      answer = confirmation.ask(step);
    } finally {
      if (answer != Confirmation.Answer.CONFIRMED) {
        says.accept(
            (answer == Confirmation.Answer.REFUSED
                    ? step.workload() + " was not confirmed"
                    : "nobody confirmed " + step.workload() + " in time")
                + ": its parachutes come back, and the rollout stops here; resume or abort it");
        putBack(held, step);
      }
    }
    return answer == Confirmation.Answer.CONFIRMED;
  }

  private void putBack(Held held, Step step) throws ClusterException, RolloutRefusedException {
    held(held);
    calls.perform(step.inverse(), server.policies());
  }

  /** Stops if somebody else took the rollout over since. */
  private void held(Held held) throws ClusterException, RolloutRefusedException {
    Optional<RolloutServer.JournalObject> object = server.journal();
    if (object.isEmpty() || !object.get().resourceVersion().equals(held.object.resourceVersion())) {
      throw takenOver(object);
    }
  }

  private static RolloutRefusedException takenOver(Optional<RolloutServer.JournalObject> object)
      throws RolloutRefusedException {
    return new RolloutRefusedException(
        object.isEmpty()
            ? "the journal of this rollout is gone: somebody ended it; nothing more is done"
            : "somebody else has taken this rollout over: "
                + Journal.parse(object.get().data()).status()
                + "; nothing more is done here");
  }

  private Held write(RolloutServer.JournalObject read, Journal journal)
      throws ClusterException, RolloutRefusedException {
    Map<String, String> data = journal.data();
    try {
      return new Held(journal, server.replaceJournal(read, data));
    } catch (ClusterException e) {
      // It may have been written all the same.
      Optional<RolloutServer.JournalObject> found = server.journal();
      if (found.isPresent() && found.get().data().equals(data)) {
        return new Held(journal, found.get());
      }
      if (e.reason() == ClusterException.Reason.CHANGED) {
        throw takenOver(found);
      }
      throw e;
    }
  }

  private void end(Held held) throws ClusterException {
    says.accept("end rollout " + held.journal.plan().id() + ": delete the journal");
    try {
      server.deleteJournal(held.object);
    } catch (ClusterException e) {
      if (server.journal().isPresent()) {
        throw e;
      }
    }
  }
}
