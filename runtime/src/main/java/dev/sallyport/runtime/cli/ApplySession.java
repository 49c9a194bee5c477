package dev.sallyport.runtime.cli;

import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.cluster.ApplyJson;
import dev.sallyport.runtime.cluster.ApplyOptions;
import dev.sallyport.runtime.cluster.ApplyOutcome;
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
import dev.sallyport.runtime.terminal.Ink;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The part of {@code apply} that speaks to a cluster. Apart from its command, so that a start of
 * the program for another command loads nothing of it.
 */
final class ApplySession {
  private final ClusterFlags flags;
  private final ApplyOptions options;
  private final boolean json;
  private final Ink ink;
  private final PrintWriter out;
  private final Remarks remarks;

  ApplySession(ClusterFlags flags, ApplyOptions options, boolean json, CommandSpec spec) {
    this.flags = flags;
    this.options = options;
    this.json = json;
    this.ink = json ? Ink.PLAIN : Sallyport.ink(spec);
    this.out = spec.commandLine().getOut();
    this.remarks = Remarks.of(spec);
  }

  /**
   * Plans, and does it.
   *
   * @param consent is asked before anything is done; empty for a dry run
   */
  int run(Bundle bundle, NamespaceMap map, Optional<Predicate<String>> consent)
      throws BundleException {
    try (Cluster cluster = ClusterInput.connect(ClusterInput.options(flags))) {
      List<PolicyManifest> manifests = manifests(bundle, map);
      if (!flags.namespaces().isEmpty()) {
        remarks.say(
            "namespace "
                + String.join(", ", flags.namespaces())
                + " only is read; connections with pods of others are not in the plan.");
      }
      ApplyPlan plan = new ApplyPlanner(cluster, options).plan(manifests);
      ApplyOutcome.End end = end(plan, consent.isEmpty());
      // What is done must be read before it is done, and standard output is for JSON then.
      if (!json || end == ApplyOutcome.End.DONE) {
        print(ApplyText.plan(plan, ink));
      }
      if (end == ApplyOutcome.End.DONE
          && !consent.orElseThrow().test("Do this to " + plan.server() + "?")) {
        end = ApplyOutcome.End.NOT_CONFIRMED;
      }
      ApplyOutcome outcome =
          end == ApplyOutcome.End.DONE
              ? ApplyOutcome.of(carryOut(cluster, plan))
              : ApplyOutcome.withoutRun(end, plan);
      if (json) {
        out.print(ApplyJson.text(plan, outcome));
        out.flush();
      }
      return told(outcome);
    } catch (ClusterException | ExtractionException | InvalidObjectException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** How the plan ends unless somebody or the cluster objects. */
  private static ApplyOutcome.End end(ApplyPlan plan, boolean dryRun) {
    if (!plan.hindrances().isEmpty()) {
      return ApplyOutcome.End.HINDERED;
    }
    if (dryRun) {
      return ApplyOutcome.End.DRY_RUN;
    }
    return plan.changes().isEmpty() ? ApplyOutcome.End.NOTHING_TO_DO : ApplyOutcome.End.DONE;
  }

  /** Says how it ended, where that is not said yet; the exit code. */
  private int told(ApplyOutcome outcome) {
    switch (outcome.end()) {
      case HINDERED -> {
        return ExitCode.FINDINGS;
      }
      case DRY_RUN -> text("\nDry run: nothing was done.\n");
      case NOTHING_TO_DO -> text("\nThere is nothing to do.\n");
      case NOT_CONFIRMED -> {
        return ExitCode.FAILED;
      }
      case FAILED -> {
        remarks.say(ApplyText.failure(outcome.result()).stripTrailing());
        return ExitCode.FAILED;
      }
      case DONE -> {}
    }
    return ExitCode.CLEAN;
  }

  /** For people who read standard output. */
  private void text(String text) {
    if (!json) {
      print(text);
    }
  }

  /** For people, where they look. */
  private void print(String text) {
    if (json) {
      remarks.print(text);
    } else {
      out.print(text);
      out.flush();
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

  private ApplyRun.Result carryOut(Cluster cluster, ApplyPlan plan) {
    print("\n");
    return new ApplyRun(cluster, options.onConflict())
        .run(plan, step -> print(ApplyText.done(step, ink) + "\n"));
  }
}
