package dev.sallyport.runtime.cli;

import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.Statement;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.cluster.ApplyOptions;
import dev.sallyport.runtime.cluster.Cluster;
import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.PolicyManifest;
import dev.sallyport.runtime.cluster.PolicyManifests;
import dev.sallyport.runtime.deployed.ExpectedPods;
import dev.sallyport.runtime.extract.ExtractionException;
import dev.sallyport.runtime.extract.NamespaceMap;
import dev.sallyport.runtime.objects.InvalidObjectException;
import dev.sallyport.runtime.rollout.AcceptedCuts;
import dev.sallyport.runtime.rollout.ClusterRolloutServer;
import dev.sallyport.runtime.rollout.CommandConfirmation;
import dev.sallyport.runtime.rollout.Journal;
import dev.sallyport.runtime.rollout.PromptConfirmation;
import dev.sallyport.runtime.rollout.Proposal;
import dev.sallyport.runtime.rollout.ProposalJson;
import dev.sallyport.runtime.rollout.ProposalText;
import dev.sallyport.runtime.rollout.Rollout;
import dev.sallyport.runtime.rollout.RolloutRefusedException;
import dev.sallyport.runtime.rollout.TimedConfirmation;
import dev.sallyport.runtime.terminal.Ink;
import dev.sallyport.runtime.terminal.Visible;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The part of {@code rollout} that speaks to a cluster. Apart from its command, so that a start of
 * the program for another command loads nothing of it.
 */
final class RolloutSession {
  private final Options options;
  private final PrintWriter out;
  private final Ink ink;
  private final Remarks remarks;

  /** What the command line says. */
  record Options(
      ClusterFlags flags,
      @Nullable Path acceptCuts,
      boolean acceptAllCuts,
      @Nullable Path writeCuts,
      boolean withoutDns,
      List<String> removed,
      List<ExpectedPods> expected,
      Optional<String> bundle,
      PluginProfile profile,
      String journalNamespace,
      boolean json,
      Consent consent,
      @Nullable String command,
      @Nullable Duration after,
      Duration within,
      SeverityOptions severities) {}

  RolloutSession(Options options, CommandSpec spec) {
    this.options = options;
    this.out = spec.commandLine().getOut();
    this.ink = Sallyport.ink(spec);
    this.remarks = Remarks.of(spec);
  }

  /** What is done with a cluster. */
  private interface Work {
    int with(ClusterRolloutServer server)
        throws ClusterException,
            RolloutRefusedException,
            BundleException,
            ExtractionException,
            IOException;
  }

  private int connected(Work work) {
    try (Cluster cluster =
        ClusterInput.connect(ClusterInput.options(options.flags).withNamespaces(List.of()))) {
      return work.with(new ClusterRolloutServer(cluster, options.journalNamespace));
    } catch (RolloutRefusedException e) {
      remarks.say(String.valueOf(e.getMessage()));
      return ExitCode.FINDINGS;
    } catch (ClusterException
        | ExtractionException
        | BundleException
        | InvalidObjectException
        | IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  int status() {
    return connected(
        server -> {
          Optional<Journal> journal = rollout(server).status();
          say(journal.map(Journal::status).orElse("No rollout is under way."));
          return ExitCode.CLEAN;
        });
  }

  int abort() {
    return connected(server -> ended(rollout(server).abort()));
  }

  int resume() {
    return connected(server -> ended(rollout(server).resume(acceptedCuts())));
  }

  /** Shows what would be done, and does it unless something stands against it. */
  int begin(Bundle bundle, NamespaceMap map, List<Statement> statements, boolean planOnly) {
    return connected(
        server -> {
          Optional<Journal> other = rollout(server).status();
          if (other.isPresent() && !planOnly) {
            throw new RolloutRefusedException(
                other.get().status() + "; it is under way: resume or abort it first");
          }
          Proposal proposal =
              Proposal.of(
                  Proposal.State.of(server.read(), server.policies()),
                  new Proposal.Wish(
                      manifests(bundle, map),
                      new TreeSet<>(options.removed),
                      statements,
                      options.expected,
                      options.severities,
                      options.flags.defaultNamespace()),
                  new Proposal.Acceptance(acceptedCuts(), options.withoutDns),
                  options.profile);
          out.print(options.json ? ProposalJson.text(proposal) : ProposalText.of(proposal, ink));
          out.flush();
          Path file = options.writeCuts;
          if (file != null) {
            Files.writeString(file, proposal.simulation().accepted().text());
          }
          if (!proposal.stops().isEmpty()) {
            return ExitCode.FINDINGS;
          }
          if (planOnly || proposal.plan().steps().isEmpty()) {
            return ExitCode.CLEAN;
          }
          if (!confirmed(server.name())) {
            return ExitCode.FAILED;
          }
          return ended(
              rollout(server)
                  .start(proposal.plan(), proposal.acceptance().cuts(), options.profile));
        });
  }

  private List<PolicyManifest> manifests(Bundle bundle, NamespaceMap map)
      throws BundleException, ExtractionException {
    List<String> named = options.flags.namespaces();
    return PolicyManifests.of(
            bundle, map, named.isEmpty() ? Optional.empty() : Optional.of(named.get(0)))
        .stream()
        .map(
            each ->
                options
                    .bundle
                    .map(owner -> each.withLabel(ApplyOptions.BUNDLE_LABEL, owner))
                    .orElse(each))
        .toList();
  }

  private AcceptedCuts acceptedCuts() throws BundleException, IOException {
    Path file = options.acceptCuts;
    if (options.acceptAllCuts) {
      return AcceptedCuts.EVERYTHING;
    }
    return file == null
        ? AcceptedCuts.NOTHING
        : AcceptedCuts.parse(file.toString(), Files.readString(file));
  }

  private boolean confirmed(String server) {
    return options.consent.isGiven("Begin this on " + server + "?", remarks);
  }

  private int ended(Rollout.Outcome outcome) {
    switch (outcome) {
      case FINISHED -> say("All is done.");
      case ABORTED -> say("Everything is as before.");
      case NOTHING_TO_DO -> say("No rollout is under way.");
      case NOT_CONFIRMED -> {
        return ExitCode.FINDINGS;
      }
    }
    return ExitCode.CLEAN;
  }

  /** A line of progress; not among JSON. */
  private void say(String line) {
    String shown = Visible.text(line) + "\n";
    if (options.json) {
      remarks.print(shown);
    } else {
      out.print(shown);
      out.flush();
    }
  }

  private Rollout rollout(ClusterRolloutServer server) {
    byte[] random = new byte[3];
    new SecureRandom().nextBytes(random);
    String holder = System.getProperty("user.name") + " (" + HexFormat.of().formatHex(random) + ")";
    return new Rollout(server, confirmation(), this::say, holder);
  }

  private dev.sallyport.runtime.rollout.Confirmation confirmation() {
    String command = options.command;
    if (command != null) {
      return new CommandConfirmation(List.of("sh", "-c", command), options.within, this::say);
    }
    Duration after = options.after;
    if (after != null) {
      return new TimedConfirmation(after);
    }
    return new PromptConfirmation(
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        this::say,
        options.within,
        InstantSource.system());
  }
}
