package dev.sallyport.runtime.terminal;

/**
 * How text for people is set off. Plain ink changes nothing, so that what goes into a file or a
 * pipe has no control characters.
 *
 * <p>Source of the codes: ECMA-48, "Select graphic rendition".
 */
public enum Ink {
  /** No control characters at all. */
  PLAIN,
  /** Colours of a terminal. */
  COLOURED;

  private static final String RESET = "\u001b[0m";

  /** What is wrong, denied or opened. */
  public String bad(String text) {
    return in("1;31", text);
  }

  /** What is doubtful or to be looked at. */
  public String doubtful(String text) {
    return in("33", text);
  }

  /** What is fine, allowed or closed. */
  public String good(String text) {
    return in("32", text);
  }

  /** What heads other text. */
  public String heading(String text) {
    return in("1", text);
  }

  /** What is secondary. */
  public String faint(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + RESET;
  }
}
