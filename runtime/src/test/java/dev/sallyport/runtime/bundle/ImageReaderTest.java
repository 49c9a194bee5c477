package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.TestManifests.path;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
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

class ImageReaderTest {
  @TempDir Path folder;

  private Bundle read(byte[] tar) throws Exception {
    return read(Files.write(folder.resolve("image.tar"), tar));
  }

  private static Bundle read(Path input) throws Exception {
    return new BundleReader().read(List.of(input));
  }

  private static List<String> names(Bundle bundle) {
    return bundle.manifests().stream().map(Manifest::name).toList();
  }

  private static byte[] jar(String name) {
    return TestManifests.jar("shop", name).bytes();
  }

  private static String unpacked(String name) {
    return "app/classes/" + path("shop", name);
  }

  @Nested
  class Archives {
    private final byte[] base =
        new TestTar().folder("app").file("app/ledger.jar", jar("ledger")).bytes();
    private final byte[] top =
        new TestTar().text(unpacked("orders"), policy("shop", "orders")).gzip();

    @Test
    void oci_layout_folder_with_plain_and_gzip_layers() throws Exception {
      Bundle bundle = read(new TestImage().image(base, top).writeLayout(folder.resolve("image")));

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
  class Layers {
    private final byte[] base =
        new TestTar()
            .text(unpacked("orders"), policy("shop", "orders"))
            .text(unpacked("ledger"), policy("shop", "ledger"))
            .file("lib/mail.jar", jar("mail"))
            .bytes();

    private Bundle read(TestTar... upper) throws Exception {
      byte[][] layers = new byte[upper.length + 1][];
      layers[0] = base;
      for (int i = 0; i < upper.length; i++) {
        layers[i + 1] = i % 2 == 0 ? upper[i].gzip() : upper[i].bytes();
      }
      return ImageReaderTest.this.read(TestImage.dockerSave(layers));
    }

    @Test
    void later_files_override_earlier_ones() throws Exception {
      String changed = policy("shop", "orders", "elsewhere");

      Bundle bundle = read(new TestTar().text(unpacked("orders"), changed));

      assertThat(names(bundle)).containsExactly("ledger", "mail", "orders");
      assertThat(bundle.manifests().get(2).text()).isEqualTo(changed);
      assertThat(bundle.manifests().get(2).sources()).hasSize(1);
    }

    @Test
    void a_whiteout_removes_a_file() throws Exception {
      assertThat(names(read(new TestTar().text("lib/.wh.mail.jar", ""))))
          .containsExactly("ledger", "orders");
    }

    @Test
    void a_whiteout_removes_a_folder() throws Exception {
      assertThat(names(read(new TestTar().text(".wh.app", "")))).containsExactly("mail");
    }

    @Test
    void a_whiteout_does_not_touch_its_own_layer() throws Exception {
      TestTar upper =
          new TestTar().text(unpacked("orders"), policy("shop", "orders")).text(".wh.app", "");

      assertThat(names(read(upper))).containsExactly("mail", "orders");
    }

    @Test
    void an_opaque_whiteout_hides_what_is_below_in_lower_layers() throws Exception {
      TestTar upper =
          new TestTar()
              .text(unpacked("orders"), policy("shop", "orders"))
              .text("app/classes/META-INF/.wh..wh..opq", "");

      assertThat(names(read(upper))).containsExactly("mail", "orders");
    }

    @Test
    void an_opaque_whiteout_in_the_root_hides_everything_below() throws Exception {
      assertThat(names(read(new TestTar().text(".wh..wh..opq", "").text("a", "a")))).isEmpty();
    }

    @Test
    void what_was_removed_can_come_back() throws Exception {
      assertThat(
              names(
                  read(
                      new TestTar().text(".wh.lib", ""),
                      new TestTar().file("lib/mail.jar", jar("mail")))))
          .containsExactly("ledger", "mail", "orders");
    }

    @Test
    void a_removal_reaches_through_layers_between() throws Exception {
      assertThat(
              names(
                  read(
                      new TestTar().file("lib/mail.jar", jar("mail")),
                      new TestTar().text("lib/.wh.mail.jar", ""))))
          .containsExactly("ledger", "orders");
    }

    @Test
    void a_file_in_the_place_of_a_folder_hides_it() throws Exception {
      assertThat(names(read(new TestTar().text("lib", "no folder any more"))))
          .containsExactly("ledger", "orders");
    }

    @Test
    void a_link_in_the_place_of_a_folder_hides_it() throws Exception {
      assertThat(names(read(new TestTar().link("lib", "app")))).containsExactly("ledger", "orders");
    }

    @Test
    void a_folder_in_the_place_of_a_file_hides_it() throws Exception {
      assertThat(names(read(new TestTar().folder("lib/mail.jar"))))
          .containsExactly("ledger", "orders");
      assertThat(names(read(new TestTar().text("lib/mail.jar/x", "x"))))
          .containsExactly("ledger", "orders");
    }

    @Test
    void a_folder_again_does_not_hide_its_files() throws Exception {
      assertThat(names(read(new TestTar().folder("lib").folder("app/classes"))))
          .containsExactly("ledger", "mail", "orders");
    }

    @Test
    void a_whiteout_names_files_of_its_folder_only() throws Exception {
      assertThat(names(read(new TestTar().text(".wh.mail.jar", "").text("app/.wh.lib", ""))))
          .containsExactly("ledger", "mail", "orders");
    }

    @Test
    void bookkeeping_of_aufs_is_no_whiteout() throws Exception {
      assertThat(names(read(new TestTar().folder(".wh..wh.plnk").folder("lib/.wh..wh.aufs"))))
          .containsExactly("ledger", "mail", "orders");
    }

    @Test
    void a_whiteout_that_names_nothing_is_refused() {
      for (String name : List.of(".wh.", ".wh..", ".wh...")) {
        assertThatThrownBy(() -> read(new TestTar().text("lib/" + name, "")))
            .isInstanceOf(BundleException.class)
            .hasMessageContaining("image.tar > ")
            .hasMessageContaining("lib/" + name + ": a whiteout that names no file");
      }
    }

    @Test
    void leading_dots_and_slashes_do_not_hide_a_path() throws Exception {
      assertThat(names(read(new TestTar().text("./lib/.wh.mail.jar", "")))).doesNotContain("mail");
    }

    @Test
    void a_hidden_entry_is_not_even_looked_at() throws Exception {
      byte[] broken = new TestTar().text("lib/mail.jar", "no zip").bytes();

      assertThat(
              names(
                  ImageReaderTest.this.read(
                      TestImage.dockerSave(
                          broken, new TestTar().file("lib/mail.jar", jar("mail")).bytes()))))
          .containsExactly("mail");
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

      assertThatThrownBy(() -> read(layout))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(blob + ": its content does not match its digest");
    }

    @Test
    void a_shortened_layer_has_another_size() throws Exception {
      String blob = "blobs/sha256/" + TestImage.sha256(layer);
      Path layout = layoutWith(blob, java.util.Arrays.copyOf(layer, layer.length - 512));

      assertThatThrownBy(() -> read(layout))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(blob)
          .hasMessageContaining("truncated or damaged");
    }

    @Test
    void a_missing_layer() throws Exception {
      String blob = "blobs/sha256/" + TestImage.sha256(layer);
      Path layout = new TestImage().image(layer).writeLayout(folder.resolve("image"));
      Files.delete(layout.resolve(blob));

      assertThatThrownBy(() -> read(layout))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining(blob + ": this layer is missing from the image");
    }

    @Test
    void no_json() throws Exception {
      for (String json : List.of("", "{", "[]]", "{\"a\":1,\"a\":2}", "[".repeat(1000), "nul")) {
        Path layout = layoutWith("index.json", json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> read(layout))
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

      assertThatThrownBy(() -> read(image))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("climbs out");
    }

    @Test
    void a_layer_that_is_a_link_out_of_the_layout() throws Exception {
      Files.write(folder.resolve("secret"), layer);
      Path image = Files.createDirectories(folder.resolve("docker/blobs")).getParent();
      Files.writeString(image.resolve("manifest.json"), "[{\"Layers\":[\"layer.tar\"]}]");
      Files.createSymbolicLink(image.resolve("layer.tar"), folder.resolve("secret"));

      assertThatThrownBy(() -> read(image))
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
