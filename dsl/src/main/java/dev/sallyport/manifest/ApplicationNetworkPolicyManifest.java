package dev.sallyport.manifest;

import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A policy with host names for Amazon EKS Auto Mode: an ApplicationNetworkPolicy, which has all
 * fields of a NetworkPolicy and, in egress, {@code domainNames}. It says everything, so no
 * NetworkPolicy stands beside it; its name differs from that of one, because the controller drops
 * the second object of a name in a namespace, whichever of the two kinds it is.
 *
 * <p>Source: {@code networking.k8s.aws/v1alpha1} ApplicationNetworkPolicy of Amazon's network
 * policy controller; EKS user guide, "Use Network Policies with EKS Auto Mode".
 */
final class ApplicationNetworkPolicyManifest {
  private ApplicationNetworkPolicyManifest() {}

  static Mapping of(HostPolicy policy, Map<String, String> annotations) {
    List<Node> egress = new ArrayList<>();
    for (HostEgress host : policy.hosts()) {
      Mapping peer =
          Mapping.builder().field("domainNames", Sequence.ofStrings(List.of(host.host()))).build();
      Mapping.Builder rule = Mapping.builder().field("to", Sequence.of(List.of(peer)));
      if (!(host.ports().get(0) instanceof PolicyPort.Every)) {
        rule.field("ports", NetworkPolicyManifest.ports(host.ports()));
      }
      egress.add(rule.build().withComment(Reasons.comment(host.origins())));
    }
    return Mapping.builder()
        .field("apiVersion", "networking.k8s.aws/v1alpha1")
        .field("kind", "ApplicationNetworkPolicy")
        .field(
            "metadata",
            NetworkPolicyManifest.metadata(
                policy.policy().namespace(),
                policy.hostsName(),
                Reasons.annotation(policy.policy(), policy.hosts()),
                annotations))
        .field("spec", NetworkPolicyManifest.spec(policy.policy(), egress))
        .build()
        .withComment(HostNotes.inPlace(policy.policy().name()));
  }
}
