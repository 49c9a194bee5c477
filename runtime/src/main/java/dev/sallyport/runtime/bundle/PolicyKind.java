package dev.sallyport.runtime.bundle;

import java.util.Optional;

/**
 * The kinds of objects that a bundle may carry. Anything else is refused: what is extracted is
 * applied to clusters, and a jar must not be able to smuggle in, say, a role binding.
 */
public enum PolicyKind {
  /** Plain Kubernetes. */
  NETWORK_POLICY("networking.k8s.io/v1", "NetworkPolicy"),
  /** Cilium's, for host names. */
  CILIUM_NETWORK_POLICY("cilium.io/v2", "CiliumNetworkPolicy"),
  /** Amazon EKS's, for host names. */
  APPLICATION_NETWORK_POLICY("networking.k8s.aws/v1alpha1", "ApplicationNetworkPolicy"),
  /** Google GKE's, for host names. */
  FQDN_NETWORK_POLICY("networking.gke.io/v1alpha1", "FQDNNetworkPolicy"),
  /** Calico's, for host names in Calico Enterprise. */
  CALICO_NETWORK_POLICY("projectcalico.org/v3", "NetworkPolicy"),
  /** OpenShift's, for host names; one per namespace. */
  EGRESS_FIREWALL("k8s.ovn.org/v1", "EgressFirewall");

  private final String apiVersion;
  private final String kind;

  PolicyKind(String apiVersion, String kind) {
    this.apiVersion = apiVersion;
    this.kind = kind;
  }

  /** The group and version, such as {@code networking.k8s.io/v1}. */
  public String apiVersion() {
    return apiVersion;
  }

  /** The kind, such as {@code NetworkPolicy}. */
  public String kind() {
    return kind;
  }

  /** The kind of these names, if it is one of these. */
  static Optional<PolicyKind> of(String apiVersion, String kind) {
    for (PolicyKind known : values()) {
      if (known.apiVersion.equals(apiVersion) && known.kind.equals(kind)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }
}
