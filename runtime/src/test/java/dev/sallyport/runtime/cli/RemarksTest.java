package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.bundle.TestJar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What stands on standard error may quote an input that nobody vouches for. */
class RemarksTest {
  private static final String EVIL = "\u001b]0;owned\u0007\u001b[2K\r\u202e";

  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Sallyport.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(err, true));

  @Test
  void show_control_characters_and_do_not_obey_them() {
    Remarks remarks = Remarks.of(commandLine);
    remarks.say("a" + EVIL);
    remarks.list(List.of("b" + EVIL));
    remarks.sayAll(List.of("c" + EVIL), List.of());

    String shown = "\\u001b]0;owned\\u0007\\u001b[2K\\u000d\\u202e\n";
    assertThat(err.toString())
        .isEqualTo("sallyport: a" + shown + "b" + shown + "sallyport: c" + shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract JAR -o -", "emit JAR --target cilium -o -", "link JAR"})
  void are_all_that_a_command_says_of_an_entry_of_a_jar(String line, @TempDir Path folder)
      throws IOException {
    String jar =
        new TestJar()
            .text("META-INF/sallyport/manifests/shop/a" + EVIL + ".yaml", "not a manifest: [")
            .write(folder.resolve("evil.jar"))
            .toString();

    int code = commandLine.execute(line.replace("JAR", jar).split(" ", -1));

    assertThat(code).isNotEqualTo(ExitCode.CLEAN);
    assertThat(err.toString()).isNotEmpty().doesNotContain("\u001b", "\u0007", "\r", "\u202e");
  }
}
