package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.BundleReader;
import dev.sallyport.runtime.bundle.EmptyInput;
import dev.sallyport.runtime.cluster.ApplyOptions;
import dev.sallyport.runtime.cluster.OnConflict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport apply}: the manifests of jars onto a cluster. */
@Command(
    name = "apply",
    header = "Applies the manifests of jars, folders and images to a cluster.",
    description = {
      "Applies the manifests of jars, folders and images to a cluster, by server-side apply with"
          + " the field manager \"sallyport\".",
      "",
      "First the server is asked about each of them in a dry run, and what would happen is printed:"
          + " to each policy, and to the connections. Nothing is applied if a field belongs to"
          + " another manager, a policy to another bundle, or if running pods would become isolated"
          + " for the first time: for those, rollout is the safe way. Policies that can't end a"
          + " connection are applied before those that may.",
      "",
      "--prune deletes policies that carry the labels app.kubernetes.io/managed-by: sallyport and"
          + " sallyport.dev/bundle with the name of --bundle, in the namespaces of the manifests"
          + " (or those of -n), and that no manifest names any more. Nothing else is ever deleted.",
      "",
      "Ends with 0 if all is applied, 1 if something stands against it, 2 if it could not run or"
          + " not to its end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sallyport apply target/orders.jar --dry-run",
      "  sallyport apply orders.jar ledger.jar --bundle shop --prune --yes",
      "  sallyport apply app.jar --context staging --namespace-map shop=shop-staging"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Jars, wars, class folders, Quarkus folders, OCI layouts, docker save tars.")
  private List<Path> inputs = List.of();

  @Option(
      names = "--bundle",
      paramLabel = "NAME",
      description =
          "Who owns these policies: the value of their label sallyport.dev/bundle. A policy of"
              + " another bundle is not touched.")
  private @Nullable String bundle;

  @Option(
      names = "--prune",
      description = "Delete policies of this bundle that no manifest names any more.")
  private boolean prune;

  @Mixin private NamespaceMapOption namespaces = new NamespaceMapOption();

  @Option(names = "--dry-run", description = "Print what would be done, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--force-conflicts",
      description = "Take over fields of other managers and policies of other bundles.")
  private boolean force;

  @Option(
      names = "--allow-isolation",
      description = "Also if running pods become isolated that were not: some traffic is cut.")
  private boolean allowIsolation;

  @Option(
      names = "--allow-exposure",
      description = "Also if running pods lose their isolation: everybody may connect.")
  private boolean allowExposure;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. Needed where there is no terminal to ask at.")
  private boolean yes;

  @Mixin private ClusterFlags flags = new ClusterFlags();

  private final @Nullable Confirmation confirmation;

  /** The command; picocli fills it. */
  ApplyCommand() {
    this(null);
  }

  /** The command with another way to ask than at the terminal. */
  @SuppressWarnings("NullAway.Init")
  ApplyCommand(@Nullable Confirmation confirmation) {
    this.confirmation = confirmation;
  }

  @Override
  public Integer call() {
    flags.check(spec, true);
    if (prune && bundle == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--prune needs --bundle NAME, because policies of other bundles must stay.");
    }
    // No method may have the type of these options: picocli's look at the methods would load it.
    ApplyOptions options;
    try {
      options =
          new ApplyOptions(
              Optional.ofNullable(bundle),
              prune,
              flags.namespaces(),
              force ? OnConflict.TAKE_OVER : OnConflict.REFUSE,
              allowIsolation,
              allowExposure);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--bundle: " + e.getMessage());
    }
    try {
      Bundle read = new BundleReader().read(inputs);
      return report(read)
          ? ExitCode.FINDINGS
          : new ApplySession(flags, options, confirmation(), spec.commandLine())
              .run(read, namespaces.map(spec), dryRun, yes);
    } catch (BundleException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private Confirmation confirmation() {
    return confirmation == null ? Confirmation.ofTerminal() : confirmation;
  }

  /** Says what was left aside and what is empty, and why; whether that forbids to go on. */
  private boolean report(Bundle read) {
    PrintWriter err = spec.commandLine().getErr();
    read.notes().forEach(note -> err.println("sallyport: " + note));
    for (EmptyInput empty : read.empty()) {
      err.println("sallyport: " + empty.reason());
    }
    if (read.manifests().isEmpty()) {
      err.println("sallyport: there is nothing to apply.");
    }
    return read.manifests().isEmpty() || read.empty().stream().anyMatch(EmptyInput::isUnprocessed);
  }
}
