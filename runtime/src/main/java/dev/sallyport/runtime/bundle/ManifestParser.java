package dev.sallyport.runtime.bundle;

import dev.sallyport.runtime.bundle.ManifestNode.Mapping;
import dev.sallyport.runtime.bundle.ManifestNode.Scalar;
import dev.sallyport.runtime.bundle.ManifestNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the strict subset of YAML in which manifests are written: one document of block mappings,
 * block sequences, scalars on one line, and flow collections on one line. Anchors, aliases, tags,
 * block scalars, directives, tabs, repeated keys and scalars over several lines are refused, so
 * that what is left means the same to every reader of YAML.
 *
 * <p>{@code O(length)}. Source: YAML 1.2.2, of which this is a subset.
 */
public final class ManifestParser {
  /** How deep collections may stand in each other. */
  static final int MAX_DEPTH = 32;

  private final Source source;
  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private int current;

  private ManifestParser(String text, Source source) {
    this.text = text;
    this.source = source;
  }

  /** A line with something on it. Its start moves on where a {@code -} has been read. */
  private static final class Line {
    final int number;
    final int end;
    int start;
    int indent;

    Line(int number, int start, int end, int indent) {
      this.number = number;
      this.start = start;
      this.end = end;
      this.indent = indent;
    }
  }

  /**
   * Reads a manifest: a mapping.
   *
   * @param source where it is from, for messages
   * @throws BundleException with the line and what is not in the subset
   */
  public static Mapping parse(String text, Source source) throws BundleException {
    return new ManifestParser(text, source).document();
  }

  private Mapping document() throws BundleException {
    checkCharacters();
    splitLines();
    if (lines.isEmpty()) {
      throw new BundleException(source, "it is empty");
    }
    if (isMarker(lines.get(0))) {
      current = 1;
    }
    for (Line line : lines.subList(current, lines.size())) {
      if (isMarker(line) || (text.startsWith("...", line.start) && line.indent == 0)) {
        throw refused(line, "more than one document");
      }
    }
    if (current == lines.size()) {
      throw new BundleException(source, "it is empty");
    }
    if (!(block(0, 0) instanceof Mapping mapping) || mapping.indent() != 0) {
      throw refused(lines.get(0), "a document that is no mapping");
    }
    if (current < lines.size()) {
      throw refused(lines.get(current), "this indentation");
    }
    return mapping;
  }

