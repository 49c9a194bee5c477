package dev.sallyport.runtime.deployed;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.runtime.findings.Location;
import dev.sallyport.runtime.input.RuleNotes;
import dev.sallyport.runtime.objects.FoundService;
import dev.sallyport.runtime.objects.FoundWorkload;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;

/**
 * Finds Services that send to a port name which their pods do not have, and rules that give the
 * port of a Service where the pods listen on another: policies see the pods' port.
 *
 * <p>Source: Kubernetes documentation, "Network Policies" (rules hold after Service translation).
 */
final class DeployedServices {
  private final Findings findings;
  private final Deployed deployed;

  DeployedServices(Findings findings, Deployed deployed) {
    this.findings = findings;
    this.deployed = deployed;
  }

  void check(KubernetesObjects objects) {
    for (FoundService service : objects.services()) {
      if (service.selector().isEmpty()) {
        continue;
      }
      Selector selector = Selector.ofLabels(service.selector());
      for (FoundWorkload workload : deployed.workloads()) {
        if (workload.namespace().equals(service.namespace())
            && selector.matches(workload.labels())) {
          service.ports().forEach(port -> port(service, port, workload, objects.policies()));
        }
      }
    }
  }

  private void port(
      FoundService service,
      FoundService.ServicePort port,
      FoundWorkload workload,
      List<Policy> policies) {
    boolean named = !port.targetPort().matches("[0-9]+");
    if (named
        && workload.ports().stream()
            .noneMatch(
                p -> p.name().equals(port.targetPort()) && p.protocol() == port.protocol())) {
      findings.report(
          FindingCode.SERVICE_PORT,
          Location.of(service.place().source(), service.place().line(), name(service)),
          "it sends port "
              + port.port()
              + " to the port named \""
              + port.targetPort()
              + "\", which "
              + Deployed.name(workload)
              + " does not have for "
              + port.protocol()
              + "; it has "
              + workload.ports());
      return;
    }
    boolean listens =
        port.targetPort().equals("" + port.port())
            || workload.ports().stream().anyMatch(p -> isPort(p, port));
    if (!listens) {
      for (Policy policy : policies) {
        for (Direction direction : policy.directions()) {
          for (Rule rule : policy.rules(direction).orElse(List.of())) {
            if (concerns(policy, direction, rule, workload) && givesPort(rule, port)) {
              report(service, port, workload, policy, rule);
            }
          }
        }
      }
    }
  }

  private static boolean isPort(ContainerPort container, FoundService.ServicePort port) {
    return container.number() == port.port() && container.protocol() == port.protocol();
  }

  private boolean concerns(Policy policy, Direction direction, Rule rule, FoundWorkload workload) {
    if (direction == Direction.INGRESS) {
      return policy.namespace().equals(workload.namespace())
          && policy.pods().matches(workload.labels());
    }
    return rule.peers().stream()
        .filter(peer -> peer instanceof Peer.Pods || peer instanceof Peer.PodsInNamespaces)
        .anyMatch(peer -> deployed.matches(peer, policy.namespace(), workload));
  }

  /** Whether a rule gives exactly the Service's port; a range or all ports may mean others. */
  private static boolean givesPort(Rule rule, FoundService.ServicePort port) {
    return rule.ports().stream()
        .anyMatch(
            p ->
                p instanceof PolicyPort.Range range
                    && range.first() == port.port()
                    && range.last() == port.port()
                    && range.protocol() == port.protocol());
  }

  private void report(
      FoundService service,
      FoundService.ServicePort port,
      FoundWorkload workload,
      Policy policy,
      Rule rule) {
    String place =
        RuleNotes.place(rule.origins().isEmpty() ? policy.origin() : rule.origins().get(0));
    int colon = place.lastIndexOf(':');
    findings.report(
        FindingCode.SERVICE_PORT,
        Location.of(
            place.substring(0, colon),
            Integer.parseInt(place.substring(colon + 1)),
            "NetworkPolicy " + policy.namespace() + "/" + policy.name()),
        "this rule gives port "
            + port.port()
            + ", which is that of "
            + name(service)
            + "; policies see the port of the pods, and "
            + Deployed.name(workload)
            + " listens on "
            + port.targetPort()
            + "; give that");
  }

  private static String name(FoundService service) {
    return "Service " + service.namespace() + "/" + service.name();
  }
}
