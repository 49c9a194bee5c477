package dev.sallyport.runtime.findings;

import dev.sallyport.check.Severity;
import dev.sallyport.runtime.report.Markdown;
import java.util.Locale;

/** Findings as a markdown table, for a pull request or the summary of a job. */
final class MarkdownFindings {
  private MarkdownFindings() {}

  static String text(Report report) {
    StringBuilder text = new StringBuilder("### sallyport " + report.command() + "\n\n");
    if (report.results().isEmpty() && report.suppressed().isEmpty()) {
      return text.append("Nothing is wrong.\n").toString();
    }
    text.append("| severity | code | where | what |\n|---|---|---|---|\n");
    report.results().forEach(result -> row(result, "", text));
    report.suppressed().forEach(result -> row(result, "suppressed ", text));
    report.results().forEach(result -> details(result, text));
    report.suppressed().forEach(result -> details(result, text));
    return text.append('\n').append(report.counts()).append('\n').toString();
  }

  private static void row(Report.Result result, String before, StringBuilder text) {
    String severity = before + result.severity().name().toLowerCase(Locale.ROOT);
    boolean stops = result.severity() == Severity.ERROR && before.isEmpty();
    text.append("| ")
        .append(stops ? "**" + severity + "**" : severity)
        .append(" | ")
        .append(result.code())
        .append(" | ")
        .append(Markdown.code(result.location().path()))
        .append(result.location().source().isEmpty() ? "" : "<br>")
        .append(Markdown.code(result.location().source()))
        .append(" | ")
        .append(Markdown.code(firstLine(result.message())))
        .append(" |\n");
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** The rest of what is longer than a line, to be unfolded. */
  private static void details(Report.Result result, StringBuilder text) {
    if (result.message().indexOf('\n') >= 0) {
      text.append("\n<details><summary>")
          .append(result.code())
          .append(result.location().line() > 0 ? ", line " + result.location().line() : "")
          .append("</summary>\n\n")
          .append(Markdown.block(result.location().path() + ": " + result.message()))
          .append("\n</details>\n");
    }
  }
}
