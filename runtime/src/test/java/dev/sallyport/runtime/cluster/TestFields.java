package dev.sallyport.runtime.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Server-side apply for NetworkPolicies, small: which manager set which field. Labels and
 * annotations are owned key by key; selectors and lists as a whole.
 *
 * <p>Source: Kubernetes documentation, "Server-Side Apply"; {@code +listType=atomic} of
 * NetworkPolicySpec and {@code +structType=atomic} of LabelSelector.
 */
final class TestFields {
  /** The values of an object by field, for example {@code .spec.ingress}. */
  private TestFields() {}

  /** What a manager that applies this object sets. */
  static Map<String, Object> of(Map<String, Object> object) {
    Map<String, Object> fields = new TreeMap<>();
    Map<String, Object> metadata = map(object.get("metadata"));
    for (String each : List.of("labels", "annotations")) {
      map(metadata.get(each))
          .forEach((key, value) -> fields.put(".metadata." + each + "." + key, value));
    }
    map(object.get("spec")).forEach((key, value) -> fields.put(".spec." + key, value));
    return fields;
  }

  /**
   * The fields with what the server adds when it stores them: {@code protocol} and {@code
   * policyTypes}. What is applied is compared with what is stored before that is added to it, so an
   * equal rule without a protocol is a conflict.
   */
  static Map<String, Object> stored(Map<String, Object> fields) {
    Map<String, Object> stored = new TreeMap<>(fields);
    for (String rules : List.of(".spec.ingress", ".spec.egress")) {
      if (fields.get(rules) instanceof List<?> list) {
        stored.put(rules, list.stream().map(TestFields::withProtocols).toList());
      }
    }
    boolean egress = fields.get(".spec.egress") instanceof List<?> list && !list.isEmpty();
    stored.putIfAbsent(
        ".spec.policyTypes", egress ? List.of("Ingress", "Egress") : List.of("Ingress"));
    return stored;
  }

  private static Object withProtocols(Object rule) {
    Map<String, Object> changed = new LinkedHashMap<>(map(rule));
    if (changed.get("ports") instanceof List<?> ports) {
      List<Object> all = new ArrayList<>();
      for (Object port : ports) {
        Map<String, Object> its = new LinkedHashMap<>(map(port));
        its.putIfAbsent("protocol", "TCP");
        all.add(its);
      }
      changed.put("ports", all);
    }
    return changed;
  }

  /** A conflict of one field with one manager. */
  record Conflict(String field, String manager) {}

  /**
   * Applies.
   *
   * @param live the fields of the object; changed
   * @param managers who set which; changed
   * @return the conflicts; nothing has changed if there are any
   */
  static List<Conflict> apply(
      Map<String, Object> live,
      Map<String, List<String>> managers,
      Map<String, Object> applied,
      String manager,
      boolean force) {
    List<Conflict> conflicts = new ArrayList<>();
    managers.forEach(
        (other, theirs) -> {
          for (String field : theirs) {
            if (!other.equals(manager)
                && applied.containsKey(field)
                && !Objects.equals(live.get(field), applied.get(field))) {
              conflicts.add(new Conflict(field, other));
            }
          }
        });
    if (!conflicts.isEmpty() && !force) {
      return conflicts;
    }
    for (Conflict conflict : conflicts) {
      List<String> rest = new ArrayList<>(managers.get(conflict.manager()));
      rest.remove(conflict.field());
      managers.put(conflict.manager(), rest);
    }
    List<String> before = managers.getOrDefault(manager, List.of());
    managers.put(manager, List.copyOf(applied.keySet()));
    for (String field : before) {
      boolean kept = managers.values().stream().anyMatch(theirs -> theirs.contains(field));
      if (!kept) {
        live.remove(field);
      }
    }
    live.putAll(applied);
    live.putAll(stored(live));
    managers.values().removeIf(List::isEmpty);
    return List.of();
  }

  /** What {@code fieldsV1} says of fields: labels and annotations by key, the rest as a whole. */
  static Map<String, Object> managed(List<String> fields, boolean update) {
    Map<String, Map<String, Object>> metadata = new TreeMap<>();
    Map<String, Object> spec = new TreeMap<>();
    for (String field : fields) {
      if (field.startsWith(".spec.")) {
        spec.put("f:" + field.substring(".spec.".length()), Map.of());
        continue;
      }
      int key = field.indexOf('.', ".metadata.".length());
      Map<String, Object> map =
          metadata.computeIfAbsent(
              "f:" + field.substring(".metadata.".length(), key), name -> new TreeMap<>());
      map.put("f:" + field.substring(key + 1), Map.of());
      if (update) {
        map.put(".", Map.of());
      }
    }
    Map<String, Object> all = new TreeMap<>();
    if (!metadata.isEmpty()) {
      all.put("f:metadata", metadata);
    }
    if (!spec.isEmpty()) {
      all.put("f:spec", spec);
    }
    return all;
  }

  /** The object with these fields. */
  static Map<String, Object> object(Map<String, Object> metadata, Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>(metadata);
    Map<String, Object> labels = new TreeMap<>();
    Map<String, Object> annotations = new TreeMap<>();
    Map<String, Object> spec = new LinkedHashMap<>();
    fields.forEach(
        (field, value) -> {
          if (field.startsWith(".metadata.labels.")) {
            labels.put(field.substring(".metadata.labels.".length()), value);
          } else if (field.startsWith(".metadata.annotations.")) {
            annotations.put(field.substring(".metadata.annotations.".length()), value);
          } else if (!(value instanceof List<?> list && list.isEmpty())) {
            spec.put(field.substring(".spec.".length()), value); // empty lists are not kept
          }
        });
    if (!labels.isEmpty()) {
      all.put("labels", labels);
    }
    if (!annotations.isEmpty()) {
      all.put("annotations", annotations);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "networking.k8s.io/v1");
    object.put("kind", "NetworkPolicy");
    object.put("metadata", all);
    object.put("spec", spec);
    return object;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }
}
