package dev.sallyport.manifest;

import dev.sallyport.Protocol;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host or an address block on some ports, and who declares it.
 *
 * @param to the host name or CIDR
 * @param isHost which of the two
 * @param ports the ports, not named
 * @param policy the policy that declares it
 */
record Destination(String to, boolean isHost, List<PolicyPort> ports, HostPolicy policy) {

  /** Whether ports have one in common. */
  static boolean overlap(PolicyPort one, PolicyPort other) {
    if (one instanceof PolicyPort.Every || other instanceof PolicyPort.Every) {
      return true;
    }
    return one instanceof PolicyPort.Range a
        && other instanceof PolicyPort.Range b
        && a.protocol() == b.protocol()
        && a.first() <= b.last()
        && b.first() <= a.last();
  }

  /** Those of the ports that lie among others and not among a third set. */
  static List<PolicyPort> beyond(
      List<PolicyPort> ports, List<PolicyPort> among, List<PolicyPort> declared) {
    List<PolicyPort> beyond = new ArrayList<>();
    for (PolicyPort port : ports) {
      for (PolicyPort open : among) {
        PolicyPort common = common(port, open);
        if (common != null && !isCovered(common, declared) && !beyond.contains(common)) {
          beyond.add(common);
        }
      }
    }
    return beyond;
  }

  private static @Nullable PolicyPort common(PolicyPort one, PolicyPort other) {
    if (!overlap(one, other)) {
      return null;
    }
    if (one instanceof PolicyPort.Range a && other instanceof PolicyPort.Range b) {
      return new PolicyPort.Range(
          a.protocol(), Math.max(a.first(), b.first()), Math.min(a.last(), b.last()));
    }
    return one instanceof PolicyPort.Every ? other : one;
  }

  /** Whether every port of the first is among the others, one by one where they adjoin. */
  private static boolean isCovered(PolicyPort port, List<PolicyPort> ports) {
    if (ports.contains(PolicyPort.EVERY)) {
      return true;
    }
    if (!(port instanceof PolicyPort.Range range)) {
      return false;
    }
    int next = range.first();
    boolean grown = true;
    while (grown && next <= range.last()) {
      grown = false;
      for (PolicyPort other : ports) {
        if (isAt(other, range.protocol(), next)) {
          next = ((PolicyPort.Range) other).last() + 1;
          grown = true;
        }
      }
    }
    return next > range.last();
  }

  private static boolean isAt(PolicyPort port, Protocol protocol, int number) {
    return port instanceof PolicyPort.Range range
        && range.protocol() == protocol
        && range.first() <= number
        && range.last() >= number;
  }

  /** Ports for people. */
  static String text(List<PolicyPort> ports) {
    StringBuilder text = new StringBuilder();
    for (PolicyPort port : ports) {
      text.append(text.length() == 0 ? "" : ", ").append(port);
    }
    return text.toString();
  }

  /** Namespace and policy, for people. */
  static String name(HostPolicy policy) {
    String namespace = policy.policy().namespace();
    return (namespace.isEmpty() ? "_" : namespace).concat("/").concat(policy.policy().name());
  }
}
