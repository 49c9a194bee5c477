package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an object of any kind out of regular JSON, as the tree that the full reader would make of
 * it. What an object means is then read from the tree, whichever way it came.
 */
final class JsonTrees {
  private final Words words = new Words();

  /**
   * Reads the value that starts where the walk is. {@code O(length)}.
   *
   * @param level the level of the object or list in which it stands
   * @throws IrregularException if the text is not regular
   */
  Node read(RegularJson walk, int level) {
    return switch (walk.text[walk.at]) {
      case '{' -> mapping(walk, level);
      case '[' -> sequence(walk, level);
      default -> scalar(walk);
    };
  }

  private Node mapping(RegularJson walk, int level) {
    int line = walk.line;
    List<Node.Field> fields = new ArrayList<>(4);
    int inner = walk.enterObject(level);
    checkDepth(inner);
    for (boolean more = inner != Walk.EMPTY; more; more = walk.moreFields(inner)) {
      walk.name(inner);
      String name = words.of(walk.text, walk.from, walk.to);
      int nameLine = walk.line;
      fields.add(new Node.Field(name, nameLine, read(walk, inner)));
    }
    return new Node.Mapping(line, fields);
  }

  private Node sequence(RegularJson walk, int level) {
    int line = walk.line;
    List<Node> items = new ArrayList<>(2);
    int inner = walk.enterList(level);
    checkDepth(inner);
    for (boolean more = inner != Walk.EMPTY; more; more = walk.moreItems(inner)) {
      walk.item(inner);
      items.add(read(walk, inner));
    }
    return new Node.Sequence(line, items);
  }

  private static void checkDepth(int level) {
    if (level > Walk.MAX_DEPTH) {
      throw new IrregularException();
    }
  }

  private Node scalar(RegularJson walk) {
    int line = walk.line;
    int start = walk.at;
    byte first = walk.text[start];
    walk.scalar();
    return switch (first) {
      case '"' -> new Node.Scalar(line, ScalarType.STRING, string(walk));
      case 't', 'f' ->
          new Node.Scalar(line, ScalarType.BOOLEAN, words.of(walk.text, start, walk.at));
      case 'n' -> new Node.Scalar(line, ScalarType.NULL, "");
      default -> {
        boolean whole = true;
        for (int i = start; i < walk.at; i++) {
          byte c = walk.text[i];
          whole &= c != '.' && c != 'e' && c != 'E';
        }
        ScalarType type = whole ? ScalarType.INTEGER : ScalarType.DECIMAL;
        yield new Node.Scalar(line, type, words.of(walk.text, start, walk.at));
      }
    };
  }

  /** The string that was passed last, its escapes resolved (RFC 8259, section 7). */
  private String string(RegularJson walk) {
    byte[] text = walk.text;
    int from = walk.from;
    int to = walk.to;
    int i = from;
    while (i < to && text[i] != '\\') {
      i++;
    }
    if (i == to) {
      return words.of(text, from, to);
    }
    StringBuilder plain = new StringBuilder(to - from);
    i = from;
    while (i < to) {
      char c = (char) text[i];
      i++;
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      byte escape = text[i];
      i++;
      switch (escape) {
        case 'b' -> plain.append('\b');
        case 'f' -> plain.append('\f');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 't' -> plain.append('\t');
        case 'u' -> {
          plain.append(unit(text, i));
          i += 4;
        }
        default -> plain.append((char) escape);
      }
    }
    return plain.toString();
  }

  /** A character by its code; half a character of two is for the full reader. */
  private static char unit(byte[] text, int at) {
    int unit = 0;
    for (int i = at; i < at + 4; i++) {
      unit = unit * 16 + Character.digit(text[i], 16);
    }
    if (Character.isSurrogate((char) unit)) {
      throw new IrregularException();
    }
    return (char) unit;
  }
}
