package dev.sallyport.runtime.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.Mutation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No text makes the reader throw, or take long: what is wrong is a problem of the result. */
class DocumentFuzzTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Provide
  Arbitrary<List<Mutation>> changes() {
    return Mutation.ofText();
  }

  private static Documents read(byte[] text) {
    long start = System.nanoTime();
    Documents documents = DocumentReader.read("fuzz.yaml", text);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    assertThat(documents.problems())
        .allSatisfy(problem -> assertThat(problem.source()).isEqualTo("fuzz.yaml"));
    return documents;
  }

  private static Documents read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] input(String name) throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources").resolve(name));
  }

  @Property(tries = 1_000)
  void yaml(@ForAll("changes") List<Mutation> changes) throws IOException {
    read(Mutation.all(input("inputs/shop/policies.yaml"), changes));
  }

  @Property(tries = 1_000)
  void json(@ForAll("changes") List<Mutation> changes) throws IOException {
    read(Mutation.all(input("goldens/explain/orders-billing.json"), changes));
  }

  @Property(tries = 300)
  void noise(@ForAll byte[] bytes) {
    read(bytes);
  }

  @Property(tries = 300)
  void text(@ForAll String text) {
    read(text);
    read("{" + text);
    read("a: " + text);
  }

  @Example
  void deep_nesting_in_every_notation() {
    int depth = 200_000;
    for (String text :
        List.of(
            "[".repeat(depth),
            "{a: ".repeat(depth),
            "{\"a\":".repeat(depth),
            "a: " + "[".repeat(depth) + "]".repeat(depth),
            "- ".repeat(depth) + "a",
            "? ".repeat(depth) + "a")) {
      Documents documents = read(text);
      assertThat(documents.documents()).isEmpty();
      assertThat(documents.problems()).hasSize(1);
    }
  }

  @Example
  void aliases_that_multiply() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]\n");
    }
    assertThat(read(text.toString()).problems())
        .singleElement()
        .asString()
        .contains("aliases repeat more than");
    assertThat(read("a: &a [*a]\n").problems()).hasSize(1);
  }

  @Example
  void very_many_documents() {
    assertThat(read("---\na: b\n".repeat(100_000)).documents()).hasSize(100_000);
    assertThat(read("---\n".repeat(300_000)).documents()).isEmpty();
    assertThat(read("%YAML 1.2\n---\n".repeat(10_000)).documents()).isEmpty();
  }

  @Example
  void one_very_long_scalar_line_or_key() {
    int length = 4_000_000;
    assertThat(read("a: " + "x".repeat(length)).documents()).hasSize(1);
    assertThat(read("a: \"" + "\\n".repeat(length / 2) + "\"").documents()).hasSize(1);
    assertThat(read("{\"a\": " + "9".repeat(length) + "}").problems()).hasSize(1);
    read("x".repeat(length) + ": a");
    read(" ".repeat(length) + "a: b");
    read("#" + "x".repeat(length) + "\na: b");
    read("\n".repeat(length));
  }

  @Example
  void other_encodings() {
    assertThat(read("a: b".getBytes(StandardCharsets.UTF_16)).problems()).isNotEmpty();
    assertThat(read("\ufeffa: b").documents()).hasSize(1);
    assertThat(read("a: \u0000").problems()).isNotEmpty();
    assertThat(read(new byte[] {'a', ':', ' ', (byte) 0xff}).problems()).hasSize(1);
  }
}
