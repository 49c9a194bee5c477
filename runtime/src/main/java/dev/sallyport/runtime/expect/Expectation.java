package dev.sallyport.runtime.expect;

import dev.sallyport.runtime.question.AskedPorts;

/**
 * That connections shall be possible, or shall not.
 *
 * <p>It speaks of every pair of the two subjects' members and of every port: {@code allowed} holds
 * if each is possible, its opposite if none is. With {@link AskedPorts#ANY} it holds if each pair
 * can connect on some port. An answer in between, or one that depends on the plugin, is a failure
 * of both.
 *
 * @param name how reports name it; empty if {@link #title} shall do
 * @param from who
 * @param to whom
 * @param ports on what
 * @param allowed whether it shall be possible
 * @param why the reason that was given; empty if none was
 * @param line the line of the file on which it stands, from 1; 0 outside files
 */
public record Expectation(
    String name,
    Subject from,
    Subject to,
    AskedPorts ports,
    boolean allowed,
    String why,
    int line) {

  /** That somebody reaches somebody on ports, or does not; without name and place. */
  public static Expectation of(Subject from, Subject to, AskedPorts ports, boolean allowed) {
    return new Expectation("", from, to, ports, allowed, "", 0);
  }

  /** Its name, or what it says. */
  public String title() {
    if (!name.isEmpty()) {
      return name;
    }
    return from
        + (allowed ? " reaches " : " does not reach ")
        + to
        + (ports.isAny() ? (allowed ? "" : " on any port") : " on " + ports);
  }
}
