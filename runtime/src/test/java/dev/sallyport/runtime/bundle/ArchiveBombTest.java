package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.TestManifests.path;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that grow when they are read. */
class ArchiveBombTest {
  @TempDir Path folder;

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] input)
      throws IOException {
    return Refusals.assertRefused(Files.write(folder.resolve("input"), input));
  }

  @Test
  void of_one_long_entry() throws Exception {
    assertRefused(new TestJar().text(path("shop", "orders"), "a".repeat(20_000)).bytes())
        .hasMessageContaining("orders.yaml: it is longer than 10000 bytes");
  }

  @Test
  void of_one_long_entry_that_claims_to_be_short() throws Exception {
    byte[] jar = new TestJar().text(path("shop", "orders"), "a".repeat(20_000)).bytes();
    ByteBuffer zip = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    int central = zip.getInt(jar.length - 6);
    assertThat(zip.getInt(central + 24)).isEqualTo(20_000);
    zip.putInt(central + 24, 100);

    assertRefused(jar).hasMessageContaining("more than the 100 bytes of its header come out");
  }

  @Test
  void of_many_entries() throws Exception {
    TestJar jar = new TestJar();
    TestTar tar = new TestTar();
    for (int i = 0; i < 1_001; i++) {
      jar.stored("a" + i, new byte[0]);
      tar.text("a" + i, "");
    }

    assertRefused(jar.bytes()).hasMessageContaining("it has 1001 entries; 1000 is the most");
    assertRefused(tar.bytes()).hasMessageContaining("more than 1000 entries");
  }

  @Test
  void of_many_manifests() throws Exception {
    TestJar jar = new TestJar();
    for (int i = 0; i < 100; i++) {
      jar.text(path("shop", "a" + i), policy("shop", "a" + i));
    }

    assertRefused(jar.bytes()).hasMessageContaining("longer than 40000 bytes together");
  }

  @Test
  void of_archives_in_archives() throws Exception {
    byte[] jar = TestManifests.jar("shop", "orders").bytes();
    for (int i = 0; i < 3; i++) {
      jar =
          i % 2 == 0
              ? new TestJar().stored("a.jar", jar).bytes()
              : new TestJar().deflated("a.jar", jar).bytes();
    }

    assertRefused(jar)
        .hasMessageContaining("input > a.jar > a.jar > a.jar: archives stand in each other");
  }

  @Test
  void of_a_long_inner_archive() throws Exception {
    assertRefused(new TestJar().deflated("a.jar", new byte[2 << 20]).bytes())
        .hasMessageContaining(" > a.jar: it inflates to more than 1048576 bytes: a zip bomb?");
    assertRefused(new TestTar().file("a.jar", new byte[2 << 20]).bytes())
        .hasMessageContaining(" > a.jar: it inflates to more than 1048576 bytes: a zip bomb?");
  }

  @Test
  void of_a_gzip_with_a_huge_ratio() throws Exception {
    BundleLimits wide = new BundleLimits(10_000, 40_000, 1L << 30, 1L << 30, 20, 1_000, 3);
    byte[] layer = new TestTar().file("a", new byte[20 << 20]).gzip();
    Path input = Files.write(folder.resolve("input"), TestImage.dockerSave(layer));

    assertThatThrownBy(() -> new BundleReader(wide).read(List.of(input)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("layer.tar: it inflates to more than 20 times its size");
  }

  @Test
  void of_everything_together() throws Exception {
    byte[] layer = new TestTar().file("a", new byte[900_000]).gzip();

    assertRefused(TestImage.dockerSave(layer, layer, layer, layer, layer))
        .hasMessageContaining("more than 4194304 bytes came out in all");
  }

  @Test
  void of_folders_in_folders() throws Exception {
    Path input = folder.resolve("in");
    Files.createDirectories(input.resolve("a/".repeat(70)));

    Refusals.assertRefused(input).hasMessageContaining("more than 64 deep");
  }
}
