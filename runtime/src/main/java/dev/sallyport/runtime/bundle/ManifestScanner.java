package dev.sallyport.runtime.bundle;

import dev.sallyport.runtime.bundle.ManifestNode.Mapping;
import dev.sallyport.runtime.bundle.ManifestNode.Scalar;
import dev.sallyport.runtime.bundle.ManifestNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what stands on one line of a manifest: a key, a scalar, a flow collection. */
final class ManifestScanner {
  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

  private final String text;
  private final int end;
  private final int line;
  private final Source source;
  private int position;

  ManifestScanner(String text, int end, int line, Source source) {
    this.text = text;
    this.end = end;
    this.line = line;
    this.source = source;
  }

  /** Where the next character to be read is. */
  int position() {
    return position;
  }

  /** Whether a key and its colon start here. */
  boolean isKey(int start) throws BundleException {
    position = start;
    if (isQuote()) {
      quoted();
    } else {
      plainKey();
    }
    return position > start && isColon();
  }

  /** Reads a key and its colon. */
  String key(int start) throws BundleException {
    position = start;
    refuseIndicator();
    boolean quoted = isQuote();
    String key = quoted ? quoted().text() : plainKey();
    if (!isColon()) {
      throw refused("what is no \"key: value\"");
    }
    if (!quoted && !Scalar.isPlainString(key)) {
      throw refused("the key " + key + " without quotes");
    }
    position++;
    return key;
  }

  /** Reads a scalar or flow collection. */
  ManifestNode value(int start, int depth) throws BundleException {
    position = start;
    return value(false, depth);
  }

  private ManifestNode value(boolean flow, int depth) throws BundleException {
    if (depth > ManifestParser.MAX_DEPTH) {
      throw refused("nesting of more than " + ManifestParser.MAX_DEPTH + " levels");
    }
    if (position >= end) {
      throw refused("a collection that is not closed on its line");
    }
    refuseIndicator();
    return switch (text.charAt(position)) {
      case '[' -> flowSequence(depth);
      case '{' -> flowMapping(depth);
      case '"', '\'' -> quoted();
      default -> plain(flow);
    };
  }

  private Sequence flowSequence(int depth) throws BundleException {
    List<ManifestNode> items = new ArrayList<>();
    open();
    while (!closes(']')) {
      items.add(value(true, depth + 1));
      separator(']');
    }
    return new Sequence(line, items);
  }

  private Mapping flowMapping(int depth) throws BundleException {
    Map<String, ManifestNode> entries = new LinkedHashMap<>();
    int start = position;
    open();
    while (!closes('}')) {
      String key = key(position);
      skipSpaces();
      if (entries.put(key, value(true, depth + 1)) != null) {
        throw refused("the key \"" + key + "\" a second time");
      }
      separator('}');
    }
    return new Mapping(line, start, -1, entries);
  }

  private void open() {
    position++;
    skipSpaces();
  }

  private boolean closes(char bracket) throws BundleException {
    if (position >= end) {
      throw refused("a collection that is not closed on its line");
    }
    if (text.charAt(position) == bracket) {
      position++;
      return true;
    }
    return false;
  }

  private void separator(char bracket) throws BundleException {
    skipSpaces();
    if (position < end && text.charAt(position) == ',') {
      position++;
      skipSpaces();
      if (position < end && text.charAt(position) == bracket) {
        throw refused("a comma before a closing bracket");
      }
    } else if (position < end && text.charAt(position) != bracket) {
      throw refused("a value without a comma behind it");
    }
  }

  private void skipSpaces() {
    while (position < end && text.charAt(position) == ' ') {
      position++;
    }
  }

  private Scalar plain(boolean flow) throws BundleException {
    int start = position;
    while (position < end) {
      char c = text.charAt(position);
      if (flow && ",[]{}".indexOf(c) >= 0) {
        break;
      }
      if (c == '#' && text.charAt(position - 1) == ' ') {
        break;
      }
      if (c == ':' && (position + 1 == end || text.charAt(position + 1) == ' ' || flow)) {
        throw refused("a colon in a value without quotes");
      }
      position++;
    }
    int last = position;
    while (last > start && text.charAt(last - 1) == ' ') {
      last--;
    }
    if (last == start) {
      throw refused("an empty value in a collection");
    }
    // What follows is looked at again by the caller, from the end of the text on.
    position = last;
    return new Scalar(line, start, last, text.substring(start, last), false);
  }

  private String plainKey() {
    int start = position;
    while (position < end && isKeyCharacter(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private static boolean isKeyCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_./-".indexOf(c) >= 0;
  }

  private boolean isColon() {
    return position < end
        && text.charAt(position) == ':'
        && (position + 1 == end || text.charAt(position + 1) == ' ');
  }

  private boolean isQuote() {
    char c = text.charAt(position);
    return c == '"' || c == '\'';
  }

  private Scalar quoted() throws BundleException {
    int start = position;
    char quote = text.charAt(position++);
    StringBuilder value = new StringBuilder();
    while (position < end) {
      char c = text.charAt(position++);
      if (c == quote) {
        if (quote == '\'' && position < end && text.charAt(position) == '\'') {
          position++;
          value.append(c);
          continue;
        }
        return new Scalar(line, start, position, value.toString(), true);
      }
      if (c == '\\' && quote == '"') {
        escape(value);
      } else {
        value.append(c);
      }
    }
    throw refused("a quoted text that does not end on its line");
  }

  private void escape(StringBuilder value) throws BundleException {
    char c = position < end ? text.charAt(position++) : ' ';
    switch (c) {
      case '"', '\\', '/' -> value.append(c);
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case '0' -> value.append('\0');
      case 'x' -> value.appendCodePoint(hex(2));
      case 'u' -> value.appendCodePoint(hex(4));
      case 'U' -> value.appendCodePoint(hex(8));
      default -> throw refused("the escape \\" + c);
    }
  }

  private int hex(int digits) throws BundleException {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = position < end ? Character.digit(text.charAt(position++), 16) : -1;
      if (digit < 0) {
        throw refused("an escape that is cut short");
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT || (value >= 0xd800 && value < 0xe000)) {
      throw refused("an escape that is no character");
    }
    return (int) value;
  }

  private void refuseIndicator() throws BundleException {
    char c = text.charAt(position);
    if (INDICATORS.indexOf(c) < 0 || c == '[' || c == '{' || isQuote()) {
      return;
    }
    throw refused(
        switch (c) {
          case '&' -> "an anchor (&)";
          case '*' -> "an alias (*)";
          case '!' -> "a tag (!)";
          case '|', '>' -> "a block scalar (" + c + ")";
          case '%' -> "a directive (%)";
          default -> "a value that starts with '" + c + "' and has no quotes";
        });
  }

  private BundleException refused(String what) {
    return refused(source, line, what);
  }

  static BundleException refused(Source source, int line, String what) {
    return new BundleException(
        source,
        "line "
            + line
            + ": "
            + what
            + " is refused; manifests are read in a strict subset of YAML");
  }
}
