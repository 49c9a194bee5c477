package dev.sallyport.runtime.cli;

import dev.sallyport.manifest.ProxyWorkload;
import dev.sallyport.manifest.Widening;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.emit.Emission;
import dev.sallyport.runtime.emit.EmissionOptions;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.findings.CollectedFindings;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.findings.ReportFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport emit}: policies for a target that can name hosts. */
@Command(
    name = "emit",
    header = "Makes the policies for a target that can name hosts.",
    description = {
      "Makes the policies of jars, folders and images anew for a target, whatever target they were"
          + " compiled for: kubernetes, cilium, eks, gke, calico-enterprise, openshift or proxy.",
      "",
      "What a target can't express is an error that lists the ways out. Where a target opens more"
          + " than was declared, that is listed, and nothing is written unless it is accepted."
    },
    footer = {
      "",
      "Example:",
      "  sallyport emit --target cilium target/genai.jar -o policies",
      "  sallyport emit --target proxy --proxy egress/app=squid:3128 libs/ -o policies"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EmitCommand implements Callable<Integer> {
  /** The schema of findings, had they a JSON form here. */
  private static final String SCHEMA = "sallyport.dev/emit/v1";

  @Spec private CommandSpec spec;

  @Mixin private InputArguments inputs = new InputArguments();

  @Option(
      names = "--target",
      required = true,
      paramLabel = "TARGET",
      description = "kubernetes, cilium, eks, gke, calico-enterprise, openshift or proxy.")
  private String target = "";

  @Mixin private ManifestOutput output = new ManifestOutput();

  @Mixin private NamespaceMapOption namespaces = new NamespaceMapOption();

  @Option(
      names = "--proxy",
      paramLabel = "PODS",
      description =
          "With --target proxy: the proxy's pods, as namespace/selector:port, for example"
              + " egress/app=squid:3128.")
  private @Nullable String proxy;

  @Option(
      names = "--accept-widening",
      description =
          "Accepts that workloads reach what the target opens to them beyond their declarations.")
  private boolean acceptWidening;

  @Mixin private Severities severities = new Severities();

  @SuppressWarnings("NullAway.Init")
  EmitCommand() {}

  @Override
  public Integer call() {
    EmissionOptions options = options();
    CollectedFindings findings = new CollectedFindings(severities.options(spec));
    try {
      Bundle bundle = inputs.bundle(spec);
      boolean unprocessed = tell(bundle);
      Emission emission = Emission.of(bundle, options, findings);
      if (!findings.results().isEmpty()) {
        ReportFormat.TEXT.print(
            new Report("emit", SCHEMA, findings.results()), spec.commandLine().getErr());
      }
      if (unprocessed || emission.isEmpty() || !emission.isValid() || !accepted(emission)) {
        return ExitCode.FINDINGS;
      }
      emission.notes().forEach(Remarks.of(spec)::say);
      output.write(spec, emission::stream, emission::files);
      return ExitCode.CLEAN;
    } catch (BundleException | ExtractionException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private EmissionOptions options() {
    Optional<PolicyTarget> known = PolicyTarget.of(target);
    if (known.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--target: \"" + target + "\" is no target; the targets are " + PolicyTarget.all());
    }
    try {
      return new EmissionOptions(
          known.get(),
          namespaces.map(spec),
          output.format(spec),
          proxy == null ? Optional.empty() : Optional.of(ProxyWorkload.parse(proxy)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** Says what was left aside and what is empty, and why; whether that forbids to go on. */
  private boolean tell(Bundle bundle) {
    Remarks remarks = Remarks.of(spec);
    boolean unprocessed = remarks.sayAll(bundle.notes(), bundle.empty());
    if (bundle.contracts().isEmpty() && bundle.empty().isEmpty()) {
      remarks.say("there are no contract records in the inputs, so nothing is made.");
    }
    return unprocessed;
  }

  private boolean accepted(Emission emission) {
    List<Widening> widenings = emission.widenings();
    Remarks remarks = Remarks.of(spec);
    widenings.forEach(remarks::say);
    if (widenings.isEmpty()) {
      return true;
    }
    remarks.say(
        acceptWidening
            ? "accepted with --accept-widening."
            : "target "
                + target
                + " can't keep these workloads apart, so nothing was written. Ways out: put them"
                + " into namespaces of their own (openshift); declare it for both; choose a target"
                + " that knows workloads (cilium, eks, gke, calico-enterprise); or accept it with"
                + " --accept-widening.");
    return acceptWidening;
  }
}