  private void checkCharacters() throws BundleException {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      } else if ((c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0) || isOddBreak(c)) {
        throw new BundleException(
            source, String.format("line %d: the character \\u%04x is refused", line, (int) c));
      }
    }
  }

  /** Characters that some readers take for a line break or a mark. */
  private static boolean isOddBreak(char c) {
    return c == '\u2028' || c == '\u2029' || c == '\ufeff' || c == '\ufffe' || c == '\uffff';
  }

  private void splitLines() throws BundleException {
    int number = 0;
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      number++;
      int first = start;
      while (first < end && text.charAt(first) == ' ') {
        first++;
      }
      if (first < end && text.charAt(first) != '#') {
        Line line = new Line(number, first, end, first - start);
        if (text.substring(first, end).indexOf('\t') >= 0) {
          throw refused(line, "a tab");
        }
        lines.add(line);
      }
      start = end + 1;
    }
  }

  private boolean isMarker(Line line) {
    return line.indent == 0 && text.startsWith("---", line.start) && line.end == line.start + 3;
  }

  private ManifestNode block(int indent, int depth) throws BundleException {
    Line line = lines.get(current);
    if (depth > MAX_DEPTH) {
      throw refused(line, "nesting of more than " + MAX_DEPTH + " levels");
    }
    if (line.indent < indent) {
      throw refused(line, "this indentation");
    }
    return isItem(line) ? sequence(line.indent, depth) : mapping(line.indent, depth);
  }

  private Sequence sequence(int indent, int depth) throws BundleException {
    int number = lines.get(current).number;
    List<ManifestNode> items = new ArrayList<>();
    while (current < lines.size() && lines.get(current).indent == indent) {
      Line line = lines.get(current);
      if (!isItem(line)) {
        break;
      }
      int content = skipSpaces(line.start + 1, line.end);
      if (isEnd(content, line)) {
        items.add(nested(indent, line, depth));
        continue;
      }
      line.indent += content - line.start;
      line.start = content;
      if (isItem(line)) {
        throw refused(line, "a sequence in a sequence on one line");
      }
      items.add(isEntry(line) ? mapping(line.indent, depth + 1) : inline(line, content, depth));
    }
    return new Sequence(number, items);
  }

  private Mapping mapping(int indent, int depth) throws BundleException {
    Line first = lines.get(current);
    Map<String, ManifestNode> entries = new LinkedHashMap<>();
    while (current < lines.size() && lines.get(current).indent == indent) {
      Line line = lines.get(current);
      if (isItem(line)) {
        break;
      }
      ManifestScanner scanner = new ManifestScanner(text, line.end, line.number, source);
      String key = scanner.key(line.start);
      int content = skipSpaces(scanner.position(), line.end);
      ManifestNode value =
          isEnd(content, line) ? nestedValue(indent, line, depth) : inline(line, content, depth);
      if (entries.put(key, value) != null) {
        throw refused(line, "the key \"" + key + "\" a second time");
      }
    }
    if (current < lines.size() && lines.get(current).indent > indent) {
      throw refused(lines.get(current), "this indentation, or text over several lines");
    }
    return new Mapping(first.number, first.start, indent, entries);
  }

  /** What stands on the lines below a {@code key:}; a sequence need not be indented. */
  private ManifestNode nestedValue(int indent, Line line, int depth) throws BundleException {
    int next = current + 1;
    if (next < lines.size() && lines.get(next).indent == indent && isItem(lines.get(next))) {
      current = next;
      return sequenceBelowKey(indent, depth);
    }
    return nested(indent, line, depth);
  }

  private Sequence sequenceBelowKey(int indent, int depth) throws BundleException {
    if (depth + 1 > MAX_DEPTH) {
      throw refused(lines.get(current), "nesting of more than " + MAX_DEPTH + " levels");
    }
    return sequence(indent, depth + 1);
  }

  private ManifestNode nested(int indent, Line line, int depth) throws BundleException {
    current++;
    if (current < lines.size() && lines.get(current).indent > indent) {
      return block(indent + 1, depth + 1);
    }
    return new Scalar(line.number, line.end, line.end, "", false);
  }

  private ManifestNode inline(Line line, int start, int depth) throws BundleException {
    ManifestScanner scanner = new ManifestScanner(text, line.end, line.number, source);
    ManifestNode value = scanner.value(start, depth + 1);
    int rest = skipSpaces(scanner.position(), line.end);
    boolean comment = rest < line.end && text.charAt(rest) == '#' && rest > scanner.position();
    if (rest < line.end && !comment) {
      throw refused(line, "what follows the value");
    }
    current++;
    if (current < lines.size() && lines.get(current).indent > line.indent) {
      throw refused(lines.get(current), "this indentation, or text over several lines");
    }
    return value;
  }

  private boolean isItem(Line line) {
    return text.charAt(line.start) == '-'
        && (line.start + 1 == line.end || text.charAt(line.start + 1) == ' ');
  }

  private boolean isEntry(Line line) throws BundleException {
    return new ManifestScanner(text, line.end, line.number, source).isKey(line.start);
  }

  /** Whether only a comment or nothing is left of the line. */
  private boolean isEnd(int position, Line line) {
    return position >= line.end
        || (text.charAt(position) == '#' && text.charAt(position - 1) == ' ');
  }

  private int skipSpaces(int from, int end) {
    int position = from;
    while (position < end && text.charAt(position) == ' ') {
      position++;
    }
    return position;
  }

  private BundleException refused(Line line, String what) {
    return ManifestScanner.refused(source, line.number, what);
  }
}
