package dev.sallyport.runtime.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.check.Severity;
import dev.sallyport.runtime.Schemas;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever stands in an input, each form stays what it is. */
class ReportFormatTest {

  private static String print(ReportFormat format, Report report) {
    StringWriter text = new StringWriter();
    format.print(report, new PrintWriter(text));
    return text.toString();
  }

  @Provide
  Arbitrary<Report> reports() {
    Arbitrary<String> texts =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.strings().ofMaxLength(20)),
            net.jqwik.api.Tuple.of(
                2,
                Arbitraries.strings()
                    .withChars("a:,%|`\"'\\/<> \t\r\n\u001b\u0000\u2028\u202e\ud800")
                    .ofMaxLength(20)));
    Arbitrary<Location> locations =
        Combinators.combine(texts, Arbitraries.integers().between(0, 9), texts, texts)
            .as((file, line, within, source) -> new Location(file, line, within, source));
    Arbitrary<Report.Result> results =
        Combinators.combine(
                Arbitraries.integers().between(0, 999),
                texts,
                Arbitraries.of(Severity.ERROR, Severity.WARNING),
                texts,
                locations)
            .as(
                (code, title, severity, message, location) ->
                    new Report.Result(
                        String.format("SP%03d", code), title, severity, message, location));
    return results
        .list()
        .ofMaxSize(4)
        .map(list -> new Report("link", "sallyport.dev/link/v1", list));
  }

  @Property(tries = 300)
  void json_says_what_was_found(@ForAll("reports") Report report) throws IOException {
    String text = print(ReportFormat.JSON, report);

    Schemas.checkJson(text);
    JsonNode findings = JsonMapper.shared().readTree(text).get("findings");
    assertThat(findings.size()).isEqualTo(report.results().size());
    for (int i = 0; i < findings.size(); i++) {
      Report.Result result = report.results().get(i);
      assertThat(findings.get(i).get("message").asString()).isEqualTo(whole(result.message()));
      assertThat(findings.get(i).get("file").asString()).isEqualTo(whole(result.location().file()));
    }
  }

  /** Half a character is written as the character that stands for none. */
  private static String whole(String text) {
    return text.codePoints()
        .map(each -> Character.getType(each) == Character.SURROGATE ? 0xfffd : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Property(tries = 300)
  void sarif_is_valid(@ForAll("reports") Report report) throws IOException {
    Schemas.checkSarif(print(ReportFormat.SARIF, report));
  }

  @Property(tries = 300)
  void github_gets_one_command_for_each_finding(@ForAll("reports") Report report) {
    String text = print(ReportFormat.GITHUB, report);

    List<String> lines = List.of(text.split("\n"));
    if (report.results().isEmpty()) {
      assertThat(text).isEmpty();
      return;
    }
    assertThat(lines).hasSize(report.results().size());
    assertThat(lines).allMatch(line -> line.matches("(?s)::(error|warning) [^:]*::[^\r]*"));
  }

  @Property(tries = 300)
  void text_moves_no_cursor(@ForAll("reports") Report report) {
    assertThat(print(ReportFormat.TEXT, report))
        .doesNotContain("\u001b", "\u0000", "\r", "\u202e", "\t");
  }

  @Property(tries = 300)
  void no_form_for_people_or_logs_moves_the_cursor(@ForAll("reports") Report report) {
    assertThat(print(ReportFormat.MD, report) + print(ReportFormat.GITHUB, report))
        .doesNotContain("\u001b", "\u0000", "\r", "\u202e", "\t");
  }

  @Property(tries = 300)
  void tsv_has_a_line_of_seven_cells_for_each_finding(@ForAll("reports") Report report) {
    String[] lines = print(ReportFormat.TSV, report).split("\n", -1);

    assertThat(lines).hasSize(report.results().size() + 2);
    assertThat(lines[lines.length - 1]).isEmpty();
    assertThat(List.of(lines).subList(0, lines.length - 1))
        .allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(7))
        .noneMatch(line -> line.contains("\u001b") || line.contains("\r"));
  }

  @Property(tries = 300)
  void markdown_has_a_row_of_four_cells_for_each_finding(@ForAll("reports") Report report) {
    // The table ends at an empty line; the messages below it may look like rows, in their fences.
    List<String> rows =
        print(ReportFormat.MD, report)
            .lines()
            .dropWhile(line -> !line.startsWith("|"))
            .takeWhile(line -> !line.isEmpty())
            .filter(line -> !line.equals("|---|---|---|---|"))
            .toList();

    assertThat(rows).hasSize(report.results().isEmpty() ? 0 : report.results().size() + 1);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.replace("\\|", "").chars().filter(c -> c == '|')).hasSize(5));
  }

  @Example
  void a_line_of_a_message_is_no_row_of_the_table() {
    Location at = Location.of("a.yaml", 1, "");
    Report report =
        new Report(
            "check",
            "",
            List.of(new Report.Result("SP000", "", Severity.ERROR, "first\n| second", at)));

    assertThat(print(ReportFormat.MD, report))
        .contains("`first` |\n\n<details>")
        .contains("\n| second\n```\n\n</details>");
  }

  @Example
  void github_escapes_what_would_end_a_property_or_a_line() {
    Report report =
        new Report(
            "check",
            "",
            List.of(
                new Report.Result(
                    "SP064",
                    "",
                    Severity.ERROR,
                    "100% wrong,\nmend: it",
                    Location.of("a,b:c%.yaml", 7, "Service shop/orders"))));

    assertThat(print(ReportFormat.GITHUB, report))
        .isEqualTo(
            "::error file=a%2Cb%3Ac%25.yaml,line=7,title=sallyport check SP064::[SP064] 100%25"
                + " wrong,%0Amend: it%0Aat a,b:c%25.yaml:7: Service shop/orders\n");
  }

  @Example
  void files_below_a_folder_are_named_relative_to_it() {
    Report report =
        new Report(
            "link",
            "",
            List.of(
                new Report.Result(
                    "SP051", "", Severity.ERROR, "m", Location.of("/build/a/x.json", 1, "")),
                new Report.Result(
                    "SP051", "", Severity.ERROR, "m", Location.of("/other/x.json", 1, ""))));

    assertThat(report.below(Path.of("/build")).results())
        .extracting(result -> result.location().file())
        .containsExactly("/other/x.json", "a/x.json");
  }
}
