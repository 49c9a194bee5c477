package dev.sallyport.samples.boutique;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.cli.ExitCode;
import dev.sallyport.runtime.cli.Sallyport;
import dev.sallyport.runtime.expect.Expectation;
import dev.sallyport.runtime.expect.ExpectationFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code expectations.yaml} holds, and there is nothing beside it. */
class ExpectationsTest {
  private static final Path FILE = Path.of("expectations.yaml");

  private final StringWriter out = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine = Sallyport.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(out, true));
    return commandLine.execute(args);
  }

  @Test
  void hold_and_mention_every_open_connection() {
    assertThat(
            run(
                "test",
                FILE.toString(),
                "--uncovered",
                "--junit-xml",
                "target/expectations/TEST-expectations.xml"))
        .as(out::toString)
        .isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).endsWith("\n19 expectations: all hold\n");
    assertThat(Path.of("target/expectations/TEST-expectations.xml")).isNotEmptyFile();
  }

  @Test
  void are_the_sixteen_calls() throws Exception {
    List<String> calls =
        ExpectationFile.read(FILE).expectations().stream()
            .filter(Expectation::allowed)
            .filter(each -> !each.from().toString().equals("Internet"))
            .map(each -> each.from() + " " + each.to() + " TCP " + each.ports())
            .toList();
    assertThat(calls)
        .containsExactlyElementsOf(
            OnlineBoutique.CALLS.stream()
                .map(call -> call.from() + " " + call.to() + " " + call.on())
                .toList())
        .hasSize(16);
  }

  @Test
  void miss_any_call_that_is_taken_out(@TempDir Path folder) throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    String inputs =
        "inputs: ["
            + Path.of("target/classes").toAbsolutePath()
            + ", "
            + Path.of("src/main/k8s").toAbsolutePath()
            + "]";
    for (String call : lines.stream().filter(each -> each.contains("allowed: true")).toList()) {
      Path without = folder.resolve("without.yaml");
      Files.write(
          without,
          lines.stream()
              .filter(each -> !each.equals(call))
              .map(each -> each.startsWith("inputs:") ? inputs : each)
              .toList());
      out.getBuffer().setLength(0);
      assertThat(run("test", without.toString(), "--uncovered"))
          .as(call)
          .isEqualTo(ExitCode.FINDINGS);
    }
  }
}
