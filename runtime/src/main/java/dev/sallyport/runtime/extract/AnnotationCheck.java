package dev.sallyport.runtime.extract;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an object must say once it has one annotation more: built on values alone. */
final class AnnotationCheck {

  private AnnotationCheck() {}

  static Object expected(Object object, String key, String value) {
    return with(
        object,
        "metadata",
        with(
            field(object, "metadata"),
            "annotations",
            with(field(field(object, "metadata"), "annotations"), key, value)));
  }

  private static Object field(Object object, String key) {
    Object value = object instanceof Map<?, ?> map ? map.get(key) : null;
    return value == null ? Map.of() : value;
  }

  private static Object with(Object object, String key, Object value) {
    Map<Object, Object> result = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> map) {
      result.putAll(map);
    }
    result.put(key, value);
    return result;
  }
}
