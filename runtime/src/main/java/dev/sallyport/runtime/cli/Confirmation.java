package dev.sallyport.runtime.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a person at a terminal. */
interface Confirmation {

  /**
   * Asks.
   *
   * @return whether the answer is yes; empty if there is nobody to ask
   */
  Optional<Boolean> ask(String question);

  /** Asks at the terminal of this process, if it has one. */
  @SuppressWarnings("SystemConsoleNull") // it is null in Java 17 to 21, and later says isTerminal
  static Confirmation ofTerminal() {
    return question -> {
      Console console = System.console();
      if (console == null || !isTerminal(console)) {
        return Optional.empty();
      }
      @Nullable String answer = console.readLine("%s [y/N] ", question);
      return Optional.of(
          answer != null
              && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes")));
    };
  }

  /** From Java 22 on there may be a console without a terminal, which says so. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
