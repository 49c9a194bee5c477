package dev.sallyport.manifest;

/**
 * One value of a Kubernetes object: a mapping of fields, a sequence, or a scalar. Immutable.
 *
 * <p>Each node may carry a comment for people. {@link YamlWriter} puts it above the field or list
 * item that holds the node; {@link JsonWriter} leaves it out.
 */
public sealed interface Node permits Mapping, Sequence, Scalar {

  /** The comment, any text, of one or more lines; empty if there is none. */
  String comment();

  /** The same value with this comment instead. */
  Node withComment(String comment);
}
