package dev.sallyport.runtime.expect;

import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;

/**
 * What two members of an expectation's subjects may exchange, of that which was asked.
 *
 * @param from a pod, or addresses that are alike to the other end
 * @param to the same; at most one of the two are addresses
 * @param open what is possible with every plugin that the profile admits
 * @param dependent what is possible with some of them
 * @param denied what is possible with none
 */
public record Edge(
    Endpoint from, Endpoint to, ConnectionSet open, ConnectionSet dependent, ConnectionSet denied) {

  /** How messages name an end: a pod's id, a CIDR where the addresses are one, or the range. */
  static String name(Endpoint endpoint) {
    if (endpoint instanceof AddressRange range) {
      var blocks = range.toCidrs();
      return range.first().equals(range.last())
          ? range.first().toString()
          : blocks.size() == 1 ? blocks.get(0).toString() : range.toString();
    }
    return endpoint.id();
  }

  /** Whether the two ends are in the way of an expectation. */
  boolean breaks(Expectation expectation) {
    if (!expectation.allowed()) {
      return !open.isEmpty() || !dependent.isEmpty();
    }
    return expectation.ports().isAny() ? open.isEmpty() : !dependent.isEmpty() || !denied.isEmpty();
  }
}
