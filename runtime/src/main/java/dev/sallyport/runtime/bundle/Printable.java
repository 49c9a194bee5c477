package dev.sallyport.runtime.bundle;

import java.util.Locale;

/**
 * Text from an input made fit for one line of a message: control and formatting characters, which
 * could forge lines or hide what stands there, become {@code \}{@code uXXXX}; long text is cut.
 */
final class Printable {
  private static final int MAX_LENGTH = 400;

  private Printable() {}

  static String text(String text) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 8);
    int position = 0;
    while (position < text.length() && printable.length() < MAX_LENGTH) {
      int c = text.codePointAt(position);
      position += Character.charCount(c);
      if (hidden(c)) {
        printable.append(String.format(Locale.ROOT, "\\u%04x", c));
      } else {
        printable.appendCodePoint(c);
      }
    }
    return position < text.length() ? printable + "..." : printable.toString();
  }

  private static boolean hidden(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
