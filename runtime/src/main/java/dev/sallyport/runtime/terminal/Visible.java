package dev.sallyport.runtime.terminal;

/**
 * Text out of an input that goes to a terminal: its control characters are shown, not obeyed, so
 * that no manifest or record can move the cursor or change what is read.
 */
public final class Visible {
  private Visible() {}

  /** The text with control characters as their escapes; lines may still break. */
  public static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder visible = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (isControl(each)) {
        visible.append(String.format("\\u%04x", (int) each));
      } else {
        visible.append(each);
      }
    }
    return visible.toString();
  }

  /** Lines may break; directional marks count, because they turn text around. */
  private static boolean isControl(char each) {
    return (Character.isISOControl(each) && each != '\n')
        || (each >= '\u202a' && each <= '\u202e')
        || (each >= '\u2066' && each <= '\u2069');
  }
}
