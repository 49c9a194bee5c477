package dev.sallyport.runtime.difference;

import dev.sallyport.runtime.report.Markdown;
import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A difference for people: on a terminal, and in a pull request. */
public final class DifferenceText {
  private DifferenceText() {}

  /** Edge by edge, {@code +} for what opens, {@code -} for what closes, with causes. */
  public static String text(Difference difference, Baseline baseline) {
    return text(difference, baseline, Ink.PLAIN);
  }

  /** The same in colours: what opens beyond the baseline stands out. */
  public static String text(Difference difference, Baseline baseline, Ink ink) {
    StringBuilder text = new StringBuilder();
    for (Difference.Edge edge : difference.edges()) {
      text.append(ink.heading(Visible.text(edge.from() + " -> " + edge.to()))).append('\n');
      changes(edge, baseline, ink).forEach(line -> text.append("  ").append(line).append('\n'));
      edge.causes()
          .forEach(
              cause -> text.append("    ").append(ink.faint(Visible.text(cause))).append('\n'));
    }
    return text.append(text.isEmpty() ? "" : "\n").append(summary(difference, baseline)).toString();
  }

  private static List<String> changes(Difference.Edge edge, Baseline baseline, Ink ink) {
    List<String> lines = new ArrayList<>();
    if (!edge.opened().isEmpty()) {
      boolean accepted = baseline.beyond(edge).isEmpty();
      String line = "+ opened " + edge.opened() + (accepted ? " (accepted)" : "");
      lines.add(accepted ? line : ink.bad(line));
    }
    if (!edge.closed().isEmpty()) {
      lines.add(ink.good("- closed " + edge.closed()));
    }
    if (!edge.doubtful().isEmpty()) {
      lines.add(ink.doubtful("~ plugins now differ otherwise on " + edge.doubtful()));
    }
    return lines;
  }

  /** A table for a pull request; causes fold away. */
  public static String markdown(Difference difference, Baseline baseline) {
    StringBuilder text = new StringBuilder("### Connections that this change opens and closes\n\n");
    if (!difference.edges().isEmpty()) {
      text.append("| from | to | opened | closed |\n|---|---|---|---|\n");
      Map<String, List<String>> causes = new LinkedHashMap<>();
      for (Difference.Edge edge : difference.edges()) {
        String opened = edge.opened().isEmpty() ? "" : "**" + edge.opened() + "**";
        if (!opened.isEmpty() && baseline.beyond(edge).isEmpty()) {
          opened += " (accepted)";
        }
        text.append("| ")
            .append(Markdown.code(edge.from()))
            .append(" | ")
            .append(Markdown.code(edge.to()))
            .append(" | ")
            .append(opened)
            .append(" | ")
            .append(
                edge.closed().isEmpty() && edge.opened().isEmpty()
                    ? "plugins differ otherwise on " + edge.doubtful()
                    : edge.closed().isEmpty() ? "" : edge.closed().toString())
            .append(" |\n");
        causes.put(Markdown.code(edge.from()) + " to " + Markdown.code(edge.to()), edge.causes());
      }
      text.append("\n<details><summary>Causes</summary>\n\n");
      causes.forEach(
          (pair, lines) -> {
            text.append("- ").append(pair).append('\n');
            lines.forEach(line -> text.append("  - ").append(Markdown.code(line)).append('\n'));
          });
      text.append("\n</details>\n\n");
    }
    return text.append(summary(difference, baseline)).toString();
  }

  private static String summary(Difference difference, Baseline baseline) {
    if (difference.edges().isEmpty()) {
      return "No connection changes.\n";
    }
    long opened = difference.edges().stream().filter(e -> !e.opened().isEmpty()).count();
    long beyond = difference.edges().stream().filter(e -> !baseline.beyond(e).isEmpty()).count();
    long closed = difference.edges().stream().filter(e -> !e.closed().isEmpty()).count();
    return opened
        + (opened == 1 ? " edge opens" : " edges open")
        + (beyond == opened ? "" : " (" + (opened - beyond) + " accepted)")
        + ", "
        + closed
        + (closed == 1 ? " closes" : " close")
        + ".\n";
  }
}
