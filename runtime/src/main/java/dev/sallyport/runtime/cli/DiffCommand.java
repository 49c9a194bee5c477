package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.difference.Baseline;
import dev.sallyport.runtime.difference.Difference;
import dev.sallyport.runtime.difference.DifferenceJson;
import dev.sallyport.runtime.difference.DifferenceReport;
import dev.sallyport.runtime.difference.DifferenceText;
import dev.sallyport.runtime.difference.DifferenceTsv;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.findings.ReportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

/** {@code sallyport diff}: what a change opens and closes. */
@Command(
    name = "diff",
    description = {
      "Shows which connections a change opens and closes, edge by edge, with the cause.",
      "Ends with 1 if something opened that the baseline does not accept."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sallyport diff git:main:k8s k8s/ -o md",
      "  sallyport diff cluster: k8s/",
      "  sallyport diff cluster:staging cluster:production -n shop",
      "  sallyport diff released.jar target/classes --with k8s/deployments",
      "  sallyport diff git:main:k8s k8s/ --baseline accepted.json --accept"
    })
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "The state before: one of these. " + ObjectSource.PATHS)
  private String before = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "The state after: the same.")
  private String after = "";

  @Option(
      names = "--with",
      paramLabel = ObjectSource.LABEL,
      description = "More input for both sides, such as Deployments. Can be repeated.")
  private List<String> both = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, tsv, md, sarif or github. Default: text.")
  private Format format = Format.TEXT;

  @Mixin private ClusterFlags flags = new ClusterFlags();

  @Mixin private PluginOption plugin = new PluginOption();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "What may open: a file that --accept wrote.")
  private @Nullable Path baseline;

  @Option(
      names = "--accept",
      description = "Writes what opens now into the baseline, and ends with 0.")
  private boolean accept;

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  DiffCommand() {}

  /** The forms of a difference. */
  enum Format {
    TEXT,
    JSON,
    TSV,
    MD,
    SARIF,
    GITHUB
  }

  @Override
  public Integer call() {
    Path file = baseline;
    List<String> all = new ArrayList<>(both);
    all.addAll(List.of(before, after));
    flags.inputs(spec, false, all);
    if (accept && file == null) {
      throw new CommandFailedException("--accept needs --baseline FILE, which it writes");
    }
    try {
      Difference difference = DiffSide.difference(side(before), side(after));
      Baseline accepted = Baseline.NOTHING;
      if (file != null && accept) {
        accepted = Baseline.of(difference);
        write(file, accepted);
      } else if (file != null) {
        accepted = read(file);
      }
      print(difference, accepted, spec.commandLine().getOut());
      return accepted.isExceededBy(difference) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    } catch (BundleException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void write(Path file, Baseline baseline) {
    try {
      Files.writeString(file, baseline.text());
    } catch (IOException e) {
      throw new CommandFailedException(
          "--baseline " + file + ": can't be written: " + reason(e), e);
    }
  }

  private static Baseline read(Path file) throws BundleException {
    if (!Files.exists(file)) {
      throw new CommandFailedException(
          "--baseline " + file + ": there is no such file; write it with --accept");
    }
    if (!Files.isRegularFile(file)) {
      throw new CommandFailedException("--baseline " + file + ": it is no file");
    }
    try {
      return Baseline.parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new CommandFailedException("--baseline " + file + ": can't be read: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "its folder is not there"
        : e instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : String.valueOf(e.getMessage());
  }

  private DiffSide side(String input) {
    return new DiffSide(input, both, flags, plugin.profile(), Remarks.of(spec));
  }

  private void print(Difference difference, Baseline accepted, PrintWriter out) {
    Report report = DifferenceReport.of(difference, accepted);
    switch (format) {
      case TEXT -> out.print(DifferenceText.text(difference, accepted, Sallyport.ink(spec)));
      case TSV -> out.print(DifferenceTsv.text(difference, accepted));
      case MD -> out.print(DifferenceText.markdown(difference, accepted));
      case JSON -> out.print(DifferenceJson.text(difference, accepted));
      case SARIF -> ReportFormat.SARIF.print(report, out);
      case GITHUB -> ReportFormat.GITHUB.print(report, out);
    }
    out.flush();
  }
}
