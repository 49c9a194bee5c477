package dev.sallyport.reach;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What one behavior makes of a pair; {@code override} are choices that policies don't see. */
record Outcome(Behavior behavior, Set<PluginChoice> override, ConnectionSet connections) {
  boolean overrides() {
    return !override.isEmpty();
  }

  Set<PluginChoice> differences(Outcome other) {
    Set<PluginChoice> result = Behavior.differences(behavior, other.behavior);
    for (PluginChoice choice : PluginChoice.values()) {
      if (override.contains(choice) != other.override.contains(choice)) {
        result.add(choice);
      }
    }
    return result;
  }

  /** What outcomes that are all possible say of a connection. */
  static Verdict verdict(List<Outcome> outcomes, ConnectionSet asked) {
    boolean all = true;
    boolean none = true;
    for (Outcome outcome : outcomes) {
      boolean allowed = outcome.connections.containsAll(asked);
      all &= allowed;
      none &= !allowed;
    }
    if (all || none) {
      return all ? Verdict.ALLOWED : Verdict.DENIED;
    }
    Set<PluginChoice> choices = EnumSet.noneOf(PluginChoice.class);
    for (Outcome one : outcomes) {
      for (Outcome other : outcomes) {
        if (one.connections.containsAll(asked) && !other.connections.containsAll(asked)) {
          Set<PluginChoice> differences = one.differences(other);
          if (differences.size() == 1) {
            choices.addAll(differences);
          }
        }
      }
    }
    return new Verdict.PluginDependent(choices);
  }

  /** What is possible in each. */
  static ConnectionSet common(List<Outcome> outcomes) {
    ConnectionSet result = ConnectionSet.ALL;
    for (Outcome outcome : outcomes) {
      result = result.intersect(outcome.connections);
    }
    return result;
  }

  /** What is possible in some. */
  static ConnectionSet some(List<Outcome> outcomes) {
    ConnectionSet result = ConnectionSet.NONE;
    for (Outcome outcome : outcomes) {
      result = result.union(outcome.connections);
    }
    return result;
  }
}
