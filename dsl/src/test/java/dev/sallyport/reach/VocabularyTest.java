package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Selectors over numbers match what they match over text. */
class VocabularyTest {
  private static final List<String> SELECTORS =
      List.of(
          "k=x",
          "k!=x",
          "k in (x,y)",
          "k notin (x,y)",
          "k",
          "!k",
          "k=x,l=y",
          "l",
          "l!=y,k in (y)",
          "k notin (x),l notin (y)",
          "k,!l");

  private static final List<Map<String, String>> LABELS =
      List.of(
          Map.of(),
          Map.of("k", "x"),
          Map.of("k", "y"),
          Map.of("k", "other"),
          Map.of("l", "y"),
          Map.of("l", "x", "k", "y"),
          Map.of("k", "x", "l", "y", "m", "unmentioned"));

  @Test
  void match_labels_as_selectors_do() {
    Vocabulary vocabulary = new Vocabulary();
    List<Vocabulary.Compiled> compiled = new ArrayList<>();
    SELECTORS.forEach(text -> compiled.add(vocabulary.compile(Selector.parse(text))));
    for (Map<String, String> labels : LABELS) {
      for (boolean all : new boolean[] {false, true}) {
        IntList numbers = new IntList();
        // Something in front, which is not to be looked at.
        numbers.add(0);
        numbers.add(1);
        vocabulary.new Projection(numbers, all).project(labels);
        numbers.add(0);
        numbers.add(1);
        for (int i = 0; i < compiled.size(); i++) {
          assertThat(compiled.get(i).matches(numbers.array(), 2, numbers.size() - 2))
              .as("%s matches %s", SELECTORS.get(i), labels)
              .isEqualTo(Selector.parse(SELECTORS.get(i)).matches(labels));
        }
      }
    }
  }

  @Test
  void project_only_what_is_mentioned_in_the_order_of_the_labels() {
    Vocabulary vocabulary = new Vocabulary();
    vocabulary.compile(Selector.parse("l=y"));
    vocabulary.compile(Selector.parse("k=x"));
    Map<String, String> labels = new TreeMap<>(Map.of("l", "y", "k", "new", "m", "x"));
    IntList numbers = new IntList();
    vocabulary.new Projection(numbers).project(labels);
    assertThat(numbers.toArray()).containsExactly(1, Vocabulary.OTHER, 0, 1);
    numbers.clear();
    vocabulary.new Projection(numbers, true).project(labels);
    assertThat(numbers.toArray()).as("a value to come has a number").containsExactly(1, 2, 0, 1);
  }

  @Test
  void know_the_keys_that_were_mentioned() {
    Vocabulary vocabulary = new Vocabulary();
    vocabulary.compile(Selector.parse("k=x"));
    assertThat(vocabulary.knowsKeysOf(Selector.parse("k=other"))).isTrue();
    assertThat(vocabulary.knowsKeysOf(Selector.parse("k notin (y)"))).isTrue();
    assertThat(vocabulary.knowsKeysOf(Selector.parse("k=x,l=y"))).isFalse();
    assertThat(vocabulary.knowsKeysOf(Selector.parse("k=x,!l"))).isFalse();
  }

  @Test
  void number_port_names_by_protocol() {
    Vocabulary vocabulary = new Vocabulary();
    assertThat(vocabulary.mentionsPortNames()).isFalse();
    assertThat(vocabulary.mentionedPortName(Protocol.TCP, "http")).isEqualTo(-1);
    int tcp = vocabulary.portName(Protocol.TCP, "http");
    int udp = vocabulary.portName(Protocol.UDP, "http");
    int other = vocabulary.portName(Protocol.TCP, "dns");
    assertThat(List.of(tcp, udp, other)).doesNotHaveDuplicates();
    assertThat(vocabulary.mentionsPortNames()).isTrue();
    assertThat(vocabulary.portName(Protocol.TCP, "http")).isEqualTo(tcp);
    assertThat(vocabulary.mentionedPortName(Protocol.UDP, "http")).isEqualTo(udp);
    assertThat(vocabulary.mentionedPortName(Protocol.SCTP, "http")).isGreaterThanOrEqualTo(0);
    assertThat(vocabulary.mentionedPortName(Protocol.TCP, "other")).isEqualTo(-1);
  }
}
