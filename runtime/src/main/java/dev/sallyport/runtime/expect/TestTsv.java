package dev.sallyport.runtime.expect;

import dev.sallyport.runtime.report.Tsv;
import java.util.List;
import java.util.Locale;

/**
 * A report as tab-separated values, with a header: status ({@code holds}, {@code fails}, {@code
 * error} or {@code uncovered}), file, line, source, destination, port, allowed, name. What no
 * expectation mentions has no line and no name, and is allowed.
 */
public final class TestTsv {
  private TestTsv() {}

  /** A line for each expectation and each open connection that none mentions. */
  public static String text(TestReport report) {
    StringBuilder text =
        new StringBuilder("status\tfile\tline\tsource\tdestination\tport\tallowed\tname\n");
    for (TestReport.File file : report.files()) {
      for (Outcome outcome : file.outcomes()) {
        Expectation expectation = outcome.expectation();
        text.append(
            Tsv.line(
                List.of(
                    outcome.status().name().toLowerCase(Locale.ROOT),
                    file.source(),
                    String.valueOf(expectation.line()),
                    expectation.from().toString(),
                    expectation.to().toString(),
                    expectation.ports().toString(),
                    String.valueOf(expectation.allowed()),
                    expectation.name())));
      }
      for (Coverage.Uncovered each : file.uncovered()) {
        text.append(
            Tsv.line(
                List.of(
                    "uncovered",
                    file.source(),
                    "",
                    each.from(),
                    each.to(),
                    each.on(),
                    "true",
                    "")));
      }
    }
    return text.toString();
  }
}
