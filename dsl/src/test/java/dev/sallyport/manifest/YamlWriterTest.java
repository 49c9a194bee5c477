package dev.sallyport.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {

  private static String yaml(Node node) {
    return YamlWriter.write(node);
  }

  @Nested
  class Layout {

    @Test
    void nests_mappings_by_two_spaces_and_puts_list_items_under_their_key() {
      Node tree =
          Mapping.builder()
              .field("kind", "NetworkPolicy")
              .field(
                  "spec",
                  Mapping.builder()
                      .field("policyTypes", Sequence.ofStrings(List.of("Ingress", "Egress")))
                      .field(
                          "ports",
                          Sequence.of(
                              List.of(
                                  Mapping.builder()
                                      .field("protocol", "TCP")
                                      .field("port", 80)
                                      .build())))
                      .build())
              .build();

      assertThat(yaml(tree))
          .isEqualTo(
              """
              kind: NetworkPolicy
              spec:
                policyTypes:
                - Ingress
                - Egress
                ports:
                - protocol: TCP
                  port: 80
              """);
    }

    @Test
    void writes_what_is_empty_on_one_line() {
      Node tree =
          Mapping.builder()
              .field("podSelector", Mapping.builder().build())
              .field("ingress", Sequence.of(List.of(Mapping.builder().build())))
              .field("egress", Sequence.of(List.of()))
              .build();

      assertThat(yaml(tree)).isEqualTo("podSelector: {}\ningress:\n- {}\negress: []\n");
    }

    @Test
    void writes_lists_of_lists() {
      Node tree =
          Sequence.of(List.of(Sequence.ofStrings(List.of("a", "b")), Sequence.of(List.of())));

      assertThat(yaml(tree)).isEqualTo("- - a\n  - b\n- []\n");
    }

    @Test
    void keeps_integers_and_booleans_bare() {
      Node tree = Mapping.builder().field("port", 8080).field("managed", false).build();

      assertThat(yaml(tree)).isEqualTo("port: 8080\nmanaged: false\n");
    }

    @Test
    void writes_a_root_without_children() {
      assertThat(yaml(Mapping.builder().build())).isEqualTo("{}\n");
      assertThat(yaml(Scalar.of("on"))).isEqualTo("\"on\"\n");
    }

    @Test
    void marks_keys_that_are_too_long_for_one_line() {
      String key = "k".repeat(1_001);
      Node tree = Mapping.builder().field("a", Mapping.builder().field(key, 1).build()).build();

      assertThat(yaml(tree)).isEqualTo("a:\n  ? " + key + "\n  : 1\n");
    }
  }

  @Nested
  class Quotes {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "a ",
          " a",
          "on",
          "On",
          "OFF",
          "yes",
          "no",
          "y",
          "N",
          "true",
          "False",
          "null",
          "NULL",
          "~",
          "0",
          "1",
          "-1",
          "+1",
          "0123",
          "0x1F",
          "0o7",
          "0b1",
          "1_000",
          "1e3",
          "1.5",
          ".5",
          ".inf",
          "-.INF",
          ".nan",
          "NaN",
          "inf",
          "Infinity",
          "12:30:45",
          "190:20:30",
          "2001-12-14",
          "2001-12-14T21:59:43.10-05:00",
          "- a",
          "-",
          "? a",
          "?",
          ": a",
          ":",
          "a: b",
          "a:",
          "a #b",
          "#a",
          "@a",
          "`a",
          "&a",
          "*a",
          "!a",
          "|",
          ">",
          "%a",
          "{",
          "}",
          "[",
          "]",
          ",",
          "'a'",
          "\"a\"",
          "=",
          "<<",
          "---",
          "...",
          "a\tb",
          "a\nb",
          "\uFEFFa",
          "::/0",
          "1.2.3",
          "é",
          "a  b"
        })
    void what_some_reader_takes_for_something_else(String text) {
      assertThat(yaml(Scalar.of(text))).startsWith("\"").endsWith("\"\n");
      assertThat(yaml(Mapping.builder().field(text, "v").build())).startsWith("\"");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a", "orders", "networking.k8s.io/v1", "kubernetes.io/metadata.name", "10.0.0.0/8",
          "2001:db8::/32", "fe80::/10", "card payments", "shop.OrdersApplication", "kube-system",
          "yess", "nullable", "v1_2-3", "http://x"
        })
    void nothing_that_everybody_reads_alike(String text) {
      assertThat(yaml(Scalar.of(text))).isEqualTo(text + "\n");
    }

    @Test
    void escape_what_is_not_visible() {
      assertThat(yaml(Scalar.of("a\n\r\t\"\\\u0000\u0007\u007f\u0085\u2028\u202e\ufeff\uffff")))
          .isEqualTo(
              "\"a\\n\\r\\t\\\"\\\\\\u0000\\u0007\\u007f\\u0085\\u2028\\u202e\\ufeff\\uffff\"\n");
    }

    @Test
    void keep_letters_and_signs_of_every_language() {
      assertThat(yaml(Scalar.of("für 支払い 💳"))).isEqualTo("\"für 支払い 💳\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uD800", "\uDC00a", "\uD800\uD800\uDC00"})
    void replace_half_a_character_in_values_and_refuse_it_in_names(String text) {
      assertThat(yaml(Scalar.of(text))).contains("�").doesNotContain("u");
      assertThatThrownBy(() -> Mapping.builder().field(text, 1).build())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class Comments {

    @Test
    void stand_above_what_they_speak_of() {
      Node port = Mapping.builder().field("port", Scalar.of(80).withComment("the port")).build();
      Node tree =
          Mapping.builder()
              .field(
                  "ports", Sequence.of(List.of(port.withComment("an item"))).withComment("a list"))
              .field("b", Scalar.of("v").withComment("a value"))
              .build()
              .withComment("all of it");

      assertThat(yaml(tree))
          .isEqualTo(
              """
              # all of it
              # a list
              ports:
              # an item
              # the port
              - port: 80
              # a value
              b: v
              """);
    }

    @Test
    void of_nested_lists_stand_above_the_line_on_which_all_begin() {
      Node inner = Sequence.of(List.of(Scalar.of("x").withComment("value"))).withComment("inner");

      assertThat(yaml(Sequence.of(List.of(inner)))).isEqualTo("# inner\n# value\n- - x\n");
    }

    @Test
    void have_one_line_for_each_line_of_text() {
      assertThat(yaml(Scalar.of(1).withComment("a\nb\r\nc\rd\u0085e\u2028f\u2029g\n\nh\n")))
          .isEqualTo("# a\n# b\n# c\n# d\n# e\n# f\n# g\n#\n# h\n1\n");
    }

    @Test
    void show_what_is_not_printable_as_a_replacement() {
      assertThat(
              yaml(
                  Scalar.of(1)
                      .withComment("a\tb\u0000c\u000bd\u007fe\u009bf\ufeffg\uD800h\u202ei")))
          .isEqualTo("# a b�c�d�e�f�g�h�i\n1\n");
    }

    @Test
    void keep_the_joiners_that_scripts_and_emoji_need() {
      assertThat(yaml(Scalar.of(1).withComment("👩\u200d💻"))).isEqualTo("# 👩\u200d💻\n1\n");
    }
  }

  @Property
  void comments_never_add_a_line_that_is_not_a_comment(@ForAll String comment) {
    Node tree = Mapping.builder().field("a", Scalar.of("b").withComment(comment)).build();

    assertThat(yaml(tree).lines().filter(line -> !line.startsWith("#"))).containsExactly("a: b");
  }

  @Test
  void a_mapping_refuses_the_same_field_twice() {
    assertThatThrownBy(() -> Mapping.builder().field("a", 1).field("a", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a");
  }

  @Test
  void a_scalar_refuses_other_types() {
    assertThatThrownBy(() -> new Scalar(1.5, "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_mapping_does_not_change_with_the_map_it_was_made_of() {
    Map<String, Node> fields = new java.util.HashMap<>();
    Mapping mapping = new Mapping(fields, "");
    fields.put("a", Scalar.of(1));

    assertThat(mapping.fields()).isEmpty();
  }
}
