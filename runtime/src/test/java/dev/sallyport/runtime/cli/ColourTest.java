package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.terminal.Ink;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColourTest {
  private static final String SHOP = "src/test/resources/inputs/shop";
  private static final String DEPLOYMENTS = SHOP + "/deployments.yaml";

  private static String run(Ink ink, String line) {
    Console console = new Console();
    console.run(Sallyport.commandLine(ink), (Object[]) line.split(" ", -1));
    assertThat(console.err.toString()).doesNotContain("\u001b");
    return console.out.toString();
  }

  private static final String ALLOWED = "allowed shop/frontend shop/orders:8080 " + SHOP;
  private static final String DENIED = "explain shop/frontend shop/orders-db:5432 " + SHOP;
  private static final String DIFF = "diff " + DEPLOYMENTS + " " + SHOP;
  private static final String CHECK = "check --manifests " + SHOP;
  private static final String MATRIX = "matrix " + SHOP;
  private static final String TEST = "test src/test/resources/expect/shop.yaml";

  @ParameterizedTest
  @ValueSource(strings = {ALLOWED, DENIED, DIFF, CHECK, MATRIX, TEST})
  void changes_no_word(String line) throws IOException {
    String coloured = run(Ink.COLOURED, line);

    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(run(Ink.PLAIN, line));
    Goldens.check(
        "colour/" + line.substring(0, line.indexOf(' ')) + ".ansi",
        coloured.replace("\u001b", "<ESC>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ALLOWED, DENIED, DIFF, CHECK, MATRIX, TEST})
  void is_not_in_output_for_programs(String line) {
    assertThat(run(Ink.COLOURED, line + " -o json")).startsWith("{").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "matrix --help", "matrix --nope", "nope", "matrix missing"})
  void is_in_nothing_without_a_terminal(String line) {
    assertThat(run(Ink.PLAIN, line)).doesNotContain("\u001b");
  }
}
