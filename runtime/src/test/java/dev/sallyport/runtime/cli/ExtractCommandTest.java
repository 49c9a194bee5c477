package dev.sallyport.runtime.cli;

import static dev.sallyport.runtime.bundle.TestManifests.jar;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.TestJar;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractCommandTest {
  @TempDir Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(Object... arguments) {
    return console.run(Console.words(List.of("extract"), arguments));
  }

  private Path orders() throws Exception {
    return jar("shop", "orders").write(folder.resolve("in/orders.jar"));
  }

  private Path notThere() {
    return folder.resolve("out");
  }

  @Test
  void writes_a_folder() throws Exception {
    assertThat(run(orders(), "-o", notThere())).isZero();

    assertThat(notThere().resolve("shop/orders.yaml")).hasContent(policy("shop", "orders"));
    assertThat(notThere().resolve("kustomization.yaml")).exists();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void writes_the_same_bytes_twice() throws Exception {
    for (String format : List.of("yaml", "list", "kustomize", "helm")) {
      assertThat(run(orders(), "--format", format, "-o", folder.resolve("1" + format))).isZero();
      assertThat(run(orders(), "--format", format, "-o", folder.resolve("2" + format))).isZero();

      assertThat(Files.readString(folder.resolve("1" + format + "/.sallyport.sha256")))
          .isNotEmpty()
          .isEqualTo(Files.readString(folder.resolve("2" + format + "/.sallyport.sha256")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yaml",
        "list",
        "kustomize",
        "helm",
        "kustomize --order argocd",
        "kustomize --order flux --flux-path ./clusters/staging",
        "kustomize --namespace-map shop=shop-staging"
      })
  void writes_every_format(String options) throws Exception {
    Path ledger = jar("shop", "ledger").write(folder.resolve("in/ledger.jar"));
    List<Object> arguments = new ArrayList<>(List.of(orders(), ledger, "-o", notThere()));
    arguments.add("--format");
    arguments.addAll(List.of(options.split(" ", -1)));
    assertThat(run(arguments.toArray())).isZero();

    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(notThere())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append("==> ").append(notThere().relativize(file)).append('\n');
        all.append(Files.readString(file));
      }
    }
    String[] words = options.split(" ", -1);
    String name =
        words.length == 1
            ? "shop"
            : "shop-" + words[1].substring(2) + (words[2].contains("=") ? "" : "-" + words[2]);
    Goldens.check("extract/" + name + "." + words[0], all.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"yaml", "list"})
  void streams_every_format_of_one_text(String format) throws Exception {
    Path ledger = jar("shop", "ledger").write(folder.resolve("in/ledger.jar"));

    assertThat(run(orders(), ledger, "-o", "-", "--format", format)).isZero();

    Goldens.check("extract/stream." + format, out.toString());
  }

  @Test
  void streams() throws Exception {
    assertThat(run(orders(), "-o", "-")).isZero();

    assertThat(out.toString()).isEqualTo("---\n" + policy("shop", "orders"));
  }

  @Test
  void maps_namespaces() throws Exception {
    assertThat(run(orders(), "-o", "-", "--namespace-map", "shop=shop-staging")).isZero();

    assertThat(out.toString())
        .contains("  namespace: shop-staging\n")
        .contains("kubernetes.io/metadata.name: shop-staging\n");
  }

  @Test
  void says_why_an_input_is_empty() throws Exception {
    Path empty = new TestJar().text("a", "a").write(folder.resolve("empty.jar"));

    assertThat(run(empty, "-o", notThere())).isEqualTo(ExitCode.FINDINGS);

    assertThat(err.toString()).contains("empty.jar: no META-INF/sallyport in it");
    assertThat(notThere()).doesNotExist();
  }

  @Test
  void says_when_there_are_contracts_only() throws Exception {
    Path contracts =
        new TestJar()
            .text("META-INF/sallyport/workloads/shop.db.json", "{}")
            .write(folder.resolve("contracts.jar"));

    assertThat(run(contracts, "-o", notThere())).isEqualTo(ExitCode.FINDINGS);

    assertThat(err.toString()).contains("contracts of workloads, but no manifests");
    assertThat(notThere()).doesNotExist();
  }

  @Test
  void goes_on_when_another_input_has_manifests() throws Exception {
    Path empty = new TestJar().text("a", "a").write(folder.resolve("empty.jar"));

    assertThat(run(empty, orders(), "-o", notThere())).isZero();

    assertThat(err.toString()).contains("empty.jar: no META-INF/sallyport in it");
    assertThat(notThere().resolve("shop/orders.yaml")).exists();
  }

  @Test
  void refuses_a_hostile_input_and_writes_nothing() throws Exception {
    Path hostile = new TestJar().text("../a", "a").write(folder.resolve("in/hostile.jar"));

    assertThat(run(orders(), hostile, "-o", notThere())).isEqualTo(ExitCode.FAILED);

    assertThat(err.toString())
        .isEqualTo(
            "sallyport: "
                + hostile
                + " > ../a: an entry name that climbs out (\"..\") is refused"
                + System.lineSeparator());
    assertThat(notThere()).doesNotExist();
  }

  @Test
  void refuses_options_that_do_not_fit() throws Exception {
    assertThat(run(orders())).isEqualTo(ExitCode.FAILED);
    assertThat(run(orders(), "-o", "-", "--format", "helm")).isEqualTo(ExitCode.FAILED);
    assertThat(run(orders(), "-o", notThere(), "--order", "flux")).isEqualTo(ExitCode.FAILED);
    assertThat(run(orders(), "-o", notThere(), "--namespace-map", "shop=Shop"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(run(orders(), "-o", notThere(), "--namespace-map", "shpo=x"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).isEmpty();
    assertThat(notThere()).doesNotExist();
  }

  @Test
  void shows_an_example_in_its_help() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString()).contains("kubectl apply -f -");
  }
}
