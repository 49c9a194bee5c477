package dev.sallyport.runtime.objects;

import dev.sallyport.check.NearNames;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One object of the API, read strictly: a field that its type does not have, a field that is given
 * twice, and a value of another type are problems of the reading. A field that is absent or null
 * reads as {@code null} or as empty.
 */
final class Fields {
  /** Longer names are no misspelling of a field's name. */
  private static final int LONGEST_MISSPELLING = 60;

  private final Reading reading;
  private final String path;
  private final int line;
  private final Map<String, Node.Field> fields;

  private Fields(Reading reading, String path, int line, Map<String, Node.Field> fields) {
    this.reading = reading;
    this.path = path;
    this.line = line;
    this.fields = fields;
  }

  /** Reads an object; reports its unknown and its repeated fields. {@code O(fields)}. */
  static Fields of(Node.Mapping mapping, ObjectType type, String path, Reading reading) {
    Fields fields = new Fields(reading, path, mapping.line(), once(mapping, path, reading));
    for (Node.Field field : fields.fields.values()) {
      if (type != ObjectType.OPEN && !type.fields().contains(field.name())) {
        String name = field.name();
        String meant =
            name.length() > LONGEST_MISSPELLING ? "" : NearNames.didYouMean(name, type.fields());
        reading.problem(
            field.line(),
            fields.path(shown(name)),
            "unknown field" + (meant.isEmpty() ? "; remove it" : meant));
      }
    }
    return fields;
  }

  private static Map<String, Node.Field> once(Node.Mapping mapping, String path, Reading reading) {
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    for (Node.Field field : mapping.fields()) {
      Node.Field first = fields.putIfAbsent(field.name(), field);
      if (first != null) {
        reading.problem(
            field.line(),
            join(path, shown(field.name())),
            "given a second time (first on line " + first.line() + "); keep one of the two");
      }
    }
    return fields;
  }

  Reading reading() {
    return reading;
  }

  String path() {
    return path;
  }

  String path(String name) {
    return join(path, name);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The line of a field; that of the object if the field is absent. */
  int line(String name) {
    Node.Field field = fields.get(name);
    return field == null ? line : field.line();
  }

  int line() {
    return line;
  }

  void problem(String name, String message) {
    reading.problem(line(name), path(name), message);
  }

  /** A problem that does not keep the object from taking part. */
  void remark(String name, String message) {
    reading.remark(line(name), path(name), message);
  }

  /** A problem of the object itself. */
  void problem(String message) {
    reading.problem(line, path, message);
  }

  /** Whether the field is there with another value than null. */
  boolean has(String name) {
    return value(name) != null;
  }

  private @Nullable Node value(String name) {
    Node.Field field = fields.get(name);
    return field == null || isNull(field.value()) ? null : field.value();
  }

  private static boolean isNull(Node node) {
    return node instanceof Node.Scalar scalar && scalar.type() == ScalarType.NULL;
  }

  /** A string; null if absent or not a string. */
  @Nullable String string(String name) {
    Node value = value(name);
    return value == null ? null : string(value, line(name), path(name));
  }

  /** A string; empty text if absent or not a string. */
  String text(String name) {
    String value = string(name);
    return value == null ? "" : value;
  }

  private @Nullable String string(Node value, int at, String where) {
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING) {
      return scalar.text();
    }
    reading.problem(at, where, mismatch("a string", value));
    return null;
  }

  /** A whole number of 32 bits; null if absent or not one. */
  @Nullable Integer integer(String name) {
    Node value = value(name);
    return value == null ? null : integer(name, value);
  }

