package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.Shared;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixCommandTest {
  private static final String SHOP = "src/test/resources/inputs/shop";

  @TempDir private Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(String... args) {
    return console.run((Object[]) args);
  }

  @Nested
  class Formats {
    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "tsv", "md", "dot", "mermaid"})
    void are_kept_as_goldens(String format) throws IOException {
      assertThat(run("matrix", SHOP, "-o", format)).isEqualTo(ExitCode.CLEAN);
      assertThat(err.toString()).isEmpty();
      Goldens.check("matrix/shop." + format, out.toString());
    }

    @Test
    void the_plugin_profile_decides_what_is_open() throws IOException {
      assertThat(run("matrix", SHOP, "--plugin", "cilium-like")).isEqualTo(ExitCode.CLEAN);
      Goldens.check("matrix/shop-cilium-like.text", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "tsv", "md", "dot", "mermaid"})
    void no_name_breaks_them(String format) throws IOException {
      Path file = folder.resolve("hostile.yaml");
      for (String name : List.of("a\\tb", "a|b", "a\\\"];x", "a\\nb", "a<br>b", "\\e[2J")) {
        Files.writeString(
            file, "{apiVersion: v1, kind: Pod, metadata: {name: \"" + name + "\"}}\n");
        out.getBuffer().setLength(0);

        assertThat(run("matrix", file.toString(), "-o", format)).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("hostile.yaml:1").doesNotContain("\u001b");
        assertThat(out.toString()).doesNotContain("a\tb", "a|b", "];x", "a\nb", "a<br>b", "\u001b");
      }
    }

    @Test
    void an_unknown_profile_is_refused() {
      assertThat(run("matrix", SHOP, "--plugin", "flannel")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("calico-like");
    }
  }

  @Nested
  class Address_blocks {
    private static final String WORLD =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        status: {podIP: 10.0.0.1}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: b}
        status: {podIP: 10.0.0.2}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: from-block}
        spec:
          podSelector: {}
          ingress: [{from: [{ipBlock: {cidr: 10.0.0.1/32}}]}]
        """;

    @Test
    void match_pods_if_asked() throws IOException {
      Path world = Files.writeString(folder.resolve("w.yaml"), WORLD);
      run("matrix", world.toString(), "-o", "tsv", "--pod-ip-blocks", "match");
      assertThat(out.toString()).contains("default/a[Pod]\tdefault/b[Pod]\tTCP\t1\t65535");
      assertThat(out.toString()).doesNotContain("default/b[Pod]\tdefault/a[Pod]");
    }

    @Test
    void ignore_pods_if_asked() throws IOException {
      Path world = Files.writeString(folder.resolve("w.yaml"), WORLD);
      run("matrix", world.toString(), "-o", "tsv", "--pod-ip-blocks", "ignore");
      assertThat(out.toString()).doesNotContain("default/a[Pod]\tdefault/b[Pod]");
    }
  }

  @Nested
  class Inputs {
    @Test
    void that_are_partly_bad_give_the_rest_and_say_so() throws IOException {
      Files.writeString(
          folder.resolve("a.yaml"), "kind: Pod\napiVersion: v1\nmetdata: {name: a}\n");
      Files.writeString(
          folder.resolve("b.yaml"), "kind: Pod\napiVersion: v1\nmetadata: {name: b}\n");

      assertThat(run("matrix", folder.toString())).isEqualTo(ExitCode.FAILED);
      assertThat(out.toString()).contains("1 workload");
      assertThat(err.toString())
          .contains("a.yaml:3: Pod: metdata: unknown field; did you mean \"metadata\"?")
          .contains("made without");
    }

    @Test
    void that_do_not_exist_are_named() {
      assertThat(run("matrix", folder.resolve("nothing").toString())).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).startsWith("sallyport: ").contains("nothing");
    }

    @Test
    void come_from_standard_input() {
      InputStream before = System.in;
      System.setIn(
          new ByteArrayInputStream(
              "kind: Pod\napiVersion: v1\nmetadata: {name: p}".getBytes(StandardCharsets.UTF_8)));
      try {
        assertThat(run("matrix", "-", "-o", "tsv")).isEqualTo(ExitCode.CLEAN);
      } finally {
        System.setIn(before);
      }
      assertThat(out.toString()).contains("default/p[Pod]\t");
    }

    @Test
    void of_jars_are_the_same_as_of_classes() throws IOException {
      Path jar = folder.resolve("orders.jar");
      try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
        entries.putNextEntry(new JarEntry("META-INF/sallyport/workloads/shop.orders.json"));
        entries.write(
            ("{\"schema\": \"sallyport.dev/workload/v1\", \"namespace\": \"shop\", \"name\":"
                    + " \"orders\", \"labels\": {\"app\": \"orders\"}}\n")
                .getBytes(StandardCharsets.UTF_8));
        entries.putNextEntry(new JarEntry("META-INF/sallyport/manifests/shop/orders.yaml"));
        entries.write(
            ("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: orders\n"
                    + "  namespace: shop\nspec:\n  podSelector:\n    matchLabels:\n"
                    + "      app: orders\n  policyTypes:\n    - Ingress\n")
                .getBytes(StandardCharsets.UTF_8));
      }

      assertThat(run("matrix", jar.toString())).isEqualTo(ExitCode.CLEAN);
      assertThat(out.toString()).contains("1 workload, 1 policy");
      assertThat(out.toString()).doesNotContainPattern("outside +shop/orders");
    }

    @Test
    void of_classes_are_the_contracts_and_manifests_that_the_compiler_wrote() throws IOException {
      Path workloads = Files.createDirectories(folder.resolve("META-INF/sallyport/workloads"));
      Path manifests = Files.createDirectories(folder.resolve("META-INF/sallyport/manifests/shop"));
      Files.writeString(
          workloads.resolve("shop.orders.json"),
          """
          {
            "schema": "sallyport.dev/workload/v1",
            "type": "shop.Orders",
            "namespace": "shop",
            "name": "orders",
            "labels": {"app": "orders"},
            "ports": [{"name": "http", "number": 8080, "protocol": "TCP"}],
            "fromALaterVersion": true,
            "peers": [
              {
                "type": "shop.Ledger",
                "namespace": "shop",
                "name": "ledger",
                "labels": {"app": "ledger"},
                "ports": [{"name": "", "number": 9000, "protocol": "TCP"}],
                "settings": {"labels": {"team": "sales"}}
              }
            ]
          }
          """);
      Files.writeString(
          manifests.resolve("orders.yaml"),
          """
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: orders, namespace: shop}
          spec:
            podSelector: {matchLabels: {app: orders}}
            policyTypes: [Ingress, Egress]
            egress:
              - to: [{podSelector: {matchLabels: {app: ledger}}}]
                ports: [{port: 9000}]
          """);

      assertThat(run("matrix", folder.toString())).isEqualTo(ExitCode.CLEAN);
      assertThat(out.toString())
          .containsPattern("shop/orders\\[Workload] +shop/ledger\\[Workload] +TCP 9000\n")
          .contains("1 of 2 pairs of workloads are open")
          .contains("The manifests are in " + folder.resolve("META-INF/sallyport/manifests"));
    }
  }

  @Nested
  class Real_systems {
    @Test
    void online_boutique_with_its_official_policies_has_26_open_edges() {
      Path boutique = Shared.folder("inputs/online-boutique");
      assertThat(run("matrix", boutique.toString())).isEqualTo(ExitCode.CLEAN);
      assertThat(out.toString())
          .contains("12 workloads, 13 policies; 26 of 132 pairs of workloads are open");
    }

    @Test
    void bank_of_anthos_without_any_policy_is_open() {
      Path bank = Shared.folder("inputs/bank-of-anthos");
      assertThat(run("matrix", bank.toString())).isEqualTo(ExitCode.CLEAN);
      assertThat(out.toString()).contains("72 of 72 pairs of workloads are open");
    }
  }
}
