package dev.sallyport.runtime.cli;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleLimits;
import dev.sallyport.runtime.bundle.EmptyInput;
import dev.sallyport.runtime.bundle.RecordReader;
import dev.sallyport.runtime.bundle.Records;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.findings.ReportFormat;
import dev.sallyport.runtime.link.Link;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport link}: all services together. */
@Command(
    name = "link",
    description = {
      "Checks all services together, as the compiler checks one: both ends of every connection,"
          + " duplicates, overlaps, invariants, and contracts for which no input speaks.",
      "Ends with 1 if there is an error; warnings are shown and leave it at 0."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sallyport link orders.jar ledger.jar frontend.jar",
      "  sallyport link libs/ --severity SP031=error -o github"
    })
final class LinkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Jars, wars, class folders, Quarkus folders, OCI layouts, docker save tars.")
  private List<Path> inputs = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, sarif or github. Default: text.")
  private ReportFormat format = ReportFormat.TEXT;

  @Mixin private Severities severities = new Severities();

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  LinkCommand() {}

  @Override
  public Integer call() {
    SeverityOptions options = severities.options(spec);
    try {
      Records records =
          new RecordReader(BundleLimits.STANDARD, Sallyport.progress(spec)).read(inputs);
      Sallyport.progress(spec).phase("checking " + records.records().size() + " records");
      boolean missing = tell(records);
      Report report = severities.shown(Link.of(records).report(options));
      if (format != ReportFormat.TEXT || !records.records().isEmpty()) {
        format.print(report, spec.commandLine().getOut(), Sallyport.ink(spec));
      }
      return missing || report.hasErrors() ? ExitCode.FINDINGS : ExitCode.CLEAN;
    } catch (BundleException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Says what was left aside and what is empty, and why; whether that is itself a finding. */
  private boolean tell(Records records) {
    PrintWriter err = spec.commandLine().getErr();
    records.notes().forEach(note -> err.println("sallyport: " + note));
    records.empty().forEach(empty -> err.println("sallyport: " + empty.reason()));
    if (records.records().isEmpty() && records.empty().isEmpty()) {
      err.println(
          "sallyport: there are no contract records in the inputs, so nothing was checked.");
    }
    return records.records().isEmpty()
        || records.empty().stream().anyMatch(EmptyInput::isUnprocessed);
  }
}
