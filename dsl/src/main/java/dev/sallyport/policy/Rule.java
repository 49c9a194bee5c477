package dev.sallyport.policy;

import java.util.List;

/**
 * One entry of {@code spec.ingress} or {@code spec.egress}: allows the peers (OR) on the ports
 * (OR).
 *
 * <p>"No peers" and "no ports" mean <em>all</em> in Kubernetes, so a list that lost its last entry
 * would open everything. Here neither list can be empty: {@link Peer#ANYONE} and {@link
 * PolicyPort#EVERY} say it in words.
 *
 * <p>Source: Kubernetes API documentation, {@code NetworkPolicyIngressRule}.
 *
 * @param peers at least one; {@link Peer#ANYONE} only alone
 * @param ports at least one; {@link PolicyPort#EVERY} only alone
 * @param origins what made the rule; more than one where rules were merged
 */
public record Rule(List<Peer> peers, List<PolicyPort> ports, List<Origin> origins) {

  /**
   * Creates a rule.
   *
   * @throws IllegalArgumentException if peers or ports are empty, or an entry that means all does
   *     not stand alone
   */
  public Rule {
    peers = List.copyOf(peers);
    ports = List.copyOf(ports);
    origins = List.copyOf(origins);
    if (peers.isEmpty() || ports.isEmpty()) {
      throw new IllegalArgumentException("a rule needs peers and ports: empty would mean all");
    }
    boolean all = false;
    for (Peer peer : peers) {
      all |= peers.size() > 1 && peer instanceof Peer.Anyone;
    }
    for (PolicyPort port : ports) {
      all |= ports.size() > 1 && port instanceof PolicyPort.Every;
    }
    if (all) {
      throw new IllegalArgumentException("an entry that means all must stand alone");
    }
  }
}
