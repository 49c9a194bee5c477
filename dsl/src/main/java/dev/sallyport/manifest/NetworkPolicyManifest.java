package dev.sallyport.manifest;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The manifest of a policy: a {@code networking.k8s.io/v1} NetworkPolicy as a tree of fields.
 *
 * <p>{@code policyTypes} and each port's {@code protocol} are always written, so nothing depends on
 * the API server's defaults. A direction without rules has no list; a comment says what that means.
 * A rule without {@code from}, {@code to} or {@code ports} comes from {@link Peer#ANYONE} or {@link
 * PolicyPort#EVERY} alone. The comment above a rule names its origins.
 *
 * <p>Source: Kubernetes API documentation, {@code NetworkPolicy}.
 */
public final class NetworkPolicyManifest {
  /** The annotation that holds the reasons of all rules. */
  public static final String WHY_ANNOTATION = "sallyport.dev/why";

  /** The annotation that names the class or file that a policy comes from. */
  public static final String SOURCE_ANNOTATION = "sallyport.dev/source";

  private static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
  private static final String MANAGED_BY = "sallyport";

  /** The API server's limit for the sum of all annotation keys and values, in bytes of UTF-8. */
  private static final int MOST_ANNOTATION_BYTES = 262_144;

  private NetworkPolicyManifest() {}

  /**
   * The manifest of a policy, rules in the policy's order. {@code O(size of the policy)}.
   *
   * @param policy the policy
   * @param annotations annotations to write beside {@link #WHY_ANNOTATION}, by key
   * @throws IllegalArgumentException if the policy isolates in no direction (the API server would
   *     then choose one), or if an annotation is not valid or all are too large
   */
  public static Mapping of(Policy policy, Map<String, String> annotations) {
    return Mapping.builder()
        .field("apiVersion", "networking.k8s.io/v1")
        .field("kind", "NetworkPolicy")
        .field(
            "metadata",
            metadata(
                policy.namespace(),
                policy.name(),
                Reasons.annotation(policy, List.of()),
                annotations))
        .field("spec", spec(policy, List.of()))
        .build();
  }

  /** The metadata of an object, with the reasons as an annotation if there are any. */
  static Mapping metadata(
      String namespace, String name, String why, Map<String, String> annotations) {
    Mapping.Builder metadata = Mapping.builder().field("name", name);
    if (!namespace.isEmpty()) {
      metadata.field("namespace", namespace);
    }
    metadata.field("labels", Mapping.builder().field(MANAGED_BY_LABEL, MANAGED_BY).build());
    SortedMap<String, String> all = new TreeMap<>(annotations);
    if (all.containsKey(WHY_ANNOTATION)) {
      throw new IllegalArgumentException("the manifest itself writes ".concat(WHY_ANNOTATION));
    }
    if (!why.isEmpty()) {
      all.put(WHY_ANNOTATION, why);
    }
    if (!all.isEmpty()) {
      metadata.field("annotations", annotations(all));
    }
    return metadata.build();
  }

  private static Mapping annotations(SortedMap<String, String> annotations) {
    Mapping.Builder fields = Mapping.builder();
    long bytes = 0;
    for (Map.Entry<String, String> annotation : annotations.entrySet()) {
      LabelSyntax.key(annotation.getKey().toLowerCase(Locale.ROOT));
      bytes += annotation.getKey().length();
      bytes += annotation.getValue().getBytes(StandardCharsets.UTF_8).length;
      fields.field(annotation.getKey(), annotation.getValue());
    }
    if (bytes > MOST_ANNOTATION_BYTES) {
      throw new IllegalArgumentException("the annotations have more than 262,144 bytes");
    }
    return fields.build();
  }

  /** The specification, with more items of egress behind the policy's own. */
  static Mapping spec(Policy policy, List<Node> moreEgress) {
    boolean ingress = policy.directions().contains(Direction.INGRESS);
    boolean egress = policy.directions().contains(Direction.EGRESS);
    if (!ingress && !egress) {
      throw new IllegalArgumentException(
          "a policy without policy types would be given some by the API server");
    }
    List<String> types = new ArrayList<>();
    StringBuilder comment = new StringBuilder();
    if (ingress) {
      types.add(Direction.INGRESS.text());
      if (policy.ingress().isEmpty()) {
        comment.append("no ingress rule: this policy lets nobody connect to these pods\n");
      }
    }
    if (egress) {
      types.add(Direction.EGRESS.text());
      if (policy.egress().isEmpty() && moreEgress.isEmpty()) {
        comment.append("no egress rule: this policy lets these pods connect to nobody\n");
      }
    }
    Mapping.Builder spec =
        Mapping.builder()
            .field("podSelector", selector(policy.pods()))
            .field("policyTypes", Sequence.ofStrings(types).withComment(comment.toString()));
    if (!policy.ingress().isEmpty()) {
      spec.field("ingress", rules(policy.ingress(), "from", ingress));
    }
    Sequence rules = rules(policy.egress(), "to", egress);
    if (!moreEgress.isEmpty()) {
      List<Node> all = new ArrayList<>(rules.items());
      all.addAll(moreEgress);
      rules = new Sequence(all, rules.comment());
    }
    if (!rules.items().isEmpty()) {
      spec.field("egress", rules);
    }
    return spec.build();
  }

  private static Sequence rules(List<Rule> rules, String peersField, boolean effective) {
    List<Node> items = new ArrayList<>();
    for (Rule rule : rules) {
      Mapping.Builder fields = Mapping.builder();
      if (!(rule.peers().get(0) instanceof Peer.Anyone)) {
        fields.field(peersField, peers(rule.peers()));
      }
      if (!(rule.ports().get(0) instanceof PolicyPort.Every)) {
        fields.field("ports", ports(rule.ports()));
      }
      items.add(fields.build().withComment(Reasons.comment(rule.origins())));
    }
    return Sequence.of(items)
        .withComment(effective ? "" : "without effect: policyTypes does not name this direction");
  }

  private static Sequence peers(List<Peer> peers) {
    List<Node> items = new ArrayList<>();
    for (Peer peer : peers) {
      Mapping.Builder fields = Mapping.builder();
      if (peer instanceof Peer.Pods local) {
        fields.field("podSelector", selector(local.pods()));
      } else if (peer instanceof Peer.PodsInNamespaces remote) {
        fields.field("namespaceSelector", selector(remote.namespaces()));
        if (!remote.pods().isEverything()) {
          fields.field("podSelector", selector(remote.pods()));
        }
      } else if (peer instanceof Peer.IpBlock block) {
        fields.field("ipBlock", ipBlock(block));
      } else {
        throw new IllegalArgumentException("anyone must be the only peer of a rule");
      }
      items.add(fields.build());
    }
    return Sequence.of(items);
  }

  private static Mapping ipBlock(Peer.IpBlock block) {
    Mapping.Builder fields = Mapping.builder().field("cidr", block.cidr().toString());
    if (!block.except().isEmpty()) {
      List<String> except = new ArrayList<>();
      for (Cidr exception : block.except()) {
        except.add(exception.toString());
      }
      fields.field("except", Sequence.ofStrings(except));
    }
    return fields.build();
  }

  /** The ports of a rule as the API lists them. */
  static Sequence ports(List<PolicyPort> ports) {
    List<Node> items = new ArrayList<>();
    for (PolicyPort port : ports) {
      Mapping.Builder fields = Mapping.builder();
      if (port instanceof PolicyPort.Range range) {
        fields.field("protocol", range.protocol().name());
        if (!range.isAll()) {
          fields.field("port", range.first());
          if (range.last() > range.first()) {
            fields.field("endPort", range.last());
          }
        }
      } else if (port instanceof PolicyPort.Named named) {
        fields.field("protocol", named.protocol().name()).field("port", named.name());
      } else {
        throw new IllegalArgumentException("every port must be the only port of a rule");
      }
      items.add(fields.build());
    }
    return Sequence.of(items);
  }

  /** A label selector; {@code {}} for the one that matches everything. */
  public static Mapping selector(Selector selector) {
    Mapping.Builder fields = Mapping.builder();
    if (!selector.matchLabels().isEmpty()) {
      Mapping.Builder labels = Mapping.builder();
      for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
        labels.field(label.getKey(), label.getValue());
      }
      fields.field("matchLabels", labels.build());
    }
    if (!selector.matchExpressions().isEmpty()) {
      List<Node> expressions = new ArrayList<>();
      for (Requirement requirement : selector.matchExpressions()) {
        expressions.add(requirement(requirement));
      }
      fields.field("matchExpressions", Sequence.of(expressions));
    }
    return fields.build();
  }

  private static Mapping requirement(Requirement requirement) {
    Mapping.Builder fields =
        Mapping.builder()
            .field("key", requirement.key())
            .field("operator", requirement.operator().text());
    if (!requirement.values().isEmpty()) {
      fields.field("values", Sequence.ofStrings(requirement.values()));
    }
    return fields.build();
  }
}
