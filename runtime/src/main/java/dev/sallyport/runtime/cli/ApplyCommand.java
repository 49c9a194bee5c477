package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.cluster.ApplyOptions;
import dev.sallyport.runtime.cluster.OnConflict;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
          + " connection are applied before those that may. With -o json standard output has one"
          + " object at the end, and what is about to be done stands on standard error.",
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
      "  sallyport apply app.jar --context staging --namespace-map shop=shop-staging",
      "  sallyport apply orders.jar --yes -o json > applied.json"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private InputArguments inputs = new InputArguments();

  @Mixin private BundleOption bundle = new BundleOption();

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

  @Mixin private Consent consent = new Consent();

  @Mixin private TextOrJson output = new TextOrJson();

  @Mixin private ClusterFlags flags = new ClusterFlags();

  /** The command; picocli fills it. */
  @SuppressWarnings("NullAway.Init")
  ApplyCommand() {}

  /** Asks in another way than at the terminal. */
  void askBy(Confirmation confirmation) {
    consent.askBy(confirmation);
  }

  @Override
  public Integer call() {
    flags.check(spec, true);
    Optional<String> owner = bundle.name(spec);
    if (prune && owner.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--prune needs --bundle NAME, because policies of other bundles must stay.");
    }
    // No method may have the type of these options: picocli's look at the methods would load it.
    ApplyOptions options =
        new ApplyOptions(
            owner,
            prune,
            flags.namespaces(),
            force ? OnConflict.TAKE_OVER : OnConflict.REFUSE,
            allowIsolation,
            allowExposure);
    try {
      Bundle read = inputs.bundle(spec);
      return report(read)
          ? ExitCode.FINDINGS
          : new ApplySession(flags, options, output.isJson(), spec)
              .run(
                  read,
                  namespaces.map(spec),
                  dryRun
                      ? Optional.empty()
                      : Optional.of(question -> consent.isGiven(question, Remarks.of(spec))));
    } catch (BundleException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Says what was left aside and what is empty, and why; whether that forbids to go on. */
  private boolean report(Bundle read) {
    Remarks remarks = Remarks.of(spec);
    boolean unprocessed = remarks.sayAll(read.notes(), read.empty());
    if (read.manifests().isEmpty()) {
      remarks.say("there is nothing to apply.");
    }
    return unprocessed || read.manifests().isEmpty();
  }
}
