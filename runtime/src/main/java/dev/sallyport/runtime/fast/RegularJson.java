package dev.sallyport.runtime.fast;

import java.nio.charset.StandardCharsets;

/**
 * Walks through JSON as kubectl prints it: four spaces for each level, one field or item a line,
 * {@code ": "} after a name, {@code {}} and {@code []} where they are empty, ASCII only. A walk
 * that ends without an {@link IrregularException} has checked every byte that it passed: the text
 * is valid JSON.
 *
 * <p>Source: RFC 8259; Go's {@code json.MarshalIndent} with four spaces.
 */
final class RegularJson extends Walk {
  private static final int INDENT = 4;
  private static final int LONGEST_NUMBER = 100;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  RegularJson(byte[] text) {
    super(text);
  }

  @Override
  int top() {
    return 0;
  }

  @Override
  int enterObject(int level) {
    return enter('{', '}', level);
  }

  @Override
  int enterList(int level) {
    return enter('[', ']', level);
  }

  private int enter(char open, char close, int level) {
    pass(open);
    if (text[at] == close) {
      at++;
      return EMPTY;
    }
    passLine();
    return level + 1;
  }

  @Override
  void name(int level) {
    indent(level);
    string();
    afterName();
  }

  private void afterName() {
    if (to - from > LONGEST_NAME || text[at] != ':' || text[at + 1] != ' ') {
      throw new IrregularException();
    }
    at += 2;
  }

  @Override
  void item(int level) {
    indent(level);
  }

  private void indent(int level) {
    if (!Bytes.areSpaces(text, at, level * INDENT)) {
      throw new IrregularException();
    }
    at += level * INDENT;
  }

  @Override
  boolean moreFields(int level) {
    return more(level, '}');
  }

  @Override
  boolean moreItems(int level) {
    return more(level, ']');
  }

  private boolean more(int level, char close) {
    if (text[at] == ',') {
      at++;
      passLine();
      return true;
    }
    passLine();
    indent(level - 1);
    pass(close);
    return false;
  }

  @Override
  void string() {
    pass('"');
    from = at;
    to = Bytes.endOfPlainString(text, at);
    at = to;
    pass('"');
  }

  @Override
  boolean truth() {
    boolean value = text[at] == 't';
    pass(value ? TRUE : FALSE);
    return value;
  }

  @Override
  int smallNumber() {
    int value = number(digits());
    if (text[at] == '.' || text[at] == 'e' || text[at] == 'E') {
      throw new IrregularException();
    }
    return value;
  }

  @Override
  void skipItem(int level) {
    skip(level);
  }

  @Override
  void end(int limit) {
    if (at < limit) {
      passLine();
    }
  }

  @Override
  String itemText(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }

  @Override
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
          throw new IrregularException();
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
            throw new IrregularException();
          }
          objects = object ? objects | (1L << level) : objects & ~(1L << level);
          entered = !member(level, (objects & (1L << level)) != 0);
          if (entered) {
            continue;
          }
        }
      }
      // after a member of the level
      if (text[at] == ',') {
        at++;
        passLine();
        entered = !member(level, (objects & (1L << level)) != 0);
      } else {
        passLine();
        indent(level - 1);
        pass((objects & (1L << level)) != 0 ? '}' : ']');
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
      afterName();
    }
    return scalar();
  }

  /** Passes a value without parts; says no, and passes nothing, if it has parts. */
  boolean scalar() {
    switch (text[at]) {
      case '"' -> skipString();
      case '{', '[' -> {
        return false;
      }
      case 't' -> pass(TRUE);
      case 'f' -> pass(FALSE);
      case 'n' -> pass(NULL);
      default -> anyNumber();
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
              throw new IrregularException();
            }
          }
          at += 5;
        }
        default -> throw new IrregularException();
      }
    }
    if (at - start > LONGEST_STRING) {
      throw new IrregularException();
    }
    from = start;
    to = at;
    at++;
  }

  private void anyNumber() {
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
      throw new IrregularException();
    }
  }
}
