package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A start for one command does what a start for all of them does. */
class NamedCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String said(CommandLine commandLine, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    return commandLine.execute(args) + "\n" + out + "\n" + err;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "-V",
        "--help",
        "-h",
        "aply x",
        "--nothing",
        "apply --help",
        "apply --version",
        "apply",
        "apply --nothing x",
        "extract --help",
        "extract x -o - --namespace-map SHOP=shop",
        "matrix src/test/resources/inputs/shop -o TSV",
        "allowed shop/frontend shop/orders:8080 src/test/resources/inputs/shop"
      })
  void does_the_same(String line) {
    String[] args = line.split(" ", -1);
    assertThat(said(Sallyport.commandLine(args), args))
        .isEqualTo(said(Sallyport.commandLine(), args));
  }

  @Test
  void has_no_other_beside_it() {
    assertThat(Sallyport.commandLine(new String[] {"extract", "x"}).getSubcommands())
        .containsOnlyKeys("extract");
    assertThat(Sallyport.commandLine().getSubcommands()).containsKeys("extract", "apply");
  }
}
