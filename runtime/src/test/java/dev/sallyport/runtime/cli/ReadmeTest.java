package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The examples of the README print what it shows; {@code -DupdateGoldens=true} writes it. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```console\n\\$ sallyport ([^\n]+)\n(.*?)```\n", Pattern.DOTALL);

  private static String run(String arguments) {
    StringWriter said = new StringWriter();
    CommandLine commandLine = Sallyport.commandLine();
    commandLine.setOut(new PrintWriter(said));
    commandLine.setErr(new PrintWriter(said, true));
    commandLine.execute(arguments.split(" ", -1));
    return said.toString();
  }

  @Test
  void shows_what_the_commands_print() throws IOException {
    String text = Files.readString(README);
    List<String> examples = new ArrayList<>();
    String now =
        EXAMPLE
            .matcher(text)
            .replaceAll(
                example -> {
                  examples.add(example.group(1));
                  return Matcher.quoteReplacement(
                      "```console\n$ sallyport "
                          + example.group(1)
                          + "\n"
                          + run(example.group(1))
                          + "```\n");
                });
    if (Boolean.getBoolean("sallyport.updateGoldens")) {
      Files.writeString(README, now);
    }
    assertThat(now).isEqualTo(Files.readString(README));
    assertThat(examples).hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void names_every_command() throws IOException {
    String text = Files.readString(README);
    Set<String> commands = new TreeSet<>(Sallyport.commandLine().getSubcommands().keySet());

    assertThat(commands).allSatisfy(command -> assertThat(text).contains("`" + command + "`"));
  }

  private static final List<String> FORMATS =
      List.of(
          "text",
          "json",
          "tsv",
          "md",
          "sarif",
          "github",
          "junit",
          "dot",
          "mermaid",
          "yaml",
          "list",
          "kustomize",
          "helm");

  /** What a command has of the formats, as cells of a table. */
  private static String formats(CommandLine command) {
    Set<String> has = new TreeSet<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (option.typeInfo().isEnum()
          && List.of("--output", "--format").contains(option.longestName())) {
        option.typeInfo().getEnumConstantNames().forEach(f -> has.add(f.toLowerCase(Locale.ROOT)));
      }
    }
    assertThat(FORMATS).containsAll(has);
    StringBuilder cells = new StringBuilder();
    FORMATS.forEach(format -> cells.append(has.contains(format) ? " \u2713 |" : " |"));
    return cells.toString();
  }

  @Test
  void lists_every_format_of_every_command() throws IOException {
    StringBuilder table = new StringBuilder("| | " + String.join(" | ", FORMATS) + " |\n|---|");
    table.append("---|".repeat(FORMATS.size())).append('\n');
    Sallyport.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) ->
                table
                    .append("| `")
                    .append(name)
                    .append("` |")
                    .append(formats(command))
                    .append('\n'));

    String text = Files.readString(README);
    if (Boolean.getBoolean("sallyport.updateGoldens")) {
      text =
          Pattern.compile("\\| \\| text \\|.*?\n\n", Pattern.DOTALL)
              .matcher(text)
              .replaceFirst(Matcher.quoteReplacement(table + "\n"));
      Files.writeString(README, text);
    }
    assertThat(text).contains("\n" + table + "\n");
  }
}
