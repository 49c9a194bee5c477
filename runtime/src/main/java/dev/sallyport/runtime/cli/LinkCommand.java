package dev.sallyport.runtime.cli;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Records;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.link.Link;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private InputArguments inputs = new InputArguments();

  @Mixin private ReportOption output = new ReportOption();

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  LinkCommand() {}

  @Override
  public Integer call() {
    SeverityOptions options = output.severities().options(spec);
    try {
      Records records = inputs.records(spec);
      Sallyport.progress(spec).phase("checking " + records.records().size() + " records");
      boolean missing = tell(records);
      Report report = Link.of(records).report(options);
      if (!output.isText() || !records.records().isEmpty()) {
        output.print(spec, report);
      }
      return missing || report.hasErrors() ? ExitCode.FINDINGS : ExitCode.CLEAN;
    } catch (BundleException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Says what was left aside and what is empty, and why; whether that is itself a finding. */
  private boolean tell(Records records) {
    Remarks remarks = Remarks.of(spec);
    boolean unprocessed = remarks.sayAll(records.notes(), records.empty());
    if (records.records().isEmpty() && records.empty().isEmpty()) {
      remarks.say("there are no contract records in the inputs, so nothing was checked.");
    }
    return unprocessed || records.records().isEmpty();
  }
}
