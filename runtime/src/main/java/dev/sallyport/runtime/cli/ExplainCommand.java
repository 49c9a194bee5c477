package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.input.RuleNotes;
import dev.sallyport.runtime.question.Answer;
import dev.sallyport.runtime.question.AnswerJson;
import dev.sallyport.runtime.question.AnswerText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sallyport explain}: one verdict, and each rule that speaks. */
@Command(
    name = "explain",
    description = {
      "Says whether one may connect to another, and each rule that speaks: by file and line, and"
          + " where Sallyport wrote it by class and annotation. For a denial, the smallest change"
          + " that allows it.",
      "Ends as allowed does."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {"  sallyport explain shop/frontend shop/orders:http k8s/ target/classes"})
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private QuestionOptions question = new QuestionOptions();

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  ExplainCommand() {}

  @Override
  public Integer call() {
    Answer answer = question.answer(spec);
    AnswerText texts = new AnswerText(new RuleNotes(question.inputs()), Sallyport.ink(spec));
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        question.isJson() ? AnswerJson.explanation(answer, texts) : texts.explanation(answer));
    out.flush();
    return AllowedCommand.exitCode(answer);
  }
}
