package dev.sallyport.runtime.rollout;

import dev.sallyport.Protocol;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Severity;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.Statement;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.runtime.deployed.DeployedCheck;
import dev.sallyport.runtime.deployed.ExpectedPods;
import dev.sallyport.runtime.findings.CollectedFindings;
import dev.sallyport.runtime.findings.Report;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong before anything is done: labels that nobody has, policies that select nothing, and
 * workloads that would lose the resolution of names.
 *
 * @param findings what the check against the cluster says of the wanted policies and contracts
 * @param withoutDns the workloads that resolve names now and could not in the end, sorted
 * @param dnsSeen whether any pod was seen that resolves names; if not, nothing is said of it
 */
public record Preflight(Report findings, List<String> withoutDns, boolean dnsSeen) {
  private static final ConnectionSet DNS =
      ConnectionSet.of(Protocol.UDP, 53).union(ConnectionSet.of(Protocol.UDP, 5353));

  /** Where NodeLocal DNSCache listens. Source: Kubernetes documentation. */
  private static final AddressRange NODE_LOCAL = AddressRange.of(IpAddress.parse("169.254.20.10"));

  /** Copies the list. */
  public Preflight {
    withoutDns = List.copyOf(withoutDns);
  }

  /**
   * Looks.
   *
   * @param objects what is in the cluster
   * @param wanted the wanted policies, with the places where they stand
   * @param statements the contracts of the inputs
   * @param expected pods that no object shows yet
   * @param severities how severe each finding is
   * @param namespace of contracts that give none
   */
  static Report findings(
      KubernetesObjects objects,
      List<Policy> wanted,
      List<Statement> statements,
      List<ExpectedPods> expected,
      SeverityOptions severities,
      String namespace) {
    CollectedFindings findings = new CollectedFindings(severities);
    KubernetesObjects withWanted =
        new KubernetesObjects(
            objects.namespaces(),
            objects.workloads(),
            objects.services(),
            wanted,
            objects.clusterPolicies(),
            objects.skipped(),
            objects.problems());
    new DeployedCheck(findings).check(withWanted, statements, expected, namespace);
    Set<String> namespaces = new HashSet<>();
    wanted.forEach(policy -> namespaces.add(policy.namespace()));
    List<Report.Result> results = new ArrayList<>();
    for (Report.Result result : findings.results()) {
      // Nobody isolates it yet: that is why there is a rollout. Others' warnings are others'.
      boolean ours =
          result.severity() == Severity.ERROR
              || namespaces.contains(namespace(result.location().source()));
      if (ours && !result.code().equals(FindingCode.NOT_ISOLATED.id())) {
        results.add(result);
      }
    }
    return new Report("rollout", "sallyport.dev/rollout-findings/v1", results);
  }

  /** The namespace of {@code Deployment shop/orders}. */
  private static String namespace(String object) {
    int space = object.indexOf(' ');
    int slash = object.indexOf('/', Math.max(0, space));
    return space < 0 || slash < 0 ? "" : object.substring(space + 1, slash);
  }

  /** Looks for workloads that lose the resolution of names. {@code O(pods × DNS pods)}. */
  static Preflight of(
      Report findings,
      Population population,
      List<Policy> before,
      List<Policy> last,
      PluginProfile profile) {
    List<Pod> servers = population.pods().stream().filter(Preflight::resolvesNames).toList();
    Reachability now = Reachability.of(population.with(before), profile);
    Reachability end = Reachability.of(population.with(last), profile);
    List<String> without = new ArrayList<>();
    for (Pod pod : population.pods()) {
      if (pod.isLive()
          && !pod.hostNetwork()
          && !servers.contains(pod)
          && resolves(now, pod, servers)
          && !resolves(end, pod, servers)) {
        without.add(pod.id());
      }
    }
    return new Preflight(findings, without.stream().sorted().toList(), !servers.isEmpty());
  }

  private static boolean resolvesNames(Pod pod) {
    return pod.isLive()
        && (pod.namespace().equals("kube-system") && "kube-dns".equals(pod.labels().get("k8s-app"))
            || pod.namespace().equals("openshift-dns"));
  }

  private static boolean resolves(Reachability state, Pod pod, List<Pod> servers) {
    List<Endpoint> all = new ArrayList<>(servers);
    if (!servers.isEmpty()) {
      all.add(NODE_LOCAL);
    }
    return all.stream()
        .anyMatch(
            server ->
                !state
                    .connections(pod, server)
                    .union(state.pluginDependent(pod, server))
                    .intersect(DNS)
                    .isEmpty());
  }
}
