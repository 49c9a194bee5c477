package dev.sallyport.runtime.cli;

import dev.sallyport.reach.Decision;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.input.ObjectInputs;
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

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = {
        "Files and folders of Kubernetes objects (YAML, JSON), folders of classes with"
            + " META-INF/sallyport in them, jars and images, git:REV:PATH, - for standard input,"
            + " or cluster:CONTEXT for a live cluster (cluster: for the current context)."
      })
  private List<String> paths = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, tsv, md, dot or mermaid. Default: text.")
  private Format format = Format.TEXT;

  @Option(names = "--cluster", description = "Read a live cluster too; the same as cluster:.")
  private boolean cluster;

  @Mixin private ClusterFlags flags = new ClusterFlags();

  @Option(
      names = "--plugin",
      paramLabel = "PROFILE",
      description = {
        "How questions are decided that the API leaves to the network plugin: strict (left open),"
            + " calico-like, cilium-like or np-guard-like. Default: strict; for tsv, which has no"
            + " column for open questions, np-guard-like."
      })
  private @Nullable Plugin plugin;

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

  /** The profiles by the names that the command line gives them. */
  enum Plugin {
    STRICT,
    CALICO_LIKE,
    CILIUM_LIKE,
    NP_GUARD_LIKE;

    PluginProfile profile() {
      return switch (this) {
        case STRICT -> PluginProfile.STRICT;
        case CALICO_LIKE -> PluginProfile.CALICO_LIKE;
        case CILIUM_LIKE -> PluginProfile.CILIUM_LIKE;
        case NP_GUARD_LIKE -> PluginProfile.NP_GUARD_LIKE;
      };
    }

    @Override
    public String toString() {
      return profile().name();
    }
  }

  /** How an ipBlock treats the addresses of pods. */
  enum PodIpBlocks {
    MATCH,
    IGNORE
  }

  @Override
  public Integer call() {
    paths = flags.inputs(spec, cluster, paths);
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
        paths.stream()
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
    ObjectInputs inputs = new ObjectInputs(flags.defaultNamespace(), Sallyport.progress(spec));
    try {
      for (String path : paths) {
        CommandInputs.add(path, inputs, flags, spec.commandLine().getErr());
      }
      return inputs.someObjects();
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private PluginProfile profile() {
    Plugin chosen =
        plugin != null ? plugin : format == Format.TSV ? Plugin.NP_GUARD_LIKE : Plugin.STRICT;
    return podIpBlocks == null
        ? chosen.profile()
        : chosen
            .profile()
            .with(
                PluginChoice.IP_BLOCK_MATCHES_PODS,
                podIpBlocks == PodIpBlocks.MATCH ? Decision.YES : Decision.NO);
  }

  private static Path manifests(String classes) {
    return Path.of(classes).resolve("META-INF/sallyport/manifests");
  }

  /** Says what was not read; the table stands for the rest. */
  private int tellProblems(KubernetesObjects objects) {
    PrintWriter err = spec.commandLine().getErr();
    OtherPolicies.tell(objects, err);
    objects.problems().forEach(problem -> err.println(problem));
    if (!objects.problems().isEmpty()) {
      err.println(
          "sallyport: the table is made without what the lines above name; mend it and run again.");
      return ExitCode.FAILED;
    }
    return ExitCode.CLEAN;
  }
}
