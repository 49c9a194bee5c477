package dev.sallyport.runtime.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --yes}, of all commands that change a cluster: they ask before they do. */
final class Consent {
  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Needed where there is no terminal to ask at.")
  private boolean yes;

  private Confirmation confirmation = Confirmation.ofTerminal();

  Consent() {}

  /** Asks in another way than at the terminal. */
  void askBy(Confirmation other) {
    confirmation = other;
  }

  /** Whether somebody agrees; says so if nobody does. */
  boolean isGiven(String question, Remarks remarks) {
    if (yes) {
      return true;
    }
    Optional<Boolean> answer = confirmation.ask(question);
    if (answer.isEmpty()) {
      remarks.say("nothing was done: there is no terminal to ask at; say --yes to go on.");
    } else if (!answer.get()) {
      remarks.say("nothing was done.");
    }
    return answer.orElse(false);
  }
}
