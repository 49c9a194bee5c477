package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Progress;
import dev.sallyport.runtime.terminal.ProgressLine;
import dev.sallyport.runtime.terminal.Terminal;
import dev.sallyport.runtime.terminal.Visible;
import dev.sallyport.runtime.terminal.WipingWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
      EmitCommand.class,
      ExplainCommand.class,
      ExtractCommand.class,
      LinkCommand.class,
      MatrixCommand.class,
      RolloutCommand.class,
      TestCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:clean", "1:findings", "2:could not run, or not on all of the input"})
public final class Sallyport implements Runnable {
  @Spec private CommandSpec spec;
  private final Progress progress;

  /** Creates the root command; picocli fills it. */
  public Sallyport() {
    this(Progress.NONE);
  }

  @SuppressWarnings("NullAway.Init")
  private Sallyport(Progress progress) {
    this.progress = progress;
  }

  /** Without a command there is nothing to do: says so, and what there is. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  /** Runs the command line and ends the program with its exit code. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    Output output = new Output(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(output, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Progress progress = Progress.NONE;
    if (terminal.showsProgress()) {
      ProgressLine line = new ProgressLine(System::nanoTime, err);
      out = new PrintWriter(new WipingWriter(line, out), false);
      err = new PrintWriter(new WipingWriter(line, err), true);
      line.start();
      progress = line;
    }
    CommandLine commandLine = commandLine(terminal.out(), progress, args);
    commandLine.setOut(out);
    commandLine.setErr(err);
    int exitCode = commandLine.execute(args);
    commandLine.getOut().flush();
    if (output.failed()) {
      exitCode = ExitCode.FAILED;
      if (!output.complaint().isEmpty()) {
        err.println("sallyport: " + output.complaint());
      }
    }
    System.exit(exitCode);
  }

  /** The command line with all its commands, without colours. */
  public static CommandLine commandLine() {
    return commandLine(Ink.PLAIN);
  }

  /**
   * The command line with all its commands.
   *
   * @param ink for what is printed to standard output, of every command
   */
  public static CommandLine commandLine(Ink ink) {
    return commandLine(ink, Progress.NONE, new String[0]);
  }

  /** The command line for some arguments: without the commands that they don't name. */
  static CommandLine commandLine(String[] args) {
    return commandLine(Ink.PLAIN, Progress.NONE, args);
  }

  private static CommandLine commandLine(Ink ink, Progress progress, String[] args) {
    return NamedCommand.commandLine(new Sallyport(progress), args)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                ink == Ink.COLOURED ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(Sallyport::correct)
        .setExecutionExceptionHandler(Sallyport::explain);
  }

  /** The ink for what a command prints to standard output. */
  static Ink ink(CommandSpec command) {
    return command.commandLine().getColorScheme().ansi().enabled() ? Ink.COLOURED : Ink.PLAIN;
  }

  /** Is told how far a command is. */
  static Progress progress(CommandSpec command) {
    return ((Sallyport) command.root().userObject()).progress;
  }

  /** Says what is wrong with the arguments, and where help is; all of the help would hide it. */
  private static int correct(ParameterException problem, String[] arguments) {
    CommandLine commandLine = problem.getCommandLine();
    PrintWriter err = commandLine.getErr();
    err.println("sallyport: " + Visible.text(Mistake.message(problem)));
    UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.FAILED;
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
    commandLine
        .getErr()
        .println("sallyport: " + Visible.text(String.valueOf(problem.getMessage())));
    return ExitCode.FAILED;
  }
}
