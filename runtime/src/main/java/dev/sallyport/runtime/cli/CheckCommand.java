package dev.sallyport.runtime.cli;

import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleLimits;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.EmptyInput;
import dev.sallyport.runtime.bundle.Manifest;
import dev.sallyport.runtime.bundle.RecordReader;
import dev.sallyport.runtime.deployed.DeployedCheck;
import dev.sallyport.runtime.deployed.ExpectedPods;
import dev.sallyport.runtime.findings.CollectedFindings;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.findings.ReportFormat;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.link.Link;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.terminal.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport check}: contracts and policies against what is deployed. */
@Command(
    name = "check",
    description = {
      "Checks the contracts and policies of the inputs against manifests that are deployed: labels,"
          + " ports, Services, selectors that match nothing, workloads that nothing isolates.",
      "Ends with 1 if there is an error; warnings are shown and leave it at 0."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sallyport check orders.jar ledger.jar --manifests k8s/",
      "  sallyport check orders.jar ledger.jar --cluster",
      "  sallyport check --manifests k8s/ --pods monitoring/prometheus:app=prometheus"
    })
final class CheckCommand implements Callable<Integer> {
  private static final String SCHEMA = "sallyport.dev/check/v1";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "INPUT",
      description = "Jars, wars, class folders, images; none to check the manifests alone.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--manifests",
      paramLabel = "PATH",
      description =
          "What is deployed: a file, folder, git:REV:PATH, -, or cluster:CONTEXT. Can be repeated.")
  private List<String> manifests = new ArrayList<>();

  @Option(
      names = "--pods",
      paramLabel = "NAMESPACE/NAME:LABELS",
      description =
          "Pods that an operator makes: monitoring/prometheus:app=prometheus,tier=x. Can be"
              + " repeated.")
  private List<String> pods = new ArrayList<>();

  @Option(
      names = "--cluster",
      description =
          "Check against a live cluster; the same as --manifests cluster:. Policies of the inputs"
              + " count in place of the cluster's that have their names.")
  private boolean cluster;

  @Mixin private ClusterFlags flags = new ClusterFlags();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, sarif or github. Default: text.")
  private ReportFormat format = ReportFormat.TEXT;

  @Mixin private Severities severities = new Severities();

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  CheckCommand() {}

  @Override
  public Integer call() {
    CollectedFindings findings = new CollectedFindings(severities.options(spec));
    List<ExpectedPods> expected = expected();
    List<String> deployed = flags.inputs(spec, cluster, manifests);
    Progress progress = Sallyport.progress(spec);
    try {
      Bundle bundle = new BundleReader(BundleLimits.STANDARD, progress).read(inputs);
      Link link = Link.of(new RecordReader(BundleLimits.STANDARD, progress).read(inputs));
      KubernetesObjects objects = objects(bundle, deployed);
      PrintWriter err = spec.commandLine().getErr();
      bundle.notes().forEach(note -> err.println("sallyport: " + note));
      bundle.empty().forEach(empty -> err.println("sallyport: " + empty.reason()));
      objects.problems().forEach(problem -> err.println(problem));
      new DeployedCheck(findings)
          .check(objects, link.statements(), expected, flags.defaultNamespace());
      Report report =
          severities.shown(new Report("check", SCHEMA, findings.results(), findings.suppressed()));
      format.print(report, spec.commandLine().getOut(), Sallyport.ink(spec));
      if (!objects.problems().isEmpty()) {
        err.println("sallyport: checked without what the lines above name; mend it and run again.");
        return ExitCode.FAILED;
      }
      return report.hasErrors() || bundle.empty().stream().anyMatch(EmptyInput::isUnprocessed)
          ? ExitCode.FINDINGS
          : ExitCode.CLEAN;
    } catch (BundleException | IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private KubernetesObjects objects(Bundle bundle, List<String> deployed) throws IOException {
    ObjectInputs objects = new ObjectInputs(flags.defaultNamespace(), Sallyport.progress(spec));
    for (Manifest manifest : bundle.manifests()) {
      objects.add(
          manifest.sources().get(0).toString(), manifest.text().getBytes(StandardCharsets.UTF_8));
    }
    Set<String> replaced = new HashSet<>(); // a cluster may still have their last versions
    for (Manifest manifest : bundle.manifests()) {
      boolean open = manifest.namespace().equals(Manifest.NO_NAMESPACE);
      String in = open ? flags.defaultNamespace() : manifest.namespace();
      replaced.add(in + "/" + manifest.name());
    }
    for (String path : deployed) {
      CommandInputs.add(path, objects, flags, spec.commandLine().getErr(), replaced);
    }
    KubernetesObjects read = objects.someObjects();
    OtherPolicies.tell(read, spec.commandLine().getErr());
    return read;
  }

  private List<ExpectedPods> expected() {
    List<ExpectedPods> expected = new ArrayList<>();
    for (String text : pods) {
      try {
        expected.add(ExpectedPods.parse(text));
      } catch (InvalidValueException e) {
        throw new ParameterException(spec.commandLine(), "--pods " + text + ": " + e.getMessage());
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--pods " + e.getMessage());
      }
    }
    return expected;
  }
}
