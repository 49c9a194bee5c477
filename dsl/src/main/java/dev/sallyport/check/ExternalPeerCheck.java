package dev.sallyport.check;

import dev.sallyport.Dns;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.External;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.PolicyTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an {@code @External} as the peer of a rule: by its addresses, or by the name of a host. */
final class ExternalPeerCheck {
  private final String namespace;
  private final Optional<Namespace> settings;
  private final boolean namesHosts;
  private final @Nullable PolicyTarget target;

  /**
   * Creates a check for the rules of one workload.
   *
   * @param namespace the workload's namespace
   * @param settings its settings, if declared
   * @param namesHosts whether egress may name hosts
   * @param target the target that shall say it; null if it is not known yet, or is plain
   */
  ExternalPeerCheck(
      String namespace,
      Optional<Namespace> settings,
      boolean namesHosts,
      @Nullable PolicyTarget target) {
    this.namespace = namespace;
    this.settings = settings;
    this.namesHosts = namesHosts;
    this.target = target;
  }

  /** Whether a policy says this external by name, and so not by peers. */
  boolean isByName(External external, Direction direction) {
    return direction == Direction.EGRESS && namesHosts && external.cidrs().isEmpty();
  }

  /** The peers of an external that is not said by name; empty if none can say it (and reported). */
  List<Peer> peers(External external, Direction direction, Reference reference, Findings findings) {
    if (direction == Direction.EGRESS) {
      requireDns(external, reference, findings);
    }
    List<Peer> peers = new ArrayList<>();
    for (Cidr cidr : external.cidrs()) {
      peers.add(new Peer.IpBlock(cidr, List.of()));
    }
    if (peers.isEmpty() && direction == Direction.INGRESS) {
      findings.report(
          FindingCode.HOST_NOT_EXPRESSIBLE,
          reference.place(),
          "no policy can tell by the host \""
              + external.host()
              + "\" where a connection comes from: it has an address only. Ways out: give its"
              + " addresses as cidrs in @External; or declare Internet.class with ports and why");
    } else if (peers.isEmpty()) {
      findings.report(
          FindingCode.HOST_NOT_EXPRESSIBLE,
          reference.place(),
          "a NetworkPolicy can't express the host \""
              + external.host()
              + "\". Ways out: give its addresses as cidrs in @External; choose another target,"
              + " -Asallyport.target=cilium, eks, gke, calico-enterprise, openshift or proxy;"
              + " declare an egress proxy as the peer; or declare Internet.class with ports and"
              + " why");
    }
    return peers;
  }

  /** The egress to an external by name; empty if it has no ports. What is wrong is reported. */
  Optional<HostEgress> host(
      External external,
      RuleDeclaration declared,
      Reference reference,
      RuleFindings findings,
      List<PolicyPort> ports) {
    if (target == null || target.resolvesInPods()) {
      requireDns(external, reference, findings);
    }
    String refusal =
        target == null || ports.isEmpty() ? "" : target.refusal(external.host(), ports);
    if (target != null && !refusal.isEmpty()) {
      findings.report(
          FindingCode.HOST_NOT_EXPRESSIBLE,
          reference.place(),
          "target \"" + target.text() + "\" can't express \"" + external.host() + "\": " + refusal);
    }
    findings.opens(List.of(), ports);
    Origin origin = new Origin(reference.source(), declared.why().value());
    return ports.isEmpty()
        ? Optional.empty()
        : Optional.of(new HostEgress(external.host(), ports, List.of(origin)));
  }

  private void requireDns(External external, Reference reference, Findings findings) {
    if (!external.host().isEmpty() && settings.isPresent() && settings.get().dns() == Dns.NONE) {
      findings.report(
          FindingCode.HOST_WITHOUT_DNS,
          reference.place(),
          "\""
              + external.host()
              + "\" is a name, and namespace \""
              + namespace
              + "\" has dns = Dns.NONE, so it can't be resolved; choose a Dns profile, or declare"
              + " the external by cidrs only");
    }
  }
}
