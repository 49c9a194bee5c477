package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionCommandsTest {
  private static final String SHOP = "src/test/resources/inputs/shop";
  private static final String CLASSES = "src/test/resources/inputs/classes";

  @TempDir private Path folder;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  private int run(String... args) {
    return console.run((Object[]) args);
  }

  @Nested
  class Allowed {
    @ParameterizedTest
    @CsvSource({
      "shop/frontend, shop/orders:8080, 0, allowed",
      "shop/frontend, shop/orders:http, 0, allowed",
      "shop/frontend[Deployment], shop/orders[Deployment]:http/TCP, 0, allowed",
      "shop/frontend, shop/orders:9090, 1, denied",
      "shop/frontend, shop/orders:8080/UDP, 1, denied",
      "shop/frontend, shop/orders, 0, allowed on TCP 8080",
      "shop/frontend, shop/orders-db, 1, denied",
      "shop/frontend, kube-system/kube-dns:53/udp, 0, allowed",
      "8.8.8.8, shop/frontend:http, 0, allowed",
      "10.1.2.0/24, shop/frontend:http, 1, denied",
      "2001:db8::1, shop/frontend:http, 0, allowed",
      "shop/frontend, '[2001:db8::1]:443', 1, denied",
      "shop/frontend, 2001:db8::/32, 1, denied",
      "kube-system/kube-dns, '[2001:db8::1]:443', 0, allowed",
      "shop/orders, shop/orders:http, 1, denied"
    })
    void says(String from, String to, int exitCode, String text) {
      assertThat(run("allowed", from, to, SHOP)).isEqualTo(exitCode);
      assertThat(err.toString()).isEmpty();
      assertThat(out.toString()).isEqualTo(text + "\n");
    }

    @Test
    void says_on_which_ports() throws IOException {
      assertThat(run("allowed", "shop/frontend", "shop/orders", SHOP)).isEqualTo(ExitCode.CLEAN);
      Goldens.check("allowed/frontend-orders.text", out.toString());
    }

    @Test
    void takes_an_open_question_for_no_permission() {
      assertThat(run("allowed", "monitoring/node-exporter", "shop/orders:9090", SHOP))
          .isEqualTo(ExitCode.FINDINGS);
      assertThat(out.toString())
          .startsWith("depends on the plugin: depends on whether ".substring(0, 23))
          .contains("host-network");
    }

    @Test
    void follows_the_plugin() {
      assertThat(
              run(
                  "allowed",
                  "monitoring/node-exporter",
                  "shop/orders:9090",
                  SHOP,
                  "--plugin",
                  "np-guard-like"))
          .isEqualTo(ExitCode.CLEAN);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "shop/frontnd | shop/orders | no workload \"shop/frontnd\"; did you mean \"shop/frontend\"?",
          "shop/frontend | shop/orders:web | has no port named \"web\"",
          "shop/frontend | shop/orders:0 | 0 is not a port number",
          "shop/frontend | shop/orders:80/ICMP | \"ICMP\" is no protocol",
          "shop/frontend | 8.8.8.8:http | ports have names on pods only",
          "shop/frontend | 8.8.8.300 | 8.8.8.300",
          "shop/frontend | shop/orders: | behind : comes a port",
          "orders | shop/orders | there is no workload \"default/orders\""
        })
    void refuses_a_question_that_means_nothing(String from, String to, String message) {
      assertThat(run("allowed", from, to, SHOP)).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains(message);
      assertThat(out.toString()).isEmpty();
    }

    @Test
    void refuses_a_name_that_means_two() throws IOException {
      Files.writeString(
          folder.resolve("a.yaml"),
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          ---
          apiVersion: batch/v1
          kind: Job
          metadata: {name: a}
          spec: {template: {metadata: {labels: {a: b}}}}
          """);
      assertThat(run("allowed", "a", "a", folder.toString())).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("\"a\" may be default/a[Job] or default/a[Pod]");
    }

    @Test
    void gives_no_answer_on_half_of_the_input() throws IOException {
      Files.writeString(
          folder.resolve("a.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nx: 1\n");
      assertThat(run("allowed", "a", "8.8.8.8", folder.toString())).isEqualTo(ExitCode.FAILED);
      assertThat(out.toString()).isEmpty();
      assertThat(err.toString()).contains("a.yaml:4: Pod a: x: unknown field").contains("no sure");
    }

    @Test
    void prints_json() throws IOException {
      assertThat(run("allowed", "shop/frontend", "shop/orders", SHOP, "-o", "json")).isZero();
      Goldens.check("allowed/frontend-orders.json", out.toString());
    }
  }

  @Nested
  class Explain {
    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void tells_each_rule_that_allows_with_its_annotation(String format) throws IOException {
      run("explain", "shop/orders", "shop/billing:http", SHOP, CLASSES, "-o", format);
      Goldens.check("explain/orders-billing." + format, out.toString());
    }

    @Test
    void tells_the_rules_of_both_ends() throws IOException {
      assertThat(run("explain", "shop/frontend", "shop/orders:http", SHOP)).isZero();
      Goldens.check("explain/frontend-orders.text", out.toString());
    }

    @Test
    void tells_the_smallest_change_for_a_denial() throws IOException {
      assertThat(run("explain", "shop/frontend", "shop/orders-db:pg", SHOP))
          .isEqualTo(ExitCode.FINDINGS);
      Goldens.check("explain/frontend-orders-db.text", out.toString());
    }

    @Test
    void tells_the_annotation_in_a_jar() throws Exception {
      Path jar =
          new dev.sallyport.runtime.bundle.TestJar()
              .text(
                  "META-INF/sallyport/manifests/shop/billing.yaml",
                  Files.readString(
                      Path.of(CLASSES, "META-INF/sallyport/manifests/shop/billing.yaml")))
              .text(
                  "META-INF/sallyport/workloads/shop.billing.json",
                  Files.readString(
                      Path.of(CLASSES, "META-INF/sallyport/workloads/shop.billing.json")))
              .write(folder.resolve("billing.jar"));
      run("explain", "shop/orders", "shop/billing:http", SHOP, jar.toString());
      assertThat(out.toString())
          .contains(
              "at "
                  + jar
                  + " > META-INF/sallyport/manifests/shop/billing.yaml:19\n"
                  + "    @AllowsIngressFrom(Orders.class) on shop.BillingApp: orders are billed\n"
                  + "    declared by shop.BillingApp\n");
    }
  }
}
