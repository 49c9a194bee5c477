package dev.sallyport.runtime.document;

import java.util.List;

/** A value of a document, with the line (from 1) on which it starts. */
public sealed interface Node {

  /** The line on which the value starts, from 1. */
  int line();

  /**
   * A YAML mapping or JSON object. Keys may occur more than once: who reads the mapping decides
   * what that means.
   *
   * @param line its line
   * @param fields its entries, in the order of the text
   */
  record Mapping(int line, List<Field> fields) implements Node {}

  /**
   * A YAML sequence or JSON array.
   *
   * @param line its line
   * @param items its items, in order
   */
  record Sequence(int line, List<Node> items) implements Node {}

  /**
   * A value without parts.
   *
   * @param line its line
   * @param type how the text is to be read
   * @param text the text without quotes, escapes resolved
   */
  record Scalar(int line, ScalarType type, String text) implements Node {}

  /**
   * One entry of a mapping.
   *
   * @param name the key
   * @param line the line of the key
   * @param value the value
   */
  record Field(String name, int line, Node value) {}
}
