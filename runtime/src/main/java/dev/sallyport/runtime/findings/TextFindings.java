package dev.sallyport.runtime.findings;

import dev.sallyport.check.Severity;
import java.util.Locale;

/** Findings for people: each with its place, what stands there, and what to do. */
final class TextFindings {
  private TextFindings() {}

  static String text(Report report) {
    StringBuilder text = new StringBuilder();
    for (Report.Result result : report.results()) {
      text.append(result.location().path())
          .append(": ")
          .append(result.severity().name().toLowerCase(Locale.ROOT))
          .append(": ")
          .append(result.text())
          .append('\n');
      if (!result.location().source().isEmpty()) {
        text.append("  at ").append(result.location().source()).append('\n');
      }
    }
    if (report.results().isEmpty()) {
      return "Nothing is wrong.\n";
    }
    return text.append('\n')
        .append(counted(report.count(Severity.ERROR), "error"))
        .append(", ")
        .append(counted(report.count(Severity.WARNING), "warning"))
        .append('\n')
        .toString();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
