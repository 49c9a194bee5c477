package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.expect.ExpectationFile;
import dev.sallyport.runtime.expect.InvalidExpectationsException;
import dev.sallyport.runtime.expect.JUnitXml;
import dev.sallyport.runtime.expect.Outcome;
import dev.sallyport.runtime.expect.TestJson;
import dev.sallyport.runtime.expect.TestReport;
import dev.sallyport.runtime.expect.TestResult;
import dev.sallyport.runtime.expect.TestRun;
import dev.sallyport.runtime.expect.TestText;
import dev.sallyport.runtime.expect.TestTsv;
import dev.sallyport.runtime.findings.ReportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport test}: expectations against policies. */
@Command(
    name = "test",
    description = {
      "Checks which connections shall be possible and which not. A file lists from, to, port and"
          + " allowed; what it is checked against stands under inputs, or behind --input.",
      "Ends with 1 if an expectation does not hold, with 2 if one asks about a workload that is not"
          + " there."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sallyport test expectations.yaml",
      "  sallyport test expectations.yaml -i k8s/ -i orders.jar --junit-xml target/policies.xml",
      "  sallyport test expectations.yaml --uncovered"
    })
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Expectations: YAML or JSON of the schema " + ExpectationFile.SCHEMA + ".")
  private List<Path> files = List.of();

  @Option(
      names = {"-i", "--input"},
      paramLabel = ObjectSource.LABEL,
      description =
          "More to check against, besides the inputs of each file. Can be repeated. "
              + ObjectSource.FILES
              + ".")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "default",
      description =
          "The namespace of objects and workloads that give none, where the file says none."
              + " Default: default.")
  private String namespace = "default";

  @Mixin private PluginOption plugin = new PluginOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, tsv, md, junit, sarif or github. Default: text.")
  private Format format = Format.TEXT;

  @Option(
      names = "--junit-xml",
      paramLabel = "PATH",
      description = "Writes JUnit XML there too, for CI servers.")
  private @Nullable Path junitXml;

  @Option(
      names = "--uncovered",
      description =
          "Also lists open connections that no expectation mentions, as expectations; ends with 1"
              + " if there are any.")
  private boolean uncovered;

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  TestCommand() {}

  /** The forms of a report. */
  enum Format {
    TEXT,
    JSON,
    TSV,
    MD,
    JUNIT,
    SARIF,
    GITHUB
  }

  @Override
  public Integer call() {
    TestReport report = report();
    Path xml = junitXml;
    if (xml != null) {
      write(xml, JUnitXml.text(report, uncovered));
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> out.print(TestText.text(report, Sallyport.ink(spec)));
      case JSON -> out.print(TestJson.text(report, uncovered));
      case JUNIT -> out.print(JUnitXml.text(report, uncovered));
      case TSV -> out.print(TestTsv.text(report));
      case MD -> ReportFormat.MD.print(report.findings(), out);
      case SARIF -> ReportFormat.SARIF.print(report.findings(), out);
      case GITHUB -> ReportFormat.GITHUB.print(report.findings(), out);
    }
    out.flush();
    if (report.count(Outcome.Status.ERROR) > 0) {
      return ExitCode.FAILED;
    }
    return report.count(Outcome.Status.FAILS) > 0 || report.uncovered() > 0
        ? ExitCode.FINDINGS
        : ExitCode.CLEAN;
  }

  private TestReport report() {
    TestRun run = new TestRun(inputs, namespace, plugin.chosen());
    List<TestResult> results = new ArrayList<>();
    List<InvalidExpectationsException> refused = new ArrayList<>();
    for (Path file : files) {
      try {
        results.add(run.check(ExpectationFile.read(file)));
      } catch (InvalidExpectationsException e) {
        refused.add(e);
      }
    }
    if (refused.isEmpty()) {
      return TestReport.of(results, uncovered);
    }
    Remarks remarks = Remarks.of(spec);
    for (InvalidExpectationsException each : refused) {
      if (each.problems().isEmpty()) {
        remarks.say(String.valueOf(each.getMessage()));
      }
      remarks.list(each.problems());
    }
    throw new CommandFailedException(
        "nothing was tested, because of what the lines above say; mend it and run again",
        refused.get(0));
  }

  private static void write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailedException(file + ": can't be written: " + e.getMessage(), e);
    }
  }
}
