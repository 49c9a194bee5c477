package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SallyportTest {
  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(String... args) {
    return console.run((Object[]) args);
  }

  @Nested
  class The_program {
    @Test
    void says_its_version() {
      assertThat(run("--version")).isEqualTo(ExitCode.CLEAN);
      assertThat(out.toString()).startsWith("sallyport ");
    }

    @Test
    void lists_its_commands() {
      assertThat(run("--help")).isEqualTo(ExitCode.CLEAN);
      assertThat(out.toString()).contains("matrix").contains("Exit codes:");
    }

    @Test
    void cannot_run_without_a_command() {
      assertThat(run()).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("Name a command");
    }

    @Test
    void cannot_run_an_unknown_option() {
      assertThat(run("matrix", "--nope", ".")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("--nope");
    }
  }
}
