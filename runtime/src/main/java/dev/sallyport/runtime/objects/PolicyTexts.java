package dev.sallyport.runtime.objects;

import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.Problem;
import java.util.List;

/** Documents that must be NetworkPolicies. */
public final class PolicyTexts {
  private PolicyTexts() {}

  /** Why the API server would refuse the document; empty if it would not. Sorted. */
  public static List<Problem> problems(Document document) {
    return read(document, "default").problems();
  }

  /**
   * The policy that the document is, with the API server's defaults.
   *
   * @param defaultNamespace the namespace if it gives none
   * @throws InvalidObjectException with everything for which the API server would refuse it
   */
  public static Policy policy(Document document, String defaultNamespace) {
    KubernetesObjects objects = read(document, defaultNamespace);
    if (!objects.problems().isEmpty()) {
      throw new InvalidObjectException(objects.problems());
    }
    return objects.policies().get(0);
  }

  private static KubernetesObjects read(Document document, String defaultNamespace) {
    ObjectCollector collector = new ObjectCollector();
    if (isPolicy(document.root())) {
      new ObjectReader(collector, defaultNamespace).read(document);
    } else {
      collector.problem(
          Problem.of(document.source(), document.root().line(), "is not a NetworkPolicy"));
    }
    return collector.objects();
  }

  private static boolean isPolicy(Node root) {
    String type = "";
    if (root instanceof Node.Mapping mapping) {
      for (Node.Field field : mapping.fields()) {
        if (field.value() instanceof Node.Scalar scalar
            && (field.name().equals("apiVersion") || field.name().equals("kind"))) {
          type += field.name().equals("kind") ? " " + scalar.text() : scalar.text();
        }
      }
    }
    String kind = " " + ObjectKind.NETWORK_POLICY.kind();
    String version = ObjectKind.NETWORK_POLICY.apiVersion();
    return type.equals(version + kind) || type.equals(kind + version);
  }
}
