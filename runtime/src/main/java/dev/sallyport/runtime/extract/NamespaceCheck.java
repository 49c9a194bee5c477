package dev.sallyport.runtime.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a policy must say once its namespaces have other names: built on values alone, to be
 * compared with what an edited text says.
 */
final class NamespaceCheck {
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  /** In the endpoint selectors of a CiliumNetworkPolicy. */
  private static final String CILIUM_NAMESPACE = "k8s:io.kubernetes.pod.namespace";

  private final NamespaceMap map;

  NamespaceCheck(NamespaceMap map) {
    this.map = map;
  }

  /** The policy with mapped names. */
  Object expected(Object policy) {
    return policy instanceof Map<?, ?> fields ? with(fields, "metadata", "spec") : policy;
  }

  private Object with(Map<?, ?> policy, String metadata, String spec) {
    Map<Object, Object> result = new LinkedHashMap<>(policy);
    if (policy.get(metadata) instanceof Map<?, ?> fields) {
      result.put(metadata, renamed(fields, "namespace"));
    }
    result.computeIfPresent(spec, (key, value) -> peers(value));
    return result;
  }

  private Object peers(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(this::peers).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach((key, inner) -> result.put(key, field(key, inner)));
      return result;
    }
    return value;
  }

  private Object field(Object key, Object value) {
    return key.equals("namespaceSelector")
        ? selector(value)
        : key.equals(CILIUM_NAMESPACE) ? name(value) : peers(value);
  }

  private Object selector(Object value) {
    if (!(value instanceof Map<?, ?> selector)) {
      return value;
    }
    Map<Object, Object> result = new LinkedHashMap<>(selector);
    if (selector.get("matchLabels") instanceof Map<?, ?> labels) {
      result.put("matchLabels", renamed(labels, NAME_LABEL));
    }
    if (selector.get("matchExpressions") instanceof List<?> expressions) {
      List<Object> changed = new ArrayList<>();
      expressions.forEach(expression -> changed.add(expression(expression)));
      result.put("matchExpressions", changed);
    }
    return result;
  }

  private Object expression(Object value) {
    if (value instanceof Map<?, ?> expression
        && NAME_LABEL.equals(expression.get("key"))
        && expression.get("values") instanceof List<?> values) {
      Map<Object, Object> result = new LinkedHashMap<>(expression);
      result.put("values", values.stream().map(this::name).toList());
      return result;
    }
    return value;
  }

  private Map<Object, Object> renamed(Map<?, ?> fields, String key) {
    Map<Object, Object> result = new LinkedHashMap<>(fields);
    result.computeIfPresent(key, (same, value) -> name(value));
    return result;
  }

  private Object name(Object value) {
    return value instanceof String name ? map.apply(name) : value;
  }
}
