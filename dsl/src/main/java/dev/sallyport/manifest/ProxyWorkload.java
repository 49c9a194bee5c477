package dev.sallyport.manifest;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Violation;

/**
 * The pods of an egress proxy.
 *
 * @param namespace their namespace
 * @param pods which pods in it
 * @param port the TCP port on which they listen
 */
public record ProxyWorkload(String namespace, Selector pods, int port) {

  /**
   * Creates a proxy.
   *
   * @throws InvalidValueException if namespace or port is not valid
   */
  public ProxyWorkload {
    LabelSyntax.namespace(namespace);
    PolicyPort.number(port);
  }

  /**
   * Reads {@code namespace/selector:port}, with the selector in kubectl's syntax, for example
   * {@code egress/app=squid:3128}.
   *
   * @throws InvalidValueException if it is not of that form
   */
  public static ProxyWorkload parse(String text) {
    int slash = text.indexOf('/');
    int colon = text.lastIndexOf(':');
    if (slash < 0 || colon < slash) {
      throw new InvalidValueException(
          Violation.SELECTOR_SYNTAX,
          "\""
              + text
              + "\" is no proxy; write namespace/selector:port, for example"
              + " egress/app=squid:3128");
    }
    String digits = text.substring(colon + 1);
    boolean number = !digits.isEmpty() && digits.length() <= 5;
    for (int i = 0; i < digits.length(); i++) {
      number &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    return new ProxyWorkload(
        text.substring(0, slash),
        Selector.parse(text.substring(slash + 1, colon)),
        PolicyPort.number(number ? Integer.parseInt(digits) : 0));
  }
}
