package dev.sallyport.runtime.rollout;

import dev.sallyport.reach.ConnectionSet;

/**
 * A connection that a state between beginning and end would wrongly cut or open.
 *
 * @param kind what would be wrong
 * @param from who connects
 * @param to whom
 * @param ports on what
 */
public record Breach(Kind kind, String from, String to, ConnectionSet ports) {

  /** What would be wrong. */
  public enum Kind {
    /** It is possible now and in the end, and would not be in between. */
    CUT,
    /** It is possible neither now nor in the end, and would be in between. */
    OPENED
  }

  /** In words. */
  @Override
  public String toString() {
    return from
        + " -> "
        + to
        + " on "
        + ports
        + (kind == Kind.CUT
            ? " is possible now and in the end, and would be cut in between"
            : " is possible neither now nor in the end, and would be open in between");
  }
}
