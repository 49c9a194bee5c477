package dev.sallyport.runtime.link;

import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Source;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object of a contract record, read strictly: a value of another type, a field that is given
 * twice and one that is missing are refused. Fields that are not known are left alone, because a
 * later version may add some.
 */
public final class RecordFields {
  private final Source source;
  private final String path;
  private final int line;
  private final Map<String, Node> fields = new LinkedHashMap<>();

  /**
   * Reads an object.
   *
   * @throws BundleException if the node is none, or a field is given twice
   */
  public RecordFields(Source source, String path, Node node) throws BundleException {
    this.source = source;
    this.path = path;
    this.line = node.line();
    if (!(node instanceof Node.Mapping mapping)) {
      throw new BundleException(
          source, "line " + line + ": " + (path.isEmpty() ? "it" : path) + " is no object");
    }
    for (Node.Field field : mapping.fields()) {
      if (fields.put(field.name(), field.value()) != null) {
        throw refusal(field.name(), field.line(), "is given twice");
      }
    }
  }

  /** The line on which the object starts, from 1. */
  public int line() {
    return line;
  }

  /** Whether a field is there. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A string. */
  public String text(String name) throws BundleException {
    return text(name, value(name));
  }

  private String text(String name, Node value) throws BundleException {
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING) {
      return scalar.text();
    }
    throw refusal(name, value.line(), "is no string");
  }

  /** A string; null if the field is absent. */
  @Nullable String textOrNull(String name) throws BundleException {
    return has(name) ? text(name) : null;
  }

  boolean flag(String name) throws BundleException {
    Node value = value(name);
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.BOOLEAN) {
      return scalar.text().equals("true");
    }
    throw refusal(name, value.line(), "is neither true nor false");
  }

  /** A whole number. */
  public int number(String name) throws BundleException {
    Node value = value(name);
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.INTEGER) {
      try {
        return Integer.parseInt(scalar.text());
      } catch (NumberFormatException e) {
        throw refusal(name, value.line(), "is too large");
      }
    }
    throw refusal(name, value.line(), "is no whole number");
  }

  /** One of the constants of an enum. */
  public <E extends Enum<E>> E constant(String name, Class<E> type) throws BundleException {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw refusal(name, value(name).line(), "\"" + text + "\" is not known");
  }

  List<String> texts(String name) throws BundleException {
    List<String> texts = new ArrayList<>();
    List<Node> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      texts.add(text(name + "[" + i + "]", items.get(i)));
    }
    return texts;
  }

  /** An object whose values are all strings. */
  Map<String, String> map(String name) throws BundleException {
    RecordFields object = object(name);
    Map<String, String> map = new LinkedHashMap<>();
    for (String key : object.fields.keySet()) {
      map.put(key, object.text(key));
    }
    return map;
  }

  RecordFields object(String name) throws BundleException {
    return new RecordFields(source, path(name), value(name));
  }

  /** The objects of a list. */
  public List<RecordFields> objects(String name) throws BundleException {
    List<RecordFields> objects = new ArrayList<>();
    List<Node> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      objects.add(new RecordFields(source, path(name + "[" + i + "]"), items.get(i)));
    }
    return objects;
  }

  private List<Node> items(String name) throws BundleException {
    Node value = value(name);
    if (value instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    throw refusal(name, value.line(), "is no list");
  }

  private Node value(String name) throws BundleException {
    Node value = fields.get(name);
    if (value == null) {
      throw refusal(name, line, "is missing");
    }
    return value;
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The exception that says what is wrong with a field. */
  BundleException refusal(String name, int at, String problem) {
    return new BundleException(
        source,
        "line "
            + at
            + ": "
            + path(name)
            + " "
            + problem
            + "; the record was not written by Sallyport, or was changed");
  }
}
