package dev.sallyport.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void indents_by_two_spaces_and_ends_with_a_line_break() {
    Node tree =
        Mapping.builder()
            .field("name", "orders")
            .field("managed", true)
            .field("ports", Sequence.of(List.of(Mapping.builder().field("number", 8080).build())))
            .field("labels", Mapping.builder().build())
            .field("rules", Sequence.of(List.of()))
            .build();

    assertThat(JsonWriter.write(tree))
        .isEqualTo(
            """
            {
              "name": "orders",
              "managed": true,
              "ports": [
                {
                  "number": 8080
                }
              ],
              "labels": {},
              "rules": []
            }
            """);
  }

  @Test
  void escapes_keys_and_values() {
    Node tree = Mapping.builder().field("a\"b", "c\\d\n\u0000\u2028").build();

    assertThat(JsonWriter.write(tree))
        .isEqualTo("{\n  \"a\\\"b\": \"c\\\\d\\n\\u0000\\u2028\"\n}\n");
  }

  @Test
  void replaces_half_a_character_and_keeps_a_whole_one() {
    assertThat(JsonWriter.write(Scalar.of("\uD83D 💳"))).isEqualTo("\"� 💳\"\n");
  }

  @Test
  void leaves_comments_out() {
    assertThat(JsonWriter.write(Scalar.of(1).withComment("one"))).isEqualTo("1\n");
  }
}
