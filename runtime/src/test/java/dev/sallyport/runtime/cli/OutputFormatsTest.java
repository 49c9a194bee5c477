package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.runtime.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** What holds for the output of every command. */
class OutputFormatsTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");

  static List<String> formats() {
    List<String> formats = new ArrayList<>();
    Sallyport.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (name.equals("emit")) {
                return; // writes folders, in the formats of extract and by its code
              }
              for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.typeInfo().isEnum()
                    && List.of("--output", "--format").contains(option.longestName())) {
                  option
                      .typeInfo()
                      .getEnumConstantNames()
                      .forEach(format -> formats.add(name + "/*." + ending(format)));
                }
              }
            });
    return formats;
  }

  private static String ending(String format) {
    return format.equals("JUNIT") ? "xml" : format.toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void each_is_kept_as_a_golden_file(String pattern) throws IOException {
    String[] parts = pattern.split("/\\*", -1);
    try (Stream<Path> files = Files.walk(GOLDENS.resolve(parts[0]))) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(parts[1]));
    }
  }

  static List<Path> goldens(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(GOLDENS)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.startsWith(GOLDENS.resolve("extract")))
          .sorted()
          .toList();
    }
  }

  static List<Path> jsonGoldens() throws IOException {
    return goldens(".json");
  }

  static List<Path> sarifGoldens() throws IOException {
    return goldens(".sarif");
  }

  @ParameterizedTest
  @MethodSource("jsonGoldens")
  void json_is_valid_by_the_schema_that_it_names(Path golden) throws IOException {
    Schemas.checkJson(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("sarifGoldens")
  void sarif_is_valid_by_the_official_schema(Path golden) throws IOException {
    Schemas.checkSarif(Files.readString(golden));
  }

  @Test
  void a_field_that_the_schema_does_not_describe_is_noticed() throws IOException {
    String json = Files.readString(GOLDENS.resolve("link/shop.json"));

    assertThatThrownBy(() -> Schemas.checkJson(json.replace("\"message\"", "\"mesage\"")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mesage");
  }

  @Test
  void a_field_that_sarif_does_not_know_is_noticed() throws IOException {
    String sarif = Files.readString(GOLDENS.resolve("check/shop.sarif"));

    assertThatThrownBy(() -> Schemas.checkSarif(sarif.replace("\"startLine\"", "\"line\"")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Schemas.checkSarif(sarif.replace("\"level\"", "\"severity\"")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("severity");
  }
}
