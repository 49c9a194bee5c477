package dev.sallyport.runtime.bundle;

import static dev.sallyport.runtime.bundle.TestManifests.path;
import static dev.sallyport.runtime.bundle.TestManifests.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Mutation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Real inputs with some bytes changed, cut, doubled or swapped: a reader either reads them or
 * throws the declared exception, quickly, and within its limits. Nothing it gives back may come
 * from outside the input.
 */
class BundleFuzzTest {
  private static final int TRIES = 400;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final BundleLimits LIMITS =
      new BundleLimits(1 << 16, 1 << 20, 1 << 20, 8 << 20, 50, 5_000, 4);

  private static final byte[] INNER = TestManifests.jar("shop", "ledger").bytes();
  private static final byte[] JAR =
      new TestJar()
          .text("BOOT-INF/classes/" + path("shop", "orders"), policy("shop", "orders"))
          .stored("BOOT-INF/lib/ledger.jar", INNER)
          .deflated("BOOT-INF/lib/other.jar", TestManifests.jar("shop", "mail").bytes())
          .stored("BOOT-INF/classes/A.class", new byte[] {(byte) 0xca, (byte) 0xfe, 0, 0})
          .bytes();
  private static final byte[] TAR =
      new TestTar()
          .folder("app")
          .pax("path=app/" + path("shop", "orders"), "mtime=1")
          .text("short", policy("shop", "orders"))
          .longName("app/ledger.jar")
          .file("short", INNER)
          .link("app/mail.jar", "ledger.jar")
          .bytes();
  private static final byte[] UPPER =
      new TestTar().text("app/.wh.ledger.jar", "").text("x/.wh..wh..opq", "").bytes();
  private static final byte[] DOCKER = TestImage.dockerSave(TAR, TestTar.gzip(UPPER));
  private static final byte[] OCI = new TestImage().image(TAR, UPPER).nested().layoutTar();

  private static Path folder;

  @BeforeContainer
  static void createFolder() throws IOException {
    folder = Files.createTempDirectory("sallyport-fuzz-");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = TRIES)
  void jars(@ForAll("changes") List<Mutation> changes) throws IOException {
    readOrRefuse(Mutation.all(JAR, changes));
  }

  @Property(tries = TRIES)
  void tars(@ForAll("changes") List<Mutation> changes) throws IOException {
    readOrRefuse(withChecksums(Mutation.all(TAR, changes)));
  }

  @Property(tries = TRIES / 3)
  void gzips(@ForAll("changes") List<Mutation> changes) throws IOException {
    readOrRefuse(Mutation.all(TestTar.gzip(TAR), changes));
  }

  @Property(tries = TRIES)
  void docker_archives(@ForAll("changes") List<Mutation> changes) throws IOException {
    readOrRefuse(withChecksums(Mutation.all(DOCKER, changes)));
  }

  @Property(tries = TRIES)
  void oci_layouts(@ForAll("changes") List<Mutation> changes) throws IOException {
    readOrRefuse(withChecksums(Mutation.all(OCI, changes)));
  }

  @Property(tries = TRIES / 3)
  void oci_layout_folders(@ForAll("changes") List<Mutation> changes, @ForAll Random random)
      throws IOException {
    Path layout = Files.createTempDirectory(folder, "oci");
    Map<String, byte[]> files = new TestImage().image(TAR, UPPER).files();
    List<String> names = List.copyOf(files.keySet());
    String victim = names.get(random.nextInt(names.size()));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = layout.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      boolean hit = file.getKey().equals(victim);
      Files.write(path, hit ? Mutation.all(file.getValue(), changes) : file.getValue());
    }
    readOrRefuse(layout);
  }

  @Property(tries = TRIES)
  void manifests(@ForAll("changes") List<Mutation> changes) {
    byte[] bytes = Mutation.all(policy("shop", "orders").getBytes(StandardCharsets.UTF_8), changes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Object value = ManifestParser.parse(text, Source.of("fuzz")).value();
      assertThat(value).isInstanceOf(Map.class);
    } catch (BundleException e) {
      assertThat(e.getMessage()).startsWith("fuzz: ").doesNotContain("\n");
    }
  }

  @Property(tries = TRIES)
  void class_files(@ForAll("changes") List<Mutation> changes) throws IOException {
    byte[] bytes;
    try (var stream = BundleFuzzTest.class.getResourceAsStream("BundleFuzzTest.class")) {
      bytes = java.util.Objects.requireNonNull(stream).readAllBytes();
    }
    readOrRefuse(new TestJar().stored("A.class", Mutation.all(bytes, changes)).bytes());
  }

  @Property(tries = TRIES / 3)
  void noise(@ForAll byte[] bytes) throws IOException {
    readOrRefuse(bytes);
  }

  private static void readOrRefuse(byte[] input) throws IOException {
    Path file = folder.resolve("input");
    Files.write(file, input);
    readOrRefuse(file);
  }

  private static void readOrRefuse(Path input) {
    long start = System.nanoTime();
    try {
      Bundle bundle = new BundleReader(LIMITS).read(List.of(input));
      for (Manifest manifest : bundle.manifests()) {
        assertThat(manifest.path()).doesNotContain("..").doesNotStartWith("/");
        assertThat(manifest.text().length()).isLessThanOrEqualTo(LIMITS.manifestBytes());
      }
    } catch (BundleException e) {
      assertThat(e.getMessage()).startsWith(input.toString()).doesNotContain("\n");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
  }

  /** Corrects the checksums of what look like headers, so that changes reach behind that check. */
  private static byte[] withChecksums(byte[] tar) {
    byte[] copy = tar.clone();
    for (int at = 0; at + 512 <= copy.length; at += 512) {
      if (copy[at + 257] == 'u' && copy[at + 258] == 's') {
        Arrays.fill(copy, at + 148, at + 156, (byte) ' ');
        int sum = 0;
        for (int i = at; i < at + 512; i++) {
          sum += copy[i] & 0xff;
        }
        byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, copy, at + 148, 8);
      }
    }
    return copy;
  }

  @Provide
  Arbitrary<List<Mutation>> changes() {
    return Mutation.ofBytes();
  }
}
