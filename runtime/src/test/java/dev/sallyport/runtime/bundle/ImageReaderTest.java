package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.ImageReads.jar;
import static dev.sallyport.runtime.bundle.ImageReads.names;
import static dev.sallyport.runtime.bundle.ImageReads.unpacked;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReaderTest {
  @TempDir Path folder;

  private Bundle read(byte[] tar) throws Exception {
    return ImageReads.read(Files.write(folder.resolve("image.tar"), tar));
  }

  @Nested
  class Archives {
    private final byte[] base =
        new TestTar().folder("app").file("app/ledger.jar", jar("ledger")).bytes();
    private final byte[] top =
        new TestTar().text(unpacked("orders"), policy("shop", "orders")).gzip();

    @Test
    void oci_layout_folder_with_plain_and_gzip_layers() throws Exception {
      Bundle bundle =
          ImageReads.read(new TestImage().image(base, top).writeLayout(folder.resolve("image")));

      assertThat(names(bundle)).containsExactly("ledger", "orders");
      assertThat(bundle.manifests().get(0).sources().get(0).entries())
          .containsExactly(
              "blobs/sha256/" + TestImage.sha256(base),
              "app/ledger.jar",
              "META-INF/sallyport/manifests/shop/ledger.yaml");
      assertThat(bundle.manifests().get(1).sources().get(0).entries())
          .containsExactly("blobs/sha256/" + TestImage.sha256(top), unpacked("orders"));
    }

    @Test
    void oci_layout_tar() throws Exception {
      assertThat(names(read(new TestImage().image(base, top).layoutTar())))
          .containsExactly("ledger", "orders");
    }

    @Test
    void docker_save_tar_plain_and_compressed_as_a_whole() throws Exception {
      byte[] saved = TestImage.dockerSave(base, top);

      assertThat(names(read(saved))).containsExactly("ledger", "orders");
      assertThat(names(read(TestTar.gzip(saved)))).containsExactly("ledger", "orders");
    }

    @Test
    void docker_save_with_a_layer_that_is_a_link_to_an_equal_one() throws Exception {
      byte[] tar =
          new TestTar()
              .file("aa/layer.tar", base)
              .link("bb/layer.tar", "../aa/layer.tar")
              .text("manifest.json", "[{\"Layers\":[\"bb/layer.tar\"]}]")
              .bytes();

      assertThat(names(read(tar))).containsExactly("ledger");
    }

    @Test
    void tar_of_a_file_tree() throws Exception {
      assertThat(names(read(base))).containsExactly("ledger");
      assertThat(names(read(top))).containsExactly("orders");
    }

    @Test
    void all_platforms_are_read_and_must_agree() throws Exception {
      assertThat(names(read(new TestImage().image(base).image(base, top).nested().layoutTar())))
          .containsExactly("ledger", "orders");
      byte[] other =
          new TestTar().text(unpacked("orders"), policy("shop", "orders", "elsewhere")).bytes();

      assertThatThrownBy(() -> read(new TestImage().image(top).image(other).layoutTar()))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("it is not the same as in");
    }

    @Test
    void a_platform_that_the_archive_does_not_hold_is_noted() throws Exception {
      Bundle bundle = read(new TestImage().image(base).absent().layoutTar());

      assertThat(names(bundle)).containsExactly("ledger");
      assertThat(bundle.notes())
          .singleElement()
          .asString()
          .contains("the archive names this image but does not hold it");
    }

    @Test
    void statements_about_an_image_are_no_layers() throws Exception {
      TestImage image = new TestImage().image(base);
      String attestation =
          image.blob("application/vnd.in-toto+json", "{}".getBytes(StandardCharsets.UTF_8));

      assertThat(names(read(image.manifest(List.of(attestation)).layoutTar())))
          .containsExactly("ledger");
    }
  }

  @Nested
  class LongNames {
    private final String deep = "d".repeat(90) + "/" + "e".repeat(90) + "/" + unpacked("orders");

    @Test
    void of_gnu_tar() throws Exception {
      byte[] layer = new TestTar().longName(deep).text("short", policy("shop", "orders")).bytes();

      assertThat(names(read(layer))).containsExactly("orders");
    }

    @Test
    void of_pax() throws Exception {
      byte[] layer =
          new TestTar()
              .pax("mtime=1.5", "path=" + deep)
              .text("short", policy("shop", "orders"))
              .bytes();

      assertThat(names(read(layer))).containsExactly("orders");
    }
  }
}
