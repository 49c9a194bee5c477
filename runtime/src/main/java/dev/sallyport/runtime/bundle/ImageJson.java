package dev.sallyport.runtime.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The small JSON documents of an image, as maps, lists and strings; numbers and literals are kept
 * as their text. Strict: limited in depth, and no key twice.
 */
final class ImageJson {
  /** The longest document that is read, in bytes. */
  static final int MAX_BYTES = 4 << 20;

  private static final int MAX_DEPTH = 32;

  private final JsonParser parser;

  private ImageJson(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads one document. */
  static Object read(byte[] bytes, Source where) throws BundleException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() == null) {
        throw new BundleException(where, "it is empty, not JSON");
      }
      Object value = new ImageJson(parser).value();
      if (parser.nextToken() != null) {
        throw new BundleException(where, "more than one JSON value is in it");
      }
      return value;
    } catch (JacksonException e) {
      throw new BundleException(where, "it is not JSON: " + e.getOriginalMessage());
    }
  }

  private Object value() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      default -> parser.getString();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      object.put(key, value());
    }
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    return array;
  }

  /** The member of an object, or {@code ""} where the value is no object or has no such string. */
  static String string(Object value, String key) {
    return value instanceof Map<?, ?> map && map.get(key) instanceof String text ? text : "";
  }

  /** The list in an object, or an empty one where the value is no object or has no such list. */
  static List<?> list(Object value, String key) {
    return value instanceof Map<?, ?> map && map.get(key) instanceof List<?> list
        ? list
        : List.of();
  }
}
