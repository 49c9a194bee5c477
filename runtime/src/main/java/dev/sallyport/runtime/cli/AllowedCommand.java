package dev.sallyport.runtime.cli;

import dev.sallyport.reach.Verdict;
import dev.sallyport.runtime.question.Answer;
import dev.sallyport.runtime.question.AnswerJson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sallyport allowed}: one verdict. */
@Command(
    name = "allowed",
    description = {
      "Says whether one may connect to another.",
      "Ends with 0 if it is allowed with every plugin that --plugin admits, otherwise with 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sallyport allowed shop/frontend shop/orders:8080 k8s/",
      "  sallyport allowed shop/orders 10.1.0.0/16:443 k8s/ orders.jar"
    })
final class AllowedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private QuestionOptions question = new QuestionOptions();

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  AllowedCommand() {}

  @Override
  public Integer call() {
    Answer answer = question.answer(spec);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        question.isJson() ? AnswerJson.verdict(answer) : answer.text(Sallyport.ink(spec)) + "\n");
    out.flush();
    return exitCode(answer);
  }

  static int exitCode(Answer answer) {
    return answer.verdict() == Verdict.ALLOWED ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }
}
