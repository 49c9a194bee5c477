package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.difference.Baseline;
import dev.sallyport.runtime.difference.DifferenceText;
import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Visible;
import java.util.List;

/**
 * Plans and their results for people. Names and messages come from the server and out of inputs;
 * their control characters are shown, not obeyed.
 */
public final class ApplyText {
  private ApplyText() {}

  /** The plan: what happens to each policy, what opens and closes, and what hinders it. */
  public static String plan(ApplyPlan plan) {
    return plan(plan, Ink.PLAIN);
  }

  /** The same in colours: what is new, what is deleted and what stands against it stand out. */
  public static String plan(ApplyPlan plan, Ink ink) {
    StringBuilder text = new StringBuilder(ink.heading(Visible.text(plan.server()))).append('\n');
    int width = plan.steps().stream().mapToInt(s -> Visible.text(s.id()).length()).max().orElse(0);
    for (ApplyStep step : plan.steps()) {
      String what =
          switch (step.action()) {
            case CREATE, UNCHANGED -> "";
            case CHANGE -> String.join(", ", step.fields());
            case PRUNE ->
                "bundle "
                    + step.before()
                        .map(p -> p.labels().getOrDefault(ApplyOptions.BUNDLE_LABEL, ""))
                        .orElse("")
                    + " no longer has it";
          };
      line(text, ink, step, width, what);
    }
    text.append('\n').append(DifferenceText.text(plan.difference(), Baseline.NOTHING, ink));
    if (!plan.notes().isEmpty()) {
      text.append('\n');
      plan.notes()
          .forEach(
              note ->
                  text.append(ink.doubtful("note:"))
                      .append(' ')
                      .append(Visible.text(note))
                      .append('\n'));
    }
    if (!plan.hindrances().isEmpty()) {
      text.append('\n').append(ink.bad("This can't be applied as it is:")).append('\n');
      for (Hindrance each : plan.hindrances()) {
        text.append("  ")
            .append(ink.heading(Visible.text(each.subject()) + ":"))
            .append(' ')
            .append(Visible.text(each.problem()).replace("\n", "\n    "))
            .append("\n    -> ")
            .append(Visible.text(each.wayOut()))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Ink ink, ApplyStep step, int width, String what) {
    String word = pad(step.action().word(), 9);
    String inked =
        switch (step.action()) {
          case CREATE -> ink.good(word);
          case CHANGE -> ink.doubtful(word);
          case UNCHANGED -> ink.faint(word);
          case PRUNE -> ink.bad(word);
        };
    String line = "  " + inked + "  " + pad(Visible.text(step.id()), width) + "  ";
    text.append((line + Visible.text(what)).stripTrailing()).append('\n');
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** That a step was done. */
  public static String done(ApplyStep step, Ink ink) {
    return ink.good("done:") + " " + step.action().word() + " " + Visible.text(step.id());
  }

  /** What was done and what was not, and how to go on. */
  public static String failure(ApplyRun.Result result) {
    StringBuilder text = new StringBuilder();
    ApplyStep failed = result.failed().orElseThrow();
    text.append(failed.action().word())
        .append(' ')
        .append(failed.id())
        .append(" failed: ")
        .append(result.problem())
        .append('\n');
    list(text, "done before that", result.done());
    list(text, "not done", result.left());
    return Visible.text(
        text.append(
                "To go on, mend the cause and run the same command again: what is done shows as"
                    + " unchanged then.\n")
            .toString());
  }

  private static void list(StringBuilder text, String title, List<ApplyStep> steps) {
    text.append(title).append(steps.isEmpty() ? ": nothing\n" : ":\n");
    for (ApplyStep step : steps) {
      text.append("  ").append(step.action().word()).append(' ').append(step.id()).append('\n');
    }
  }
}
