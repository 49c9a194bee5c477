package dev.sallyport.reach;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.StringJoiner;

/** Whether one connection is possible. */
public sealed interface Verdict {

  /** The connection is possible. */
  Verdict ALLOWED = Decided.ALLOWED;

  /** The connection is not possible. */
  Verdict DENIED = Decided.DENIED;

  /** A verdict that the API specifies, or the profile decides. */
  enum Decided implements Verdict {
    /** The connection is possible. */
    ALLOWED,
    /** The connection is not possible. */
    DENIED
  }

  /**
   * Plugins differ.
   *
   * @param choices the questions on which it hinges; at least one
   */
  record PluginDependent(Set<PluginChoice> choices) implements Verdict {

    /** Creates a verdict. */
    public PluginDependent {
      choices = Collections.unmodifiableSet(EnumSet.copyOf(choices));
    }

    /** On what it hinges, as one sentence. */
    public String reason() {
      StringJoiner text = new StringJoiner("; ", "depends on whether ", "");
      for (PluginChoice choice : choices) {
        text.add(choice.statement());
      }
      return text.toString();
    }

    @Override
    public String toString() {
      return "PLUGIN_DEPENDENT(" + reason() + ")";
    }
  }
}
