package dev.sallyport.runtime.rollout;

import java.util.ArrayList;
import java.util.List;

/** One step of a rollout: a few calls that belong together. */
public sealed interface Step {

  /** The calls, in order. */
  List<Action> actions();

  /** What it will do, as one sentence without a full stop. */
  String what();

  /** Why that is safe, as one sentence without a full stop. */
  String why();

  /** The calls that undo it, in order. */
  default List<Action> inverse() {
    List<Action> inverse = new ArrayList<>();
    for (Action action : actions()) {
      inverse.add(0, action.inverse());
    }
    return List.copyOf(inverse);
  }

  /**
   * Adds the parachutes of one workload.
   *
   * @param workload {@code namespace/name}
   * @param actions creations, at most one for each direction
   */
  record OpenParachute(String workload, List<Action> actions) implements Step {
    /** Copies the list. */
    public OpenParachute {
      actions = List.copyOf(actions);
    }

    @Override
    public String what() {
      return "add parachutes that allow " + workload + " everything as before";
    }

    @Override
    public String why() {
      return "no policy isolates these pods there yet, so everything is allowed already";
    }
  }

  /**
   * Creates or changes one of the real policies.
   *
   * @param policy {@code namespace/name}
   * @param actions one creation or replacement
   * @param effect what the engine says of it
   */
  record ApplyPolicy(String policy, List<Action> actions, Effect effect) implements Step {
    /** Copies the list. */
    public ApplyPolicy {
      actions = List.copyOf(actions);
    }

    @Override
    public String what() {
      return (actions.get(0) instanceof Action.Create ? "apply policy " : "replace policy ")
          + policy;
    }

    @Override
    public String why() {
      return effect.reason();
    }
  }

  /**
   * Takes the parachutes of one workload away; it waits for a confirmation.
   *
   * @param workload {@code namespace/name}
   * @param actions deletions, at most one for each direction
   */
  record Narrow(String workload, List<Action> actions) implements Step {
    /** Copies the list. */
    public Narrow {
      actions = List.copyOf(actions);
    }

    @Override
    public String what() {
      return "narrow " + workload + ": take its parachutes away, and wait for a confirmation";
    }

    @Override
    public String why() {
      return "every policy that speaks of these pods is there, so only what the end refuses is cut;"
          + " the parachutes come back if nobody confirms";
    }
  }

  /**
   * Deletes a policy that the inputs have no more.
   *
   * @param policy {@code namespace/name}
   * @param actions one deletion
   * @param effect what the engine says of it
   */
  record RemovePolicy(String policy, List<Action> actions, Effect effect) implements Step {
    /** Copies the list. */
    public RemovePolicy {
      actions = List.copyOf(actions);
    }

    @Override
    public String what() {
      return "delete policy " + policy;
    }

    @Override
    public String why() {
      return effect.reason();
    }
  }

  /** What a change of a real policy does to connections when its turn comes. */
  enum Effect {
    /** Nothing. */
    NONE("it changes no connection at this point"),
    /** Something opens or closes, within the bounds. */
    WITHIN_BOUNDS("what it opens is allowed in the end, and what it cuts is refused in the end");

    private final String reason;

    Effect(String reason) {
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
