package dev.sallyport.manifest;

import java.util.Map;

/**
 * Writes a tree as YAML for people and machines: block style, two spaces of indentation, list items
 * under their key as kubectl writes them, comments above what they speak of, {@code \n} at the end
 * of each line, the last included. The same tree gives the same text.
 *
 * <p>Strict where YAML is loose: a string stands without quotes only if it starts with a letter (or
 * a digit, with a slash in it, as an address block has), holds nothing but letters, digits, {@code
 * -_./}, single spaces and colons inside words, and is no word that YAML 1.1 or 1.2 reads as a
 * boolean, null or number. Everything else is a double-quoted JSON string, see {@link JsonWriter}.
 * A comment can't end early: each kind of line break starts a new comment line, and what is not
 * printable is replaced by U+FFFD.
 *
 * <p>{@code O(length of the text)}.
 *
 * <p>Source: YAML 1.2.2; YAML 1.1 type repository (bool, float, int, merge, null, timestamp,
 * value).
 */
public final class YamlWriter {
  /** YAML allows 1,024 characters for a key on one line. */
  private static final int LONGEST_SIMPLE_KEY = 1_000;

  private final StringBuilder out = new StringBuilder(2048);

  private YamlWriter() {}

  /** The tree as YAML text, to be stored as UTF-8. */
  public static String write(Node root) {
    YamlWriter writer = new YamlWriter();
    writer.comment(root.comment(), 0);
    if (root instanceof Mapping mapping && !mapping.fields().isEmpty()) {
      writer.fields(mapping, 0, false);
    } else if (root instanceof Sequence sequence && !sequence.items().isEmpty()) {
      writer.items(sequence, 0, false);
    } else {
      writer.oneLine(root);
    }
    return writer.out.toString();
  }

  /** Writes the fields; the first goes on the current line if that was begun by {@code "- "}. */
  private void fields(Mapping mapping, int indent, boolean begun) {
    boolean here = begun;
    for (Map.Entry<String, Node> field : mapping.fields().entrySet()) {
      if (!here) {
        comment(field.getValue().comment(), indent);
        JsonWriter.indent(out, indent);
      }
      here = false;
      key(field.getKey(), indent);
      Node value = field.getValue();
      if (value instanceof Mapping nested && !nested.fields().isEmpty()) {
        out.append('\n');
        fields(nested, indent + 2, false);
      } else if (value instanceof Sequence nested && !nested.items().isEmpty()) {
        out.append('\n');
        items(nested, indent, false);
      } else {
        out.append(' ');
        oneLine(value);
      }
    }
  }

  private void items(Sequence sequence, int indent, boolean begun) {
    boolean here = begun;
    for (Node item : sequence.items()) {
      if (!here) {
        leadingComments(item, indent);
        JsonWriter.indent(out, indent);
      }
      here = false;
      out.append("- ");
      if (item instanceof Mapping nested && !nested.fields().isEmpty()) {
        fields(nested, indent + 2, true);
      } else if (item instanceof Sequence nested && !nested.items().isEmpty()) {
        items(nested, indent + 2, true);
      } else {
        oneLine(item);
      }
    }
  }

  /** The comments of an item and of what begins on the same line. */
  private void leadingComments(Node item, int indent) {
    comment(item.comment(), indent);
    if (item instanceof Mapping mapping && !mapping.fields().isEmpty()) {
      comment(mapping.fields().values().iterator().next().comment(), indent);
    } else if (item instanceof Sequence sequence && !sequence.items().isEmpty()) {
      leadingComments(sequence.items().get(0), indent);
    }
  }

  private void key(String key, int indent) {
    int start = out.length();
    if (key.indexOf(':') >= 0) {
      // YAML takes it plain, but people and simple readers look for the first colon.
      JsonWriter.quote(out, key);
    } else {
      string(key);
    }
    if (out.length() - start > LONGEST_SIMPLE_KEY) {
      out.insert(start, "? ").append('\n');
      JsonWriter.indent(out, indent);
    }
    out.append(':');
  }

  private void oneLine(Node node) {
    if (node instanceof Mapping) {
      out.append("{}");
    } else if (node instanceof Sequence) {
      out.append("[]");
    } else if (node instanceof Scalar scalar) {
      if (scalar.value() instanceof String text) {
        string(text);
      } else {
        out.append(scalar.value());
      }
    }
    out.append('\n');
  }

  private void string(String text) {
    if (isPlain(text)) {
      out.append(text);
      return;
    }
    JsonWriter.quote(out, text);
  }

  /** Whether every reader takes the unquoted text for this very string. */
  static boolean isPlain(String text) {
    int length = text.length();
    if (length == 0 || isWordOfYaml(text)) {
      return false;
    }
    char first = text.charAt(0);
    if (!isLetter(first) && !(isDigit(first) && text.indexOf('/') > 0)) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = text.charAt(i);
      boolean joins = c == ' ' || c == ':';
      if (!isLetter(c) && !isDigit(c) && !joins && "-_./".indexOf(c) < 0) {
        return false;
      }
      if (joins && (i + 1 == length || text.charAt(i + 1) == ' ')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWordOfYaml(String text) {
    return switch (text.length()) {
      case 1 -> text.equalsIgnoreCase("y") || text.equalsIgnoreCase("n");
      case 2 -> text.equalsIgnoreCase("no") || text.equalsIgnoreCase("on");
      case 3 ->
          text.equalsIgnoreCase("yes")
              || text.equalsIgnoreCase("off")
              || text.equalsIgnoreCase("nan")
              || text.equalsIgnoreCase("inf");
      case 4 -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("null");
      case 5 -> text.equalsIgnoreCase("false");
      case 8 -> text.equalsIgnoreCase("infinity");
      default -> false;
    };
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void comment(String comment, int indent) {
    int length = comment.length();
    int start = 0;
    while (start < length) {
      int end = start;
      while (end < length && !isBreak(comment.charAt(end))) {
        end++;
      }
      commentLine(comment, start, end, indent);
      boolean pair = comment.startsWith("\r\n", end);
      start = end + (pair ? 2 : 1);
    }
  }

  private void commentLine(String comment, int start, int end, int indent) {
    JsonWriter.indent(out, indent);
    out.append("# ");
    for (int i = start; i < end; i++) {
      char c = comment.charAt(i);
      boolean joiner = c == 0x200C || c == 0x200D;
      if (c == '\t') {
        out.append(' ');
      } else if (!joiner && JsonWriter.isHidden(c) || JsonWriter.isLoneSurrogate(comment, i)) {
        out.append('\uFFFD');
      } else {
        out.append(c);
      }
    }
    while (out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    out.append('\n');
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }
}
