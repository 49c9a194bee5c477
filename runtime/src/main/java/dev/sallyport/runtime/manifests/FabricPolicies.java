package dev.sallyport.runtime.manifests;

import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.ScalarType;
import dev.sallyport.runtime.objects.InvalidObjectException;
import dev.sallyport.runtime.objects.PolicyTexts;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** fabric8's NetworkPolicy as the policy model. */
public final class FabricPolicies {
  private FabricPolicies() {}

  /**
   * Reads a fabric8 object as strictly as a file, with the API server's defaults. One mind for both
   * ways: the object is turned into the tree that a file would have given.
   *
   * @param policy the object
   * @param source how messages and origins name it
   * @param defaultNamespace the namespace if the object gives none
   * @throws InvalidObjectException with everything for which the API server would refuse it
   */
  public static Policy toPolicy(NetworkPolicy policy, String source, String defaultNamespace) {
    JsonNode tree = JsonMapper.shared().valueToTree(policy);
    return PolicyTexts.policy(new Document(source, node(tree)), defaultNamespace);
  }

  private static Node node(JsonNode tree) {
    if (tree.isObject()) {
      List<Node.Field> fields = new ArrayList<>();
      tree.properties()
          .forEach(each -> fields.add(new Node.Field(each.getKey(), 0, node(each.getValue()))));
      return new Node.Mapping(0, fields);
    }
    if (tree.isArray()) {
      List<Node> items = new ArrayList<>();
      tree.forEach(item -> items.add(node(item)));
      return new Node.Sequence(0, items);
    }
    ScalarType type =
        tree.isNull()
            ? ScalarType.NULL
            : tree.isBoolean()
                ? ScalarType.BOOLEAN
                : tree.isIntegralNumber()
                    ? ScalarType.INTEGER
                    : tree.isNumber() ? ScalarType.DECIMAL : ScalarType.STRING;
    return new Node.Scalar(0, type, tree.isNull() ? "" : tree.asString());
  }
}
