package dev.sallyport.samples.petclinic.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.Manifest;
import dev.sallyport.runtime.bundle.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The gateway's executable jar, made by the repackage goal of Spring Boot's Maven plugin. */
class ExecutableJarTest {
  private static final Path TARGET = Path.of("../executable/target");

  private static Path jar() throws IOException {
    if (Files.isDirectory(TARGET)) {
      try (Stream<Path> files = Files.list(TARGET)) {
        for (Path file : files.sorted().toList()) {
          if (file.toString().endsWith("-boot.jar")) {
            return file;
          }
        }
      }
    }
    return Assumptions.abort("SKIPPED: there is no executable jar; it is made by mvn verify");
  }

  private static List<String> ways(List<Source> sources) {
    return sources.stream().map(source -> String.join(" > ", source.entries())).toList();
  }

  @Test
  void has_the_manifests_of_all_that_is_in_it() throws Exception {
    Bundle bundle = new BundleReader().read(List.of(jar()));

    assertThat(bundle.manifests())
        .extracting(Manifest::name)
        .contains("api-gateway", "default-deny", "tracing-server");
    for (Manifest manifest : bundle.manifests()) {
      String module = manifest.name().startsWith("api-gateway") ? "api-gateway" : "contracts";
      assertThat(ways(manifest.sources()))
          .singleElement()
          .asString()
          .startsWith("BOOT-INF/lib/sallyport-sample-petclinic-" + module + "-0.1.0.jar > ")
          .endsWith(manifest.path());
    }
  }

  @Test
  void names_the_same_manifests_as_the_jars_that_went_into_it() throws Exception {
    List<Path> classes =
        List.of(Path.of("../api-gateway/target/classes"), Path.of("../contracts/target/classes"));

    assertThat(new BundleReader().read(List.of(jar())).manifests())
        .extracting(Manifest::path, Manifest::text)
        .containsExactlyInAnyOrderElementsOf(
            new BundleReader()
                .read(classes).manifests().stream()
                    .map(
                        manifest ->
                            org.assertj.core.groups.Tuple.tuple(manifest.path(), manifest.text()))
                    .toList());
  }
}
