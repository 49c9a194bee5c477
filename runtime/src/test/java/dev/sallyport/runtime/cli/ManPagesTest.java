package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ManPagesTest {
  private final SortedMap<String, String> pages = ManPages.pages(Sallyport.commandLine());

  @Test
  void are_one_for_the_program_and_one_for_each_command() {
    assertThat(pages).containsKeys("sallyport.1", "sallyport-extract.1");
    assertThat(pages).hasSize(1 + Sallyport.commandLine().getSubcommands().size());
    assertThat(pages.get("sallyport.1")).contains(".SH COMMANDS\n").contains(".B extract\n");
  }

  @Test
  void say_what_the_help_says() {
    assertThat(pages.get("sallyport-extract.1"))
        .startsWith(".TH SALLYPORT\\-EXTRACT 1\n.SH NAME\nsallyport\\-extract \\- Takes")
        .contains(".B \\-o, \\-\\-output DIR\n")
        .contains("yaml, list, kustomize or helm.")
        .contains("GitRepository/flux\\-system")
        .contains(".B 2\ncould not run")
        .contains(".SH EXAMPLES\n.nf\n  sallyport extract ")
        .doesNotContain("${");
  }

  @Test
  void have_no_line_that_the_formatter_takes_for_a_request() {
    assertThat(pages.values())
        .allSatisfy(
            page ->
                assertThat(page.lines().filter(line -> line.startsWith(".")))
                    .allMatch(line -> line.matches("\\.(TH|SH|TP|PP|B|nf|fi)( .*)?")));
  }
}
