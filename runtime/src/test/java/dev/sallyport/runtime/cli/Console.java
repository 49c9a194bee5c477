package dev.sallyport.runtime.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The program as a test runs it: with what it prints, run after run, as text. */
final class Console {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  /** Runs a command line of words; how it ends. */
  int run(Object... words) {
    return run(Sallyport.commandLine(), words);
  }

  /** Runs words on a command line of the test's own. */
  int run(CommandLine commandLine, Object... words) {
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(Stream.of(words).map(Object::toString).toArray(String[]::new));
  }

  /** Forgets what was printed so far. */
  Console clear() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return this;
  }

  /** Words, and more words behind them. */
  static Object[] words(List<?> first, Object... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray();
  }
}
