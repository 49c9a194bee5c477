package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.difference.Baseline;
import dev.sallyport.runtime.difference.DifferenceText;
import java.util.List;

/** Plans and their results for people. */
public final class ApplyText {
  private ApplyText() {}

  /** The plan: what happens to each policy, what opens and closes, and what hinders it. */
  public static String plan(ApplyPlan plan) {
    StringBuilder text = new StringBuilder(plan.server()).append('\n');
    int width = plan.steps().stream().mapToInt(s -> s.id().length()).max().orElse(0);
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
      line(text, step.action().word(), width, step.id(), what);
    }
    text.append('\n').append(DifferenceText.text(plan.difference(), Baseline.NOTHING));
    if (!plan.notes().isEmpty()) {
      text.append('\n');
      plan.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    }
    if (!plan.hindrances().isEmpty()) {
      text.append("\nThis can't be applied as it is:\n");
      for (Hindrance each : plan.hindrances()) {
        text.append("  ")
            .append(each.subject())
            .append(": ")
            .append(each.problem().replace("\n", "\n    "))
            .append("\n    -> ")
            .append(each.wayOut())
            .append('\n');
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String action, int width, String id, String what) {
    String line = "  " + pad(action, 9) + "  " + pad(id, width) + "  " + what;
    text.append(line.stripTrailing()).append('\n');
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
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
    return text.append(
            "To go on, mend the cause and run the same command again: what is done shows as"
                + " unchanged then.\n")
        .toString();
  }

  private static void list(StringBuilder text, String title, List<ApplyStep> steps) {
    text.append(title).append(steps.isEmpty() ? ": nothing\n" : ":\n");
    for (ApplyStep step : steps) {
      text.append("  ").append(step.action().word()).append(' ').append(step.id()).append('\n');
    }
  }
}
