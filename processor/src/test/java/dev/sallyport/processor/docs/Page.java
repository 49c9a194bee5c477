package dev.sallyport.processor.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation, in Markdown.
 *
 * @param path the file, from the folder of this module
 */
record Page(Path path) {
  static final Page README = new Page(Path.of("../README.md"));
  static final Page FINDINGS = new Page(Path.of("README.md"));

  private static final Pattern FENCE =
      Pattern.compile("(?m)^```([a-z]+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^<a id=\"(sp\\d+)\"></a>\\n### (SP\\d+) (.+)\\n\\n(\\*.+?\\*) ");

  /**
   * A fenced block.
   *
   * @param language what stands behind the fence
   * @param text the lines, each with its end
   */
  record Block(String language, String text) {}

  /**
   * The entry of a finding.
   *
   * @param anchor what links point at
   * @param id the code
   * @param title the rest of the heading
   * @param kind what the first words say about its severity
   * @param text all of the entry
   */
  record Entry(String anchor, String id, String title, String kind, String text) {
    /** What gives the finding: sources or options. */
    Block example() {
      return blocks(text).get(0);
    }
  }

  String text() {
    try {
      return Files.readString(path, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All fenced blocks, in order. */
  List<Block> blocks() {
    return blocks(text());
  }

  /** The fenced blocks under a heading of any level, up to the next of its level or a higher. */
  List<Block> blocksUnder(String heading) {
    Matcher start = Pattern.compile("(?m)^(#+) " + Pattern.quote(heading) + "$").matcher(text());
    if (!start.find()) {
      throw new AssertionError(path + " has no heading " + heading);
    }
    String rest = text().substring(start.end());
    Matcher end = Pattern.compile("(?m)^#{1," + start.group(1).length() + "} ").matcher(rest);
    return blocks(end.find() ? rest.substring(0, end.start()) : rest);
  }

  /** The entries of findings, in order. */
  List<Entry> entries() {
    String text = text();
    List<MatchResult> starts = ENTRY.matcher(text).results().toList();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      MatchResult start = starts.get(i);
      int end = i + 1 < starts.size() ? starts.get(i + 1).start() : text.length();
      entries.add(
          new Entry(
              start.group(1),
              start.group(2),
              start.group(3),
              start.group(4),
              text.substring(start.start(), end)));
    }
    return entries;
  }

  /**
   * The block between two comments, {@code <!-- name: begin -->} and {@code <!-- name: end -->}.
   */
  Block marked(String name) {
    String text = text();
    return blocks(text.substring(begin(text, name), end(text, name))).get(0);
  }

  /** Replaces the block between the two comments. */
  void mark(String name, Block block) {
    String text = text();
    String fenced = "\n```" + block.language() + "\n" + block.text() + "```\n";
    try {
      Files.writeString(
          path, text.substring(0, begin(text, name)) + fenced + text.substring(end(text, name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int begin(String text, String name) {
    String marker = "<!-- " + name + ": begin -->\n";
    return text.indexOf(marker) + marker.length();
  }

  private static int end(String text, String name) {
    int end = text.indexOf("\n<!-- " + name + ": end -->");
    if (end < 0) {
      throw new AssertionError("there is no marker " + name);
    }
    return end;
  }

  private static List<Block> blocks(String text) {
    return FENCE.matcher(text).results().map(r -> new Block(r.group(1), r.group(2))).toList();
  }
}
