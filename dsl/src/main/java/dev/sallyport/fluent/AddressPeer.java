package dev.sallyport.fluent;

import java.util.List;

/**
 * An address block, as {@link dev.sallyport.EgressTo#cidr()} and {@link
 * dev.sallyport.EgressTo#except()} name it. Made by {@link Declare#cidr}.
 *
 * <pre>{@code
 * rules(orders).egressTo(cidr("192.0.2.0/24").except("192.0.2.128/25")).onPorts("443");
 * }</pre>
 *
 * @param cidr the block, without host bits; either family
 * @param except addresses that it does not stand for
 */
public record AddressPeer(String cidr, List<String> except) {

  /** Creates a peer. */
  public AddressPeer {
    except = List.copyOf(except);
  }

  /**
   * Without these addresses either: each inside the block and longer.
   *
   * <pre>{@code cidr("192.0.2.0/24").except("192.0.2.0/28", "192.0.2.128/25") }</pre>
   */
  public AddressPeer except(String... cidrs) {
    return new AddressPeer(cidr, Call.concat(except, List.of(cidrs)));
  }

  /** The call that makes this value, for example {@code cidr("192.0.2.0/24")}. */
  @Override
  public String toString() {
    String text = "cidr(\"" + cidr + "\")";
    return except.isEmpty() ? text : text + Call.text(".except", except);
  }
}
