package dev.sallyport.policy;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The egress that pods need to resolve names. A NetworkPolicy that isolates a pod for egress gives
 * DNS no exemption.
 *
 * <p>Source: Kubernetes documentation, "DNS for Services and Pods" and "Using NodeLocal DNSCache in
 * Kubernetes clusters"; OpenShift documentation, "DNS Operator" (the pods listen on 5353, and a
 * policy sees the pod's port, not the Service's 53).
 */
public final class DnsEgress {
  private static final int PORT = 53;
  private static final int OPENSHIFT_PORT = 5353;
  private static final String NODE_LOCAL_ADDRESS = "169.254.20.10/32";

  private DnsEgress() {}

  /** The egress rules of a profile: one, or none for {@link Dns#NONE}. */
  public static List<Rule> rules(Dns dns, Origin origin) {
    return dns == Dns.NONE ? List.of() : List.of(new Rule(peers(dns), ports(dns), List.of(origin)));
  }

  /** Who answers; not for {@link Dns#NONE}. */
  private static List<Peer> peers(Dns dns) {
    if (dns == Dns.OPENSHIFT) {
      return List.of(
          new Peer.PodsInNamespaces(
              Selector.ofLabels(Map.of(Namespace.NAME_LABEL, "openshift-dns")),
              Selector.EVERYTHING));
    }
    List<Peer> peers = new ArrayList<>(BuiltInPeers.kubeDns());
    if (dns == Dns.NODE_LOCAL) {
      peers.add(new Peer.IpBlock(Cidr.parse(NODE_LOCAL_ADDRESS), List.of()));
    }
    return peers;
  }

  /** The ports on which the pods of a profile answer, UDP and TCP; empty for {@link Dns#NONE}. */
  public static List<PolicyPort> ports(Dns dns) {
    if (dns == Dns.NONE) {
      return List.of();
    }
    int port = dns == Dns.OPENSHIFT ? OPENSHIFT_PORT : PORT;
    return List.of(
        new PolicyPort.Range(Protocol.UDP, port, port),
        new PolicyPort.Range(Protocol.TCP, port, port));
  }
}
