package dev.sallyport.runtime.expect;

import dev.sallyport.check.NearNames;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.document.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of an expectation file, read strictly: an unknown key, a key that is given twice, and a
 * value of another type are problems. A key without a value is one too: it was meant to say
 * something.
 */
final class StrictMapping {
  private static final int LONGEST_SHOWN = 60;

  private final String source;
  private final String path;
  private final int line;
  private final List<Problem> problems;
  private final Map<String, Node.Field> fields = new LinkedHashMap<>();

  /**
   * Reads a mapping. {@code O(keys)}.
   *
   * @param path of the mapping, for messages; empty for the document
   * @param known the keys that it may have
   * @param problems where problems go
   */
  StrictMapping(
      String source, Node.Mapping mapping, String path, Set<String> known, List<Problem> problems) {
    this.source = source;
    this.path = path;
    this.line = mapping.line();
    this.problems = problems;
    for (Node.Field field : mapping.fields()) {
      Node.Field first = fields.putIfAbsent(field.name(), field);
      if (first != null) {
        problem(
            field.line(),
            field.name(),
            "given a second time (first on line " + first.line() + "); keep one of the two");
      } else if (!known.contains(field.name())) {
        String meant =
            field.name().length() > LONGEST_SHOWN ? "" : NearNames.didYouMean(field.name(), known);
        problem(
            field.line(),
            field.name(),
            "unknown key" + (meant.isEmpty() ? "; there are " + String.join(", ", known) : meant));
      }
    }
  }

  /** The line of the mapping, from 1. */
  int line() {
    return line;
  }

  /** The line of a key; that of the mapping if it is absent. */
  int line(String name) {
    Node.Field field = fields.get(name);
    return field == null ? line : field.line();
  }

  /** The path of a key. */
  String path(String name) {
    String shown = name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "..." : name;
    return path.isEmpty() ? shown : path + "." + shown;
  }

  void problem(int at, String name, String message) {
    problems.add(new Problem(source, at, "", path(name), message));
  }

  /** A problem of a key. */
  void problem(String name, String message) {
    problem(line(name), name, message);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** The value of a key as it stands; null if the key is absent. */
  @Nullable Node node(String name) {
    Node.Field field = fields.get(name);
    return field == null ? null : field.value();
  }

  /** A string; empty if the key is absent or something else stands there. */
  String text(String name) {
    Node value = node(name);
    return value == null ? "" : text(name, value);
  }

  /** A string that must say something. */
  String text(String name, Node value) {
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING) {
      if (scalar.text().isBlank()) {
        problem(value.line(), name, "must not be empty; write something or remove it");
      }
      return scalar.text();
    }
    problem(value.line(), name, mismatch("a string", value));
    return "";
  }

  /** {@code true} or {@code false}; null if the key is absent or something else stands there. */
  @Nullable Boolean bool(String name) {
    Node value = node(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.BOOLEAN) {
      return scalar.text().equalsIgnoreCase("true");
    }
    problem(name, mismatch("true or false", value));
    return null;
  }

  /** The items of a list; empty if the key is absent, or something else stands there. */
  List<Node> items(String name) {
    Node value = node(name);
    if (value instanceof Node.Sequence sequence) {
      return new ArrayList<>(sequence.items());
    }
    if (value != null) {
      problem(name, mismatch("a list", value));
    }
    return List.of();
  }

  /** What is wrong with a value of another type. */
  static String mismatch(String wanted, Node found) {
    if (found instanceof Node.Mapping) {
      return "must be " + wanted + ", but is an object";
    }
    if (found instanceof Node.Sequence) {
      return "must be " + wanted + ", but is a list";
    }
    Node.Scalar scalar = (Node.Scalar) found;
    if (scalar.type() == ScalarType.NULL) {
      return "must be " + wanted + ", but nothing is written";
    }
    String text = scalar.text();
    text = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    String start = "must be " + wanted + ", but " + text + " is " + scalar.type().description();
    return wanted.startsWith("a string") && scalar.type() != ScalarType.STRING
        ? start + "; write \"" + text + "\""
        : start;
  }
}
