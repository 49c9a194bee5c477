package dev.sallyport.runtime.fast;

import java.nio.charset.StandardCharsets;

/**
 * A walk through a regular text. It goes forward only; a walk that ends without an {@link
 * IrregularException} has checked every byte that it passed.
 *
 * <p>An object is walked through by {@link #enterObject}, then {@link #name} and its value, as long
 * as {@link #moreFields} says so; a list by {@link #enterList}, then {@link #item} and its value,
 * as long as {@link #moreItems} says so. Each takes the level that the method before it gave.
 */
abstract class Walk {
  /** What {@link #enterObject} and {@link #enterList} give where there is nothing to enter. */
  static final int EMPTY = -1;

  /** Deeper texts are for the full reader. */
  static final int MAX_DEPTH = 60;

  /** Longer names are for the full reader. */
  static final int LONGEST_NAME = 1000;

  /** Longer strings are for the full reader. */
  static final int LONGEST_STRING = 8 * 1024 * 1024;

  /** The text, padded as {@link Bytes} asks for. */
  byte[] text;

  /** The line of {@link #at}. */
  int line;

  /** How far the walk has come. */
  int at;

  /** Where the last name or string starts, without quotes. */
  int from;

  /** Where the last name or string ends, without quotes. */
  int to;

  Walk(byte[] text) {
    this.text = text;
  }

  /** The level to enter the whole text with. */
  abstract int top();

  /** Enters an object: gives the level of its fields, or says that it is empty. */
  abstract int enterObject(int level);

  /** Passes the name of a field; its value comes next. */
  abstract void name(int level);

  /** After a value: whether another field follows. Otherwise the object is passed. */
  abstract boolean moreFields(int level);

  /** Enters a list: gives the level of its items, or says that it is empty. */
  abstract int enterList(int level);

  /** Passes what stands before an item. */
  abstract void item(int level);

  /** After an item: whether another one follows. Otherwise the list is passed. */
  abstract boolean moreItems(int level);

  /** Passes a string without escapes; it stands between {@link #from} and {@link #to}. */
  abstract void string();

  /** Passes {@code true} or {@code false}. */
  abstract boolean truth();

  /** Passes a number of at most nine digits, without sign, fraction or exponent. */
  abstract int smallNumber();

  /** Passes the value of a field, whatever it is. */
  abstract void skip(int level);

  /** Passes an item, whatever it is. */
  abstract void skipItem(int level);

  /** Passes the end of the text, which may leave an end of line to pass. */
  abstract void end(int limit);

  /** A passed item as a text of its own, on as many lines. */
  abstract String itemText(int start, int end);

  /** Passes a string without escapes and gives it. */
  final String text() {
    string();
    return passed();
  }

  /** What stands between {@link #from} and {@link #to}. */
  final String passed() {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Passes one byte. */
  final void pass(char expected) {
    if (text[at] != expected) {
      throw new IrregularException();
    }
    at++;
  }

  /** Passes the end of a line. */
  final void passLine() {
    pass('\n');
    line++;
  }

  /** Passes a whole word. */
  final void pass(byte[] word) {
    if (!Bytes.equal(text, at, at + word.length, word)) {
      throw new IrregularException();
    }
    at += word.length;
  }

  /** Passes digits, of which there must be at least one. */
  final int digits() {
    int start = at;
    while (text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw new IrregularException();
    }
    return at - start;
  }

  /** The number that digits before {@link #at} write. */
  final int number(int digits) {
    if (digits > 9 || (text[at - digits] == '0' && digits > 1)) {
      throw new IrregularException();
    }
    int value = 0;
    for (int i = at - digits; i < at; i++) {
      value = value * 10 + text[i] - '0';
    }
    return value;
  }
}
