package dev.sallyport.processor.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Scalar;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.manifest.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the writers write, readers of YAML 1.1, YAML 1.2 and JSON read back as the same value. */
class ScalarRoundTripTest {
  private static final YAMLMapper JACKSON = new YAMLMapper();
  private static final JsonMapper JSON = new JsonMapper();

  @Property
  void a_string_stays_the_same_string_as_value_key_and_item_whatever_the_comments_say(
      @ForAll("encodable") String text, @ForAll("hostile") String comment) {
    Node tree =
        Mapping.builder()
            .field("value", Scalar.of(text).withComment(comment))
            .field(
                "key",
                Mapping.builder()
                    .field(text, Scalar.of(text).withComment(comment))
                    .build()
                    .withComment(comment))
            .field(
                "items",
                Sequence.of(
                    List.of(
                        Scalar.of(text).withComment(comment),
                        Mapping.builder()
                            .field(text, Scalar.of(1).withComment(comment))
                            .build()
                            .withComment(comment))))
            .build()
            .withComment(comment);

    check(tree);
  }

  @Property
  void a_tree_of_any_shape_comes_back(@ForAll("trees") Node tree) {
    check(tree);
  }

  @Property
  void half_a_character_becomes_a_replacement_and_nothing_else_changes(
      @ForAll("hostile") String text) {
    String expected =
        text.codePoints()
            .collect(StringBuilder::new, ScalarRoundTripTest::whole, StringBuilder::append)
            .toString();

    assertThat(JSON.readValue(JsonWriter.write(Scalar.of(text)), Object.class)).isEqualTo(expected);
    assertThat(StrictReader.yaml12(YamlWriter.write(Scalar.of(text)))).isEqualTo(expected);
    assertThat(yaml11(YamlWriter.write(Scalar.of(text)))).isEqualTo(expected);
  }

  private static void whole(StringBuilder text, int codePoint) {
    text.appendCodePoint(codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint);
  }

  private static void check(Node tree) {
    String yaml = YamlWriter.write(tree);
    Object value = value(tree);

    assertThat(StrictReader.yaml12(yaml)).as("YAML 1.2: %s", yaml).isEqualTo(value);
    assertThat(yaml11(yaml)).as("YAML 1.1: %s", yaml).isEqualTo(value);
    assertThat(JACKSON.readValue(yaml, Object.class)).as("Jackson: %s", yaml).isEqualTo(value);
    assertThat(JSON.readValue(JsonWriter.write(tree), Object.class)).isEqualTo(value);
  }

  private static Object yaml11(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options)).load(yaml);
  }

  private static Object value(Node node) {
    if (node instanceof Mapping mapping) {
      Map<String, Object> values = new LinkedHashMap<>();
      mapping.fields().forEach((key, field) -> values.put(key, value(field)));
      return values;
    }
    if (node instanceof Sequence sequence) {
      List<Object> values = new ArrayList<>();
      sequence.items().forEach(item -> values.add(value(item)));
      return values;
    }
    return ((Scalar) node).value();
  }

  @Provide
  Arbitrary<String> hostile() {
    return PolicyArbitraries.hostileText();
  }

  @Provide
  Arbitrary<String> encodable() {
    Arbitrary<String> numberLike =
        Arbitraries.strings()
            .withChars("0123456789abefxoNIY+-._:/eETZ ")
            .ofMinLength(1)
            .ofMaxLength(12);
    return Arbitraries.oneOf(
            PolicyArbitraries.hostileText(),
            numberLike,
            Arbitraries.strings().withChars("a\n\u2028").ofMinLength(900).ofMaxLength(1_100))
        .filter(PolicyArbitraries::isEncodable);
  }

  @Provide
  Arbitrary<Node> trees() {
    Arbitrary<String> keys = PolicyArbitraries.hostileText().filter(PolicyArbitraries::isEncodable);
    Arbitrary<Node> scalars =
        Arbitraries.oneOf(
            keys.map(Scalar::of),
            Arbitraries.integers().map(Scalar::of),
            Arbitraries.of(true, false).map(Scalar::of));
    return Arbitraries.recursive(
            () -> scalars,
            inner ->
                Arbitraries.oneOf(
                    inner.list().ofMaxSize(3).map(Sequence::of),
                    Arbitraries.maps(keys, inner)
                        .ofMaxSize(3)
                        .map(fields -> new Mapping(fields, ""))),
            0,
            4)
        .flatMap(tree -> PolicyArbitraries.hostileText().map(tree::withComment));
  }
}
