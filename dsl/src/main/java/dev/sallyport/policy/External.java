package dev.sallyport.policy;

import java.util.List;

/**
 * Something outside the cluster.
 *
 * @param host its DNS name; empty if it is known by address only
 * @param cidrs its addresses; empty if it is known by name only
 * @param ports the ports on which it listens
 */
public record External(String host, List<Cidr> cidrs, List<ContainerPort> ports) {

  /** Creates an external. */
  public External {
    cidrs = List.copyOf(cidrs);
    ports = List.copyOf(ports);
  }
}
