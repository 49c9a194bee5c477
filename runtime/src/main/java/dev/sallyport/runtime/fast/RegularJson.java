package dev.sallyport.runtime.fast;

import java.nio.charset.StandardCharsets;

/**
 * Walks through JSON as kubectl prints it: four spaces for each level, one field or item a line,
 * {@code ": "} after a name, {@code {}} and {@code []} where they are empty, ASCII only. A walk that
 * ends without an {@link IrregularException} has checked every byte that it passed: the text is
 * valid JSON.
 *
 * <p>Source: RFC 8259; Go's {@code json.MarshalIndent} with four spaces.
 */
final class RegularJson {
  private static final int INDENT = 4;

  /** Deeper texts are for the full reader; a word of bits holds the path to here. */
  private static final int MAX_DEPTH = 60;

  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_STRING = 8 * 1024 * 1024;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /** The text, padded as {@link Bytes} asks for. */
  byte[] text;

  /** The line of {@link #at} relative to where the walk started. */
  int line;

  /** How far the walk has come. */
  int at;

  /** Where the last name or string starts and ends, without quotes. */
  int from;

  int to;

  RegularJson(byte[] text) {
    this.text = text;
  }

  /** Passes one byte. */
  void pass(char expected) {
    if (text[at] != expected) {
      throw IrregularException.INSTANCE;
    }
    at++;
  }

  /** Passes the end of a line. */
  void passLine() {
    pass('\n');
    line++;
  }

  /** Passes a whole word. */
  void pass(byte[] word) {
    if (!Bytes.equal(text, at, at + word.length, word)) {
      throw IrregularException.INSTANCE;
    }
    at += word.length;
  }

  /**
   * Enters an object or list.
   *
   * @return whether it has members; an empty one is passed
   */
  boolean enter(char open, char close) {
    pass(open);
    if (text[at] == close) {
      at++;
      return false;
    }
    passLine();
    return true;
  }

  /** Passes the indentation and name of a field; its value comes next. */
  void name(int depth) {
    indent(depth);
    string();
    if (to - from > LONGEST_NAME || text[at] != ':' || text[at + 1] != ' ') {
      throw IrregularException.INSTANCE;
    }
    at += 2;
  }

  void indent(int depth) {
    if (!Bytes.areSpaces(text, at, depth * INDENT)) {
      throw IrregularException.INSTANCE;
    }
    at += depth * INDENT;
  }

  /**
   * After a member: passes what separates it from the next, or closes the object or list.
   *
   * @param depth the depth of the members
   * @return whether another member follows
   */
  boolean more(int depth, char close) {
    if (text[at] == ',') {
      at++;
      passLine();
      return true;
    }
    passLine();
    indent(depth - 1);
    pass(close);
    return false;
  }

  /** Passes a string without escapes; it stands between {@link #from} and {@link #to}. */
  void string() {
    pass('"');
    from = at;
    to = Bytes.endOfPlainString(text, at);
    at = to;
    pass('"');
  }

  /** Passes a string without escapes and gives its text. */
  String text() {
    string();
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Passes {@code true} or {@code false}. */
  boolean truth() {
    boolean value = text[at] == 't';
    pass(value ? TRUE : FALSE);
    return value;
  }

  /** Passes a number of at most nine digits, without sign, fraction or exponent. */
  int smallNumber() {
    int start = at;
    int value = 0;
    while (text[at] >= '0' && text[at] <= '9') {
      value = value * 10 + text[at] - '0';
      at++;
    }
    int digits = at - start;
    if (digits == 0 || digits > 9 || text[start] == '0' && digits > 1 || isMoreOfNumber()) {
      throw IrregularException.INSTANCE;
    }
    return value;
  }

  private boolean isMoreOfNumber() {
    return text[at] == '.' || text[at] == 'e' || text[at] == 'E';
  }

  /**
   * Passes a value, whatever it is.
   *
   * @param depth the depth of the member whose value it is
   */
  void skip(int depth) {
    if (scalar()) {
      return;
    }
    int level = depth;
    long objects = 0;
    boolean entered = true; // at the start of an object or list that has just been met
    while (true) {
      if (entered) {
        boolean object = text[at] == '{';
        if (!object && text[at] != '[') {
          throw IrregularException.INSTANCE;
        }
        at++;
        if (text[at] == (object ? '}' : ']')) {
          at++;
          entered = false;
          if (level == depth) {
            return;
          }
        } else {
          passLine();
          level++;
          if (level > MAX_DEPTH) {
            throw IrregularException.INSTANCE;
          }
          objects = object ? objects | 1L << level : objects & ~(1L << level);
          entered = !member(level, (objects & 1L << level) != 0);
          if (entered) {
            continue;
          }
        }
      }
      // after a member of the level
      if (text[at] == ',') {
        at++;
        passLine();
        entered = !member(level, (objects & 1L << level) != 0);
      } else {
        passLine();
        indent(level - 1);
        pass((objects & 1L << level) != 0 ? '}' : ']');
        level--;
        if (level == depth) {
          return;
        }
      }
    }
  }

  /** Passes a member up to its value, and the value if it has no parts: then it says yes. */
  private boolean member(int level, boolean ofObject) {
    indent(level);
    if (ofObject) {
      skipString();
      if (to - from > LONGEST_NAME || text[at] != ':' || text[at + 1] != ' ') {
        throw IrregularException.INSTANCE;
      }
      at += 2;
    }
    return scalar();
  }

  /** Passes a value without parts; says no, and passes nothing, if it has parts. */
  private boolean scalar() {
    switch (text[at]) {
      case '"' -> skipString();
      case '{', '[' -> {
        return false;
      }
      case 't' -> pass(TRUE);
      case 'f' -> pass(FALSE);
      case 'n' -> pass(NULL);
      default -> number();
    }
    return true;
  }

  private void skipString() {
    pass('"');
    int start = at;
    while (true) {
      at = Bytes.endOfPlainString(text, at);
      if (text[at] == '"') {
        break;
      }
      pass('\\');
      switch (text[at]) {
        case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
        case 'u' -> {
          for (int i = 1; i <= 4; i++) {
            if (Character.digit(text[at + i], 16) < 0) {
              throw IrregularException.INSTANCE;
            }
          }
          at += 5;
        }
        default -> throw IrregularException.INSTANCE;
      }
    }
    if (at - start > LONGEST_STRING) {
      throw IrregularException.INSTANCE;
    }
    from = start;
    to = at;
    at++;
  }

  private void number() {
    int start = at;
    at += text[at] == '-' ? 1 : 0;
    if (text[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (text[at] == '.') {
      at++;
      digits();
    }
    if (text[at] == 'e' || text[at] == 'E') {
      at++;
      at += text[at] == '-' || text[at] == '+' ? 1 : 0;
      digits();
    }
    if (at - start > LONGEST_NUMBER) {
      throw IrregularException.INSTANCE;
    }
  }

  private void digits() {
    int start = at;
    while (text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw IrregularException.INSTANCE;
    }
  }
}
