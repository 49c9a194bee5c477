package dev.sallyport.runtime.findings;

import dev.sallyport.check.Severity;
import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Visible;
import java.util.Locale;

/** Findings for people: each with its place, what stands there, and what to do. */
final class TextFindings {
  private TextFindings() {}

  static String text(Report report, Ink ink) {
    StringBuilder text = new StringBuilder();
    report.results().forEach(result -> result(result, "", ink, text));
    report.suppressed().forEach(result -> result(result, "suppressed ", ink, text));
    if (report.results().isEmpty() && report.suppressed().isEmpty()) {
      return ink.good("Nothing is wrong.") + "\n";
    }
    String counts = report.counts();
    return text.append('\n')
        .append(report.hasErrors() ? ink.bad(counts) : counts)
        .append('\n')
        .toString();
  }

  private static void result(Report.Result result, String before, Ink ink, StringBuilder text) {
    String severity = before + result.severity().name().toLowerCase(Locale.ROOT);
    text.append(ink.heading(Visible.text(result.location().path()) + ":"))
        .append(' ')
        .append(
            result.severity() == Severity.ERROR && before.isEmpty()
                ? ink.bad(severity + ":")
                : ink.doubtful(severity + ":"))
        .append(' ')
        .append(Visible.text(result.text()))
        .append('\n');
    if (!result.location().source().isEmpty()) {
      String at = "  at " + Visible.text(result.location().source());
      text.append(ink.faint(at)).append('\n');
    }
  }
}
