package dev.sallyport.runtime.fast;

import dev.sallyport.runtime.document.ScalarType;

/**
 * The values of YAML as kubectl prints it that are neither object nor list: plain, in quotes, or a
 * literal block, on one line or on several.
 *
 * <p>Source: YAML 1.2.2, chapters 7.3 (flow scalar styles) and 8.1 (block scalar styles), of which
 * this is a small part.
 */
abstract class YamlScalars extends Walk {
  private static final long COLONS = Bytes.every(':');
  private static final long HASHES = Bytes.every('#');
  private static final long SINGLE_QUOTES = Bytes.every('\'');
  private static final long DOUBLE_QUOTES = Bytes.every('"');
  private static final long BACKSLASHES = Bytes.every('\\');
  private static final byte[] TRUE = {'t', 'r', 'u', 'e', '\n'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e', '\n'};

  /** Which bytes may start a plain value; a dash may if no space follows. */
  private static final boolean[] PLAIN_START = new boolean[256];

  static {
    for (int c = '!'; c < 0x7F; c++) {
      PLAIN_START[c] = "-?:,[]{}#&*!|>'\"%@`".indexOf(c) < 0;
    }
  }

  YamlScalars(byte[] text) {
    super(text);
  }

  @Override
  final void string() {
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
  final boolean truth() {
    pass(' ');
    boolean value = text[at] == 't';
    pass(value ? TRUE : FALSE);
    line++;
    return value;
  }

  @Override
  final int smallNumber() {
    pass(' ');
    int value = number(digits());
    passLine();
    return value;
  }

  /** Passes a value that starts on the line of its field or item. */
  final void inline(int level) {
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
}
