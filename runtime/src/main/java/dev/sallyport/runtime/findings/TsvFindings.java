package dev.sallyport.runtime.findings;

import dev.sallyport.runtime.report.Tsv;
import java.util.List;
import java.util.Locale;

/**
 * Findings as tab-separated values, with a header: severity, code, file, what is within the file
 * where that is an archive, line (empty where none can be named), source, message. Tabs and line
 * breaks in them are written as {@code \\u0009} and {@code \\u000a}. What is suppressed has {@code
 * suppressed} before its severity.
 */
final class TsvFindings {
  private TsvFindings() {}

  static String text(Report report) {
    StringBuilder text = new StringBuilder("severity\tcode\tfile\twithin\tline\tsource\tmessage\n");
    report.results().forEach(result -> line(result, "", text));
    report.suppressed().forEach(result -> line(result, "suppressed ", text));
    return text.toString();
  }

  private static void line(Report.Result result, String before, StringBuilder text) {
    Location at = result.location();
    List<String> cells =
        List.of(
            before + result.severity().name().toLowerCase(Locale.ROOT),
            result.code(),
            at.file(),
            at.within(),
            at.line() > 0 ? String.valueOf(at.line()) : "",
            at.source(),
            result.message());
    text.append(Tsv.line(cells));
  }
}
