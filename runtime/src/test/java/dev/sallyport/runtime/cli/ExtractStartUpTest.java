package dev.sallyport.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.bundle.TestManifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What extract doesn't need it doesn't load: that is most of its start-up time. */
class ExtractStartUpTest {
  @TempDir Path folder;

  @Test
  void loads_no_parser_and_no_kubernetes_model() throws Exception {
    Path jar = TestManifests.jar("shop", "orders").write(folder.resolve("orders.jar"));
    Path log = folder.resolve("classes.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log.getFileName(),
                "-cp",
                System.getProperty("java.class.path"),
                Sallyport.class.getName(),
                "extract",
                jar.toString(),
                "-o",
                "-")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(folder.resolve("out")).hasContent("---\n" + TestManifests.policy("shop", "orders"));
    List<String> loaded = Files.readAllLines(log);
    assertThat(loaded).anyMatch(line -> line.contains("dev.sallyport.runtime.bundle.BundleReader"));
    assertThat(loaded)
        .noneMatch(line -> line.contains("jackson") || line.contains("fabric8"))
        .noneMatch(line -> line.contains("snakeyaml"))
        .noneMatch(line -> line.contains("dev.sallyport.reach.Reachability"));
  }
}
