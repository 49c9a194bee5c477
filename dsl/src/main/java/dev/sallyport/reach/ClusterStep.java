package dev.sallyport.reach;

import dev.sallyport.policy.ClusterAction;
import java.util.List;

/**
 * What ordered rules of cluster policies do with connections; the three sets share no member.
 *
 * @param accepted let through
 * @param denied refused
 * @param passed left to the next tier
 */
record ClusterStep(ConnectionSet accepted, ConnectionSet denied, ConnectionSet passed) {
  static final ClusterStep NOTHING =
      new ClusterStep(ConnectionSet.NONE, ConnectionSet.NONE, ConnectionSet.NONE);

  /** With one more rule behind the others. */
  ClusterStep then(ClusterAction action, ConnectionSet matched) {
    ConnectionSet fresh = matched.subtract(accepted).subtract(denied).subtract(passed);
    return switch (action) {
      case ACCEPT -> new ClusterStep(accepted.union(fresh), denied, passed);
      case DENY -> new ClusterStep(accepted, denied.union(fresh), passed);
      case PASS -> new ClusterStep(accepted, denied, passed.union(fresh));
    };
  }

  /** Policies of one priority, in the order of their names, together. */
  private static ClusterStep merge(List<ClusterStep> level, Behavior.Ties ties) {
    if (level.size() == 1) {
      return level.get(0);
    }
    ClusterStep result = NOTHING;
    if (ties == Behavior.Ties.BY_NAME || ties == Behavior.Ties.REVERSED) {
      for (int i = 0; i < level.size(); i++) {
        ClusterStep next = level.get(ties == Behavior.Ties.BY_NAME ? i : level.size() - 1 - i);
        result =
            result
                .then(ClusterAction.ACCEPT, next.accepted)
                .then(ClusterAction.DENY, next.denied)
                .then(ClusterAction.PASS, next.passed);
      }
      return result;
    }
    ConnectionSet accepted = ConnectionSet.NONE;
    ConnectionSet denied = ConnectionSet.NONE;
    ConnectionSet passed = ConnectionSet.NONE;
    for (ClusterStep step : level) {
      accepted = accepted.union(step.accepted);
      denied = denied.union(step.denied);
      passed = passed.union(step.passed);
    }
    return ties == Behavior.Ties.PERMISSIVE
        ? NOTHING
            .then(ClusterAction.ACCEPT, accepted)
            .then(ClusterAction.PASS, passed)
            .then(ClusterAction.DENY, denied)
        : NOTHING
            .then(ClusterAction.DENY, denied)
            .then(ClusterAction.PASS, passed)
            .then(ClusterAction.ACCEPT, accepted);
  }

  /** A tier, priority by priority. */
  static final class Fold {
    private final Behavior.Ties ties;
    private ConnectionSet accepted = ConnectionSet.NONE;
    private ConnectionSet passed = ConnectionSet.NONE;
    private ConnectionSet open;

    /** Starts with all connections that there are. */
    Fold(ConnectionSet all, Behavior.Ties ties) {
      this.open = all;
      this.ties = ties;
    }

    /** Whether no later priority has a say. */
    boolean isDone() {
      return open.isEmpty();
    }

    /** Takes the policies of the next priority. */
    void level(List<ClusterStep> level) {
      ClusterStep step = merge(level, ties);
      accepted = accepted.union(open.intersect(step.accepted));
      passed = passed.union(open.intersect(step.passed));
      open = open.subtract(step.accepted).subtract(step.passed).subtract(step.denied);
    }

    /** What the tier lets through. */
    ConnectionSet accepted() {
      return accepted;
    }

    /** What it leaves to the next: passed or not matched. */
    ConnectionSet rest() {
      return passed.union(open);
    }
  }
}
