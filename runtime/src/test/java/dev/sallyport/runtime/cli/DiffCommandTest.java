package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffCommandTest {
  private static final Path SHOP = Path.of("src/test/resources/inputs/shop/policies.yaml");
  private static final String DEPLOYMENTS = "src/test/resources/inputs/shop/deployments.yaml";

  @TempDir private Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(Object... args) {
    return console.run(Console.words(List.of("diff", "--with", DEPLOYMENTS), args));
  }

  private Path changed(String from, String to) throws IOException {
    String text = Files.readString(SHOP);
    assertThat(text).contains(from);
    return Files.writeString(folder.resolve("policies.yaml"), text.replace(from, to));
  }

  /** Orders open metrics to everybody in shop, and the database moves to another port. */
  private Path opened() throws IOException {
    return changed(
        "    - from: [{podSelector: {matchLabels: {app: frontend}}}]\n      ports: [{port: http}]",
        "    - from: [{podSelector: {}}]\n      ports: [{port: 9090}]");
  }

  private Path closed() throws IOException {
    return changed(
        "{matchLabels: {app: frontend}}}]\n      ports: [{port: http}]",
        "{matchLabels: {app: frontend}}}]\n      ports: [{port: 9999}]");
  }

  private String masked() {
    return out.toString()
        .replace(folder.toUri().getPath(), "/new/")
        .replace(folder.toString(), "/new");
  }

  @Test
  void is_clean_where_nothing_changes() {
    assertThat(run(SHOP, SHOP)).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo("No connection changes.\n");
  }

  @Test
  void is_clean_where_something_only_closes() throws IOException {
    Path closed = closed();
    assertThat(run(SHOP, closed)).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("- closed TCP 8080").doesNotContain("+ opened");
  }

  @Test
  void ends_with_1_where_something_opens() throws IOException {
    Path closed = closed();
    assertThat(run(closed, SHOP)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("+ opened TCP 8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "md", "json", "tsv", "sarif", "github"})
  void prints_every_format(String format) throws IOException {
    Path opened =
        changed(
            "    - to: [{podSelector: {matchLabels: {role: database}}}]\n      ports: [{port: pg}]",
            "    - to: [{podSelector: {}}]\n      ports: [{port: pg}, {port: 9090}]");
    Path both =
        Files.writeString(
            folder.resolve("policies.yaml"),
            Files.readString(opened)
                .replace(
                    "    - from: [{podSelector: {matchLabels: {app: orders}}}]\n",
                    "    - from: [{podSelector: {}}]\n")
                .replace(
                    "      ports: [{port: http}]\n    - from: [{namespaceSelector",
                    "      ports: [{port: 9999}]\n    - from: [{namespaceSelector")
                .replace(
                    "{matchLabels: {app: orders}}}]\n      ports: [{port: http}]",
                    "{}}]\n      ports: [{port: http}, {port: pg}, {port: 9999}]"));
    assertThat(run(SHOP, both, "-o", format)).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).isEmpty();
    Goldens.check("diff/shop." + format, masked());
  }

  @Test
  void a_baseline_accepts_what_opened_and_no_more() throws IOException {
    Path closed = closed();
    Path baseline = folder.resolve("baseline.json");

    assertThat(run(closed, SHOP, "--baseline", baseline, "--accept")).isEqualTo(ExitCode.CLEAN);
    Goldens.check("diff/baseline.json", Files.readString(baseline));
    assertThat(run(closed, SHOP, "--baseline", baseline)).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("opened TCP 8080 (accepted)");

    Path more =
        Files.writeString(
            folder.resolve("more.yaml"),
            Files.readString(closed).replace("ports: [{port: pg}]", "ports: [{port: 9999}]"));
    assertThat(run(more, SHOP, "--baseline", baseline)).isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void a_baseline_that_is_damaged_is_refused() throws IOException {
    Path baseline = folder.resolve("baseline.json");
    for (String text :
        List.of(
            "[]",
            "{\"schema\": \"x\"}",
            "{\"schema\": \"sallyport.dev/baseline/v1\"}",
            "{\"schema\": \"sallyport.dev/baseline/v1\", \"opened\":"
                + " [{\"from\": \"nobody\", \"to\": \"a/b\", \"ports\": []}]}",
            "{\"schema\": \"sallyport.dev/baseline/v1\", \"opened\": [{\"from\": \"a/b\", \"to\":"
                + " \"a/b\", \"ports\": [{\"protocol\": \"TCP\", \"first\": 9, \"last\": 1}]}]}")) {
      Files.writeString(baseline, text);
      assertThat(run(SHOP, SHOP, "--baseline", baseline)).as(text).isEqualTo(ExitCode.FAILED);
    }
    assertThat(run(SHOP, SHOP, "--baseline", folder.resolve("none.json")))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("there is no such file; write it with --accept");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void compares_nothing_that_it_can_read_only_in_part() throws IOException {
    Path bad = changed("podSelector: {matchLabels: {app: orders}}", "podSelektor: {}");
    assertThat(run(SHOP, bad)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("did you mean \"podSelector\"").contains("no sure");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void compares_no_policies_without_workloads_with_some() {
    for (List<Object> sides :
        List.<List<Object>>of(List.of(SHOP, DEPLOYMENTS), List.of(DEPLOYMENTS, SHOP))) {
      assertThat(console.run(Console.words(List.of("diff"), sides.toArray())))
          .isEqualTo(ExitCode.FAILED);
      assertThat(err.toString())
          .contains("policies.yaml: has ")
          .contains("policies and no workloads")
          .contains("--with PATH");
      assertThat(out.toString()).isEmpty();
      console.clear();
    }
    assertThat(console.run(Console.words(List.of("diff"), SHOP, SHOP))).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void tells_a_workload_that_is_new() throws IOException {
    Path more =
        Files.writeString(
            folder.resolve("more.yaml"),
            "apiVersion: v1\nkind: Pod\nmetadata: {name: stranger, namespace: shop}\n---\n"
                + Files.readString(SHOP));
    assertThat(run(SHOP, more)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .contains("shop/stranger[Pod] -> ", "of shop/stranger[Pod]: the workload is new");
  }

  @Test
  void keeps_what_opens_and_what_closes_apart() throws IOException {
    assertThat(run(SHOP, opened())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("- closed TCP 8080").contains("frontend");
  }
}
