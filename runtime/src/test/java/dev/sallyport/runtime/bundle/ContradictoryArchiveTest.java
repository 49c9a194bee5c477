package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.Refusals.SMALL;
import static dev.sallyport.runtime.bundle.Refusals.bytes;
import static dev.sallyport.runtime.bundle.Refusals.replaced;
import static dev.sallyport.runtime.bundle.TestManifests.path;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that say two things at once, or stop in the middle. */
class ContradictoryArchiveTest {
  @TempDir Path folder;

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] input)
      throws IOException {
    return Refusals.assertRefused(Files.write(folder.resolve("input"), input));
  }

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
    byte[] deflated = new TestJar().text(path("shop", "orders"), policy("shop", "orders")).bytes();
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
    byte[] tar = new TestTar().text(path("shop", "orders"), policy("shop", "orders")).unfinished();
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
