package dev.sallyport.runtime.question;

import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.Change;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.Reason;
import dev.sallyport.runtime.input.RuleNotes;
import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Visible;
import java.util.List;

/** An answer with its reasons, for people. */
public final class AnswerText {
  private final RuleNotes notes;
  private final Ink ink;

  /** Prints answers about what the inputs behind the notes hold, without colours. */
  public AnswerText(RuleNotes notes) {
    this(notes, Ink.PLAIN);
  }

  /** Prints answers about what the inputs behind the notes hold. */
  public AnswerText(RuleNotes notes, Ink ink) {
    this.notes = notes;
    this.ink = ink;
  }

  /** The verdict, then each end with every rule that speaks, then the smallest change. */
  public String explanation(Answer answer) {
    Question question = answer.question();
    Explanation explanation = answer.explanation();
    StringBuilder text = new StringBuilder();
    text.append(Visible.text(question.from().id() + " -> " + question.to().id()));
    question.port().ifPresent(port -> text.append(" on ").append(port));
    text.append(": ").append(answer.text(ink)).append('\n');
    return text.append(reasons(explanation)).toString();
  }

  /** Each end with every rule that speaks, then the smallest change; each after an empty line. */
  public String reasons(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    explanation.egress().ifPresent(side -> side(side, text));
    explanation.ingress().ifPresent(side -> side(side, text));
    List<Change> changes = explanation.smallestChange();
    if (!changes.isEmpty()) {
      text.append('\n').append(ink.heading("To allow it:")).append('\n');
      changes.forEach(change -> text.append("  ").append(Visible.text(change.text())).append('\n'));
    }
    return text.toString();
  }

  private void side(Explanation.Side side, StringBuilder text) {
    text.append('\n')
        .append(ink.heading(side.direction().text() + " of " + Visible.text(side.subject().id())))
        .append(' ')
        .append(side.allows() ? ink.good("allows it:") : ink.bad("denies it:"))
        .append('\n');
    for (Reason reason : side.reasons()) {
      text.append("  ").append(Visible.text(reason.toString())).append('\n');
      lines(reason)
          .forEach(line -> text.append("    ").append(ink.faint(Visible.text(line))).append('\n'));
    }
  }

  /** Where a reason stands, and who said it there. */
  public List<String> lines(Reason reason) {
    if (reason instanceof Reason.Allows allows) {
      return lines(allows.policy(), allows.matched().origins());
    }
    if (reason instanceof Reason.Isolates isolates) {
      return lines(isolates.policy(), List.of(isolates.policy().origin()));
    }
    if (reason instanceof Reason.Cluster cluster) {
      return List.of("at " + RuleNotes.place(cluster.policy().origin()));
    }
    return List.of();
  }

  private List<String> lines(Policy policy, List<Origin> origins) {
    List<String> lines = new java.util.ArrayList<>();
    for (Origin origin : origins) {
      lines.add("at " + RuleNotes.place(origin));
      if (!origin.equals(policy.origin())) {
        lines.addAll(notes.comment(origin));
      }
    }
    String declaredBy = notes.declaredBy(policy);
    if (!declaredBy.isEmpty()) {
      lines.add("declared by " + declaredBy);
    }
    return lines;
  }
}
