package dev.sallyport.runtime.bundle;

import dev.sallyport.runtime.terminal.Visible;

/** Text from an input made fit for one line of a message: nothing is hidden, long text is cut. */
final class Printable {
  private static final int MAX_LENGTH = 400;

  private Printable() {}

  static String text(String text) {
    StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 8);
    int position = 0;
    while (position < text.length() && printable.length() < MAX_LENGTH) {
      int c = text.codePointAt(position);
      position += Character.charCount(c);
      if (Visible.isHidden(c)) {
        printable.append(Visible.escape(c));
      } else {
        printable.appendCodePoint(c);
      }
    }
    return position < text.length() ? printable + "..." : printable.toString();
  }
}
