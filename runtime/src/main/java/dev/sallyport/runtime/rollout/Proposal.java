package dev.sallyport.runtime.rollout;

import dev.sallyport.check.Severity;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.Statement;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.runtime.cluster.LivePolicy;
import dev.sallyport.runtime.cluster.PolicyManifest;
import dev.sallyport.runtime.deployed.ExpectedPods;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A rollout before it begins: what is wrong, what it would cut and open, and its plan.
 *
 * <pre>{@code
 * Proposal proposal = Proposal.of(state, wish, Proposal.Acceptance.NOTHING, PluginProfile.STRICT);
 * if (proposal.stops().isEmpty()) {
 *   rollout.start(proposal.plan(), proposal.acceptance().cuts(), PluginProfile.STRICT);
 * }
 * }</pre>
 *
 * @param plan the plan, proven
 * @param preflight what is wrong
 * @param simulation what changes in the end
 * @param acceptance what somebody has accepted
 */
public record Proposal(
    Plan plan, Preflight preflight, Simulation simulation, Acceptance acceptance) {

  /**
   * What is in the cluster.
   *
   * @param objects everything that decides connections
   * @param policies its policies, from one list
   */
  public record State(KubernetesObjects objects, List<StoredPolicy> policies) {
    /** Copies the policies. */
    public State {
      policies = List.copyOf(policies);
    }

    /** What a cluster holds. */
    public static State of(KubernetesObjects objects, List<LivePolicy> policies) {
      return new State(objects, policies.stream().map(PolicyCalls::stored).toList());
    }
  }

  /**
   * What shall be.
   *
   * @param manifests the wanted policies
   * @param removed {@code namespace/name} of policies that shall go
   * @param statements the contracts of the inputs
   * @param expected pods that something makes later
   * @param severities how severe each finding of the preflight is
   * @param namespace of contracts that give none
   */
  public record Wish(
      List<PolicyManifest> manifests,
      Set<String> removed,
      List<Statement> statements,
      List<ExpectedPods> expected,
      SeverityOptions severities,
      String namespace) {}

  /**
   * What somebody has accepted.
   *
   * @param cuts connections that may be cut
   * @param withoutDns whether workloads may lose the resolution of names
   */
  public record Acceptance(AcceptedCuts cuts, boolean withoutDns) {
    /** Nothing is accepted. */
    public static final Acceptance NOTHING = new Acceptance(AcceptedCuts.NOTHING, false);
  }

  /**
   * Looks, simulates, plans and proves. Changes nothing.
   *
   * @throws RolloutRefusedException if there is no safe plan
   */
  public static Proposal of(State state, Wish wish, Acceptance acceptance, PluginProfile profile)
      throws RolloutRefusedException {
    List<StoredPolicy> wanted = new ArrayList<>();
    for (PolicyManifest manifest : wish.manifests) {
      wanted.add(new StoredPolicy(manifest.policy(), manifest.labels(), manifest.annotations()));
    }
    Plan plan =
        new Planner(policies -> Population.of(state.objects, policies), state.policies, profile)
            .plan(wanted, wish.removed);
    List<Policy> before = state.policies.stream().map(StoredPolicy::policy).toList();
    List<Policy> last = SafetyProof.last(before, plan);
    Population population = Population.of(state.objects, SafetyProof.vocabulary(before, plan));
    return new Proposal(
        plan,
        Preflight.of(
            Preflight.findings(
                state.objects,
                wish.manifests.stream().map(PolicyManifest::policy).toList(),
                wish.statements,
                wish.expected,
                wish.severities,
                wish.namespace),
            population,
            before,
            last,
            profile),
        Simulation.of(population, before, last, profile),
        acceptance);
  }

  /** Why the rollout must not begin, a sentence each; empty if it may. */
  public List<String> stops() {
    List<String> stops = new ArrayList<>();
    long errors = preflight.findings().count(Severity.ERROR);
    if (errors > 0) {
      stops.add(
          (errors == 1 ? "1 error" : errors + " errors")
              + " in the preflight; mend the manifests or what is deployed");
    }
    int cuts = simulation.cutsBeyond(acceptance.cuts()).size();
    if (cuts > 0) {
      stops.add(
          (cuts == 1 ? "1 pair loses" : cuts + " pairs lose")
              + " connections that nobody accepted; declare them, or accept that they end");
    }
    if (!preflight.withoutDns().isEmpty() && !acceptance.withoutDns()) {
      stops.add(
          String.join(", ", preflight.withoutDns())
              + " could not resolve names any more; allow egress to DNS, or accept that");
    }
    return stops;
  }
}
