package dev.sallyport.runtime.terminal;

import java.util.Locale;

/**
 * Text out of an input that goes to a terminal: its hidden characters are shown, not obeyed, so
 * that no manifest or record can move the cursor or change what is read.
 */
public final class Visible {
  private Visible() {}

  /** The text with hidden characters as their escapes; lines may still break. */
  public static String text(String text) {
    if (text.codePoints().noneMatch(Visible::isEscaped)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(
            each -> {
              if (isEscaped(each)) {
                visible.append(escape(each));
              } else {
                visible.appendCodePoint(each);
              }
            });
    return visible.toString();
  }

  private static boolean isEscaped(int codePoint) {
    return codePoint != '\n' && isHidden(codePoint);
  }

  /**
   * Whether a character could forge lines or hide what stands there: controls, line breaks of every
   * kind, halves of a pair, and characters without a width, such as those that turn text around.
   */
  public static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** A character as four hexadecimal digits or more behind a backslash and a {@code u}. */
  public static String escape(int codePoint) {
    return String.format(Locale.ROOT, "\\u%04x", codePoint);
  }
}
