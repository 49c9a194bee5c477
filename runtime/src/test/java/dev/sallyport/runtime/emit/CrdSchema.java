package dev.sallyport.runtime.emit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the API server would say of an object of a custom kind: its structural schema, written from
 * the kind's published definition, with every field that is not in it refused, as kubectl's strict
 * validation does; and the rules between fields that the kind's controller checks.
 *
 * <p>The schemas are in {@code schemas/KIND.GROUP_VERSION.json}. Beside JSON Schema's words they
 * have {@code values} (of a map), {@code notTogether} (fields that exclude each other), {@code
 * intOrString} (a pattern is for the string) and {@code words} (names within a pattern).
 */
final class CrdSchema {
  private static final JsonMapper JSON = new JsonMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private final List<String> problems = new ArrayList<>();

  private CrdSchema() {}

  /** What is wrong with an object, by field; empty if nothing. */
  static List<String> problems(String yaml) {
    JsonNode object = YAML.readTree(yaml);
    String version = object.get("apiVersion").asString().replace('/', '_');
    CrdSchema schema = new CrdSchema();
    schema.check("", object, read(object.get("kind").asString() + "." + version));
    if (object.get("kind").asString().equals("CiliumNetworkPolicy")) {
      schema.cilium(object);
    }
    return schema.problems;
  }

  private static JsonNode read(String name) {
    String file = "/schemas/" + name + ".json";
    try (InputStream in = CrdSchema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new AssertionError("no schema " + file);
      }
      return JSON.readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void check(String path, JsonNode value, JsonNode schema) {
    if (schema.has("$ref")) {
      check(path, value, read(schema.get("$ref").asString()));
      return;
    }
    boolean fits =
        switch (schema.get("type").asString()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isString();
          case "integer" -> value.isInt();
          default -> value.isInt() || value.isString();
        };
    if (!fits) {
      problems.add(path + ": is no " + schema.get("type").asString());
      return;
    }
    if (value.isObject()) {
      object(path, value, schema);
    } else if (value.isArray()) {
      array(path, value, schema);
    } else {
      scalar(path, value, schema);
    }
  }

  private void object(String path, JsonNode value, JsonNode schema) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String at = path + "." + field.getKey();
      if (schema.has("values")) {
        check(at, field.getValue(), schema.get("values"));
      } else if (schema.get("properties").has(field.getKey())) {
        check(at, field.getValue(), schema.get("properties").get(field.getKey()));
      } else {
        problems.add(at + ": unknown field");
      }
    }
    for (JsonNode required : list(schema, "required")) {
      if (!value.has(required.asString())) {
        problems.add(path + "." + required.asString() + ": is missing");
      }
    }
    for (JsonNode pair : list(schema, "notTogether")) {
      if (value.has(pair.get(0).asString()) && value.has(pair.get(1).asString())) {
        problems.add(path + ": not together: " + pair);
      }
    }
    bounds(path, value.size(), schema, "minProperties", "maxProperties");
  }

  private void array(String path, JsonNode value, JsonNode schema) {
    for (int i = 0; i < value.size(); i++) {
      check(path + "[" + i + "]", value.get(i), schema.get("items"));
    }
    bounds(path, value.size(), schema, "minItems", "maxItems");
    if (schema.has("uniqueItems") && new HashSet<>(value.values()).size() < value.size()) {
      problems.add(path + ": repeated items");
    }
  }

  private void scalar(String path, JsonNode value, JsonNode schema) {
    String text = value.asString();
    if (schema.has("pattern") && value.isString() && !pattern(schema).matcher(text).matches()) {
      problems.add(path + ": \"" + text + "\" does not match");
    }
    if (schema.has("enum") && !schema.get("enum").values().contains(value)) {
      problems.add(path + ": \"" + text + "\" is not one of " + schema.get("enum"));
    }
    if (value.isInt()) {
      bounds(path, value.asInt(), schema, "minimum", "maximum");
    } else {
      bounds(path, text.length(), schema, "minLength", "maxLength");
    }
  }

  private static Pattern pattern(JsonNode schema) {
    String pattern = schema.get("pattern").asString();
    if (schema.has("words")) {
      for (Map.Entry<String, JsonNode> word : schema.get("words").properties()) {
        pattern = pattern.replace(word.getKey(), word.getValue().asString());
      }
    }
    return Pattern.compile(pattern);
  }

  private void bounds(String path, int size, JsonNode schema, String least, String most) {
    if (schema.has(least) && size < schema.get(least).asInt()
        || schema.has(most) && size > schema.get(most).asInt()) {
      problems.add(path + ": " + size + " is out of bounds");
    }
  }

  private static Iterable<JsonNode> list(JsonNode schema, String name) {
    return schema.has(name) ? schema.get(name).values() : List.of();
  }

  /** What Cilium checks beyond its schema. */
  private void cilium(JsonNode object) {
    for (JsonNode rule : list(object.get("spec"), "egress")) {
      for (JsonNode item : list(rule, "toPorts")) {
        boolean dns = item.has("rules") && item.get("rules").has("dns");
        if (dns && item.get("ports").isEmpty()) {
          problems.add("DNS rules need ports");
        }
        for (JsonNode port : list(item, "ports")) {
          if (dns && port.has("endPort")) {
            problems.add("DNS rules do not support port ranges");
          }
          if (port.has("endPort")
              && port.get("endPort").asInt() < Integer.parseInt(port.get("port").asString())) {
            problems.add("the range ends before it starts");
          }
        }
      }
    }
  }
}
