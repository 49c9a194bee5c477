package dev.sallyport.runtime.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Scalar;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.runtime.bundle.ManifestNode.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class ManifestParserTest {
  private static final Source SOURCE = Source.of("test.yaml");

  private static Object parse(String text) throws BundleException {
    return ManifestParser.parse(text, SOURCE).value();
  }

  @Nested
  class Reads {
    @Test
    void a_policy() throws Exception {
      assertThat(withoutLiterals(parse(TestManifests.policy("shop", "orders"))))
          .isEqualTo(withoutLiterals(snakeYaml(TestManifests.policy("shop", "orders"))));
    }

    @Test
    void comments_a_marker_and_blank_lines() throws Exception {
      assertThat(parse("# one\n---\n\n# two\na: b # three\n  # four\nc: '# no comment'\n"))
          .isEqualTo(Map.of("a", "b", "c", "# no comment"));
    }

    @Test
    void sequences_below_their_key_or_moved_in() throws Exception {
      assertThat(parse("a:\n- b\n- c: d\n  e:\n  - f\ng:\n  - h\n"))
          .isEqualTo(
              Map.of("a", List.of("b", Map.of("c", "d", "e", List.of("f"))), "g", List.of("h")));
    }

    @Test
    void flow_collections_on_one_line() throws Exception {
      assertThat(parse("a: {}\nb: []\nc: [x, \"y\", 'z' ]\nd: {e: f, \"g\": [h]}\n"))
          .isEqualTo(
              Map.of(
                  "a", Map.of(),
                  "b", List.of(),
                  "c", List.of("x", "y", "z"),
                  "d", Map.of("e", "f", "g", List.of("h"))));
    }

    @Test
    void quotes_and_escapes() throws Exception {
      assertThat(parse("a: \"\\\"\\\\\\n\\u00e9\\x41\\U0001f600\"\nb: 'it''s'\n"))
          .isEqualTo(Map.of("a", "\"\\\n\u00e9A\ud83d\ude00", "b", "it's"));
    }

    @Test
    void what_may_be_no_string_as_a_literal() throws Exception {
      assertThat(parse("a: 8080\nb: true\nc:\nd: ~\ne: 1e3\n"))
          .isEqualTo(
              Map.of(
                  "a", new Literal("8080"),
                  "b", new Literal("true"),
                  "c", new Literal(""),
                  "d", new Literal("~"),
                  "e", new Literal("1e3")));
    }

    @Test
    void the_places_of_scalars() throws Exception {
      String text = "a:\n- b: \"c\" # d\n";
      ManifestNode.Sequence a =
          (ManifestNode.Sequence) ManifestParser.parse(text, SOURCE).entries().get("a");
      ManifestNode.Scalar c =
          (ManifestNode.Scalar) ((ManifestNode.Mapping) a.items().get(0)).entries().get("b");

      assertThat(text.substring(c.start(), c.end())).isEqualTo("\"c\"");
      assertThat(c.line()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "a: &x b;line 1: an anchor (&)",
        "a: *x;line 1: an alias (*)",
        "a: !!str b;line 1: a tag (!)",
        "a: |\\n  b;line 1: a block scalar (|)",
        "a: >-\\n  b;line 1: a block scalar (>)",
        "%YAML 1.2\\na: b;line 1: a directive (%)",
        "a: b\\n---\\nc: d;line 2: more than one document",
        "a: b\\n...;line 2: more than one document",
        "a: b\\na: c;line 2: the key \"a\" a second time",
        "a: {b: c, b: d};line 1: the key \"b\" a second time",
        "<<: b;line 1: what is no \"key: value\"",
        "a: b\\n  c;line 2: this indentation, or text over several lines",
        "a: \"b\\n  c\";line 1: a quoted text that does not end on its line",
        "a: [b,\\n  c];line 1: a collection that is not closed on its line",
        "a: [b, ];line 1: a comma before a closing bracket",
        "a: [b: c];line 1: a colon in a value without quotes",
        "a: b: c;line 1: a colon in a value without quotes",
        "a: b:;line 1: a colon in a value without quotes",
        "a:\\tb;line 1: a tab",
        "\\ta: b;line 1: a tab",
        "? a\\n: b;line 1: a value that starts with '?' and has no quotes",
        "1: b;line 1: the key 1 without quotes",
        "yes: b;line 1: the key yes without quotes",
        "- a;line 1: a document that is no mapping",
        "\\sa: b;line 1: a document that is no mapping",
        "a:\\n    b: c\\n  d: e;line 3: this indentation",
        "a: @b;line 1: a value that starts with '@' and has no quotes",
        "a: \"\\\\q\";line 1: the escape \\q",
        "a: \"\\\\ud800\";line 1: an escape that is no character",
        "a: \"b\"c;line 1: what follows the value",
        "a:\\n- - b;line 2: a sequence in a sequence on one line",
        "a\\rb: c;line 1: the character \\u000d",
        "a: b\\u2028c;line 1: the character \\u2028",
      })
  void refuses(String text, String message) {
    String unescaped =
        text.replace("\\\\", "\u0001")
            .replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\s", " ")
            .replace("\\r", "\r")
            .replace("\\u2028", "\u2028")
            .replace("\u0001", "\\");

    assertThatThrownBy(() -> parse(unescaped))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("test.yaml: " + message);
  }

  @Test
  void refuses_what_is_empty() {
    for (String text : List.of("", "\n\n", "# only a comment\n", "---\n")) {
      assertThatThrownBy(() -> parse(text)).hasMessage("test.yaml: it is empty");
    }
  }

  @Test
  void refuses_deep_nesting_quickly_in_every_style() {
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      block.append(" ".repeat(i)).append("a:\n");
    }
    String items = "a:\n" + "- b:\n".repeat(1) + "  ".repeat(10);
    for (String text :
        List.of(
            block.toString(),
            "a: " + "[".repeat(100_000),
            "a: " + "{\"b\": ".repeat(100_000),
            items + "[".repeat(40) + "]".repeat(40))) {
      assertThatThrownBy(() -> parse(text))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("refused");
    }
  }

  /** What the compiler's writer writes, with keys as labels have them, is in the subset. */
  @Property(tries = 500)
  void reads_what_the_writer_writes(@ForAll("mappings") Mapping tree) throws BundleException {
    assertThat(parse(YamlWriter.write(tree))).isEqualTo(plain(tree));
  }

  /** Whatever is in the subset means the same to an independent reader of YAML. */
  @Property(tries = 3_000)
  void agrees_with_another_reader(@ForAll("texts") String text) {
    Object ours;
    try {
      ours = parse(text);
    } catch (BundleException e) {
      return;
    }
    assertThat(withoutLiterals(ours)).isEqualTo(withoutLiterals(snakeYaml(text)));
  }

  private static Object snakeYaml(String text) {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    try {
      return new Load(settings).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new AssertionError("only ours reads:\n" + text, e);
    }
  }

  /**
   * Numbers, truth values and nothing are what readers may differ about: only their place counts.
   */
  private static Object withoutLiterals(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach((key, item) -> result.put(key, withoutLiterals(item)));
      return result;
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(withoutLiterals(item)));
      return result;
    }
    boolean digits = value instanceof String text && !text.isEmpty() && !startsWithLetter(text);
    return value instanceof String && !digits ? value : "literal";
  }

  private static boolean startsWithLetter(String text) {
    return ManifestNode.Scalar.isPlainString(text);
  }

  private static Object plain(Node node) {
    if (node instanceof Mapping mapping) {
      Map<String, Object> result = new LinkedHashMap<>();
      mapping.fields().forEach((key, value) -> result.put(key, plain(value)));
      return result;
    }
    if (node instanceof Sequence sequence) {
      return sequence.items().stream().map(ManifestParserTest::plain).toList();
    }
    Object value = ((Scalar) node).value();
    return value instanceof String text ? asRead(text) : new Literal(String.valueOf(value));
  }

  /** The writer leaves address blocks without quotes: surely strings, but we don't rely on it. */
  private static Object asRead(String text) {
    boolean block = text.matches("[0-9][0-9a-zA-Z.:_-]*/.*");
    return block && YamlWriter.write(Scalar.of(text)).startsWith(text) ? new Literal(text) : text;
  }

  @Provide
  Arbitrary<Mapping> mappings() {
    return mapping(3);
  }

  private static Arbitrary<Mapping> mapping(int depth) {
    return Arbitraries.maps(
            Arbitraries.of("name", "on", "1", "app.kubernetes.io/name", "é", "", "#"), node(depth))
        .ofMinSize(depth == 3 ? 1 : 0)
        .ofMaxSize(4)
        .map(
            fields -> {
              Mapping.Builder builder = Mapping.builder();
              fields.forEach(builder::field);
              return builder.build();
            });
  }

  private static Arbitrary<Node> node(int depth) {
    Arbitrary<Node> scalar =
        Arbitraries.oneOf(
            Arbitraries.of("a", "true", "10.0.0.0/8", "a: b", "#", "it's", "\"", "- a", "\n", "ü")
                .map(Scalar::of),
            Arbitraries.strings()
                .ofMaxLength(8)
                .filter(ManifestParserTest::isWhole)
                .map(Scalar::of));
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<Node> item =
        Arbitraries.oneOf(scalar, mapping(depth - 1).map(mapping -> (Node) mapping));
    return Arbitraries.oneOf(
        scalar,
        mapping(depth - 1).map(mapping -> (Node) mapping),
        item.list().ofMaxSize(3).map(items -> (Node) Sequence.of(items)));
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "a",
            "b:",
            "c: ",
            "- ",
            "-",
            "\n",
            "\n  ",
            "\n    ",
            "\n- ",
            "\n  - ",
            "#",
            " # x",
            "\"",
            "'",
            "{",
            "}",
            "[",
            "]",
            ", ",
            ": ",
            "\\",
            "\\n",
            "''",
            "&",
            "*",
            "!",
            "|",
            ">",
            "---\n",
            "...",
            "?",
            "1",
            "8080",
            "true",
            "null",
            "~",
            "a/b",
            "é",
            " ",
            "  ",
            "x: y\n",
            "k:\n",
            "k: [a, b]\n",
            "k: {a: b}\n",
            "=",
            "<<",
            "%",
            "@",
            "`",
            "\t");
    return piece
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(pieces -> "z: y\n" + String.join("", pieces));
  }
}
