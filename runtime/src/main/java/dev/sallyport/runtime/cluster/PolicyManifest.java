package dev.sallyport.runtime.cluster;

import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.objects.InvalidObjectException;
import dev.sallyport.runtime.objects.PolicyTexts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A NetworkPolicy that is to be applied: read strictly, and in one namespace. Immutable. */
public final class PolicyManifest {
  private final String source;
  private final Policy policy;
  private final Node.Mapping tree;

  private PolicyManifest(String source, Policy policy, Node.Mapping tree) {
    this.source = source;
    this.policy = policy;
    this.tree = tree;
  }

  /**
   * Reads a manifest.
   *
   * @param source how messages name it
   * @param text one YAML or JSON document
   * @param defaultNamespace the namespace if it gives none
   * @throws InvalidObjectException with everything for which the API server would refuse it
   */
  public static PolicyManifest parse(String source, String text, String defaultNamespace) {
    Documents read = DocumentReader.read(source, text.getBytes(StandardCharsets.UTF_8));
    if (!read.problems().isEmpty()) {
      throw new InvalidObjectException(read.problems());
    }
    if (read.documents().size() != 1) {
      throw new InvalidObjectException(
          List.of(Problem.of(source, 0, "must hold exactly one NetworkPolicy")));
    }
    Document document = read.documents().get(0);
    Policy policy = PolicyTexts.policy(document, defaultNamespace);
    Node.Mapping tree =
        Tree.with(
            (Node.Mapping) document.root(), List.of("metadata", "namespace"), policy.namespace());
    return new PolicyManifest(source, policy, tree);
  }

  /**
   * The manifest of a policy, as the compiler would write it.
   *
   * @param policy a policy with a namespace
   * @param annotations further annotations
   * @throws IllegalArgumentException as {@link NetworkPolicyManifest#of}
   */
  public static PolicyManifest of(Policy policy, Map<String, String> annotations) {
    return parse(
        policy.origin().source(),
        YamlWriter.write(NetworkPolicyManifest.of(policy, annotations)),
        policy.namespace());
  }

  /**
   * The same with a label more.
   *
   * @throws dev.sallyport.policy.InvalidValueException if the label is not valid
   */
  public PolicyManifest withLabel(String key, String value) {
    return with("labels", LabelSyntax.key(key), LabelSyntax.value(value));
  }

  /** The same with an annotation more. */
  public PolicyManifest withAnnotation(String key, String value) {
    return with("annotations", key, value);
  }

  private PolicyManifest with(String map, String key, String value) {
    return new PolicyManifest(
        source, policy, Tree.with(tree, List.of("metadata", map, key), value));
  }

  /**
   * The same, with an empty list said outright for each direction that has no rules: so that the
   * server asks others to give up the rules that they added, instead of keeping them.
   */
  PolicyManifest withEmptyLists() {
    Node.Mapping changed = tree;
    for (String rules : List.of("ingress", "egress")) {
      if (!(Tree.at(tree, "spec", rules) instanceof Node.Sequence)) {
        changed = Tree.with(changed, List.of("spec", rules), new Node.Sequence(0, List.of()));
      }
    }
    return new PolicyManifest(source, policy, changed);
  }

  /** How messages name it. */
  public String source() {
    return source;
  }

  /** What it means, with the API server's defaults. */
  public Policy policy() {
    return policy;
  }

  /** {@code namespace/name}. */
  public String id() {
    return policy.namespace() + "/" + policy.name();
  }

  /** Its labels, sorted. */
  public SortedMap<String, String> labels() {
    return Tree.strings(Tree.at(tree, "metadata", "labels"));
  }

  /** Its annotations, sorted. */
  public SortedMap<String, String> annotations() {
    return Tree.strings(Tree.at(tree, "metadata", "annotations"));
  }

  /** Its fields. */
  Node.Mapping tree() {
    return tree;
  }

  /** Its text as JSON, with its namespace. */
  public String json() {
    return JsonText.write(tree);
  }
}
