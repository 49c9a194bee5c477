package dev.sallyport.runtime.fast;

import java.util.List;
import java.util.Map;

/** Writes trees of maps, lists and values as kubectl does. */
final class KubectlPrinter {
  private KubectlPrinter() {}

  /** Appends a value as {@code json.MarshalIndent} does with four spaces. */
  static void json(Object value, int depth, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      members(
          map.isEmpty(),
          "{",
          "}",
          depth,
          out,
          inner -> {
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
              out.append(separator).append(inner).append('"').append(entry.getKey()).append("\": ");
              json(entry.getValue(), depth + 1, out);
              separator = ",\n";
            }
          });
    } else if (value instanceof List<?> list) {
      members(
          list.isEmpty(),
          "[",
          "]",
          depth,
          out,
          inner -> {
            String separator = "";
            for (Object item : list) {
              out.append(separator).append(inner);
              json(item, depth + 1, out);
              separator = ",\n";
            }
          });
    } else if (value instanceof String text) {
      out.append('"');
      out.append(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      out.append('"');
    } else {
      out.append(value);
    }
  }

  private static void members(
      boolean empty,
      String open,
      String close,
      int depth,
      StringBuilder out,
      java.util.function.Consumer<String> body) {
    out.append(open);
    if (!empty) {
      out.append('\n');
      body.accept("    ".repeat(depth + 1));
      out.append('\n').append("    ".repeat(depth));
    }
    out.append(close);
  }

  /** Appends a value as kubectl does: items of a list as far left as the field that holds them. */
  static void yaml(Object value, int indent, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      boolean first = true;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(first ? "" : " ".repeat(indent)).append(entry.getKey()).append(':');
        first = false;
        yamlField(entry.getValue(), indent, out);
      }
    } else {
      for (Object item : (List<?>) value) {
        out.append(" ".repeat(indent)).append("- ");
        if (item instanceof Map<?, ?>) {
          yaml(item, indent + 2, out);
        } else {
          out.append(yamlScalar(item)).append('\n');
        }
      }
    }
  }

  private static void yamlField(Object value, int indent, StringBuilder out) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n').append(" ".repeat(indent + 2));
      yaml(value, indent + 2, out);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      yaml(value, indent, out);
    } else if (value instanceof String text && text.endsWith("\n")) {
      out.append(" |\n").append(" ".repeat(indent + 2)).append(text);
    } else if (value instanceof Map) {
      out.append(" {}\n");
    } else if (value instanceof List) {
      out.append(" []\n");
    } else {
      out.append(' ').append(yamlScalar(value)).append('\n');
    }
  }

  private static String yamlScalar(Object value) {
    if (!(value instanceof String text)) {
      return String.valueOf(value);
    }
    boolean quoted =
        text.isEmpty()
            || Character.isDigit(text.charAt(0)) && text.chars().noneMatch(Character::isLetter)
            || text.matches("[0-9-]+T.*|true|True|false|null|on|off|yes|no|y|n|[0-9.]+e[0-9]+");
    return quoted ? "\"" + text + "\"" : text;
  }
}
