package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.bundle.TestManifests;
import dev.sallyport.runtime.cluster.TestApiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that speaks to no cluster loads nothing that could. */
class ClusterStartUpTest {
  private static final String SHOP =
      Path.of("src/test/resources/inputs/shop").toAbsolutePath().toString();

  @TempDir private Path folder;

  private List<String> loaded(String... args) throws Exception {
    Path log = folder.resolve("classes.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log.getFileName(),
                "-cp",
                System.getProperty("java.class.path"),
                Sallyport.class.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("out"))).isLessThan(2);
    return Files.readAllLines(log);
  }

  private static boolean speaksToClusters(String line) {
    return line.contains("io.fabric8.")
        || line.contains("dev.sallyport.runtime.cluster.")
        || line.contains("java.net.http.")
        || line.contains("org.slf4j.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "--help",
        "apply --help",
        "matrix SHOP",
        "allowed shop/frontend shop/orders:8080 SHOP",
        "explain shop/frontend shop/orders:8080 SHOP",
        "diff SHOP SHOP",
        "check --manifests SHOP"
      })
  void of_files_loads_no_client(String command) throws Exception {
    List<String> loaded = loaded(command.replace("SHOP", SHOP).split(" ", -1));

    assertThat(loaded).anyMatch(line -> line.contains("dev.sallyport.runtime.cli.Sallyport"));
    assertThat(loaded).filteredOn(ClusterStartUpTest::speaksToClusters).isEmpty();
  }

  @Test
  void extract_loads_no_client() throws Exception {
    Path jar = TestManifests.jar("shop", "orders").write(folder.resolve("orders.jar"));

    assertThat(loaded("extract", jar.toString(), "-o", "-"))
        .filteredOn(ClusterStartUpTest::speaksToClusters)
        .isEmpty();
  }

  @Test
  void a_cluster_is_read_by_a_client_without_models_of_what_is_not_read() throws Exception {
    try (TestApiServer server = new TestApiServer()) {
      server.with("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n");
      List<String> loaded =
          loaded("matrix", "--cluster", "--kubeconfig", server.kubeconfig(folder).toString());

      assertThat(loaded).anyMatch(line -> line.contains("io.fabric8.kubernetes.client.Config "));
      assertThat(loaded)
          .noneMatch(line -> line.contains("io.fabric8.kubernetes.api.model.gatewayapi"))
          .noneMatch(line -> line.contains("io.fabric8.kubernetes.client.impl."));
      assertThat(folder.resolve("out")).content().doesNotContain("SLF4J");
    }
  }
}
