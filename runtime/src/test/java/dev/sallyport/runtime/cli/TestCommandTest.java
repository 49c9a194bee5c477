package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.expect.JUnitXmlTest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCommandTest {
  private static final String EXPECT = "src/test/resources/expect/";
  private static final String SHOP = "src/test/resources/inputs/shop";

  @TempDir private Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(String... args) {
    return console.run((Object[]) args);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("a.yaml"), text).toString();
  }

  @Nested
  class Ends {
    @Test
    void with_0_where_all_hold() {
      assertThat(run("test", EXPECT + "holds.yaml")).isEqualTo(ExitCode.CLEAN);
      assertThat(err.toString()).isEmpty();
      assertThat(out.toString())
          .isEqualTo(
              """
              ok     src/test/resources/expect/holds.yaml:4  frontend reaches orders on http
              ok     src/test/resources/expect/holds.yaml:5  Internet reaches frontend on http
              ok     src/test/resources/expect/holds.yaml:6  frontend does not reach orders-db on any port

              3 expectations: all hold
              """);
    }

    @Test
    void with_1_where_one_does_not() {
      assertThat(run("test", EXPECT + "shop.yaml", EXPECT + "holds.yaml"))
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString()).endsWith("\n12 expectations: 5 hold, 7 do not\n");
    }

    @Test
    void with_2_where_one_asks_about_somebody_who_is_not_there() throws IOException {
      String file =
          file(
              """
              expectations:
              - {from: shop/frontend, to: shop/orders, port: http, allowed: true}
              - {from: shop/frontnd, to: shop/orders, allowed: false}
              - {from: shop/frontend, to: shop/orders-db, allowed: true}
              """);
      assertThat(run("test", file, "-i", SHOP)).isEqualTo(ExitCode.FAILED);
      assertThat(out.toString())
          .contains("\nERROR  ")
          .contains("a.yaml:3: there is no workload \"shop/frontnd\"; did you mean")
          .endsWith("\n3 expectations: 1 holds, 1 does not, 1 could not be asked\n");
    }

    @Test
    void with_2_and_no_result_where_a_file_is_wrong() throws IOException {
      String file = file("expectations:\n- {from: a, to: b, allowd: true}\n");
      assertThat(run("test", EXPECT + "holds.yaml", file)).isEqualTo(ExitCode.FAILED);
      assertThat(out.toString()).isEmpty();
      assertThat(err.toString())
          .contains("a.yaml:2: expectations[0].allowd: unknown key; did you mean \"allowed\"?\n")
          .endsWith(
              "sallyport: nothing was tested, because of what the lines above say; mend it"
                  + " and run again\n");
    }

    @Test
    void with_2_where_there_is_nothing_to_check_against() throws IOException {
      String file = file("expectations: [{from: a, to: b, allowed: true}]");
      assertThat(run("test", file)).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString())
          .contains(
              "a.yaml: there is nothing to check against; name manifests or jars under inputs");
    }

    @Test
    void with_2_where_an_input_is_not_there() throws IOException {
      String file = file("inputs: [b, c]\nexpectations: [{from: a, to: b, allowed: true}]");
      assertThat(run("test", file)).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString())
          .contains("a.yaml:1: inputs: " + folder + "/b: there is no such file or folder")
          .contains("a.yaml:1: inputs: " + folder + "/c: there is no such file or folder");
      assertThat(run("test", file, "-i", folder + "/nowhere")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString())
          .contains("sallyport: " + folder + "/nowhere: there is no such file or folder");
    }

    @Test
    void with_2_where_an_input_has_no_policy() throws IOException {
      String file = file("expectations: [{from: a, to: a, allowed: true}]");
      Path pod =
          Files.writeString(
              folder.resolve("pod.yml"), "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n");
      assertThat(run("test", file, "-i", pod.toString())).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("sallyport: there is no policy in the inputs");
    }

    @Test
    void with_2_where_an_object_cannot_be_read() throws IOException {
      String file = file("expectations: [{from: a, to: a, allowed: true}]");
      Path pod = Files.writeString(folder.resolve("pod.yml"), "kind: Pod\n");
      assertThat(run("test", file, "-i", pod.toString())).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("pod.yml:1: ").contains("nothing was tested");
      assertThat(out.toString()).isEmpty();
    }

    @Test
    void with_2_where_the_report_cannot_be_written() throws IOException {
      Path file = Files.writeString(folder.resolve("taken"), "");
      assertThat(run("test", EXPECT + "holds.yaml", "--junit-xml", file + "/a.xml"))
          .isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("taken/a.xml: can't be written: ");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "test|Missing required parameter: 'FILE'",
          "test a.yaml --plugin calico|--plugin calico: choose strict",
          "test a.yaml -o html|--output html: choose text",
          "test a.yaml --input|Missing required parameter for option '--input'",
          "test a.yaml --uncoverd|Unknown option: '--uncoverd'",
          "test nowhere.yaml|nowhere.yaml: there is no such file"
        })
    void with_2_on_a_wrong_command_line(String line, String message) {
      assertThat(run(line.split(" ", -1))).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains(message);
      assertThat(out.toString()).isEmpty();
    }
  }

  @Nested
  class Prints {
    @ParameterizedTest
    @CsvSource({
      "text, text",
      "json, json",
      "tsv, tsv",
      "md, md",
      "junit, xml",
      "github, github",
      "sarif, sarif"
    })
    void a_report(String format, String ending) throws IOException {
      assertThat(run("test", EXPECT + "shop.yaml", "-o", format)).isEqualTo(ExitCode.FINDINGS);
      assertThat(err.toString()).isEmpty();
      Goldens.check("test/shop." + ending, out.toString());
    }

    @ParameterizedTest
    @CsvSource({"text, text", "json, json", "tsv, tsv", "junit, xml"})
    void what_no_expectation_mentions(String format, String ending) throws IOException {
      assertThat(run("test", EXPECT + "holds.yaml", "--uncovered", "-o", format))
          .isEqualTo(ExitCode.FINDINGS);
      Goldens.check("test/uncovered." + ending, out.toString());
    }

    @Test
    void junit_xml_that_a_ci_server_reads() throws Exception {
      Path xml = folder.resolve("reports/policies.xml");
      assertThat(run("test", EXPECT + "shop.yaml", "--uncovered", "--junit-xml", xml.toString()))
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString()).contains("expectations:");
      var document = JUnitXmlTest.parse(Files.readString(xml));
      assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(10);
      assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(8);
    }

    @Test
    void the_same_bytes_again() {
      run("test", EXPECT + "shop.yaml", "--uncovered");
      String first = out.toString();
      out.getBuffer().setLength(0);
      run("test", EXPECT + "shop.yaml", "--uncovered");
      assertThat(out.toString()).isEqualTo(first);
    }
  }

  @Nested
  class Takes {
    @Test
    void more_inputs_than_the_file_names() throws IOException {
      Files.createDirectories(folder.resolve("k8s"));
      Files.copy(Path.of(SHOP, "deployments.yaml"), folder.resolve("k8s/deployments.yaml"));
      String file =
          file(
              """
              inputs: [k8s]
              expectations:
              - {from: shop/frontend, to: shop/orders-db, allowed: false}
              """);
      assertThat(run("test", file, "--input", SHOP + "/policies.yaml")).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void the_namespace_of_the_file_before_that_of_the_command_line() throws IOException {
      String text = "expectations:\n- {from: frontend, to: orders, port: http, allowed: true}\n";
      assertThat(run("test", file(text), "-i", SHOP)).isEqualTo(ExitCode.FAILED);
      assertThat(run("test", file(text), "-i", SHOP, "-n", "shop")).isEqualTo(ExitCode.CLEAN);
      assertThat(run("test", file("namespace: shop\n" + text), "-i", SHOP, "-n", "x"))
          .isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void the_plugin_of_the_command_line_before_that_of_the_file() throws IOException {
      String text =
          "expectations:\n- {from: monitoring/node-exporter, to: shop/orders, port: 9090, allowed:"
              + " true}\n";
      assertThat(run("test", file(text), "-i", SHOP)).isEqualTo(ExitCode.FINDINGS);
      assertThat(run("test", file("plugin: np-guard-like\n" + text), "-i", SHOP))
          .isEqualTo(ExitCode.CLEAN);
      assertThat(
              run(
                  "test",
                  file("plugin: np-guard-like\n" + text),
                  "-i",
                  SHOP,
                  "--plugin",
                  "calico-like"))
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(run("test", file(text), "-i", SHOP, "--plugin", "np-guard-like"))
          .isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void what_it_lists_as_not_mentioned_as_expectations() throws IOException {
      String header = "inputs: [" + Path.of(SHOP).toAbsolutePath() + "]\nexpectations:\n";
      String seed = "- {from: shop/frontend, to: shop/orders-db, allowed: false}\n";
      assertThat(run("test", file(header + seed), "--uncovered", "--plugin", "cilium-like"))
          .isEqualTo(ExitCode.FINDINGS);
      String listed = out.toString();
      int start = listed.indexOf("mentions it:\n") + "mentions it:\n".length();
      String open = listed.substring(start, listed.lastIndexOf("\n\n") + 1);
      out.getBuffer().setLength(0);
      assertThat(run("test", file(header + seed + open), "--uncovered", "--plugin", "cilium-like"))
          .as(() -> out + err.toString())
          .isEqualTo(ExitCode.CLEAN);
      assertThat(open.lines().filter(line -> line.startsWith("- from:")).count()).isPositive();
    }
  }
}
