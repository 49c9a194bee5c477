package dev.sallyport.manifest;

import java.util.Map;

/**
 * Writes a tree as JSON: fields in their order, two spaces of indentation, {@code \n} at the end of
 * each line, the last included. Comments are left out. The same tree gives the same text.
 *
 * <p>Strings keep what is printable; quotes, backslashes, control, separator, invisible and
 * direction-changing characters are escaped. Half a character (a surrogate without its partner),
 * which neither UTF-8 nor most readers take, is written as U+FFFD. {@code O(length of the text)}.
 *
 * <p>Source: RFC 8259.
 */
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(1024);

  private JsonWriter() {}

  /** The tree as JSON text, to be stored as UTF-8. */
  public static String write(Node root) {
    JsonWriter writer = new JsonWriter();
    writer.value(root, 0);
    return writer.out.append('\n').toString();
  }

  private void value(Node node, int indent) {
    if (node instanceof Mapping mapping) {
      mapping(mapping, indent);
    } else if (node instanceof Sequence sequence) {
      sequence(sequence, indent);
    } else if (node instanceof Scalar scalar) {
      if (scalar.value() instanceof String text) {
        quote(out, text);
      } else {
        out.append(scalar.value());
      }
    }
  }

  private void mapping(Mapping mapping, int indent) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, Node> field : mapping.fields().entrySet()) {
      newLine(first, indent + 2);
      first = false;
      quote(out, field.getKey());
      out.append(": ");
      value(field.getValue(), indent + 2);
    }
    close('}', first, indent);
  }

  private void sequence(Sequence sequence, int indent) {
    out.append('[');
    boolean first = true;
    for (Node item : sequence.items()) {
      newLine(first, indent + 2);
      first = false;
      value(item, indent + 2);
    }
    close(']', first, indent);
  }

  private void newLine(boolean first, int indent) {
    out.append(first ? "\n" : ",\n");
    indent(out, indent);
  }

  private void close(char bracket, boolean empty, int indent) {
    if (!empty) {
      out.append('\n');
      indent(out, indent);
    }
    out.append(bracket);
  }

  static void indent(StringBuilder out, int indent) {
    for (int i = 0; i < indent; i++) {
      out.append(' ');
    }
  }

  /** Appends a JSON string, which is a double-quoted YAML scalar too. */
  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (isLoneSurrogate(text, i)) {
        out.append('\uFFFD');
      } else if (isHidden(c)) {
        out.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt(c >> 8 & 15));
        out.append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /**
   * Whether a reader of the text would not see the character as what it is: controls, line and
   * paragraph separators, zero-width and direction-changing characters, the byte order mark, and
   * code points that are no characters. A fixed list, so that every JDK gives the same answer.
   */
  public static boolean isHidden(char c) {
    return c < ' '
        || c >= 0x7F && c <= 0x9F
        || c == 0xAD
        || c == 0x61C
        || c >= 0x200B && c <= 0x200F
        || c >= 0x2028 && c <= 0x202E
        || c >= 0x2060 && c <= 0x206F
        || c >= 0xFDD0 && c <= 0xFDEF
        || c == 0xFEFF
        || c >= 0xFFF0 && c <= 0xFFFB
        || c >= 0xFFFE;
  }

  /** Whether the character is half of a surrogate pair whose other half is not there. */
  public static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
