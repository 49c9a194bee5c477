package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.TestManifests.FOLDER;
import static dev.sallyport.runtime.bundle.TestManifests.path;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileInputTest {
  private static final BundleLimits SMALL =
      new BundleLimits(10_000, 40_000, 1 << 20, 4 << 20, 20, 1_000, 3);

  @TempDir Path folder;

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] input)
      throws IOException {
    return assertRefused(Files.write(folder.resolve("input"), input));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path input) {
    return assertThatThrownBy(() -> new BundleReader(SMALL).read(List.of(input)))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(input.toString())
        .hasMessageNotContainingAny("\n", "\r");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(from).hasSameSizeAs(to);
    assertThat(latin).contains(from);
    return latin.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Nested
  class Names {
    @Test
    void that_climb_out() throws Exception {
      for (String name : List.of("../a", "a/../../b", "..", "META-INF/sallyport/../../../x")) {
        assertRefused(new TestJar().text(name, "a").bytes())
            .hasMessageContaining(" > " + name + ": ")
            .hasMessageContaining("climbs out");
        assertRefused(new TestTar().text(name, "a").bytes())
            .hasMessageContaining(" > " + name + ": ")
            .hasMessageContaining("climbs out");
      }
    }

    @Test
    void that_climb_out_with_backslashes_in_a_zip() throws Exception {
      assertRefused(new TestJar().text("a\\..\\..\\b", "a").bytes())
          .hasMessageContaining("climbs out");
    }

    @Test
    void that_are_absolute() throws Exception {
      assertRefused(new TestJar().text("/etc/passwd", "a").bytes())
          .hasMessageContaining("absolute");
      assertRefused(new TestJar().text("C:\\a", "a").bytes()).hasMessageContaining("absolute");
      assertRefused(new TestTar().text("/etc/passwd", "a").bytes())
          .hasMessageContaining("absolute");
    }

    @Test
    void that_would_forge_a_line_of_a_message() throws Exception {
      assertRefused(new TestJar().text("../a\nsallyport: all is well\u202e", "a").bytes())
          .hasMessageContaining("../a\\u000asallyport: all is well\\u202e");
    }

    @Test
    void that_are_not_utf_8() throws Exception {
      byte[] jar = new TestJar().text("META-INF/sallyport/XX.yaml", "a").bytes();

      assertRefused(replaced(jar, "XX", "\u00c3\u0028")).hasMessageContaining("not UTF-8");
    }

    @Test
    void that_sallyport_does_not_write() throws Exception {
      for (String name :
          List.of(
              "manifests/shop/a/b.yaml",
              "manifests/a.yaml",
              "manifests/Shop/a.yaml",
              "manifests/shop/A.yaml",
              "manifests/shop/a.yml",
              "workloads/a.json",
              "workloads/shop.A.json",
              "other.txt")) {
        assertRefused(new TestJar().text(FOLDER + name, policy("shop", "a")).bytes())
            .hasMessageContaining(
                " > " + FOLDER + name + ": Sallyport writes no file of this name");
      }
    }

    @Test
    void that_come_twice() throws Exception {
      String twin = path("shop", "order2");
      byte[] jar =
          new TestJar()
              .text(path("shop", "orders"), policy("shop", "orders"))
              .text(twin, policy("shop", "orders"))
              .bytes();
      byte[] tar =
          new TestTar()
              .text(path("shop", "orders"), policy("shop", "orders"))
              .text(path("shop", "orders"), policy("shop", "orders"))
              .bytes();

      assertRefused(replaced(jar, "order2.yaml", "orders.yaml"))
          .hasMessageContaining(path("shop", "orders") + ": two entries of this name");
      assertRefused(tar)
          .hasMessageContaining(path("shop", "orders") + ": two entries of this name");
    }

    @Test
    void of_layers_that_come_twice_in_an_image() throws Exception {
      byte[] layer = new TestTar().text("a", "a").bytes();
      byte[] tar =
          new TestTar()
              .file("l.tar", layer)
              .file("l.tar", layer)
              .text("manifest.json", "[{\"Layers\":[\"l.tar\"]}]")
              .bytes();

      assertRefused(tar).hasMessageContaining(" > l.tar: two entries of this name");
    }

    @Test
    void with_a_nul() throws Exception {
      byte[] tar = new TestTar().pax("path=a\0/../../b").text("a", "a").bytes();

      assertRefused(tar).hasMessageContaining("a NUL is refused");
    }
  }

  @Nested
  class Links {
    @Test
    void in_a_zip() throws Exception {
      byte[] jar = new TestJar().text(path("shop", "orders"), "/etc/passwd").bytes();
      ByteBuffer zip = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
      int central = zip.getInt(jar.length - 6);
      zip.put(central + 5, (byte) 3);
      zip.putInt(central + 38, 0xa1ff << 16);

      assertRefused(jar).hasMessageContaining("a symbolic link in a zip is refused");
    }

    @Test
    void in_a_folder_out_of_it() throws Exception {
      Path outside = Files.createDirectories(folder.resolve("outside"));
      TestManifests.jar("shop", "orders").write(outside.resolve("orders.jar"));
      Path input = Files.createDirectories(folder.resolve("in"));

      Files.createSymbolicLink(input.resolve("lib"), outside);
      assertRefused(input).hasMessageContaining("in > lib: it is a symbolic link to");
      Files.delete(input.resolve("lib"));
      Files.createSymbolicLink(input.resolve("a.jar"), outside.resolve("orders.jar"));
      assertRefused(input).hasMessageContaining("in > a.jar: it is a symbolic link to");
      Files.delete(input.resolve("a.jar"));
      Files.createSymbolicLink(input.resolve("README"), outside.resolve("orders.jar"));
      assertThat(new BundleReader().read(List.of(input)).manifests()).isEmpty();
    }

    @Test
    void in_a_folder_as_a_manifest() throws Exception {
      Path input = folder.resolve("in");
      Path manifest = input.resolve(path("shop", "orders"));
      Files.createDirectories(manifest.getParent());
      Files.createSymbolicLink(manifest, folder.resolve("secret"));

      assertRefused(input)
          .hasMessageContaining("in > " + path("shop", "orders") + ": a symbolic link is refused");
    }

    @Test
    void in_a_folder_that_leads_in_a_circle() throws Exception {
      Path input = Files.createDirectories(folder.resolve("in"));
      TestManifests.jar("shop", "orders").write(input.resolve("orders.jar"));
      Files.createSymbolicLink(input.resolve("again"), input);
      Files.createSymbolicLink(input.resolve("b.jar"), Path.of("orders.jar"));

      assertThat(new BundleReader().read(List.of(input)).manifests()).hasSize(1);
    }

    @Test
    void that_lead_nowhere() throws Exception {
      Path input = Files.createDirectories(folder.resolve("in"));
      Files.createSymbolicLink(input.resolve("a.jar"), Path.of("nothing"));

      assertRefused(input).hasMessageContaining("leads nowhere");
    }
  }

  @Nested
  class Bombs {
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

      assertRefused(input).hasMessageContaining("more than 64 deep");
    }
  }

  @Nested
  class Contradictions {
    private final byte[] jar =
        new TestJar().stored(path("shop", "orders"), bytes(policy("shop", "orders"))).bytes();
    private final ByteBuffer zip = ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    private final int central = zip.getInt(jar.length - 6);

    @Test
    void the_jar_itself_is_fine() throws Exception {
      Path input = Files.write(folder.resolve("input"), jar);

      assertThat(new BundleReader(SMALL).read(List.of(input)).manifests()).hasSize(1);
    }

    @Test
    void another_name_in_the_local_header() throws Exception {
      jar[30] = 'm';

      assertRefused(jar).hasMessageContaining("its local header does not say the same");
    }

    @Test
    void another_size_in_the_local_header() throws Exception {
      zip.putInt(22, 7);

      assertRefused(jar).hasMessageContaining("its local header does not say the same");
    }

    @Test
    void another_method_in_the_local_header() throws Exception {
      zip.putShort(8, (short) 8);

      assertRefused(jar).hasMessageContaining("its local header does not say the same");
    }

    @Test
    void two_sizes_of_a_stored_entry() throws Exception {
      zip.putInt(central + 20, 7);

      assertRefused(jar).hasMessageContaining("its two sizes differ");
    }

    @Test
    void an_entry_that_is_encrypted() throws Exception {
      zip.putShort(central + 8, (short) 1);

      assertRefused(jar).hasMessageContaining("it is encrypted");
    }

    @Test
    void a_method_that_nobody_asked_for() throws Exception {
      zip.putShort(central + 10, (short) 93);

      assertRefused(jar).hasMessageContaining("compression method 93 is not read");
    }

    @Test
    void content_that_does_not_match_its_checksum() throws Exception {
      assertRefused(replaced(jar, "app: orders", "app: ledger")).hasMessageContaining("checksum");
    }

    @Test
    void a_count_of_entries_that_is_wrong() throws Exception {
      zip.putShort(jar.length - 14, (short) 2);
      zip.putShort(jar.length - 12, (short) 2);

      assertRefused(jar).hasMessageContaining("has 1 entries, but its end record says 2");
    }

    @Test
    void bytes_behind_the_end() throws Exception {
      assertRefused(Arrays.copyOf(jar, jar.length + 1)).hasMessageContaining("no end record");
    }

    @Test
    void bytes_behind_the_compressed_content() throws Exception {
      byte[] deflated =
          new TestJar().text(path("shop", "orders"), policy("shop", "orders")).bytes();
      ByteBuffer other = ByteBuffer.wrap(deflated).order(ByteOrder.LITTLE_ENDIAN);
      int directory = other.getInt(deflated.length - 6);
      other.putInt(directory + 20, other.getInt(directory + 20) + 4);

      assertRefused(deflated).hasMessageContaining("bytes follow the compressed content");
    }

    @Test
    void every_shorter_jar_is_refused() throws Exception {
      for (int length = 0; length < jar.length; length += 13) {
        assertRefused(Arrays.copyOf(jar, length));
      }
    }

    @Test
    void every_shorter_tar_is_refused() throws Exception {
      byte[] tar =
          new TestTar().text(path("shop", "orders"), policy("shop", "orders")).unfinished();
      for (int length = 0; length <= tar.length; length += 128) {
        assertRefused(Arrays.copyOf(tar, length));
      }
    }

    @Test
    void a_tar_header_with_a_wrong_checksum() throws Exception {
      byte[] tar = new TestTar().text("abc", "a").bytes();

      assertRefused(replaced(tar, "abc", "abd")).hasMessageContaining("checksum is wrong");
    }

    @Test
    void a_tar_entry_of_impossible_size() throws Exception {
      assertRefused(new TestTar().pax("size=999999999999999999").text("a", "").bytes())
          .hasMessageMatching(".*(truncated|ends before|can't be read).*");
      byte[] tar = new TestTar().text("a", "").bytes();
      ByteBuffer.wrap(tar).putLong(124, 0x80L << 56).putLong(128, Long.MAX_VALUE);
      Arrays.fill(tar, 148, 156, (byte) ' ');
      int sum = 0;
      for (int i = 0; i < 512; i++) {
        sum += tar[i] & 0xff;
      }
      System.arraycopy(bytes(String.format("%06o\0 ", sum)), 0, tar, 148, 8);

      assertRefused(tar).hasMessageContaining("an entry of impossible size");
    }

    @Test
    void a_tar_entry_of_an_unknown_type() throws Exception {
      assertRefused(new TestTar().entry('Z', "a", "", new byte[0]).bytes())
          .hasMessageContaining("unknown type 'Z'");
    }

    @Test
    void a_tar_entry_with_two_names() throws Exception {
      assertRefused(new TestTar().pax("path=a").pax("path=b").text("c", "").bytes())
          .hasMessageContaining("two headers");
      assertRefused(new TestTar().pax("path=a", "path=b").text("c", "").bytes())
          .hasMessageContaining("sets \"path\" twice");
    }

    @Test
    void a_global_header_that_renames_everything() throws Exception {
      byte[] data = bytes("9 path=a\n");

      assertRefused(new TestTar().entry('g', "g", "", data).text("c", "").bytes())
          .hasMessageContaining("global header");
    }

    @Test
    void devices_and_sparse_files_where_a_manifest_should_be() throws Exception {
      for (char type : new char[] {'3', '4', '6', 'S'}) {
        assertRefused(new TestTar().entry(type, path("shop", "orders"), "", new byte[0]).bytes())
            .hasMessageContaining("it is neither a file nor a folder");
      }
    }

    @Test
    void a_link_with_content() throws Exception {
      assertRefused(new TestTar().entry('2', "a", "b", bytes("content")).bytes())
          .hasMessageContaining("a link or folder with content");
    }
  }

  @Nested
  class Manifests {
    private AbstractThrowableAssert<?, ? extends Throwable> assertManifestRefused(byte[] text)
        throws IOException {
      return assertRefused(new TestJar().deflated(path("shop", "orders"), text).bytes())
          .hasMessageContaining(" > " + path("shop", "orders") + ": ");
    }

    @Test
    void that_are_not_utf_8() throws Exception {
      assertManifestRefused(new byte[] {'a', ':', ' ', (byte) 0xc3, 0x28})
          .hasMessageContaining("it is not UTF-8");
    }

    @Test
    void that_are_many() throws Exception {
      assertManifestRefused(bytes(policy("shop", "orders") + "---\n".repeat(1000)))
          .hasMessageContaining("more than one document");
    }

    @Test
    void that_are_no_policies() throws Exception {
      String binding =
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: ClusterRoleBinding
          metadata:
            name: orders
            namespace: shop
          """;

      assertManifestRefused(bytes(binding))
          .hasMessageContaining("it is no policy that Sallyport writes");
    }

    @Test
    void that_stand_in_the_folder_of_another_namespace() throws Exception {
      assertManifestRefused(bytes(policy("kube-system", "orders")))
          .hasMessageContaining("in the folder of \"shop\" but is for namespace \"kube-system\"");
    }
  }

  @Nested
  class Inputs {
    @Test
    void that_are_not_there() {
      assertRefused(folder.resolve("missing"))
          .hasMessageEndingWith("there is no such file or folder");
    }

    @Test
    void that_are_something_else() throws Exception {
      assertRefused(bytes("hello")).hasMessageContaining("it is no jar, war, zip, tar, image");
      assertRefused(new byte[0]).hasMessageContaining("it is empty");
    }
  }
}
