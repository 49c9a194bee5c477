package dev.sallyport.manifest;

import dev.sallyport.policy.PolicyTarget;
import java.util.List;
import java.util.Map;

/**
 * The objects that say a policy and its hosts to a target.
 *
 * <p>Cilium, GKE and Calico Enterprise allow what any of the policies of a pod allows, of whatever
 * kind. So there the NetworkPolicy stays as it is, byte for byte, with the whole default deny, and
 * a second object adds the names: where that is missing or not understood, the names stay closed.
 * EKS documents the union of its own kind only, so there one object says everything, in place of
 * the NetworkPolicy. For OpenShift and a proxy the names need all policies of a namespace or
 * system, see {@link EgressFirewallManifest} and {@link ProxyAllowList}; alone, a policy says
 * nothing of its hosts there, so they stay closed.
 *
 * <p>Source: Cilium documentation, "Network Policy" (types of policies at the same time); GKE
 * documentation, "Control Pod egress traffic using FQDN network policies"; Calico documentation,
 * "Network policy", order of policies; the ApplicationNetworkPolicy definition of Amazon's network
 * policy controller, and its issue that a NetworkPolicy of the same name hides it.
 */
public final class TargetManifests {
  private TargetManifests() {}

  /**
   * The objects, NetworkPolicy first; one if there are no hosts. {@code O(size of the policy)}.
   *
   * @param target the target
   * @param policy the policy and its hosts
   * @param annotations annotations to write beside the reasons, by key
   */
  public static List<Mapping> of(
      PolicyTarget target, HostPolicy policy, Map<String, String> annotations) {
    Mapping plain = NetworkPolicyManifest.of(policy.policy(), annotations);
    if (policy.hosts().isEmpty()) {
      return List.of(plain);
    }
    return switch (target) {
      case CILIUM -> List.of(plain, CiliumManifest.of(policy, annotations));
      case EKS -> List.of(ApplicationNetworkPolicyManifest.of(policy, annotations));
      case GKE -> List.of(plain, FqdnNetworkPolicyManifest.of(policy, annotations));
      case CALICO_ENTERPRISE -> List.of(plain, CalicoManifest.of(policy, annotations));
      case KUBERNETES ->
          throw new IllegalArgumentException("a NetworkPolicy can't express a host name");
      case OPENSHIFT, PROXY -> List.of(plain);
    };
  }
}
