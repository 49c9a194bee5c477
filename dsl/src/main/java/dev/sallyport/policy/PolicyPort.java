package dev.sallyport.policy;

import dev.sallyport.Protocol;

/**
 * One entry of a rule's {@code ports}.
 *
 * <p>Source: Kubernetes API documentation, {@code NetworkPolicyPort}.
 */
public sealed interface PolicyPort {

  /**
   * Every port of every protocol: a rule without a {@code ports} list. Stands alone in a rule. What
   * it means for protocols other than TCP, UDP and SCTP is up to the network plugin.
   */
  record Every() implements PolicyPort {
    @Override
    public String toString() {
      return "all ports";
    }
  }

  /** The one {@link Every}. */
  PolicyPort EVERY = new Every();

  /**
   * Destination port numbers on the pod, after any Service translation.
   *
   * @param protocol the protocol
   * @param first first port, inclusive, 1 to 65535
   * @param last last port, inclusive, {@code first} to 65535
   */
  record Range(Protocol protocol, int first, int last) implements PolicyPort {

    /**
     * Creates a range.
     *
     * @throws InvalidValueException if a number is outside 1 to 65535 or last is below first
     */
    public Range {
      number(first);
      number(last);
      if (last < first) {
        throw new InvalidValueException(
            Violation.PORT_RANGE,
            "the port range "
                + first
                + "-"
                + last
                + " ends before it starts; write the lower first");
      }
    }

    /** Every port of one protocol, 1 to 65535. */
    public static Range allOf(Protocol protocol) {
      return new Range(protocol, 1, 65_535);
    }

    /** Whether this is every port of its protocol. */
    public boolean isAll() {
      return first == 1 && last == 65_535;
    }

    @Override
    public String toString() {
      return protocol + (isAll() ? "" : first == last ? " " + first : " " + first + "-" + last);
    }
  }

  /**
   * The port that the <em>destination</em> pod declares under this name and protocol: the selected
   * pod for ingress, each destination pod for egress. Never matches an address outside the cluster.
   *
   * @param protocol the protocol
   * @param name a valid port name
   */
  record Named(Protocol protocol, String name) implements PolicyPort {

    /**
     * Creates a named port.
     *
     * @throws InvalidValueException {@link Violation#PORT_NAME}
     */
    public Named {
      LabelSyntax.portName(name);
    }

    @Override
    public String toString() {
      return protocol + " " + name;
    }
  }

  /**
   * Checks a port number.
   *
   * @return the number
   * @throws InvalidValueException {@link Violation#PORT_NUMBER}
   */
  static int number(int number) {
    if (number < 1 || number > 65_535) {
      throw new InvalidValueException(
          Violation.PORT_NUMBER, number + " is not a port number; it must be 1 to 65535");
    }
    return number;
  }
}
