package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.cluster.ApplyOptions;
import dev.sallyport.runtime.cluster.ApplyPlan;
import dev.sallyport.runtime.cluster.ApplyPlanner;
import dev.sallyport.runtime.cluster.ApplyRun;
import dev.sallyport.runtime.cluster.ApplyText;
import dev.sallyport.runtime.cluster.Cluster;
import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.PolicyManifest;
import dev.sallyport.runtime.cluster.PolicyManifests;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.extract.NamespaceMap;
import dev.sallyport.runtime.objects.InvalidObjectException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine;

/**
 * The part of {@code apply} that speaks to a cluster. Apart from its command, so that a start of
 * the program for another command loads nothing of it.
 */
final class ApplySession {
  private final ClusterFlags flags;
  private final ApplyOptions options;
  private final Confirmation confirmation;
  private final PrintWriter out;
  private final PrintWriter err;

  ApplySession(
      ClusterFlags flags,
      ApplyOptions options,
      Confirmation confirmation,
      CommandLine commandLine) {
    this.flags = flags;
    this.options = options;
    this.confirmation = confirmation;
    this.out = commandLine.getOut();
    this.err = commandLine.getErr();
  }

  int run(Bundle bundle, NamespaceMap map, boolean dryRun, boolean yes) throws BundleException {
    try (Cluster cluster = ClusterInput.connect(ClusterInput.options(flags))) {
      List<PolicyManifest> manifests = manifests(bundle, map);
      if (!flags.namespaces().isEmpty()) {
        err.println(
            "sallyport: namespace "
                + String.join(", ", flags.namespaces())
                + " only is read; connections with pods of others are not in the plan.");
      }
      ApplyPlan plan = new ApplyPlanner(cluster, options).plan(manifests);
      out.print(ApplyText.plan(plan));
      out.flush();
      if (!plan.hindrances().isEmpty()) {
        return ExitCode.FINDINGS;
      }
      if (dryRun || plan.changes().isEmpty()) {
        out.println(dryRun ? "\nDry run: nothing was done." : "\nThere is nothing to do.");
        out.flush();
        return ExitCode.CLEAN;
      }
      if (!yes && !confirmed(plan)) {
        return ExitCode.FAILED;
      }
      return carryOut(cluster, plan);
    } catch (ClusterException | ExtractionException | InvalidObjectException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private List<PolicyManifest> manifests(Bundle bundle, NamespaceMap map)
      throws BundleException, ExtractionException {
    List<String> named = flags.namespaces();
    List<PolicyManifest> manifests =
        PolicyManifests.of(
            bundle, map, named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty());
    TreeSet<String> outside = new TreeSet<>();
    manifests.forEach(manifest -> outside.add(manifest.policy().namespace()));
    named.forEach(outside::remove);
    if (!named.isEmpty() && !outside.isEmpty()) {
      throw new CommandFailedException(
          "there are manifests for "
              + String.join(", ", outside)
              + ", which -n does not name; name all namespaces of the manifests, or none");
    }
    return manifests;
  }

  private boolean confirmed(ApplyPlan plan) {
    Optional<Boolean> answer = confirmation.ask("Do this to " + plan.server() + "?");
    if (answer.isEmpty()) {
      err.println(
          "sallyport: nothing was done: there is no terminal to ask at; say --yes to go on.");
      return false;
    }
    if (!answer.get()) {
      err.println("sallyport: nothing was done.");
    }
    return answer.get();
  }

  private int carryOut(Cluster cluster, ApplyPlan plan) {
    out.println();
    ApplyRun.Result result =
        new ApplyRun(cluster, options.onConflict())
            .run(
                plan,
                step -> {
                  out.println("done: " + step.action().word() + " " + step.id());
                  out.flush();
                });
    if (result.failed().isEmpty()) {
      return ExitCode.CLEAN;
    }
    err.print("sallyport: " + ApplyText.failure(result));
    err.flush();
    return ExitCode.FAILED;
  }
}
