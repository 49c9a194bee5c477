package dev.sallyport.runtime.expect;

/**
 * A report as JUnit XML, as Surefire writes it and CI servers read it: a {@code testsuite} for each
 * file, a {@code testcase} for each expectation, and {@code failure} or {@code error} with the
 * whole message. There are no times: the same input gives the same bytes.
 *
 * <p>What no expectation mentions is a failed test case of its own.
 *
 * <p>Source: the schema of Maven Surefire's reports; XML 1.0, section 2.2 for the characters that a
 * document may hold.
 */
public final class JUnitXml {
  private static final String COVERAGE = "every open connection is mentioned";

  private JUnitXml() {}

  /**
   * The report. {@code O(length)}.
   *
   * @param coverage whether what no expectation mentions was asked
   */
  public static String text(TestReport report, boolean coverage) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuites>\n");
    for (TestReport.File file : report.files()) {
      suite(file, coverage, xml);
    }
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(TestReport.File file, boolean coverage, StringBuilder xml) {
    long failures =
        count(file, Outcome.Status.FAILS) + (coverage && !file.uncovered().isEmpty() ? 1 : 0);
    xml.append("  <testsuite name=\"")
        .append(attribute(file.source()))
        .append("\" tests=\"")
        .append(file.outcomes().size() + (coverage ? 1 : 0))
        .append("\" failures=\"")
        .append(failures)
        .append("\" errors=\"")
        .append(count(file, Outcome.Status.ERROR))
        .append("\" skipped=\"0\">\n");
    for (Outcome outcome : file.outcomes()) {
      Expectation expectation = outcome.expectation();
      String name = expectation.title() + " (line " + expectation.line() + ")";
      switch (outcome.status()) {
        case HOLDS -> start(file, name, "/>\n", xml);
        case FAILS -> problem(file, name, "failure", outcome.summary(), outcome.message(), xml);
        case ERROR -> problem(file, name, "error", outcome.summary(), outcome.message(), xml);
      }
    }
    if (coverage && file.uncovered().isEmpty()) {
      start(file, COVERAGE, "/>\n", xml);
    } else if (coverage) {
      StringBuilder text = new StringBuilder();
      for (Coverage.Uncovered each : file.uncovered()) {
        text.append(each.from()).append(" reaches ").append(each.to());
        text.append(" on ").append(each.on()).append('\n');
      }
      String summary = "Open connections that are not mentioned: " + file.uncovered().size();
      problem(file, COVERAGE, "failure", summary, text.toString(), xml);
    }
    xml.append("  </testsuite>\n");
  }

  private static long count(TestReport.File file, Outcome.Status status) {
    return file.outcomes().stream().filter(outcome -> outcome.status() == status).count();
  }

  private static void start(TestReport.File file, String name, String end, StringBuilder xml) {
    xml.append("    <testcase name=\"")
        .append(attribute(name))
        .append("\" classname=\"")
        .append(attribute(file.source()))
        .append('"')
        .append(end);
  }

  private static void problem(
      TestReport.File file,
      String name,
      String element,
      String summary,
      String text,
      StringBuilder xml) {
    start(file, name, ">\n", xml);
    xml.append("      <")
        .append(element)
        .append(" message=\"")
        .append(attribute(summary))
        .append("\" type=\"")
        .append(element.equals("failure") ? "expectation" : "question")
        .append("\">")
        .append(content(text))
        .append("</")
        .append(element)
        .append(">\n    </testcase>\n");
  }

  private static String attribute(String text) {
    return content(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
  }

  private static String content(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '\r' -> safe.append("&#13;");
                default -> safe.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
              }
            });
    return safe.toString();
  }

  /** Whether XML 1.0 can hold a character at all, escaped or not. */
  private static boolean isCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
