package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.extract.ApplyOrder;
import dev.sallyport.runtime.extract.Extraction;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.extract.ExtractionOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport extract}: the manifests out of jars, folders and images. */
@Command(
    name = "extract",
    header = "Takes the manifests out of jars, folders and images.",
    description = {
      "Takes the manifests out of jars, Spring Boot jars, wars, class folders, Quarkus folders,"
          + " OCI layouts and docker save tars.",
      "",
      "An output folder is written whole or not at all. One that exists is replaced only if it is"
          + " empty, or holds nothing but what extract wrote, unchanged."
    },
    footer = {
      "",
      "Example:",
      "  sallyport extract target/orders.jar -o policies --namespace-map shop=shop-staging",
      "  sallyport extract target/orders.jar -o - | kubectl apply -f -"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExtractCommand implements Callable<Integer> {
  private enum Order {
    ARGOCD,
    FLUX
  }

  @Spec private CommandSpec spec;

  @Mixin private InputArguments inputs = new InputArguments();

  @Mixin private ManifestOutput output = new ManifestOutput();

  @Mixin private NamespaceMapOption namespaces = new NamespaceMapOption();

  @Option(
      names = "--order",
      paramLabel = "TOOL",
      description =
          "Policies of workloads first, then those of whole namespaces, then workloads:"
              + " argocd adds sync waves, flux writes Kustomizations that depend on each other.")
  private @Nullable Order order;

  @Option(
      names = "--flux-path",
      paramLabel = "PATH",
      description = "With --order flux: where the folder will be in Flux's source.")
  private @Nullable String fluxPath;

  @Option(
      names = "--flux-source",
      paramLabel = "KIND/NAME",
      defaultValue = "GitRepository/flux-system",
      description = "With --order flux: Flux's source (default ${DEFAULT-VALUE}).")
  private String fluxSource = "";

  @SuppressWarnings("NullAway.Init")
  ExtractCommand() {}

  @Override
  public Integer call() {
    try {
      ExtractionOptions options = options();
      Bundle bundle = inputs.bundle(spec);
      if (report(bundle)) {
        return ExitCode.FINDINGS;
      }
      Extraction extraction = new Extraction(bundle, options);
      output.write(spec, extraction::stream, extraction::files);
      return ExitCode.CLEAN;
    } catch (BundleException | ExtractionException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private ExtractionOptions options() {
    return new ExtractionOptions(output.format(spec), namespaces.map(spec), applyOrder());
  }

  private ApplyOrder applyOrder() {
    if (order == null) {
      return new ApplyOrder.Unsaid();
    }
    if (order == Order.ARGOCD) {
      return new ApplyOrder.ArgoCd();
    }
    String[] source = fluxSource.split("/", 2);
    if (fluxPath == null || source.length != 2) {
      throw new ParameterException(
          spec.commandLine(), "--order flux needs --flux-path PATH and --flux-source KIND/NAME.");
    }
    try {
      return new ApplyOrder.Flux(fluxPath, source[0], source[1]);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  /** Says what was left aside and what is empty, and why; whether that forbids to go on. */
  private boolean report(Bundle bundle) {
    Remarks remarks = Remarks.of(spec);
    boolean unprocessed = remarks.sayAll(bundle.notes(), bundle.empty());
    if (bundle.manifests().isEmpty() && !bundle.contracts().isEmpty()) {
      remarks.say(
          "there are contracts of workloads, but no manifests: are all of them declared as managed"
              + " elsewhere?");
    }
    return unprocessed || bundle.manifests().isEmpty();
  }
}
