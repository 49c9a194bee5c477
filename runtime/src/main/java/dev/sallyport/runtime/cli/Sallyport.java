package dev.sallyport.runtime.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code sallyport}. */
@Command(
    name = "sallyport",
    description = "NetworkPolicies that were declared in Java, at deploy time.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      AllowedCommand.class,
      ApplyCommand.class,
      CheckCommand.class,
      DiffCommand.class,
      ExplainCommand.class,
      ExtractCommand.class,
      LinkCommand.class,
      MatrixCommand.class,
      RolloutCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:clean", "1:findings", "2:could not run, or not on all of the input"})
public final class Sallyport implements Runnable {
  @Spec private CommandSpec spec;

  /** Creates the root command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  public Sallyport() {}

  /** Without a command there is nothing to do: says so, and what there is. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** Runs the command line and ends the program with its exit code. */
  public static void main(String[] args) {
    CommandLine commandLine = commandLine();
    commandLine.setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    int exitCode = commandLine.execute(args);
    commandLine.getOut().flush();
    System.exit(exitCode);
  }

  /** The command line with all its commands, for this program and for tests. */
  public static CommandLine commandLine() {
    return new CommandLine(new Sallyport())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Sallyport::explain);
  }

  /**
   * Prints what its user can mend; anything else is a defect of this program and keeps its trace.
   */
  private static int explain(
      Exception problem, CommandLine commandLine, CommandLine.ParseResult arguments)
      throws Exception {
    if (!(problem instanceof CommandFailedException)) {
      throw problem;
    }
    commandLine.getErr().println("sallyport: " + problem.getMessage());
    return ExitCode.FAILED;
  }
}
