package dev.sallyport.manifest;

import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a manifest tells people about where its rules come from and why they are there: as comments,
 * and, because comments are lost when a manifest is applied, as one annotation.
 */
final class Reasons {
  /**
   * The most that the annotation may take, in bytes of UTF-8. The API server allows 262,144 for all
   * annotations; client-side apply stores the whole object, escaped, in another one.
   */
  private static final int MOST_BYTES = 16_384;

  /** Room for the line that says how many were left out. */
  private static final int LAST_LINE_BYTES = 64;

  private Reasons() {}

  /** One line per origin; the further lines of a reason are set in, so that none passes for one. */
  static String comment(List<Origin> origins) {
    StringBuilder text = new StringBuilder();
    for (Origin origin : origins) {
      if (text.length() > 0) {
        text.append('\n');
      }
      appendIndented(text, origin.source());
      if (!origin.why().isEmpty()) {
        appendIndented(text.append(": "), origin.why());
      }
    }
    return text.toString();
  }

  private static void appendIndented(StringBuilder text, String lines) {
    for (int i = 0; i < lines.length(); i++) {
      char c = lines.charAt(i);
      if (c == '\r' && lines.startsWith("\n", i + 1)) {
        continue;
      }
      if (YamlWriter.isBreak(c)) {
        text.append("\n  ");
      } else {
        text.append(c);
      }
    }
  }

  /**
   * The reasons of a policy and its rules: one line each, {@code source: why}, sorted, without
   * repetition; empty if no reason was given. What would take it beyond {@value #MOST_BYTES} bytes
   * is counted in a last line instead.
   */
  static String annotation(Policy policy, List<HostEgress> hosts) {
    Set<String> lines = new TreeSet<>();
    add(lines, policy.origin());
    addAll(lines, policy.ingress());
    addAll(lines, policy.egress());
    addHosts(lines, hosts);
    return annotation(lines);
  }

  /** The reasons of hosts alone, in the same form. */
  static String annotation(List<HostEgress> hosts) {
    Set<String> lines = new TreeSet<>();
    addHosts(lines, hosts);
    return annotation(lines);
  }

  private static void addHosts(Set<String> lines, List<HostEgress> hosts) {
    for (HostEgress host : hosts) {
      for (Origin origin : host.origins()) {
        add(lines, origin);
      }
    }
  }

  private static String annotation(Set<String> lines) {
    StringBuilder text = new StringBuilder();
    int bytes = 0;
    int leftOut = 0;
    for (String line : lines) {
      int size = line.getBytes(StandardCharsets.UTF_8).length + 1;
      if (leftOut > 0 || bytes + size > MOST_BYTES - LAST_LINE_BYTES) {
        leftOut++;
      } else {
        bytes += size;
        text.append(text.length() == 0 ? "" : "\n").append(line);
      }
    }
    if (leftOut > 0) {
      text.append(text.length() == 0 ? "" : "\n").append("and ").append(leftOut);
      text.append(" more, see the comments in the manifest");
    }
    return text.toString();
  }

  private static void addAll(Set<String> lines, List<Rule> rules) {
    for (Rule rule : rules) {
      for (Origin origin : rule.origins()) {
        add(lines, origin);
      }
    }
  }

  private static void add(Set<String> lines, Origin origin) {
    if (!origin.why().isEmpty()) {
      StringBuilder line = new StringBuilder();
      appendOnOneLine(line, origin.source());
      appendOnOneLine(line.append(": "), origin.why());
      lines.add(line.toString());
    }
  }

  /** Each run of blanks and of what is not printable becomes one blank. */
  private static void appendOnOneLine(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (JsonWriter.isLoneSurrogate(text, i)) {
        line.append('\uFFFD');
      } else if (c != ' ' && !JsonWriter.isHidden(c)) {
        line.append(c);
      } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    while (line.length() > 0 && line.charAt(line.length() - 1) == ' ') {
      line.setLength(line.length() - 1);
    }
  }
}
