package dev.sallyport.manifest;

import dev.sallyport.Dns;
import dev.sallyport.policy.DnsEgress;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The host names of a policy for Cilium: a CiliumNetworkPolicy with {@code toFQDNs}, and with a DNS
 * rule, because Cilium learns the addresses of a name from the answers that pass its DNS proxy. The
 * rule sends DNS through the proxy and restricts no question: the NetworkPolicy lets the pods ask
 * anything already.
 *
 * <p>With {@link Dns#NODE_LOCAL} the rule names the pods of NodeLocal DNSCache too: Cilium's
 * documentation puts them behind a CiliumLocalRedirectPolicy, and then they are whom a pod talks
 * to.
 *
 * <p>Source: Cilium documentation, "Layer 3 Policies" (DNS based), "Layer 7 Policies" (DNS) and
 * "Local Redirect Policy" (node-local DNS cache); the {@code cilium.io/v2} CiliumNetworkPolicy
 * definition and its checks: at most 40 ports in an item, ports as strings, {@code toFQDNs} with
 * nothing but {@code toPorts} beside it.
 */
final class CiliumManifest {
  /** Says that the label is one of Kubernetes, not one of another source. */
  private static final String KUBERNETES = "k8s:";

  private static final String NAMESPACE_LABEL = "k8s:io.kubernetes.pod.namespace";
  private static final int MOST_PORTS = 40;

  private CiliumManifest() {}

  static Mapping of(HostPolicy policy, Map<String, String> annotations) {
    List<Node> egress = new ArrayList<>();
    if (policy.dns() != Dns.NONE) {
      egress.add(dns(policy.dns()));
    }
    for (HostEgress host : policy.hosts()) {
      egress.add(rule(host));
    }
    return Mapping.builder()
        .field("apiVersion", "cilium.io/v2")
        .field("kind", "CiliumNetworkPolicy")
        .field("metadata", policy.metadata(annotations))
        .field(
            "spec",
            Mapping.builder()
                .field("endpointSelector", selector(policy.policy().pods()))
                .field("egress", Sequence.of(egress))
                .build())
        .build()
        .withComment(HostNotes.beside(policy.policy().name()));
  }

  private static Mapping dns(Dns dns) {
    List<Node> endpoints = new ArrayList<>();
    if (dns == Dns.OPENSHIFT) {
      endpoints.add(pods("openshift-dns", ""));
    } else {
      endpoints.add(pods("kube-system", "kube-dns"));
    }
    if (dns == Dns.NODE_LOCAL) {
      endpoints.add(pods("kube-system", "node-local-dns"));
    }
    Mapping any = Mapping.builder().field("matchPattern", "*").build();
    Mapping item =
        Mapping.builder()
            .field("ports", Sequence.of(ports(DnsEgress.ports(dns))))
            .field("rules", Mapping.builder().field("dns", Sequence.of(List.of(any))).build())
            .build();
    return Mapping.builder()
        .field("toEndpoints", Sequence.of(endpoints))
        .field("toPorts", Sequence.of(List.of(item)))
        .build()
        .withComment("DNS through Cilium's proxy, which has to see the addresses of the names");
  }

  private static Mapping pods(String namespace, String app) {
    Mapping.Builder labels = Mapping.builder().field(NAMESPACE_LABEL, namespace);
    if (!app.isEmpty()) {
      labels.field(KUBERNETES.concat("k8s-app"), app);
    }
    return Mapping.builder().field("matchLabels", labels.build()).build();
  }

  private static Mapping rule(HostEgress host) {
    // One "*" is one label to Cilium, "**." is one or more.
    Mapping name =
        host.isWildcard()
            ? Mapping.builder().field("matchPattern", "**.".concat(host.domain())).build()
            : Mapping.builder().field("matchName", host.host()).build();
    Mapping.Builder rule = Mapping.builder().field("toFQDNs", Sequence.of(List.of(name)));
    if (!(host.ports().get(0) instanceof PolicyPort.Every)) {
      List<Node> ports = ports(host.ports());
      List<Node> items = new ArrayList<>();
      for (int from = 0; from < ports.size(); from += MOST_PORTS) {
        int to = Math.min(from + MOST_PORTS, ports.size());
        items.add(Mapping.builder().field("ports", Sequence.of(ports.subList(from, to))).build());
      }
      rule.field("toPorts", Sequence.of(items));
    }
    return rule.build().withComment(Reasons.comment(host.origins()));
  }

  /** Ports as Cilium writes them: strings, {@code "0"} for all of a protocol. */
  private static List<Node> ports(List<PolicyPort> ports) {
    List<Node> items = new ArrayList<>();
    for (PolicyPort port : ports) {
      if (port instanceof PolicyPort.Range range) {
        Mapping.Builder fields =
            Mapping.builder().field("port", range.isAll() ? "0" : Integer.toString(range.first()));
        if (!range.isAll() && range.last() > range.first()) {
          fields.field("endPort", range.last());
        }
        items.add(fields.field("protocol", range.protocol().name()).build());
      } else {
        throw new IllegalArgumentException("a host has ports by number");
      }
    }
    return items;
  }

  private static Mapping selector(Selector selector) {
    Mapping.Builder fields = Mapping.builder();
    if (!selector.matchLabels().isEmpty()) {
      Mapping.Builder labels = Mapping.builder();
      for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
        labels.field(KUBERNETES.concat(label.getKey()), label.getValue());
      }
      fields.field("matchLabels", labels.build());
    }
    if (!selector.matchExpressions().isEmpty()) {
      List<Node> expressions = new ArrayList<>();
      for (Requirement requirement : selector.matchExpressions()) {
        Mapping.Builder expression =
            Mapping.builder()
                .field("key", KUBERNETES.concat(requirement.key()))
                .field("operator", requirement.operator().text());
        if (!requirement.values().isEmpty()) {
          expression.field("values", Sequence.ofStrings(requirement.values()));
        }
        expressions.add(expression.build());
      }
      fields.field("matchExpressions", Sequence.of(expressions));
    }
    return fields.build();
  }
}
