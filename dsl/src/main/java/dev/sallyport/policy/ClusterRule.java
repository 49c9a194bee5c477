package dev.sallyport.policy;

import java.util.List;

/**
 * One rule of a cluster policy. The first rule that matches a connection decides.
 *
 * <p>Source: network-policy-api, {@code ClusterNetworkPolicyIngressRule}.
 *
 * @param name its name; empty if it has none
 * @param action what it does
 * @param peers at least one, each {@link Peer.PodsInNamespaces} or {@link Peer.IpBlock} without
 *     exceptions (an entry of {@code networks})
 * @param ports at least one; {@link PolicyPort#EVERY} only alone. A port name without protocol
 *     stands here once for each protocol
 * @param origins what made the rule
 */
public record ClusterRule(
    String name,
    ClusterAction action,
    List<Peer> peers,
    List<PolicyPort> ports,
    List<Origin> origins) {

  /**
   * Creates a rule.
   *
   * @throws IllegalArgumentException if peers or ports are empty or not of the kinds above
   */
  public ClusterRule {
    peers = List.copyOf(peers);
    ports = List.copyOf(ports);
    origins = List.copyOf(origins);
    if (peers.isEmpty() || ports.isEmpty()) {
      throw new IllegalArgumentException("a cluster rule needs peers and ports");
    }
    for (Peer peer : peers) {
      if (!(peer instanceof Peer.PodsInNamespaces)
          && !(peer instanceof Peer.IpBlock block && block.except().isEmpty())) {
        throw new IllegalArgumentException(peer + " can't be a peer of a cluster rule");
      }
    }
    if (ports.size() > 1 && ports.contains(PolicyPort.EVERY)) {
      throw new IllegalArgumentException("an entry that means all must stand alone");
    }
  }
}
