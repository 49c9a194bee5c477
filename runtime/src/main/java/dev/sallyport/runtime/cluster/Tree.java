package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks into trees of fields, and makes changed ones. */
final class Tree {
  /** What a path that leads nowhere leads to. */
  static final Node NOTHING = new Node.Scalar(0, ScalarType.NULL, "");

  private Tree() {}

  /** The value at a path; {@link #NOTHING} if there is none. */
  static Node at(Node root, String... path) {
    Node node = root;
    for (String name : path) {
      node = field(node, name);
    }
    return node;
  }

  private static Node field(Node node, String name) {
    if (node instanceof Node.Mapping mapping) {
      for (Node.Field field : mapping.fields()) {
        if (field.name().equals(name)) {
          return field.value();
        }
      }
    }
    return NOTHING;
  }

  /** The text at a path; empty if there is none. */
  static String text(Node root, String... path) {
    return at(root, path) instanceof Node.Scalar scalar ? scalar.text() : "";
  }

  /** The items at a path; none if there is no list. */
  static List<Node> items(Node root, String... path) {
    return at(root, path) instanceof Node.Sequence items ? items.items() : List.of();
  }

  /** The fields of a mapping that are scalars. */
  static SortedMap<String, String> strings(Node node) {
    SortedMap<String, String> strings = new TreeMap<>();
    if (node instanceof Node.Mapping mapping) {
      for (Node.Field field : mapping.fields()) {
        if (field.value() instanceof Node.Scalar scalar) {
          strings.put(field.name(), scalar.text());
        }
      }
    }
    return strings;
  }

  /** The same with a string at a path. */
  static Node.Mapping with(Node.Mapping root, List<String> path, String value) {
    return with(root, path, new Node.Scalar(0, ScalarType.STRING, value));
  }

  /** The same with a value at a path; what is missing on the way is made. */
  static Node.Mapping with(Node.Mapping root, List<String> path, Node value) {
    String name = path.get(0);
    Node old = field(root, name);
    Node changed = value;
    if (path.size() > 1) {
      Node.Mapping inner =
          old instanceof Node.Mapping mapping ? mapping : new Node.Mapping(0, List.of());
      changed = with(inner, path.subList(1, path.size()), value);
    }
    List<Node.Field> fields = new ArrayList<>();
    boolean found = false;
    for (Node.Field field : root.fields()) {
      boolean is = field.name().equals(name);
      found |= is;
      fields.add(is ? new Node.Field(name, field.line(), changed) : field);
    }
    if (!found) {
      fields.add(new Node.Field(name, 0, changed));
    }
    return new Node.Mapping(root.line(), fields);
  }

  /** The same without a field. */
  static Node.Mapping without(Node.Mapping root, String... path) {
    List<Node.Field> fields = new ArrayList<>();
    for (Node.Field field : root.fields()) {
      if (!field.name().equals(path[0])) {
        fields.add(field);
      } else if (path.length > 1 && field.value() instanceof Node.Mapping inner) {
        String[] rest = java.util.Arrays.copyOfRange(path, 1, path.length);
        fields.add(new Node.Field(field.name(), field.line(), without(inner, rest)));
      }
    }
    return new Node.Mapping(root.line(), fields);
  }
}
