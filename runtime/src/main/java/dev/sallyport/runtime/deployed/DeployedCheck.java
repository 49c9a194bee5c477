package dev.sallyport.runtime.deployed;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.declaration.Statement;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.runtime.findings.Location;
import dev.sallyport.runtime.input.RuleNotes;
import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;

/**
 * Checks contracts and policies against what is deployed. Policies written by hand take part like
 * all others.
 */
public final class DeployedCheck {
  private final Findings findings;

  /** Creates a check that reports to {@code findings}. */
  public DeployedCheck(Findings findings) {
    this.findings = findings;
  }

  /**
   * Checks everything. {@code O((policies + contracts) × workloads)}.
   *
   * @param objects what is deployed, and all policies
   * @param statements what the contract records of the inputs say
   * @param expected pods that no object shows
   * @param namespace the namespace of contracts that leave it to deployment
   */
  public void check(
      KubernetesObjects objects,
      List<Statement> statements,
      List<ExpectedPods> expected,
      String namespace) {
    Deployed deployed = new Deployed(objects, expected);
    new DeployedContracts(findings, deployed).check(statements, namespace);
    new DeployedServices(findings, deployed).check(objects);
    for (Policy policy : objects.policies()) {
      policy(policy, deployed);
    }
    for (FoundWorkload workload : deployed.workloads()) {
      workload(workload, objects.policies());
    }
  }

  private void policy(Policy policy, Deployed deployed) {
    if (!deployed.isSelecting(policy)) {
      findings.report(
          FindingCode.POLICY_SELECTS_NOTHING,
          location(RuleNotes.place(policy.origin()), name(policy)),
          "policy "
              + policy.namespace()
              + "/"
              + policy.name()
              + " selects "
              + policy.pods()
              + ", and no pod in namespace \""
              + policy.namespace()
              + "\" has these labels; correct the labels, or declare the pods with --pods");
    }
    for (Direction direction : policy.directions()) {
      for (Rule rule : policy.rules(direction).orElse(List.of())) {
        for (Peer peer : rule.peers()) {
          if (!deployed.matches(peer, policy.namespace())) {
            String place =
                rule.origins().isEmpty()
                    ? RuleNotes.place(policy.origin())
                    : RuleNotes.place(rule.origins().get(0));
            findings.report(
                FindingCode.PEER_MATCHES_NOTHING,
                location(place, name(policy)),
                "a rule for "
                    + direction.text()
                    + " names "
                    + peer
                    + ", and no deployed pod is one of them; correct the labels, or declare the"
                    + " pods with --pods");
          }
        }
      }
    }
  }

  private void workload(FoundWorkload workload, List<Policy> policies) {
    Location location = Deployed.location(workload);
    if (workload.hostNetwork()) {
      findings.report(
          FindingCode.HOST_NETWORK,
          location,
          "its pods use their node's network (hostNetwork: true): most network plugins apply no"
              + " policy to them; use the pod network, or guard the node");
      return;
    }
    if (workload.labels().isEmpty()
        && (workload.kind().equals("Job") || workload.kind().equals("CronJob"))) {
      findings.report(
          FindingCode.UNLABELLED_JOB,
          location,
          "its pod template has no labels, so no rule can name its pods; give it one");
    }
    for (Direction direction : Direction.values()) {
      boolean isolated =
          policies.stream()
              .anyMatch(
                  policy ->
                      policy.directions().contains(direction)
                          && policy.namespace().equals(workload.namespace())
                          && policy.pods().matches(workload.labels()));
      if (!isolated) {
        findings.report(
            FindingCode.NOT_ISOLATED,
            location,
            "no policy isolates it for "
                + direction.text()
                + ": "
                + (direction == Direction.INGRESS
                    ? "everybody may connect to it"
                    : "it may connect to everybody")
                + "; declare its connections, or isolate the namespace by default");
      }
    }
  }

  private static String name(Policy policy) {
    return "NetworkPolicy " + policy.namespace() + "/" + policy.name();
  }

  private static Location location(String place, String source) {
    int colon = place.lastIndexOf(':');
    return Location.of(
        place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)), source);
  }
}
