package dev.sallyport.runtime.report;

import dev.sallyport.runtime.terminal.Visible;

/**
 * Text that markdown takes as it is, also in the cell of a table. What comes out of inputs stands
 * as code, so that it can't be a link, an image or HTML.
 *
 * <p>Source: GitHub Flavored Markdown, "Tables" and "Code spans".
 */
public final class Markdown {
  private Markdown() {}

  /** Text as code; empty text stays empty. */
  public static String code(String text) {
    return text.isEmpty()
        ? ""
        : "`" + Visible.text(text).replace("`", "'").replace("|", "\\|").replace("\n", " ") + "`";
  }

  /** Lines as a block of code. */
  public static String block(String text) {
    return "```text\n" + Visible.text(text).replace("```", "'''").stripTrailing() + "\n```\n";
  }
}
