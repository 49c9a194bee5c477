package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.TestManifests.jar;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Layout;
import org.springframework.boot.loader.tools.Layouts;
import org.springframework.boot.loader.tools.Libraries;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** Jars and wars that Spring Boot's own repackager made. It leaves {@code META-INF} at the top. */
class SpringBootJarTest {
  @TempDir Path folder;

  private Path application;
  private File library;

  @BeforeEach
  void build() throws IOException {
    application = jar("shop", "orders").write(folder.resolve("orders.jar"));
    library = jar("shop", "ledger").write(folder.resolve("ledger.jar")).toFile();
  }

  private Path repackaged(Layout layout, String name) throws IOException {
    Repackager repackager = new Repackager(application.toFile());
    repackager.setMainClass("shop.Orders");
    repackager.setLayout(layout);
    Path target = folder.resolve(name);
    Libraries libraries = callback -> callback.library(new Library(library, LibraryScope.COMPILE));
    repackager.repackage(target.toFile(), libraries);
    return target;
  }

  private List<String> places(Path input) throws BundleException {
    return new BundleReader()
        .read(List.of(input)).manifests().stream()
            .map(manifest -> String.join(" > ", manifest.sources().get(0).entries()))
            .toList();
  }

  @Test
  void executable_jar() throws Exception {
    assertThat(places(repackaged(new Layouts.Jar(), "app.jar")))
        .containsExactly(
            "BOOT-INF/lib/ledger.jar > META-INF/sallyport/manifests/shop/ledger.yaml",
            "META-INF/sallyport/manifests/shop/orders.yaml");
  }

  @Test
  void war() throws Exception {
    assertThat(places(repackaged(new Layouts.War(), "app.war")))
        .containsExactly(
            "WEB-INF/lib/ledger.jar > META-INF/sallyport/manifests/shop/ledger.yaml",
            "META-INF/sallyport/manifests/shop/orders.yaml");
  }
}
