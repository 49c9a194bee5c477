package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.ImageReads.jar;
import static dev.sallyport.runtime.bundle.ImageReads.names;
import static dev.sallyport.runtime.bundle.ImageReads.unpacked;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What later layers do to earlier ones. */
class ImageLayersTest {
  @TempDir Path folder;

  private Bundle image(byte[] tar) throws Exception {
    return ImageReads.read(Files.write(folder.resolve("image.tar"), tar));
  }

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
    return ImageLayersTest.this.image(TestImage.dockerSave(layers));
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
                ImageLayersTest.this.image(
                    TestImage.dockerSave(
                        broken, new TestTar().file("lib/mail.jar", jar("mail")).bytes()))))
        .containsExactly("mail");
  }
}
