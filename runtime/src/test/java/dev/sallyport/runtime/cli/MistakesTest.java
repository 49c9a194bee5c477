package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong: one clear message, exit code 2, and nothing on standard output. */
class MistakesTest {
  private static final String SHOP = "src/test/resources/inputs/shop";

  @TempDir private Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectory(folder.resolve("folder"));
    Files.createFile(folder.resolve("empty.jar"));
    Files.createFile(folder.resolve("empty.yaml"));
    Files.writeString(folder.resolve("values.yaml"), "replicas: 3\n");
    Files.writeString(folder.resolve("no.jar"), "this is no jar");
  }

  /** {@code @} stands for the folder, {@code SHOP} for objects that are fine. */
  private int run(String line) {
    String words = line.replace("@", folder.toString()).replace("SHOP", SHOP);
    return console.run((Object[]) words.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "allowed a | Missing required parameter: 'TO[:PORT]'",
        "allowed shop/frontend shop/orders @/none | @/none: there is no such file or folder",
        "allowed shop/nobody shop/orders SHOP | there is no workload \"shop/nobody\"",
        "allowed shop/frontend shop/orders:0 SHOP | 0 is not a port number",
        "explain shop/frontend shop/orders @/folder | @/folder: there is no Kubernetes object here",
        "explain shop/frontend shop/orders @/empty.yaml | there is no Kubernetes object here",
        "check | There is nothing to read: name files or folders, or say --cluster",
        "check --manifests @/none | @/none: there is no such file or folder",
        "check --manifests @/folder | @/folder: there is no Kubernetes object here",
        "check --manifests @/values.yaml | @/values.yaml: there is no Kubernetes object here",
        "check @/none --manifests SHOP | @/none: there is no such file or folder",
        "check @/empty.jar --manifests SHOP | @/empty.jar: it is empty",
        "check --manifests SHOP --pods x | --pods \"x\": write namespace/name:key=value",
        "diff SHOP | Missing required parameter: 'NEW'",
        "diff @/none SHOP | @/none: there is no such file or folder",
        "diff SHOP @/folder | @/folder: there is no Kubernetes object here",
        "diff SHOP SHOP --accept | --accept needs --baseline FILE",
        "diff SHOP SHOP --baseline @/none | there is no such file; write it with --accept",
        "diff SHOP SHOP --baseline @/folder | @/folder: it is no file",
        "diff SHOP SHOP --baseline @/empty.yaml | @/empty.yaml: it is not one JSON object",
        "diff SHOP SHOP --baseline @/a/b.json --accept | @/a/b.json: can't be written",
        "diff SHOP SHOP --baseline @/folder --accept | @/folder: can't be written",
        "diff git:HEAD SHOP | write git:REVISION:PATH",
        "extract @/none -o @/out | @/none: there is no such file or folder",
        "extract @/empty.jar -o @/out | @/empty.jar: it is empty",
        "extract @/no.jar -o @/out | @/no.jar: it is no jar, war, zip, tar, image or folder",
        "extract @/no.jar | Missing required option: '--output=DIR'",
        "link @/none | @/none: there is no such file or folder",
        "link @/empty.jar | @/empty.jar: it is empty",
        "link SHOP/policies.yaml | it is no jar, war, zip, tar, image or folder",
        "link | Missing required parameter: 'INPUT'",
        "matrix | There is nothing to read: name files or folders, or say --cluster",
        "matrix @/none | @/none: there is no such file or folder",
        "matrix @/folder | @/folder: there is no Kubernetes object here",
        "matrix @/empty.yaml | @/empty.yaml: there is no Kubernetes object here",
        "matrix @/values.yaml | @/values.yaml: there is no Kubernetes object here",
        "matrix SHOP -o pdf | --output pdf: choose text, json, tsv, md, dot or mermaid",
        "matrix SHOP --plugin x | --plugin x: choose strict, calico-like, cilium-like or np-guard-like",
        "apply @/no.jar -o yaml | --output yaml: choose text or json",
        "apply @/no.jar --prune | --prune needs --bundle NAME",
        "apply @/no.jar --bundle a/b | --bundle: \"a/b\" is not a valid label value",
        "apply | Missing required parameter: 'INPUT'",
        "rollout @/no.jar --plan --bundle a/b | --bundle: \"a/b\" is not a valid label value",
        "rollout @/no.jar --plan --pods x | --pods \"x\": write namespace/name:key=value",
        "rollout | Name an INPUT, or say --resume, --abort or --status",
        "extract @/no.jar -o - --format helm | --format helm is several files: name a folder with -o",
        "emit @/no.jar -o - | Missing required option: '--target=TARGET'",
        "emit @/no.jar --target x -o - | --target: \"x\" is no target; the targets are kubernetes",
        "link @/no.jar -o xml | --output xml: choose text, json, tsv, md, sarif or github",
        "matrix SHOP --plugins x | Possible solutions: --plugin",
        "mtrix SHOP | Did you mean: sallyport matrix",
        "'' | Unmatched argument",
      })
  void are_told_in_one_message(String line, String message) {
    assertThat(run(line)).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString())
        .startsWith("sallyport: ")
        .contains(message.strip().replace("@", folder.toString()))
        .doesNotContain("Exception", "\tat ");
    assertThat(err.toString().lines().count()).isLessThanOrEqualTo(3);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void an_input_without_records_is_not_called_fine() {
    assertThat(run("link @/folder")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).isEmpty();
  }

  @Nested
  class An_output_that_cannot_be_written {
    private Output failing(String message) {
      return new Output(
          new OutputStream() {
            @Override
            public void write(int each) throws IOException {
              throw new IOException(message);
            }
          });
    }

    @Test
    void is_an_error() {
      Output output = failing("No space left on device");
      output.write("table".getBytes(StandardCharsets.UTF_8), 0, 5);
      output.flush();

      assertThat(output.failed()).isTrue();
      assertThat(output.complaint())
          .isEqualTo("standard output can't be written: No space left on device");
    }

    @Test
    void needs_no_words_where_its_reader_has_gone() {
      Output output = failing("Broken pipe");
      output.write('x');

      assertThat(output.failed()).isTrue();
      assertThat(output.complaint()).isEmpty();
    }
  }
}
