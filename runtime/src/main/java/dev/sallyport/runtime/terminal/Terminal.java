package dev.sallyport.runtime.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which streams of this process somebody looks at. Where that can't be found out nobody does, so
 * that no control character gets into a file.
 *
 * <p>Java knows of its console only whether all streams are one; so the launcher says it in the
 * property {@value #PROPERTY}, and without a launcher Linux does, under {@code /proc/self/fd}.
 */
public final class Terminal {
  /** The property with the numbers of the streams that are terminals, for example {@code 12}. */
  public static final String PROPERTY = "sallyport.terminal";

  private static final int OUT = 1;
  private static final int ERR = 2;

  private final IntPredicate terminals;
  private final boolean colours;

  /**
   * A terminal.
   *
   * @param environment variables by name: {@code NO_COLOR}, if not empty, and {@code TERM=dumb}
   *     forbid colours
   * @param terminals whether a stream, by its number, is a terminal
   */
  public Terminal(UnaryOperator<@Nullable String> environment, IntPredicate terminals) {
    this.terminals = terminals;
    String noColour = environment.apply("NO_COLOR");
    this.colours =
        (noColour == null || noColour.isEmpty()) && !"dumb".equals(environment.apply("TERM"));
  }

  /** The terminal of this process. */
  public static Terminal ofProcess() {
    String said = System.getProperty(PROPERTY);
    return new Terminal(
        System::getenv,
        said == null ? Terminal::isTerminal : stream -> said.indexOf('0' + stream) >= 0);
  }

  /** The ink for standard output. */
  public Ink out() {
    return colours && terminals.test(OUT) ? Ink.COLOURED : Ink.PLAIN;
  }

  /** The ink for standard error. */
  public Ink err() {
    return colours && terminals.test(ERR) ? Ink.COLOURED : Ink.PLAIN;
  }

  /** Whether somebody looks at standard error. */
  public boolean showsProgress() {
    return terminals.test(ERR);
  }

  private static boolean isTerminal(int stream) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException | InvalidPathException e) {
      return false;
    }
  }
}
