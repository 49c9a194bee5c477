package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Manifest;
import dev.sallyport.runtime.deployed.DeployedCheck;
import dev.sallyport.runtime.deployed.ExpectedPods;
import dev.sallyport.runtime.findings.CollectedFindings;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.input.ObjectInputs;
import dev.sallyport.runtime.link.Link;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.io.IOException;
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
      paramLabel = InputArguments.LABEL,
      description = InputArguments.MEANING + " None to check the manifests alone.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--manifests",
      paramLabel = ObjectSource.LABEL,
      description = "What is deployed. Can be repeated. " + ObjectSource.PATHS)
  private List<String> manifests = new ArrayList<>();

  @Mixin private KnownPods pods = new KnownPods();

  @Option(
      names = "--cluster",
      description =
          "Check against a live cluster; the same as --manifests cluster:. Policies of the inputs"
              + " count in place of the cluster's that have their names.")
  private boolean cluster;

  @Mixin private ClusterFlags flags = new ClusterFlags();

  @Mixin private ReportOption output = new ReportOption();

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  CheckCommand() {}

  @Override
  public Integer call() {
    CollectedFindings findings = new CollectedFindings(output.severities().options(spec));
    List<ExpectedPods> expected = pods.expected(spec);
    List<String> deployed = flags.inputs(spec, cluster, manifests);
    Remarks remarks = Remarks.of(spec);
    try {
      Bundle bundle = InputArguments.bundle(spec, inputs);
      Link link = Link.of(InputArguments.records(spec, inputs));
      KubernetesObjects objects = objects(bundle, deployed);
      boolean unprocessed = remarks.sayAll(bundle.notes(), bundle.empty());
      remarks.list(objects.problems());
      new DeployedCheck(findings)
          .check(objects, link.statements(), expected, flags.defaultNamespace());
      Report report = new Report("check", SCHEMA, findings.results(), findings.suppressed());
      output.print(spec, report);
      if (!objects.problems().isEmpty()) {
        remarks.say("checked without what the lines above name; mend it and run again.");
        return ExitCode.FAILED;
      }
      return report.hasErrors() || unprocessed ? ExitCode.FINDINGS : ExitCode.CLEAN;
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
      CommandInputs.add(path, objects, flags, Remarks.of(spec), replaced);
    }
    KubernetesObjects read = objects.someObjects();
    OtherPolicies.tell(read, Remarks.of(spec));
    return read;
  }
}
