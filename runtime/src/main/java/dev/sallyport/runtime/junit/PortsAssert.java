package dev.sallyport.runtime.junit;

import dev.sallyport.runtime.expect.Subject;
import dev.sallyport.runtime.question.AskedPorts;
import dev.sallyport.runtime.question.InvalidQuestionException;
import java.util.List;

/**
 * On which ports somebody reaches somebody. That it is possible on some port has been asserted
 * before this object was there.
 *
 * @param <T> what goes on after the ports
 */
public final class PortsAssert<T> {
  private final Failures failures;
  private final Subject from;
  private final Subject to;
  private final T next;

  /** Whether any connection is possible; if not, that was said already. */
  private final boolean reaches;

  private PortsAssert(Failures failures, Subject from, Subject to, T next, boolean reaches) {
    this.failures = failures;
    this.from = from;
    this.to = to;
    this.next = next;
    this.reaches = reaches;
  }

  /** Asserts that a connection is possible on some port. */
  static <T> PortsAssert<T> reaching(Failures failures, Subject from, Subject to, T next) {
    boolean reaches = failures.check(from, to, AskedPorts.ANY, true);
    return new PortsAssert<>(failures, from, to, next, reaches);
  }

  /** It is possible on this TCP port of the pod. */
  public T onPort(int number) {
    return onPorts(Integer.toString(number));
  }

  /** It is possible on this port: a number or a name, with {@code /UDP} if need be. */
  public T onPort(String port) {
    return onPorts(port);
  }

  /**
   * It is possible on each of these ports.
   *
   * @param ports numbers, names, {@code 8000-8999}, {@code /UDP} or {@code all}
   */
  public T onPorts(String... ports) {
    check(ports, false);
    return next;
  }

  /** It is possible on each of these ports, and on no other. */
  public T onlyOnPorts(String... ports) {
    check(ports, true);
    return next;
  }

  /** It is possible on some port: what was asserted already, said aloud. */
  public T onAnyPort() {
    return next;
  }

  private void check(String[] ports, boolean only) {
    try {
      AskedPorts asked = AskedPorts.parse(List.of(ports));
      if (asked.isAny()) {
        failures.fail("\"any\" is no port; write onAnyPort()");
      } else if (reaches && failures.check(from, to, asked, true) && only) {
        failures.check(from, to, asked.others(), false);
      }
    } catch (InvalidQuestionException e) {
      failures.fail(String.valueOf(e.getMessage()));
    }
  }
}
