package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.ImageReads.jar;
import static dev.sallyport.runtime.bundle.ImageReads.names;
import static dev.sallyport.runtime.bundle.ImageReads.unpacked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are not whole, or lead out of themselves. */
class DamagedImageTest {
  @TempDir Path folder;

  private Bundle read(byte[] tar) throws Exception {
    return ImageReads.read(Files.write(folder.resolve("image.tar"), tar));
  }

  @Nested
  class Links {
    @Test
    void to_what_is_read_anyway_are_left_aside() throws Exception {
      byte[] layer =
          new TestTar()
              .file("lib/mail-1.jar", jar("mail"))
              .link("lib/mail.jar", "mail-1.jar")
              .hardLink("app/mail.jar", "lib/mail-1.jar")
              .link("bin", "usr/bin")
              .bytes();

      assertThat(names(read(layer))).containsExactly("mail");
    }

    @Test
    void that_hide_an_archive_under_another_name_are_refused() {
      byte[] layer =
          new TestTar().file("opt/blob", jar("mail")).hardLink("app/mail.jar", "opt/blob").bytes();

      assertThatThrownBy(() -> read(layer))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("image.tar > app/mail.jar: it is a link to \"opt/blob\"");
    }

    @Test
    void as_manifests_or_their_folder_are_refused() {
      for (String name : List.of(unpacked("orders"), "app/META-INF/sallyport", "META-INF")) {
        byte[] layer = new TestTar().link(name, "/etc/passwd").bytes();

        assertThatThrownBy(() -> read(layer))
            .isInstanceOf(BundleException.class)
            .hasMessageContaining("image.tar > " + name)
            .hasMessageContaining("/etc/passwd");
      }
    }
  }

  @Nested
  class Damage {
    private final byte[] layer = new TestTar().file("app/mail.jar", jar("mail")).bytes();

    private Path layoutWith(String name, byte[] content) throws IOException {
      Path layout = new TestImage().image(layer).writeLayout(folder.resolve("image"));
      Files.write(layout.resolve(name), content);
      return layout;
    }

    @Test
    void an_altered_layer_does_not_match_its_digest() throws Exception {
      byte[] altered = layer.clone();
      altered[100_000 % altered.length] ^= 1;
      String blob = "blobs/sha256/" + TestImage.sha256(layer);
      byte[] atEnd = layer.clone();
      atEnd[atEnd.length - 1] = 1;
      Path layout = layoutWith(blob, atEnd);

      assertThatThrownBy(() -> ImageReads.read(layout))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(blob + ": its content does not match its digest");
    }

    @Test
    void a_shortened_layer_has_another_size() throws Exception {
      String blob = "blobs/sha256/" + TestImage.sha256(layer);
      Path layout = layoutWith(blob, java.util.Arrays.copyOf(layer, layer.length - 512));

      assertThatThrownBy(() -> ImageReads.read(layout))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(blob)
          .hasMessageContaining("truncated or damaged");
    }

    @Test
    void a_missing_layer() throws Exception {
      String blob = "blobs/sha256/" + TestImage.sha256(layer);
      Path layout = new TestImage().image(layer).writeLayout(folder.resolve("image"));
      Files.delete(layout.resolve(blob));

      assertThatThrownBy(() -> ImageReads.read(layout))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(blob + ": this layer is missing from the image");
    }

    @Test
    void no_json() throws Exception {
      for (String json : List.of("", "{", "[]]", "{\"a\":1,\"a\":2}", "[".repeat(1000), "nul")) {
        Path layout = layoutWith("index.json", json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ImageReads.read(layout))
            .as(json)
            .isInstanceOf(BundleException.class)
            .hasMessageContaining("image");
      }
    }

    @Test
    void a_layer_outside_the_layout() throws Exception {
      Files.write(folder.resolve("secret"), layer);
      Path image = Files.createDirectories(folder.resolve("docker/blobs")).getParent();
      Files.writeString(image.resolve("manifest.json"), "[{\"Layers\":[\"../secret\"]}]");

      assertThatThrownBy(() -> ImageReads.read(image))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("climbs out");
    }

    @Test
    void a_layer_that_is_a_link_out_of_the_layout() throws Exception {
      Files.write(folder.resolve("secret"), layer);
      Path image = Files.createDirectories(folder.resolve("docker/blobs")).getParent();
      Files.writeString(image.resolve("manifest.json"), "[{\"Layers\":[\"layer.tar\"]}]");
      Files.createSymbolicLink(image.resolve("layer.tar"), folder.resolve("secret"));

      assertThatThrownBy(() -> ImageReads.read(image))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("a link out of the image");
    }

    @Test
    void a_layer_with_zstd() {
      byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0};

      assertThatThrownBy(() -> read(TestImage.dockerSave(zstd)))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("layer.tar: it is compressed with zstd")
          .hasMessageContaining("gzip");
    }

    @Test
    void a_gzip_cut_short() {
      byte[] gzip = TestTar.gzip(layer);
      byte[] cut = java.util.Arrays.copyOf(gzip, gzip.length - 20);

      assertThatThrownBy(() -> read(TestImage.dockerSave(cut)))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("layer.tar");
    }

    @Test
    void a_gzip_with_a_wrong_checksum_behind_the_tar() {
      byte[] gzip = TestTar.gzip(layer);
      gzip[gzip.length - 6] ^= 1;

      assertThatThrownBy(() -> read(TestImage.dockerSave(gzip)))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("layer.tar");
    }
  }
}
