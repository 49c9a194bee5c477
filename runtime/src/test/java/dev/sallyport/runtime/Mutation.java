package dev.sallyport.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A change of a real input, for fuzz tests. Positions are taken modulo what there is. */
public record Mutation(int kind, int position, int length, byte value) {
  private static final int TEXT = 100;
  private static final Pattern WORD =
      Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|[^\\s\"\\[\\]{},:]++");

  /** What readers of YAML and JSON may stumble over, in the place of a word. */
  private static final List<String> WORDS =
      List.of(
          "null",
          "~",
          "true",
          "{}",
          "[]",
          "[{}]",
          "{a: {}}",
          "\"\"",
          "''",
          "-1",
          "0",
          "65536",
          "99999999999999999999",
          "1e9",
          "0x1F",
          ".nan",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"a b\"",
          "*",
          "&a b",
          "*a",
          "!!int x",
          "!x y",
          "|",
          ">",
          "'",
          "\"",
          "{",
          "[",
          "?",
          "- ",
          "%",
          "@",
          "0.0.0.0/0",
          "10.1.2.3/8",
          "::/0",
          "\"Tcp\"",
          "sallyport.dev/contract/v1",
          "\u2028",
          "\ufeff",
          "<<",
          "---");

  /** Changes of bytes. */
  public static Arbitrary<List<Mutation>> ofBytes() {
    return of(Arbitraries.integers().between(0, 6));
  }

  /** Changes of bytes, lines and words. */
  public static Arbitrary<List<Mutation>> ofText() {
    return of(
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 6)),
            net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(TEXT, TEXT + 5))));
  }

  private static Arbitrary<List<Mutation>> of(Arbitrary<Integer> kinds) {
    Arbitrary<Integer> positions =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 1_200),
            Arbitraries.integers().between(-400, -1),
            Arbitraries.integers());
    return Combinators.combine(
            kinds, positions, Arbitraries.integers().between(1, 600), Arbitraries.bytes())
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  /** The input with all changes, one after the other. */
  public static byte[] all(byte[] bytes, List<Mutation> mutations) {
    byte[] result = bytes;
    for (Mutation mutation : mutations) {
      result = mutation.apply(result);
    }
    return result;
  }

  /** The same for a text; what is no UTF-8 any more becomes the character for that. */
  public static String all(String text, List<Mutation> mutations) {
    return new String(
        all(text.getBytes(StandardCharsets.UTF_8), mutations), StandardCharsets.UTF_8);
  }

  private byte[] apply(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    if (kind >= TEXT) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return (kind <= TEXT + 2 ? word(text) : line(text)).getBytes(StandardCharsets.UTF_8);
    }
    int at = Math.floorMod(position, bytes.length);
    int count = Math.min(length, bytes.length - at);
    return switch (kind) {
      case 0 -> with(bytes, at, value);
      case 1 -> with(bytes, at, (byte) (bytes[at] ^ 1 << (value & 7)));
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> removed(bytes, at, count);
      case 4 -> doubled(bytes, at, count);
      case 5 -> filled(bytes, at, count, (byte) 0xff);
      default -> filled(bytes, at, count, (byte) 0);
    };
  }

  private String word(String text) {
    List<int[]> words =
        WORD.matcher(text).results().map(found -> new int[] {found.start(), found.end()}).toList();
    if (words.isEmpty()) {
      return text;
    }
    int[] word = words.get(Math.floorMod(position, words.size()));
    return text.substring(0, word[0])
        + WORDS.get(Math.floorMod(length, WORDS.size()))
        + text.substring(word[1]);
  }

  private String line(String text) {
    List<String> lines = new java.util.ArrayList<>(List.of(text.split("\n", -1)));
    int at = Math.floorMod(position, lines.size());
    int other = Math.floorMod(length, lines.size());
    switch (kind - TEXT) {
      case 3 -> lines.remove(at);
      case 4 -> lines.add(other, lines.get(at));
      default -> lines.set(at, " ".repeat(Math.floorMod(value, 5)) + lines.get(at));
    }
    return String.join("\n", lines);
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] copy = bytes.clone();
    copy[at] = value;
    return copy;
  }

  private static byte[] removed(byte[] bytes, int at, int count) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length - count);
    System.arraycopy(bytes, at + count, copy, at, copy.length - at);
    return copy;
  }

  private static byte[] doubled(byte[] bytes, int at, int count) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length + count);
    System.arraycopy(bytes, at, copy, at + count, bytes.length - at);
    return copy;
  }

  private static byte[] filled(byte[] bytes, int at, int count, byte value) {
    byte[] copy = bytes.clone();
    Arrays.fill(copy, at, at + count, value);
    return copy;
  }
}
