package dev.sallyport.runtime.expect;

import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.Node;
import dev.sallyport.manifest.Scalar;
import dev.sallyport.manifest.Sequence;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * A report for people: a line for each expectation, then each that does not hold with its reasons,
 * then what no expectation mentions, in a form that can be copied into a file, then the counts.
 */
public final class TestText {
  private TestText() {}

  /** The report. {@code O(expectations)}. */
  public static String text(TestReport report) {
    return text(report, Ink.PLAIN);
  }

  /** The same in colours: what does not hold stands out. */
  public static String text(TestReport report, Ink ink) {
    StringBuilder text = new StringBuilder();
    int place =
        report.files().stream()
            .flatMapToInt(file -> file.outcomes().stream().mapToInt(o -> place(file, o).length()))
            .max()
            .orElse(0);
    for (TestReport.File file : report.files()) {
      for (Outcome outcome : file.outcomes()) {
        text.append(word(outcome.status(), ink))
            .append(pad(place(file, outcome), place + 2))
            .append(Visible.text(outcome.expectation().title()))
            .append('\n');
      }
    }
    for (TestReport.File file : report.files()) {
      for (Outcome outcome : file.outcomes()) {
        if (outcome.status() != Outcome.Status.HOLDS) {
          failure(file, outcome, text, ink);
        }
      }
    }
    for (TestReport.File file : report.files()) {
      if (!file.uncovered().isEmpty()) {
        text.append('\n').append(ink.heading("Open, and no expectation mentions it:")).append('\n');
        text.append(YamlWriter.write(expectations(file.uncovered())));
      }
    }
    return text.append('\n').append(counts(report)).append('\n').toString();
  }

  private static void failure(TestReport.File file, Outcome outcome, StringBuilder text, Ink ink) {
    String name = outcome.expectation().name();
    text.append('\n')
        .append(ink.heading(place(file, outcome) + ":"))
        .append(' ')
        .append(name.isEmpty() ? "" : Visible.text(name) + ": ")
        .append(Visible.text(outcome.message()));
  }

  private static String place(TestReport.File file, Outcome outcome) {
    return Visible.text(file.source() + ":" + outcome.expectation().line());
  }

  /** The word, and space up to the next column. */
  private static String word(Outcome.Status status, Ink ink) {
    return switch (status) {
      case HOLDS -> ink.good("ok") + "     ";
      case FAILS -> ink.bad("FAILS") + "  ";
      case ERROR -> ink.bad("ERROR") + "  ";
    };
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String counts(TestReport report) {
    int fails = report.count(Outcome.Status.FAILS);
    int errors = report.count(Outcome.Status.ERROR);
    int holds = report.count(Outcome.Status.HOLDS);
    int all = holds + fails + errors;
    return all
        + (all == 1 ? " expectation" : " expectations")
        + ": "
        + (fails + errors == 0
            ? (all == 1 ? "it holds" : "all hold")
            : holds + (holds == 1 ? " holds" : " hold"))
        + (fails == 0 ? "" : ", " + fails + (fails == 1 ? " does not" : " do not"))
        + (errors == 0 ? "" : ", " + errors + " could not be asked")
        + (report.uncovered() == 0
            ? ""
            : "; "
                + report.uncovered()
                + (report.uncovered() == 1
                    ? " open connection is not mentioned"
                    : " open connections are not mentioned"));
  }

  /** Open connections as the list of a file's {@code expectations}. */
  public static Node expectations(List<Coverage.Uncovered> open) {
    List<Node> expectations = new ArrayList<>();
    for (Coverage.Uncovered each : open) {
      ConnectionSet all = each.ports().union(each.dependent());
      expectations.add(
          Mapping.builder()
              .field("from", each.from())
              .field("to", each.to())
              .field("port", ports(all))
              .field("allowed", true)
              .build()
              .withComment(
                  each.dependent().isEmpty() ? "" : "with some plugins only: " + each.dependent()));
    }
    return Sequence.of(expectations);
  }

  private static Node ports(ConnectionSet ports) {
    if (ports.isAll()) {
      return Scalar.of("all");
    }
    List<Node> written = new ArrayList<>();
    for (ConnectionSet.Range range : ports.ranges()) {
      boolean tcp = range.protocol() == dev.sallyport.Protocol.TCP;
      if (tcp && range.first() == range.last()) {
        written.add(Scalar.of(range.first()));
      } else {
        String numbers =
            range.first() == 1 && range.last() == 65_535
                ? ""
                : range.first() + (range.first() == range.last() ? "" : "-" + range.last());
        written.add(Scalar.of(numbers + (tcp && !numbers.isEmpty() ? "" : "/" + range.protocol())));
      }
    }
    return written.size() == 1 ? written.get(0) : Sequence.of(written);
  }
}
