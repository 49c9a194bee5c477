package dev.sallyport.manifest;

import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The host names of a policy for Google GKE: the managed FQDNNetworkPolicy of Dataplane V2. It has
 * egress only, and isolates nothing by itself.
 *
 * <p>Not to be taken for the open-source controller's kind of the same name, {@code v1alpha3}.
 *
 * <p>Source: GKE documentation, "Control Pod egress traffic using FQDN network policies", {@code
 * networking.gke.io/v1alpha1}: {@code matches} with {@code name}, {@code ports} with {@code
 * protocol} and {@code port}.
 */
final class FqdnNetworkPolicyManifest {
  private FqdnNetworkPolicyManifest() {}

  static Mapping of(HostPolicy policy, Map<String, String> annotations) {
    List<Node> egress = new ArrayList<>();
    for (HostEgress host : policy.hosts()) {
      Mapping match = Mapping.builder().field("name", host.host()).build();
      Mapping.Builder rule = Mapping.builder().field("matches", Sequence.of(List.of(match)));
      if (!(host.ports().get(0) instanceof PolicyPort.Every)) {
        rule.field("ports", NetworkPolicyManifest.ports(host.ports()));
      }
      egress.add(rule.build().withComment(Reasons.comment(host.origins())));
    }
    return Mapping.builder()
        .field("apiVersion", "networking.gke.io/v1alpha1")
        .field("kind", "FQDNNetworkPolicy")
        .field("metadata", policy.metadata(annotations))
        .field(
            "spec",
            Mapping.builder()
                .field("podSelector", NetworkPolicyManifest.selector(policy.policy().pods()))
                .field("egress", Sequence.of(egress))
                .build())
        .build()
        .withComment(HostNotes.beside(policy.policy().name()));
  }
}
