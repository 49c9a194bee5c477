package dev.sallyport.processor.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Severity;
import dev.sallyport.check.Stage;
import dev.sallyport.processor.docs.Page.Block;
import dev.sallyport.processor.docs.Page.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The findings reference says what the compiler does. */
class FindingsReferenceTest {
  private static final Pattern CODE = Pattern.compile("SP\\d{3}");

  static Stream<Entry> entries() {
    return Page.FINDINGS.entries().stream();
  }

  @Test
  void has_an_entry_for_each_code_under_its_title() {
    assertThat(entries().map(e -> e.anchor() + " " + e.id() + " " + e.title()))
        .containsExactlyElementsOf(
            Arrays.stream(FindingCode.values())
                .map(code -> code.anchor() + " " + code.id() + " " + code.title())
                .toList());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void says_how_severe_a_finding_is(Entry entry) {
    FindingCode code = code(entry);
    String severity = code.severity() == Severity.ERROR ? "Error" : "Warning";
    assertThat(entry.kind())
        .isEqualTo("*" + severity + (code.suppressible() ? "; can be suppressed" : "") + ".*");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void says_how_to_mend_it(Entry entry) {
    assertThat(entry.text()).contains("\n**Fix:** ");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void has_examples_that_give_the_finding(Entry entry) {
    Block block = entry.example();
    if (code(entry).stage() == Stage.DEPLOY) {
      assertThat(block.text()).startsWith("[" + entry.id() + "] ");
      assertThat(entry.text()).contains(entry.kind() + " Found at deploy time only");
      return;
    }
    Example example =
        block.language().equals("java")
            ? Example.compile(block.text(), "-Asallyport.constants=true")
            : Example.compile("class Some {}\n", block.text().strip());
    List<String> mentioned =
        CODE.matcher(entry.text()).results().map(MatchResult::group).distinct().sorted().toList();

    assertThat(example.otherErrors()).isEmpty();
    assertThat(example.codes()).contains(entry.id()).isSubsetOf(mentioned);
  }

  private static FindingCode code(Entry entry) {
    return Arrays.stream(FindingCode.values())
        .filter(code -> code.id().equals(entry.id()))
        .findFirst()
        .orElseThrow();
  }
}
