package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Goldens;
import dev.sallyport.runtime.bundle.TestManifests;
import dev.sallyport.runtime.cluster.TestApiServer;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A live cluster says what the same objects in files say. */
class ClusterInputTest {
  private static final Path SHOP = Path.of("src/test/resources/inputs/shop");

  @TempDir private Path folder;
  private TestApiServer server;

  private final Console console = new Console();
  private final StringWriter out = console.out;
  private final StringWriter err = console.err;

  @BeforeEach
  void serve() throws Exception {
    server =
        new TestApiServer()
            .with(Files.readString(SHOP.resolve("deployments.yaml")))
            .with(Files.readString(SHOP.resolve("policies.yaml")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(String... args) {
    Path kubeconfig = server.kubeconfig(folder);
    return console.run(Console.words(List.of(args), "--kubeconfig", kubeconfig));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "tsv", "md", "dot", "mermaid"})
  void matrix_is_that_of_the_files(String format) throws Exception {
    assertThat(run("matrix", "--cluster", "-o", format)).isEqualTo(ExitCode.CLEAN);
    Goldens.check("matrix/shop." + format, out.toString());
  }

  @Test
  void what_is_not_served_is_told() {
    run("matrix", "--cluster");
    assertThat(err.toString())
        .isEqualTo(
            "sallyport: cluster test ("
                + server.url()
                + "): does not serve ClusterNetworkPolicy, AdminNetworkPolicy,"
                + " BaselineAdminNetworkPolicy; there are none\n");
  }

  @Test
  void allowed_is_answered() {
    assertThat(run("allowed", "shop/frontend", "shop/orders:8080", "--cluster"))
        .isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo("allowed\n");
  }

  @Test
  void explain_names_the_live_policy() throws Exception {
    assertThat(run("explain", "shop/frontend", "shop/orders:8080", "cluster:test"))
        .isEqualTo(ExitCode.CLEAN);
    Goldens.check("explain/frontend-orders-cluster.text", out.toString());
  }

  @Test
  void check_reads_what_is_deployed() throws Exception {
    assertThat(run("check", "--cluster")).isIn(ExitCode.CLEAN, ExitCode.FINDINGS);
    Goldens.check("check/shop-cluster.text", out.toString());
  }

  @Test
  void check_counts_the_policies_of_its_inputs_in_place_of_older_ones() throws Exception {
    server.applyAs("sallyport", TestManifests.policy("shop", "ledger").replace("8080", "80"));
    String jar = TestManifests.jar("shop", "ledger").write(folder.resolve("ledger.jar")).toString();

    run("check", jar, "--cluster");

    assertThat(err.toString()).doesNotContain("a second time");
    assertThat(out.toString()).doesNotContain("cluster:NetworkPolicy/shop/ledger");
  }

  @Test
  void diff_takes_it_as_a_side() throws Exception {
    assertThat(run("diff", "cluster:", SHOP.toString())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo("No connection changes.\n");

    Path changed = Files.createDirectory(folder.resolve("k8s"));
    Files.copy(SHOP.resolve("deployments.yaml"), changed.resolve("deployments.yaml"));
    Files.writeString(
        changed.resolve("policies.yaml"),
        Files.readString(SHOP.resolve("policies.yaml")).replace("port: http}", "port: 9999}"));
    out.getBuffer().setLength(0);
    assertThat(run("diff", "cluster:test", changed.toString())).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("+ opened TCP 9999").contains("- closed TCP 8080");
  }

  @Test
  void one_namespace_alone_is_read_if_it_is_named() {
    assertThat(run("matrix", "--cluster", "-n", "shop", "-o", "tsv")).isEqualTo(ExitCode.CLEAN);
    assertThat(server.requests())
        .contains("GET /api/v1/namespaces/shop", "GET /api/v1/namespaces/shop/pods?limit=500")
        .noneMatch(request -> request.startsWith("GET /api/v1/pods"));
    assertThat(err.toString())
        .contains("namespace shop only; connections with pods of others are not in the answer");
  }

  @Test
  void options_of_a_cluster_need_one() {
    assertThat(run("matrix", SHOP.toString())).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .startsWith(
            "sallyport: --kubeconfig says something about a cluster, and no cluster is read");
  }

  @Test
  void nothing_to_read_is_said() {
    assertThat(console.run("matrix")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .startsWith(
            "sallyport: There is nothing to read: name files or folders, or say --cluster.");
  }

  @Test
  void a_context_that_is_not_there_is_no_other() {
    assertThat(run("matrix", "cluster:production")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .endsWith(
            "kubeconfig-token-of-tests: there is no context \"production\"; there are test\n");
    assertThat(server.requests()).isEmpty();
  }
}
