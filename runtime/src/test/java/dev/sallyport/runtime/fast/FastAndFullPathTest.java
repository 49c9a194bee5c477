package dev.sallyport.runtime.fast;

import static dev.sallyport.runtime.fast.BothPaths.fast;
import static dev.sallyport.runtime.fast.BothPaths.full;
import static dev.sallyport.runtime.fast.BothPaths.json;
import static dev.sallyport.runtime.fast.BothPaths.served;
import static dev.sallyport.runtime.fast.BothPaths.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.objects.FastItem;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Both paths agree on every text, whatever was done to it; and the fast one serves what it should.
 */
class FastAndFullPathTest {
  private static final String[] PIECES = {
    "\n",
    "  ",
    "    ",
    "\"",
    "\\",
    ",",
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "- ",
    "-",
    "null",
    "true",
    "0",
    "-1",
    "1e3",
    "1.5",
    "\"name\"",
    "\"kind\": \"Pod\"",
    "\"containerPort\": 8080,",
    "'",
    "#",
    " #",
    "|",
    ">",
    "&a ",
    "*a",
    "!!str ",
    "\t",
    "\u00e9",
    "---\n",
    "...\n",
    "y",
    "on",
    "metadata:",
    "\"\\u0041\"",
    "\"\\ud800\"",
    "<<: ",
    "? ",
    "%",
    "@",
    "`",
    "{}",
    "[]",
    "\"\"",
    "''",
    "\r\n",
    ""
  };

  @Example
  void json_of_kubectl_is_served_fast_and_pods_are_not_left_to_the_full_reader() {
    var list = served(json(1, 50));
    assertThat(list).isPresent();
    assertThat(list.get().items()).hasSize(50);
    assertThat(list.get().items()).allMatch(item -> item instanceof FastItem.Pod);
    assertThat(fast(json(1, 50))).isEqualTo(full(json(1, 50)));
    assertThat(full(json(1, 50)).workloads()).hasSize(50);
    assertThat(full(json(1, 50)).problems()).isEmpty();
  }

  @Example
  void yaml_of_kubectl_is_served_fast_and_pods_are_not_left_to_the_full_reader() {
    String text = write(1, 20, false);
    var list = served(text);
    assertThat(list).isPresent();
    assertThat(list.get().items()).hasSize(20).allMatch(item -> item instanceof FastItem.Pod);
    assertThat(fast(text)).isEqualTo(full(text));
    assertThat(fast(text).problems()).isEmpty();
    assertThat(fast(text).workloads())
        .isEqualTo(
            fast(json(1, 20)).workloads().stream()
                .map(pod -> at(pod, line(text, pod.name())))
                .toList());
  }

  private static dev.sallyport.runtime.objects.FoundWorkload at(
      dev.sallyport.runtime.objects.FoundWorkload w, int line) {
    return new dev.sallyport.runtime.objects.FoundWorkload(
        w.namespace(),
        w.kind(),
        w.name(),
        w.owner(),
        w.retired(),
        w.labels(),
        w.ports(),
        w.addresses(),
        w.hostNetwork(),
        w.phase(),
        new dev.sallyport.runtime.objects.Place("list", line));
  }

  private static int line(String yaml, String name) {
    int at = yaml.lastIndexOf("\n- ", yaml.indexOf("    name: " + name)) + 1;
    return (int) yaml.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  @Property(tries = 1500)
  void agree_on_mutated_json_of_other_kinds(@ForAll("mutations") List<Mutation> mutations) {
    agree(mutate(OtherKindsTest.OTHER_KINDS, mutations));
  }

  @Property(tries = 1500)
  void agree_on_mutated_yaml(@ForAll("mutations") List<Mutation> mutations) {
    agree(mutate(write(7, 2, false), mutations));
  }

  @Property(tries = 1500)
  void agree_on_mutated_json(@ForAll("mutations") List<Mutation> mutations) {
    agree(mutate(json(7, 3), mutations));
  }

  private static void agree(String text) {
    assertThat(fast(text)).isEqualTo(full(text));
  }

  /** Replaces {@code length} characters at {@code at} thousandths of the text. */
  record Mutation(int position, int length, String by) {}

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1_000_000),
            Arbitraries.frequency(
                net.jqwik.api.Tuple.of(4, 0),
                net.jqwik.api.Tuple.of(4, 1),
                net.jqwik.api.Tuple.of(1, 4),
                net.jqwik.api.Tuple.of(1, 40),
                net.jqwik.api.Tuple.of(1, 4000)),
            Arbitraries.of(PIECES))
        .as(Mutation::new)
        .list()
        .ofMinSize(0)
        .ofMaxSize(3);
  }

  static String mutate(String text, List<Mutation> mutations) {
    StringBuilder mutated = new StringBuilder(text);
    for (Mutation mutation : mutations) {
      int at = (int) ((long) mutation.position() * mutated.length() / 1_000_001);
      int end = Math.min(mutated.length(), at + mutation.length());
      mutated.replace(at, end, mutation.by());
    }
    return mutated.toString();
  }

  /** Mutations that keep the text regular: whole lines moved, doubled, dropped. */
  @Property(tries = 1000)
  void agree_on_texts_with_moved_lines(@ForAll Random random, @ForAll boolean json) {
    boolean others = json && random.nextBoolean();
    String[] lines = (others ? OtherKindsTest.OTHER_KINDS : write(11, 2, json)).split("\n", -1);
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      int a = random.nextInt(lines.length);
      int b = random.nextInt(lines.length);
      switch (random.nextInt(3)) {
        case 0 -> {
          String line = lines[a];
          lines[a] = lines[b];
          lines[b] = line;
        }
        case 1 -> lines[a] = lines[a] + "\n" + lines[a];
        default -> lines[a] = lines[Math.max(0, a - 1)];
      }
    }
    agree(String.join("\n", lines));
  }

  @Example
  void a_text_larger_than_the_window_agrees() {
    String text = json(3, 600);
    assertThat(text.length()).isGreaterThan(3 << 20);
    agree(text);
    agree(text.substring(0, text.length() - 10));
    agree(text.replaceFirst("\"hostNetwork\": true", "\"hostNetwrok\": true"));
    agree(write(3, 250, false));
    Optional<?> served = served(text);
    assertThat(served).isPresent();
  }
}
