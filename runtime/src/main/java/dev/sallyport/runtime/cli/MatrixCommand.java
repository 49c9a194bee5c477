package dev.sallyport.runtime.cli;

import dev.sallyport.reach.Decision;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.KubernetesReader;
import dev.sallyport.runtime.objects.Snapshots;
import dev.sallyport.runtime.report.GraphReport;
import dev.sallyport.runtime.report.JsonReport;
import dev.sallyport.runtime.report.MarkdownReport;
import dev.sallyport.runtime.report.MatrixReport;
import dev.sallyport.runtime.report.TextReport;
import dev.sallyport.runtime.report.TsvReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport matrix}: who may connect to whom, on what. */
@Command(
    name = "matrix",
    description = "Prints who may connect to whom, on what.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sallyport matrix k8s/ -o text",
      "  sallyport matrix target/classes",
      "  sallyport matrix --cluster -n shop",
      "  kubectl get namespaces,pods,networkpolicies -A -o json | sallyport matrix - -o tsv"
    })
final class MatrixCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = ObjectSource.LABEL, description = ObjectSource.PATHS)
  private List<String> paths = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, tsv, md, dot or mermaid. Default: text.")
  private Format format = Format.TEXT;

  @Mixin private ObjectSource source = new ObjectSource();

  @Mixin private PluginOption plugin = new PluginOption();

  @Option(
      names = "--pod-ip-blocks",
      paramLabel = "match|ignore",
      description = "Whether an ipBlock matches pods by their addresses. Default: as the plugin.")
  private @Nullable PodIpBlocks podIpBlocks;

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  MatrixCommand() {}

  /** The forms in which the table is printed. */
  enum Format {
    TEXT,
    JSON,
    TSV,
    MD,
    DOT,
    MERMAID
  }

  /** How an ipBlock treats the addresses of pods. */
  enum PodIpBlocks {
    MATCH,
    IGNORE
  }

  @Override
  public Integer call() {
    KubernetesObjects objects = read();
    if (objects.isEmpty()) {
      return tellProblems(objects);
    }
    PluginProfile profile = profile();
    Sallyport.progress(spec).phase("finding out who may connect to whom");
    MatrixReport report = MatrixReport.of(Snapshots.of(objects, profile), profile);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> {
        TextReport.print(report, out, Sallyport.ink(spec));
        source.paths(spec, paths).stream()
            .filter(path -> !ClusterFlags.isCluster(path))
            .filter(path -> KubernetesReader.isClasses(Path.of(path)))
            .forEach(path -> out.print("The manifests are in " + manifests(path) + "\n"));
      }
      case JSON -> JsonReport.print(report, out);
      case TSV -> TsvReport.print(report.connectivity(), out);
      case MD -> MarkdownReport.print(report, out);
      case DOT -> GraphReport.printDot(report, out);
      case MERMAID -> GraphReport.printMermaid(report, out);
    }
    out.flush();
    return tellProblems(objects);
  }

  private KubernetesObjects read() {
    try {
      return source.read(spec, paths).someObjects();
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private PluginProfile profile() {
    PluginProfile standard =
        format == Format.TSV ? PluginProfile.NP_GUARD_LIKE : PluginProfile.STRICT;
    PluginProfile chosen = plugin.chosen().orElse(standard);
    return podIpBlocks == null
        ? chosen
        : chosen.with(
            PluginChoice.IP_BLOCK_MATCHES_PODS,
            podIpBlocks == PodIpBlocks.MATCH ? Decision.YES : Decision.NO);
  }

  private static Path manifests(String classes) {
    return Path.of(classes).resolve("META-INF/sallyport/manifests");
  }

  /** Says what was not read; the table stands for the rest. */
  private int tellProblems(KubernetesObjects objects) {
    Remarks remarks = Remarks.of(spec);
    OtherPolicies.tell(objects, remarks);
    remarks.list(objects.problems());
    if (!objects.problems().isEmpty()) {
      remarks.say("the table is made without what the lines above name; mend it and run again.");
      return ExitCode.FAILED;
    }
    return ExitCode.CLEAN;
  }
}
