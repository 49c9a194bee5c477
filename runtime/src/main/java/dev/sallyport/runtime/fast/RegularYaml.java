package dev.sallyport.runtime.fast;

import java.nio.charset.StandardCharsets;

/**
 * Walks through YAML as kubectl prints it: two spaces for each level, the items of a list as far
 * left as the field that holds them, plain keys, values that are plain, quoted, or a literal block,
 * {@code {}} and {@code []} where they are empty, printable ASCII only; no comments, anchors, tags
 * or document markers.
 *
 * <p>A level is the number of spaces before a field, or before the dash of an item.
 *
 * <p>Source: YAML 1.2.2, of which this is a small part.
 */
final class RegularYaml extends YamlScalars {
  private static final int INDENT = 2;

  /** Which bytes a key may have. */
  private static final boolean[] KEY = new boolean[256];

  static {
    for (int c = '!'; c < 0x7F; c++) {
      KEY[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '/'
              || c == '_'
              || c == '-';
    }
  }

  RegularYaml(byte[] text) {
    super(text);
  }

  @Override
  int top() {
    return -INDENT;
  }

  @Override
  int enterObject(int level) {
    int fields = level + INDENT;
    if (fields > MAX_DEPTH * INDENT) {
      throw new IrregularException();
    }
    if (text[at] == '\n') {
      passLine();
      indent(fields);
    } else if (isEmptyValue('{', '}')) {
      return EMPTY;
    }
    startOfKey();
    return fields;
  }

  /** Whether the value is empty; passes it then, as a field's value or as an item. */
  private boolean isEmptyValue(char open, char close) {
    int start = text[at] == ' ' ? at + 1 : at;
    if (text[start] != open) {
      return false;
    }
    at = start + 1;
    pass(close);
    passLine();
    return true;
  }

  private void startOfKey() {
    if (!KEY[text[at] & 255] || text[at] == '-') {
      throw new IrregularException();
    }
  }

  @Override
  void name(int level) {
    from = at;
    int i = Bytes.endOfLetters(text, at);
    while (KEY[text[i] & 255]) {
      i = Bytes.endOfLetters(text, i + 1);
    }
    to = i;
    at = i;
    pass(':');
    if (to == from || to - from > LONGEST_NAME || (text[at] != ' ' && text[at] != '\n')) {
      throw new IrregularException();
    }
  }

  @Override
  boolean moreFields(int level) {
    if (!Bytes.areSpaces(text, at, level)) {
      return false;
    }
    byte first = text[at + level];
    if (!KEY[first & 255] || first == '-') {
      return false;
    }
    at += level;
    return true;
  }

  @Override
  int enterList(int level) {
    if (text[at] != '\n') {
      if (!isEmptyValue('[', ']')) {
        throw new IrregularException();
      }
      return EMPTY;
    }
    passLine();
    if (!moreItems(level)) {
      throw new IrregularException();
    }
    return level;
  }

  @Override
  boolean moreItems(int level) {
    return Bytes.areSpaces(text, at, level)
        && text[at + level] == '-'
        && text[at + level + 1] == ' ';
  }

  @Override
  void item(int level) {
    indent(level);
    pass('-');
    pass(' ');
  }

  private void indent(int level) {
    if (!Bytes.areSpaces(text, at, level)) {
      throw new IrregularException();
    }
    at += level;
  }

  @Override
  void skip(int level) {
    if (text[at] == ' ') {
      at++;
      inline(level);
      return;
    }
    passLine();
    if (moreItems(level)) {
      skipItems(level);
      return;
    }
    skipFields(level + INDENT);
  }

  private void skipFields(int level) {
    if (level > MAX_DEPTH * INDENT || !moreFields(level)) {
      throw new IrregularException();
    }
    do {
      name(level);
      skip(level);
    } while (moreFields(level));
  }

  private void skipItems(int level) {
    do {
      item(level);
      skipItem(level);
    } while (moreItems(level));
  }

  @Override
  void skipItem(int level) {
    if (isField()) {
      int fields = level + INDENT;
      if (fields > MAX_DEPTH * INDENT) {
        throw new IrregularException();
      }
      do {
        name(fields);
        skip(fields);
      } while (moreFields(fields));
    } else {
      inline(level);
    }
  }

  /** Whether a key and a colon stand here, not a value. */
  private boolean isField() {
    int i = at;
    if (text[i] == '-') {
      return false;
    }
    while (KEY[text[i] & 255]) {
      i++;
    }
    return i > at && text[i] == ':' && (text[i + 1] == ' ' || text[i + 1] == '\n');
  }

  @Override
  void end(int limit) {
    // the last line has been passed with the last value
  }

  @Override
  String itemText(int start, int end) {
    return "  " + new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
