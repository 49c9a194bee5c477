package dev.sallyport.runtime.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path parent;

  private static void write(Path folder, Map<String, String> files) throws ExtractionException {
    new OutputFolder(folder).write(new TreeMap<>(files));
  }

  private static List<String> tree(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void is_created_with_its_parents_and_a_list_of_checksums() throws Exception {
    Path folder = parent.resolve("a/b");

    write(folder, Map.of("shop/orders.yaml", "é\n", "k.yaml", ""));

    assertThat(tree(parent))
        .containsExactly("a/b/.sallyport.sha256", "a/b/k.yaml", "a/b/shop/orders.yaml");
    assertThat(Files.readString(folder.resolve("shop/orders.yaml"))).isEqualTo("é\n");
    assertThat(Files.readString(folder.resolve(OutputFolder.MARKER)))
        .isEqualTo(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  k.yaml\n"
                + sha256("é\n")
                + "  shop/orders.yaml\n");
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return java.util.HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void may_be_there_if_it_is_empty() throws Exception {
    Path folder = Files.createDirectory(parent.resolve("out"));

    write(folder, Map.of("a.yaml", "a"));

    assertThat(tree(parent)).containsExactly("out/.sallyport.sha256", "out/a.yaml");
  }

  @Test
  void is_replaced_if_it_is_ours() throws Exception {
    Path folder = parent.resolve("out");
    write(folder, Map.of("a.yaml", "a", "x/b.yaml", "b"));

    write(folder, Map.of("a.yaml", "c"));

    assertThat(tree(parent)).containsExactly("out/.sallyport.sha256", "out/a.yaml");
    assertThat(Files.readString(folder.resolve("a.yaml"))).isEqualTo("c");
  }

  @Test
  void may_be_a_link_to_a_folder_of_ours() throws Exception {
    Path real = parent.resolve("real");
    write(real, Map.of("a.yaml", "a"));
    Path link = Files.createSymbolicLink(parent.resolve("out"), real);

    write(link, Map.of("b.yaml", "b"));

    assertThat(link).isSymbolicLink();
    assertThat(tree(real)).containsExactly(".sallyport.sha256", "b.yaml");
  }

  @Test
  void that_somebody_else_made_is_left_alone() throws Exception {
    Path folder = Files.createDirectory(parent.resolve("out"));
    Files.writeString(folder.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> write(folder, Map.of("a.yaml", "a")))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("out is not empty, and not written by sallyport");
    assertThat(tree(parent)).containsExactly("out/mine.txt");
  }

  @Test
  void with_a_file_that_somebody_added_or_changed_is_left_alone() throws Exception {
    Path folder = parent.resolve("out");
    write(folder, Map.of("a.yaml", "a"));
    Files.writeString(folder.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> write(folder, Map.of("b.yaml", "b")))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("mine.txt was added or changed");
    Files.delete(folder.resolve("mine.txt"));
    Files.writeString(folder.resolve("a.yaml"), "changed");
    assertThatThrownBy(() -> write(folder, Map.of("b.yaml", "b")))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("a.yaml was added or changed");
    assertThat(tree(parent)).containsExactly("out/.sallyport.sha256", "out/a.yaml");
    assertThat(Files.readString(folder.resolve("a.yaml"))).isEqualTo("changed");
  }

  @Test
  void with_a_link_inside_is_left_alone() throws Exception {
    Path folder = parent.resolve("out");
    write(folder, Map.of("a.yaml", "a"));
    Path outside = Files.writeString(parent.resolve("outside"), "a");
    Files.delete(folder.resolve("a.yaml"));
    Files.createSymbolicLink(folder.resolve("a.yaml"), outside);

    assertThatThrownBy(() -> write(folder, Map.of("b.yaml", "b")))
        .isInstanceOf(ExtractionException.class);
    assertThat(outside).exists();
  }

  @Test
  void that_is_a_file_is_left_alone() throws Exception {
    Path file = Files.writeString(parent.resolve("out"), "mine");

    assertThatThrownBy(() -> write(file, Map.of("a.yaml", "a")))
        .isInstanceOf(ExtractionException.class)
        .hasMessageContaining("is there and is no folder");
    assertThat(Files.readString(file)).isEqualTo("mine");
  }

  @Test
  void leaves_nothing_behind_when_a_file_can_not_be_written() throws Exception {
    Path folder = parent.resolve("out");
    write(folder, Map.of("a.yaml", "a"));
    String tooLong = "x".repeat(300) + ".yaml";

    assertThatThrownBy(() -> write(folder, Map.of("b.yaml", "b", tooLong, "c")))
        .isInstanceOf(ExtractionException.class)
        .hasMessageStartingWith("can't write " + folder);
    assertThat(tree(parent)).containsExactly("out/.sallyport.sha256", "out/a.yaml");
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).containsExactly(folder);
    }
  }

  @Test
  void refuses_paths_out_of_it() throws Exception {
    assertThatThrownBy(() -> write(parent.resolve("out"), Map.of("../a", "a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(tree(parent)).isEmpty();
  }

  @Test
  void is_not_written_where_that_is_not_allowed() throws Exception {
    Assumptions.assumeFalse(
        "root".equals(System.getProperty("user.name")), "root may write everywhere");
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertThatThrownBy(() -> write(parent.resolve("out"), Map.of("a", "a")))
        .isInstanceOf(ExtractionException.class);
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
