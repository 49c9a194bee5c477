package dev.sallyport.manifest;

import dev.sallyport.Protocol;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host names of a policy for Calico Enterprise: a NetworkPolicy of {@code projectcalico.org/v3}
 * that allows egress to {@code domains}. It stands in the default tier, as the NetworkPolicies of
 * Kubernetes do, and only allows: in a tier each policy that allows is enough.
 *
 * <p>The name starts with the tier's, because Calico reads what stands before the first dot of a
 * name as the tier. A rule has one protocol, so a host on ports of two protocols has two rules.
 *
 * <p>Source: Calico Enterprise documentation, "DNS policy" ({@code domains} is for egress rules
 * that allow) and "Network policy" (entity rule, ports, selectors); Calico's check of names in
 * tiers.
 */
final class CalicoManifest {
  private static final String TIER = "default";

  private CalicoManifest() {}

  static Mapping of(HostPolicy policy, Map<String, String> annotations) {
    List<Node> egress = new ArrayList<>();
    for (HostEgress host : policy.hosts()) {
      if (host.ports().get(0) instanceof PolicyPort.Every) {
        egress.add(rule(host, null, List.of()));
      } else {
        for (Protocol protocol : Protocol.values()) {
          List<PolicyPort.Range> ports = ports(host, protocol);
          if (!ports.isEmpty()) {
            egress.add(rule(host, protocol, ports));
          }
        }
      }
    }
    return Mapping.builder()
        .field("apiVersion", "projectcalico.org/v3")
        .field("kind", "NetworkPolicy")
        .field(
            "metadata",
            NetworkPolicyManifest.metadata(
                policy.policy().namespace(),
                TIER.concat(".").concat(policy.hostsName()),
                Reasons.annotation(policy.hosts()),
                annotations))
        .field(
            "spec",
            Mapping.builder()
                .field("tier", TIER)
                .field("selector", selector(policy.policy().pods()))
                .field("types", Sequence.ofStrings(List.of("Egress")))
                .field("egress", Sequence.of(egress))
                .build())
        .build()
        .withComment(HostNotes.beside(policy.policy().name()));
  }

  private static List<PolicyPort.Range> ports(HostEgress host, Protocol protocol) {
    List<PolicyPort.Range> ports = new ArrayList<>();
    for (PolicyPort port : host.ports()) {
      if (port instanceof PolicyPort.Range range && range.protocol() == protocol) {
        ports.add(range);
      }
    }
    return ports;
  }

  private static Mapping rule(
      HostEgress host, @Nullable Protocol protocol, List<PolicyPort.Range> ports) {
    Mapping.Builder rule = Mapping.builder().field("action", "Allow");
    if (protocol != null) {
      rule.field("protocol", protocol.name());
    }
    Mapping.Builder destination =
        Mapping.builder().field("domains", Sequence.ofStrings(List.of(host.host())));
    List<Node> items = new ArrayList<>();
    for (PolicyPort.Range range : ports) {
      if (range.first() == range.last()) {
        items.add(Scalar.of(range.first()));
      } else if (!range.isAll()) {
        items.add(
            Scalar.of(
                Integer.toString(range.first())
                    .concat(":")
                    .concat(Integer.toString(range.last()))));
      }
    }
    if (!items.isEmpty()) {
      destination.field("ports", Sequence.of(items));
    }
    return rule.field("destination", destination.build())
        .build()
        .withComment(Reasons.comment(host.origins()));
  }

  /**
   * A label selector in Calico's words, {@code all()} for everything. As in Kubernetes, {@code !=}
   * and {@code not in} match what lacks the label.
   */
  static String selector(Selector selector) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      and(text).append(label.getKey()).append(" == '").append(label.getValue()).append('\'');
    }
    for (Requirement requirement : selector.matchExpressions()) {
      and(text);
      String key = requirement.key();
      switch (requirement.operator()) {
        case EXISTS -> text.append("has(").append(key).append(')');
        case DOES_NOT_EXIST -> text.append("!has(").append(key).append(')');
        case IN -> values(text.append(key).append(" in "), requirement.values());
        case NOT_IN -> values(text.append(key).append(" not in "), requirement.values());
      }
    }
    return text.length() == 0 ? "all()" : text.toString();
  }

  private static StringBuilder and(StringBuilder text) {
    return text.append(text.length() == 0 ? "" : " && ");
  }

  private static void values(StringBuilder text, List<String> values) {
    text.append('{');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? " '" : ", '").append(values.get(i)).append('\'');
    }
    text.append(" }");
  }
}
