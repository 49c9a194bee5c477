package dev.sallyport.runtime.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command line for given arguments: with the one command that they name, if they name one. To
 * look at the options of all commands takes longer than most commands do.
 */
final class NamedCommand {
  private NamedCommand() {}

  /** A command line that does with these arguments what the whole one does. */
  static CommandLine commandLine(Sallyport program, String... args) {
    String first = args.length == 0 ? "" : args[0];
    if (args.length == 1 && (first.equals("--version") || first.equals("-V"))) {
      return new CommandLine(
          bare(program).mixinStandardHelpOptions(true).versionProvider(new Version()));
    }
    for (Class<?> each : Sallyport.class.getAnnotation(Command.class).subcommands()) {
      if (each.getAnnotation(Command.class).name().equals(first)) {
        return new CommandLine(bare(program)).addSubcommand(first, new CommandLine(each));
      }
    }
    return new CommandLine(program);
  }

  private static CommandSpec bare(Sallyport program) {
    return CommandSpec.wrapWithoutInspection(program)
        .name(Sallyport.class.getAnnotation(Command.class).name());
  }
}
