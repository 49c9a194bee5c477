package dev.sallyport.runtime.manifests;

import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Documents;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.objects.PolicyTexts;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * NetworkPolicies of a text as fabric8 objects. A policy is bound only after it was read strictly:
 * fabric8's classes keep unknown fields aside instead of refusing them, and an unknown field may be
 * a misspelled {@code from} that leaves a rule open to everybody.
 *
 * @param policies the policies, in the order of the text
 * @param problems why others were refused
 */
public record StrictNetworkPolicies(List<NetworkPolicy> policies, List<Problem> problems) {

  /** Copies both lists. */
  public StrictNetworkPolicies {
    policies = List.copyOf(policies);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a text of any number of YAML or JSON documents, of which every one must be a
   * NetworkPolicy.
   *
   * @param source how messages name it
   * @param text UTF-8
   */
  public static StrictNetworkPolicies read(String source, byte[] text) {
    JsonMapper mapper =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    Documents documents = DocumentReader.read(source, text);
    List<Problem> problems = new ArrayList<>(documents.problems());
    List<NetworkPolicy> policies = new ArrayList<>();
    for (Document document : documents.documents()) {
      List<Problem> found = PolicyTexts.problems(document);
      problems.addAll(found);
      if (found.isEmpty()) {
        try {
          policies.add(mapper.convertValue(plain(document.root()), NetworkPolicy.class));
        } catch (JacksonException e) {
          problems.add(
              Problem.of(source, document.root().line(), String.valueOf(e.getOriginalMessage())));
        }
      }
    }
    return new StrictNetworkPolicies(policies, problems);
  }

  /** A value as Java's own maps, lists, strings, numbers and truth values. */
  private static @Nullable Object plain(Node node) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      mapping.fields().forEach(field -> map.put(field.name(), plain(field.value())));
      return map;
    }
    if (node instanceof Node.Sequence sequence) {
      List<@Nullable Object> list = new ArrayList<>();
      sequence.items().forEach(item -> list.add(plain(item)));
      return list;
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return switch (scalar.type()) {
      case NULL -> null;
      case INTEGER -> number(new BigInteger(scalar.text()));
      case BOOLEAN -> Boolean.valueOf(scalar.text());
      case DECIMAL -> Double.valueOf(scalar.text());
      case STRING, AMBIGUOUS -> scalar.text();
    };
  }

  /** fabric8's IntOrString takes nothing wider than it needs. */
  private static Number number(BigInteger value) {
    return value.bitLength() < Integer.SIZE ? (Number) value.intValue() : value;
  }
}