  private @Nullable Integer integer(String name, Node value) {
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.INTEGER) {
      try {
        return Integer.valueOf(scalar.text());
      } catch (NumberFormatException e) {
        problem(name, scalar.text() + " is too large for any number that Kubernetes knows");
        return null;
      }
    }
    problem(name, mismatch("a whole number", value));
    return null;
  }

  /** {@code true} or {@code false}; false if absent or neither. */
  boolean isTrue(String name) {
    Node value = value(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.BOOLEAN) {
      return scalar.text().equalsIgnoreCase("true");
    }
    problem(name, mismatch("true or false", value));
    return false;
  }

  /** Reads an int-or-string: gives it to one of the two, or to none if absent or neither. */
  void intOrString(String name, Consumer<Integer> number, Consumer<String> text) {
    Node value = value(name);
    if (value == null) {
      return;
    }
    if (value instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING) {
      text.accept(scalar.text());
    } else {
      Integer read = integer(name, value);
      if (read != null) {
        number.accept(read);
      }
    }
  }

  /** An object; null if absent or not an object. */
  @Nullable Fields object(String name, ObjectType type) {
    Node value = value(name);
    if (value instanceof Node.Mapping mapping) {
      return of(mapping, type, path(name), reading);
    }
    if (value != null) {
      problem(name, mismatch("an object", value));
    }
    return null;
  }

  /** The status that the server wrote; null if absent or not an object. */
  @Nullable Fields status() {
    return object("status", ObjectType.OPEN);
  }

  /** The objects of a list; empty if absent. An empty item (null) is a problem. */
  List<Fields> objects(String name, ObjectType type) {
    List<Fields> objects = new ArrayList<>();
    List<Node> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      String where = path(name) + "[" + i + "]";
      if (items.get(i) instanceof Node.Mapping mapping) {
        objects.add(of(mapping, type, where, reading));
      } else {
        reading.problem(items.get(i).line(), where, mismatch("an object", items.get(i)));
      }
    }
    return objects;
  }

  /** A string of a list, with the place where it stands. */
  record Item(String text, int line, String path) {}

  /** The strings of a list; empty if absent. */
  List<Item> strings(String name) {
    List<Item> strings = new ArrayList<>();
    List<Node> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      String where = path(name) + "[" + i + "]";
      int at = items.get(i).line();
      String text = string(items.get(i), at, where);
      if (text != null) {
        strings.add(new Item(text, at, where));
      }
    }
    return strings;
  }

  /** The items of a list as they stand; empty if absent or not a list. */
  List<Node> items(String name) {
    Node value = value(name);
    if (value instanceof Node.Sequence sequence) {
      return sequence.items();
    }
    if (value != null) {
      problem(name, mismatch("a list", value));
    }
    return List.of();
  }

  /** Labels, or a selector's {@code matchLabels}: keys and values are checked. Sorted by key. */
  Map<String, String> labels(String name) {
    Map<String, String> labels = new TreeMap<>();
    Node value = value(name);
    if (value instanceof Node.Mapping mapping) {
      for (Node.Field field : once(mapping, path(name), reading).values()) {
        String where = path(name) + "." + shown(field.name());
        String text = string(field.value(), field.line(), where);
        if (text != null
            && valid(field.line(), where, () -> LabelSyntax.key(field.name()))
            && valid(field.line(), where, () -> LabelSyntax.value(text))) {
          labels.put(field.name(), text);
        }
      }
    } else if (value != null) {
      problem(name, mismatch("an object of strings", value));
    }
    return labels;
  }

  /** Whether a check passes; otherwise its message is a problem of the field. */
  boolean valid(String name, Runnable check) {
    return valid(line(name), path(name), check);
  }

  /** Whether a check passes; otherwise its message is a problem of the place. */
  boolean valid(int at, String where, Runnable check) {
    try {
      check.run();
      return true;
    } catch (InvalidValueException e) {
      reading.problem(at, where, String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** The name of a field for messages: never longer than a line should be. */
  private static String shown(String name) {
    return name.length() > LONGEST_MISSPELLING
        ? name.substring(0, LONGEST_MISSPELLING) + "..."
        : name;
  }

  private static String mismatch(String wanted, Node found) {
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
    String text = shown(scalar.text());
    String start = "must be " + wanted + ", but " + text + " is " + scalar.type().description();
    if (wanted.startsWith("a string")) {
      return start + "; write \"" + text + "\"";
    }
    return scalar.type() == ScalarType.STRING ? start + "; write it without quotes" : start;
  }
}
