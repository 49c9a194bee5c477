package dev.sallyport.runtime.input;

import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a manifest says beside its rules: the comment above a rule, which in a manifest of
 * Sallyport's is the annotation with its class and reason, and the class that the policy's {@code
 * sallyport.dev/source} annotation names.
 */
public final class RuleNotes {
  private final ObjectInputs inputs;
  private final Map<String, List<Document>> documents = new HashMap<>();

  /** Notes on what these inputs hold. */
  public RuleNotes(ObjectInputs inputs) {
    this.inputs = inputs;
  }

  /** The file and line of an origin that was read from a manifest. */
  public static String place(Origin origin) {
    int spec = origin.source().lastIndexOf(" spec.");
    return spec < 0 ? origin.source() : origin.source().substring(0, spec);
  }

  /** The comment lines directly above a rule, without their marks; empty if there are none. */
  public List<String> comment(Origin rule) {
    String place = place(rule);
    int colon = place.lastIndexOf(':');
    Optional<String> text = colon < 0 ? Optional.empty() : inputs.text(place.substring(0, colon));
    if (text.isEmpty()) {
      return List.of();
    }
    String[] lines = text.get().split("\n", -1);
    List<String> comment = new ArrayList<>();
    int above = Integer.parseInt(place.substring(colon + 1)) - 2;
    while (above >= 0 && above < lines.length && lines[above].strip().startsWith("#")) {
      comment.add(0, lines[above].strip().substring(1).strip());
      above--;
    }
    return comment;
  }

  /** The class or package that a policy says it comes from; empty if it says none. */
  public String declaredBy(Policy policy) {
    String place = place(policy.origin());
    int colon = place.lastIndexOf(':');
    if (colon < 0) {
      return "";
    }
    String source = place.substring(0, colon);
    List<Document> found =
        documents.computeIfAbsent(
            source,
            s ->
                inputs
                    .text(s)
                    .map(text -> DocumentReader.read(s, text, 1).documents())
                    .orElse(List.of()));
    for (Document document : found) {
      String said = declaredBy(document.root(), policy);
      if (!said.isEmpty()) {
        return said;
      }
    }
    return "";
  }

  private static String declaredBy(Node object, Policy policy) {
    if (field(object, "items") instanceof Node.Sequence items) {
      for (Node item : items.items()) {
        String said = declaredBy(item, policy);
        if (!said.isEmpty()) {
          return said;
        }
      }
      return "";
    }
    Node metadata = field(object, "metadata");
    String namespace = text(field(metadata, "namespace"));
    boolean same =
        text(field(object, "kind")).equals("NetworkPolicy")
            && text(field(metadata, "name")).equals(policy.name())
            && (namespace.isEmpty() || namespace.equals(policy.namespace()));
    return same
        ? text(field(field(metadata, "annotations"), NetworkPolicyManifest.SOURCE_ANNOTATION))
        : "";
  }

  private static Node field(Node node, String name) {
    if (node instanceof Node.Mapping mapping) {
      for (Node.Field field : mapping.fields()) {
        if (field.name().equals(name)) {
          return field.value();
        }
      }
    }
    return new Node.Mapping(0, List.of());
  }

  private static String text(Node node) {
    return node instanceof Node.Scalar scalar ? scalar.text() : "";
  }
}
