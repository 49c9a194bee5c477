package dev.sallyport.runtime.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual pages: one for the program and one for each command, made of what the help shows.
 *
 * <p>Source: groff_man(7), the macros {@code .TH}, {@code .SH}, {@code .TP}, {@code .B}.
 */
final class ManPages {

  private ManPages() {}

  /** The pages by the name of their file, for example {@code sallyport-extract.1}. */
  static SortedMap<String, String> pages(CommandLine program) {
    SortedMap<String, String> pages = new TreeMap<>();
    CommandSpec spec = program.getCommandSpec();
    pages.put(spec.name() + ".1", page(spec));
    for (CommandLine command : program.getSubcommands().values()) {
      CommandSpec inner = command.getCommandSpec();
      pages.put(spec.name() + "-" + inner.name() + ".1", page(inner));
    }
    return pages;
  }

  private static String page(CommandSpec spec) {
    String name = spec.qualifiedName("-");
    Help help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
    StringBuilder page = new StringBuilder();
    page.append(".TH ").append(text(name.toUpperCase(Locale.ROOT))).append(" 1\n");
    String[] header = spec.usageMessage().header();
    String[] description = spec.usageMessage().description();
    String[] title = header.length > 0 ? header : description;
    section(page, "NAME");
    page.append(text(name)).append(" \\- ").append(text(String.join(" ", title))).append('\n');
    section(page, "SYNOPSIS");
    verbatim(page, help.synopsis(0).stripTrailing().lines().toList());
    section(page, "DESCRIPTION");
    for (String line : description) {
      page.append(line.isEmpty() ? ".PP" : text(line)).append('\n');
    }
    arguments(page, spec);
    commands(page, spec);
    exitCodes(page, spec);
    examples(page, spec);
    return page.toString();
  }

  private static void arguments(StringBuilder page, CommandSpec spec) {
    if (!spec.positionalParameters().isEmpty()) {
      section(page, "ARGUMENTS");
      for (PositionalParamSpec argument : spec.positionalParameters()) {
        item(page, argument.paramLabel(), description(argument));
      }
    }
    section(page, "OPTIONS");
    for (OptionSpec option : spec.options()) {
      String names = String.join(", ", option.names());
      item(page, names + label(option), description(option));
    }
  }

  private static String label(OptionSpec option) {
    return option.arity().max() == 0 ? "" : " " + option.paramLabel();
  }

  private static String description(ArgSpec argument) {
    String description = String.join(" ", argument.description());
    Iterable<String> candidates = argument.completionCandidates();
    String values = candidates == null ? "" : String.join(", ", candidates);
    return description
        .replace("${COMPLETION-CANDIDATES}", values)
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
  }

  private static void commands(StringBuilder page, CommandSpec spec) {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    section(page, "COMMANDS");
    for (CommandLine command : spec.subcommands().values()) {
      CommandSpec inner = command.getCommandSpec();
      String[] header = inner.usageMessage().header();
      String[] said = header.length > 0 ? header : inner.usageMessage().description();
      item(page, inner.name(), String.join(" ", said));
    }
  }

  private static void exitCodes(StringBuilder page, CommandSpec spec) {
    Map<String, String> codes = spec.root().usageMessage().exitCodeList();
    if (!codes.isEmpty()) {
      section(page, "EXIT STATUS");
      codes.forEach((code, meaning) -> item(page, code.strip(), meaning));
    }
  }

  private static void examples(StringBuilder page, CommandSpec spec) {
    List<String> lines = List.of(spec.usageMessage().footer());
    List<String> examples = lines.stream().filter(line -> line.startsWith("  ")).toList();
    if (!examples.isEmpty()) {
      section(page, "EXAMPLES");
      verbatim(page, examples);
    }
  }

  private static void section(StringBuilder page, String title) {
    page.append(".SH ").append(title).append('\n');
  }

  private static void item(StringBuilder page, String term, String meaning) {
    page.append(".TP\n.B ").append(text(term)).append('\n').append(text(meaning)).append('\n');
  }

  private static void verbatim(StringBuilder page, List<String> lines) {
    page.append(".nf\n");
    lines.forEach(line -> page.append(text(line)).append('\n'));
    page.append(".fi\n");
  }

  /** A line of text: no character of it means something to the formatter. */
  private static String text(String line) {
    String escaped = line.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
