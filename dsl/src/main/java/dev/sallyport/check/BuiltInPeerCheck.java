package dev.sallyport.check;

import dev.sallyport.Protocol;
import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Reference;
import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peers and ports that a built-in token such as {@code KubeDns} stands for. */
final class BuiltInPeerCheck {
  /** Kubernetes documentation, "DNS for Services and Pods". */
  private static final List<ContainerPort> KUBE_DNS_PORTS =
      List.of(
          new ContainerPort("dns", 53, Protocol.UDP),
          new ContainerPort("dns-tcp", 53, Protocol.TCP));

  /** 443 is usual where the API server is managed, 6443 elsewhere (kubeadm's default). */
  private static final List<ContainerPort> KUBE_API_PORTS =
      List.of(new ContainerPort("", 443, Protocol.TCP), new ContainerPort("", 6443, Protocol.TCP));

  private BuiltInPeerCheck() {}

  /** The ports of a built-in peer, as far as they are known. */
  static PortTarget ports(BuiltInTarget builtIn, String name, Place place) {
    return switch (builtIn) {
      case KUBE_DNS -> new PortTarget(name, true, KUBE_DNS_PORTS, false, place);
      case KUBE_API -> new PortTarget(name, true, KUBE_API_PORTS, true, place);
      case INTERNET -> new PortTarget(name, false, List.of(), true, place);
      case SAME_NAMESPACE, ANY_NAMESPACE, ANYWHERE ->
          new PortTarget(name, false, List.of(), false, place);
    };
  }

  /**
   * The peers of a built-in token.
   *
   * @param settings the namespace of the workload, whose {@code kubeApi} are the addresses of the
   *     API server
   * @return empty if these are not declared (and reported)
   */
  static List<Peer> peers(
      BuiltInTarget builtIn, Optional<Namespace> settings, Reference reference, Findings findings) {
    return switch (builtIn) {
      case SAME_NAMESPACE -> BuiltInPeers.sameNamespace();
      case ANY_NAMESPACE -> BuiltInPeers.anyNamespace();
      case INTERNET -> BuiltInPeers.internet();
      case KUBE_DNS -> BuiltInPeers.kubeDns();
      case ANYWHERE -> BuiltInPeers.anywhere();
      case KUBE_API -> kubeApi(settings, reference, findings);
    };
  }

  private static List<Peer> kubeApi(
      Optional<Namespace> settings, Reference reference, Findings findings) {
    List<Peer> peers = new ArrayList<>();
    if (settings.isPresent()) {
      for (Cidr cidr : settings.get().kubeApi()) {
        peers.add(new Peer.IpBlock(cidr, List.of()));
      }
    }
    if (peers.isEmpty()) {
      findings.report(
          FindingCode.KUBE_API_ADDRESS,
          reference.place(),
          "the Kubernetes API server is no pod, and its address is not declared; give it as kubeApi"
              + " in @Namespace of the contract's package (kubectl get endpointslices kubernetes"
              + " shows it)");
    }
    return peers;
  }
}
