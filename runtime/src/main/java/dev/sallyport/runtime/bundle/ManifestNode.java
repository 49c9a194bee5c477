package dev.sallyport.runtime.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A part of a manifest, with its place in the text. Lines count from 1, positions are indexes into
 * the text from 0.
 */
public sealed interface ManifestNode {

  /** The line on which the part starts. */
  int line();

  /**
   * What the part says, without its places and style: maps, lists, strings, and {@link Literal} for
   * what YAML may read as something else than a string. Equal values mean equal objects.
   */
  Object value();

  /**
   * A plain scalar that some reader of YAML takes for a number, a truth value, a date or nothing.
   *
   * @param text as written
   */
  record Literal(String text) {}

  /**
   * A mapping.
   *
   * @param line where it starts
   * @param start the position of its first key; of the brace for <code>{}</code>
   * @param indent how many columns its keys are indented; -1 if it is written in braces
   * @param entries the values by key, in the order of the text
   */
  record Mapping(int line, int start, int indent, Map<String, ManifestNode> entries)
      implements ManifestNode {
    /** Keeps its own copy. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Map<String, Object> value() {
      Map<String, Object> value = new LinkedHashMap<>();
      entries.forEach((key, node) -> value.put(key, node.value()));
      return value;
    }
  }

  /**
   * A sequence.
   *
   * @param line where it starts
   * @param items the items in order
   */
  record Sequence(int line, List<ManifestNode> items) implements ManifestNode {
    /** Keeps its own copy. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public List<Object> value() {
      List<Object> value = new ArrayList<>();
      items.forEach(item -> value.add(item.value()));
      return value;
    }
  }

  /**
   * A scalar; the empty unquoted one where nothing is written.
   *
   * @param line where it is
   * @param start where it starts, quotes included
   * @param end where it ends, quotes included
   * @param text what it says, escapes resolved
   * @param quoted whether it stands in quotes
   */
  record Scalar(int line, int start, int end, String text, boolean quoted) implements ManifestNode {
    private static final Set<String> WORDS =
        Set.of(
            "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity");

    /** Whether every reader of YAML takes it for a string. */
    public boolean isString() {
      return quoted || isPlainString(text);
    }

    /** Whether every reader of YAML takes this text, written without quotes, for a string. */
    public static boolean isPlainString(String text) {
      if (text.isEmpty() || WORDS.contains(text.toLowerCase(Locale.ROOT))) {
        return false;
      }
      char first = text.charAt(0);
      return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '/';
    }

    @Override
    public Object value() {
      return isString() ? text : new Literal(text);
    }
  }
}
