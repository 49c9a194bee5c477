package dev.sallyport.runtime.cli;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.runtime.findings.Report;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option {@code --severity}, for every command that makes findings. */
final class Severities {
  @Option(
      names = "--severity",
      paramLabel = "CODE=LEVEL",
      split = ",",
      description = "error, warning or off for one kind of finding, for example SP031=error.")
  private Map<String, String> severities = new LinkedHashMap<>();

  @Option(
      names = "--show-suppressed",
      description = "Also shows what the sources suppress; it never counts as an error.")
  private boolean showSuppressed;

  Severities() {}

  /** What is to be shown of a report. */
  Report shown(Report report) {
    return showSuppressed ? report : report.withoutSuppressed();
  }

  /** The options, or a complaint about the command line. */
  SeverityOptions options(CommandSpec spec) {
    SeverityOptions options = new SeverityOptions();
    severities.forEach(
        (code, level) -> {
          String problem = options.put(SeverityOptions.PREFIX + code, level);
          if (!problem.isEmpty()) {
            throw new ParameterException(
                spec.commandLine(),
                "--severity: " + problem.replace(SeverityOptions.PREFIX + code, code));
          }
        });
    return options;
  }
}
