package dev.sallyport.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of values.
 *
 * @param items the values
 * @param comment the comment, empty if there is none
 */
public record Sequence(List<Node> items, String comment) implements Node {

  /** Creates a sequence. */
  public Sequence {
    items = List.copyOf(items);
  }

  /** A sequence of these values, without comment. */
  public static Sequence of(List<? extends Node> items) {
    return new Sequence(List.copyOf(items), "");
  }

  /** A sequence of strings, without comment. */
  public static Sequence ofStrings(Iterable<String> items) {
    List<Node> nodes = new ArrayList<>();
    for (String item : items) {
      nodes.add(Scalar.of(item));
    }
    return new Sequence(nodes, "");
  }

  @Override
  public Sequence withComment(String comment) {
    return new Sequence(items, comment);
  }
}
