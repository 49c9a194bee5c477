package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.EmptyInput;
import dev.sallyport.runtime.terminal.Visible;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command says besides its output, on standard error. Much of it quotes inputs and clusters,
 * which nobody vouches for: control characters are shown, not obeyed.
 */
final class Remarks {
  private final PrintWriter err;

  private Remarks(PrintWriter err) {
    this.err = err;
  }

  static Remarks of(CommandSpec spec) {
    return of(spec.commandLine());
  }

  static Remarks of(CommandLine commandLine) {
    return new Remarks(commandLine.getErr());
  }

  /** Says it in the name of the program. */
  void say(Object remark) {
    err.println("sallyport: " + Visible.text(String.valueOf(remark)));
    err.flush();
  }

  /** Says what was left aside and what is empty, and why; whether the processor did not run. */
  boolean sayAll(List<String> notes, List<EmptyInput> empty) {
    notes.forEach(this::say);
    empty.forEach(each -> say(each.reason()));
    return empty.stream().anyMatch(EmptyInput::isUnprocessed);
  }

  /** Lines that name the place of which they speak. */
  void list(List<?> problems) {
    problems.forEach(problem -> err.println(Visible.text(problem.toString())));
    err.flush();
  }

  /** Lines of a longer text, such as a plan, as they are. */
  void print(String text) {
    err.print(text);
    err.flush();
  }
}
