package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.findings.ReportFormat;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code -o} and what becomes of findings, of all commands whose output is findings. */
final class ReportOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, tsv, md, sarif or github. Default: text.")
  private ReportFormat format = ReportFormat.TEXT;

  @Mixin private Severities severities = new Severities();

  ReportOption() {}

  Severities severities() {
    return severities;
  }

  /** Whether people read it. */
  boolean isText() {
    return format == ReportFormat.TEXT;
  }

  /** Prints what is to be shown of a report. */
  void print(CommandSpec spec, Report report) {
    format.print(severities.shown(report), spec.commandLine().getOut(), Sallyport.ink(spec));
  }
}
