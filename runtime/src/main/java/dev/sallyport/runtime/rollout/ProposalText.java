package dev.sallyport.runtime.rollout;

import dev.sallyport.check.Severity;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Visible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A proposal for people: what is wrong, what ends and begins, each step and why it is safe. Edges
 * that change for the same reason stand together, and the reason, of one of them, below.
 */
public final class ProposalText {
  private final StringBuilder out = new StringBuilder();

  private final Ink ink;

  private ProposalText(Ink ink) {
    this.ink = ink;
  }

  /** The whole text; the same for the same proposal. */
  public static String of(Proposal proposal) {
    return of(proposal, Ink.PLAIN);
  }

  /** The same in colours: what ends and what stands against it stand out. */
  public static String of(Proposal proposal, Ink ink) {
    ProposalText text = new ProposalText(ink);
    text.preflight(proposal.preflight());
    AcceptedCuts accepted = proposal.acceptance().cuts();
    text.edges(
        "Connections that end",
        proposal.simulation().edges(),
        Simulation.Edge::cut,
        "-",
        edge -> {
          ConnectionSet beyond = accepted.beyond(edge.from(), edge.to(), edge.cut());
          String how =
              edge.byIsolation().equals(edge.cut())
                  ? ""
                  : "; not by a new policy alone, but because one is replaced or deleted";
          return (beyond.isEmpty() ? " (accepted" : " (not accepted") + how + ")";
        });
    text.edges(
        "Connections that begin",
        proposal.simulation().edges(),
        Simulation.Edge::opened,
        "+",
        edge -> "");
    text.plan(proposal.plan());
    List<String> stops = proposal.stops();
    stops.forEach(stop -> text.line(ink.bad("Stopped: " + Visible.text(stop) + ".")));
    if (stops.isEmpty()) {
      text.line(ink.good("Nothing stands against it."));
    }
    return text.out.toString();
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  private void preflight(Preflight preflight) {
    line(ink.heading("Preflight"));
    for (Report.Result result : preflight.findings().results()) {
      String severity = result.severity().name().toLowerCase(Locale.ROOT) + ":";
      line(
          "  "
              + (result.severity() == Severity.ERROR ? ink.bad(severity) : ink.doubtful(severity))
              + " "
              + Visible.text(result.text() + " (" + result.location().describe() + ")"));
    }
    preflight
        .withoutDns()
        .forEach(pod -> line("  " + ink.bad("error:") + " " + Visible.text(pod) + " loses DNS"));
    if (!preflight.dnsSeen()) {
      line("  note: no DNS pods are seen, so nothing is said of the resolution of names");
    } else if (preflight.findings().results().isEmpty() && preflight.withoutDns().isEmpty()) {
      line("  nothing is wrong");
    }
    line("");
  }

  private void edges(
      String title,
      List<Simulation.Edge> edges,
      Function<Simulation.Edge, ConnectionSet> ports,
      String sign,
      Function<Simulation.Edge, String> note) {
    List<Simulation.Edge> some =
        edges.stream().filter(edge -> !ports.apply(edge).isEmpty()).toList();
    line(ink.heading(title + (some.isEmpty() ? ": none" : "")));
    Map<List<String>, List<Simulation.Edge>> alike = new LinkedHashMap<>();
    for (Simulation.Edge edge : some) {
      alike.computeIfAbsent(edge.causes(), causes -> new ArrayList<>()).add(edge);
    }
    alike.forEach(
        (causes, group) -> {
          for (Simulation.Edge edge : group) {
            String change =
                sign + " " + edge.from() + " -> " + edge.to() + ": " + ports.apply(edge);
            line("  " + Visible.text(change + note.apply(edge)));
          }
          causes.forEach(cause -> line("      " + ink.faint(Visible.text(cause))));
        });
    line("");
  }

  private void plan(Plan plan) {
    int steps = plan.steps().size();
    line(
        ink.heading("Plan " + plan.id())
            + (steps == 0
                ? ": nothing to do"
                : ": " + steps + (steps == 1 ? " step" : " steps") + ", every state proven"));
    int number = 0;
    for (Step step : plan.steps()) {
      number++;
      line(String.format(Locale.ROOT, "%4d. %s", number, Visible.text(step.what())));
      step.actions().forEach(action -> line("        " + Visible.text(action.text())));
      line("      " + ink.faint("safe, because " + Visible.text(step.why())));
    }
    line("");
  }
}
