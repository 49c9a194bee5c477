package dev.sallyport.policy;

import dev.sallyport.Protocol;

/**
 * A port on which pods listen.
 *
 * @param name its name; empty if it has none
 * @param number 1 to 65535
 * @param protocol its protocol
 */
public record ContainerPort(String name, int number, Protocol protocol) {

  /**
   * Creates a port.
   *
   * @throws InvalidValueException if name or number is not valid
   */
  public ContainerPort {
    PolicyPort.number(number);
    if (!name.isEmpty()) {
      LabelSyntax.portName(name);
    }
  }

  @Override
  public String toString() {
    return (name.isEmpty() ? "" : name + " ") + number + "/" + protocol;
  }
}
