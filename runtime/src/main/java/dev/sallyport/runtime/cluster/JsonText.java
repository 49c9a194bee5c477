package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.ScalarType;
import java.util.List;

/**
 * Writes a tree of fields as JSON: fields in their order, one on a line, two spaces of indentation.
 * Source: RFC 8259.
 */
final class JsonText {
  private final StringBuilder out = new StringBuilder(1024);

  private JsonText() {}

  /** The text, with a line break at its end. {@code O(length of the text)}. */
  static String write(Node root) {
    JsonText writer = new JsonText();
    writer.value(root, "\n");
    return writer.out.append('\n').toString();
  }

  private void value(Node node, String line) {
    String inner = line + "  ";
    if (node instanceof Node.Mapping mapping) {
      out.append('{');
      List<Node.Field> fields = mapping.fields();
      for (int i = 0; i < fields.size(); i++) {
        out.append(i == 0 ? "" : ",").append(inner);
        quote(fields.get(i).name());
        out.append(": ");
        value(fields.get(i).value(), inner);
      }
      out.append(fields.isEmpty() ? "}" : line + "}");
    } else if (node instanceof Node.Sequence sequence) {
      out.append('[');
      List<Node> items = sequence.items();
      for (int i = 0; i < items.size(); i++) {
        out.append(i == 0 ? "" : ",").append(inner);
        value(items.get(i), inner);
      }
      out.append(items.isEmpty() ? "]" : line + "]");
    } else if (node instanceof Node.Scalar scalar) {
      scalar(scalar);
    }
  }

  private void scalar(Node.Scalar scalar) {
    if (scalar.type() == ScalarType.STRING || scalar.type() == ScalarType.AMBIGUOUS) {
      quote(scalar.text());
    } else {
      out.append(scalar.type() == ScalarType.NULL ? "null" : scalar.text());
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
