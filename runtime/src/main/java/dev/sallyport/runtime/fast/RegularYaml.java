package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.document.ScalarType;
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
final class RegularYaml extends Walk {
  private static final int INDENT = 2;
  private static final long COLONS = Bytes.every(':');
  private static final long HASHES = Bytes.every('#');
  private static final long SINGLE_QUOTES = Bytes.every('\'');
  private static final long DOUBLE_QUOTES = Bytes.every('"');
  private static final long BACKSLASHES = Bytes.every('\\');
  private static final byte[] TRUE = {'t', 'r', 'u', 'e', '\n'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e', '\n'};

  /** Which bytes may start a plain value; a dash may if no space follows. */
  private static final boolean[] PLAIN_START = new boolean[256];

  /** Which bytes a key may have. */
  private static final boolean[] KEY = new boolean[256];

  static {
    for (int c = '!'; c < 0x7F; c++) {
      PLAIN_START[c] = "-?:,[]{}#&*!|>'\"%@`".indexOf(c) < 0;
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
  void string() {
    pass(' ');
    if (text[at] == '"' || text[at] == '\'') {
      long quotes = text[at] == '"' ? DOUBLE_QUOTES : SINGLE_QUOTES;
      char quote = (char) text[at];
      at++;
      from = at;
      at = Bytes.find(text, at, quotes, quote == '"' ? BACKSLASHES : quotes);
      to = at;
      pass(quote);
      passLine();
      return;
    }
    from = at;
    plain();
    to = at;
    if (ScalarType.ofPlain(passed()) != ScalarType.STRING) {
      throw new IrregularException();
    }
    passLine();
  }

  /** Passes a plain value up to the end of its line. */
  private void plain() {
    int start = at;
    if (!PLAIN_START[text[at] & 255]
        && (text[at] != '-' || (!PLAIN_START[text[at + 1] & 255] && text[at + 1] != '-'))) {
      throw new IrregularException();
    }
    while (true) {
      at = Bytes.find(text, at, COLONS, HASHES);
      byte found = text[at];
      if (found == '\n') {
        break;
      }
      boolean endsHere = found == ':' ? text[at + 1] <= ' ' : found != '#' || text[at - 1] == ' ';
      if (endsHere) {
        throw new IrregularException();
      }
      at++;
    }
    if (text[at - 1] == ' ' || at - start > LONGEST_STRING) {
      throw new IrregularException();
    }
  }

  @Override
  boolean truth() {
    pass(' ');
    boolean value = text[at] == 't';
    pass(value ? TRUE : FALSE);
    line++;
    return value;
  }

  @Override
  int smallNumber() {
    pass(' ');
    int value = number(digits());
    passLine();
    return value;
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

  /** Passes a value that starts on the line of its field or item. */
  private void inline(int level) {
    switch (text[at]) {
      case '"' -> doubleQuoted(level);
      case '\'' -> singleQuoted(level);
      case '|' -> literal(level);
      case '{' -> {
        at++;
        pass('}');
        passLine();
      }
      case '[' -> {
        at++;
        pass(']');
        passLine();
      }
      default -> {
        plain();
        passLine();
        while (isContinued(level)) {
          plain();
          passLine();
        }
      }
    }
  }

  /**
   * Whether the line is part of a value that started above, because it stands further right. Passes
   * its indentation then.
   */
  private boolean isContinued(int level) {
    if (!Bytes.areSpaces(text, at, level + 1)) {
      return false;
    }
    int i = at + level + 1;
    while (text[i] == ' ') {
      i++;
    }
    if (text[i] == '\n') {
      return false; // a line of nothing is for the full reader, which will meet it at once
    }
    if (!PLAIN_START[text[i] & 255]) {
      throw new IrregularException();
    }
    at = i;
    return true;
  }

  private void singleQuoted(int level) {
    int start = at;
    at++;
    while (true) {
      at = Bytes.find(text, at, SINGLE_QUOTES, SINGLE_QUOTES);
      if (text[at] == '\'' && text[at + 1] == '\'') {
        at += 2;
      } else if (text[at] == '\'') {
        break;
      } else {
        breakInQuotes(level, start);
      }
    }
    at++;
    passLine();
  }

  private void doubleQuoted(int level) {
    int start = at;
    at++;
    while (true) {
      at = Bytes.find(text, at, DOUBLE_QUOTES, BACKSLASHES);
      if (text[at] == '"') {
        break;
      }
      if (text[at] == '\\') {
        escape(level);
      } else {
        breakInQuotes(level, start);
      }
    }
    at++;
    passLine();
  }

  private void escape(int level) {
    at++;
    switch (text[at]) {
      case '"', '\\', 'n', 't', 'r', ' ' -> at++;
      case '\n' -> breakInQuotes(level, at);
      default -> throw new IrregularException();
    }
  }

  /** Passes the end of a line within quotes, empty lines, and the indentation of what goes on. */
  private void breakInQuotes(int level, int start) {
    do {
      passLine();
    } while (text[at] == '\n');
    int i = at;
    while (text[i] == ' ') {
      i++;
    }
    if (i - at <= level || text[i] == '\n' || i - start > LONGEST_STRING) {
      throw new IrregularException();
    }
    at = i;
  }

  /** Passes a literal block, of which the first line is not empty. */
  private void literal(int level) {
    int start = at;
    at++;
    at += text[at] == '-' || text[at] == '+' ? 1 : 0;
    passLine();
    int block = 0;
    while (text[at + block] == ' ') {
      block++;
    }
    if (block <= level || text[at + block] <= ' ') {
      throw new IrregularException();
    }
    while (true) {
      at += block;
      at = Bytes.find(text, at, 0, 0);
      passLine();
      while (text[at] == '\n') {
        passLine();
      }
      int spaces = 0;
      while (spaces < block && text[at + spaces] == ' ') {
        spaces++;
      }
      if (at - start > LONGEST_STRING || (spaces < block && spaces > level)) {
        throw new IrregularException();
      }
      if (spaces < block) {
        return;
      }
    }
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
