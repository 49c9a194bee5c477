package dev.sallyport.runtime.findings;

import dev.sallyport.runtime.terminal.Ink;
import java.io.PrintWriter;

/** The forms in which findings are printed. */
public enum ReportFormat {
  /** For people. */
  TEXT,
  /** For programs; see {@link JsonFindings}. */
  JSON,
  /** For tables and pipes; see {@link TsvFindings}. */
  TSV,
  /** For pull requests; see {@link MarkdownFindings}. */
  MD,
  /** For code scanning; see {@link SarifFindings}. */
  SARIF,
  /** For GitHub's checks; see {@link GithubFindings}. */
  GITHUB;

  /** Prints a report in this form, without colours. {@code O(results)}. */
  public void print(Report report, PrintWriter out) {
    print(report, out, Ink.PLAIN);
  }

  /**
   * Prints a report in this form. {@code O(results)}.
   *
   * @param ink for the text; the other forms have no colours
   */
  public void print(Report report, PrintWriter out, Ink ink) {
    out.print(
        switch (this) {
          case TEXT -> TextFindings.text(report, ink);
          case JSON -> JsonFindings.text(report);
          case TSV -> TsvFindings.text(report);
          case MD -> MarkdownFindings.text(report);
          case SARIF -> SarifFindings.text(report);
          case GITHUB -> GithubFindings.text(report);
        });
    out.flush();
  }
}
