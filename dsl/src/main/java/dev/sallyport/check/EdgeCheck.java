package dev.sallyport.check;

import dev.sallyport.Ports;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Workload;
import dev.sallyport.reach.ConnectionSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds half-open connections: one end declares what the other, which is visible here, does not. A
 * workload that nobody here speaks for is not visible: its rules are in another jar. One evaluation
 * of the reachability engine for each rule that names a visible workload.
 */
final class EdgeCheck {
  private final Findings findings;
  private @Nullable WorldReach reach;

  EdgeCheck(Findings findings) {
    this.findings = findings;
  }

  void check(World world) {
    for (CheckedStatement checked : world.statements()) {
      Statement statement = checked.statement();
      for (int i = 0; i < statement.rules().size(); i++) {
        RuleDeclaration declared = statement.rules().get(i);
        List<Rule> rules = checked.rules().get(i);
        int next = 0;
        for (Reference reference : declared.peers()) {
          if (isNamed(declared, reference)) {
            continue;
          }
          Rule rule = rules.get(next++);
          if (reference.target() instanceof WorkloadDeclaration peer
              && !world.statementsFor(peer.type()).isEmpty()) {
            edge(world, checked, declared, reference, peer, rule);
          }
        }
      }
    }
  }

  /** Whether a peer is a host by name: no rule of the policy says it. */
  private static boolean isNamed(RuleDeclaration declared, Reference reference) {
    return declared.direction() == Direction.EGRESS
        && reference.target() instanceof ExternalDeclaration external
        && external.cidrs().isEmpty();
  }

  private void edge(
      World world,
      CheckedStatement checked,
      RuleDeclaration declared,
      Reference reference,
      WorkloadDeclaration peer,
      Rule rule) {
    if (reach == null) {
      reach = new WorldReach(world);
    }
    String own = checked.statement().workload().type();
    boolean egress = declared.direction() == Direction.EGRESS;
    ConnectionSet possible =
        egress ? reach.connections(own, peer.type()) : reach.connections(peer.type(), own);
    ConnectionSet missing = WorldReach.ports(rule.ports()).subtract(possible);
    if (missing.isEmpty()) {
      return;
    }
    Place place = world.place(checked, reference.place(), peer.type());
    if (place == null) {
      return;
    }
    String speaker = world.speaker(peer.type());
    String ownName = checked.workload().name();
    Workload receiver = world.workloads().get(egress ? peer.type() : own);
    String token =
        receiver != null && missing.subtract(declaredPorts(receiver)).isEmpty()
            ? IdentityCheck.simpleName(own) + ".class"
            : "value = " + IdentityCheck.simpleName(own) + ".class, ports = " + written(declared);
    findings.report(
        egress ? FindingCode.HALF_OPEN_EGRESS : FindingCode.HALF_OPEN_INGRESS,
        place,
        egress
            ? "workload \""
                + ownName
                + "\" declares egress to \""
                + peer.name()
                + "\" on "
                + missing
                + ", but \""
                + peer.name()
                + "\" does not allow it; add @AllowsIngressFrom("
                + token
                + ") to "
                + speaker
                + ", or remove this"
            : "workload \""
                + ownName
                + "\" allows ingress from \""
                + peer.name()
                + "\" on "
                + missing
                + ", but \""
                + peer.name()
                + "\" does not declare it; add @EgressTo("
                + token
                + ") to "
                + speaker
                + ", or remove this");
  }

  /** What a rule that gives no ports opens towards a workload. */
  private static ConnectionSet declaredPorts(Workload workload) {
    List<PolicyPort> ports = new ArrayList<>();
    for (ContainerPort port : workload.ports()) {
      ports.add(new PolicyPort.Range(port.protocol(), port.number(), port.number()));
    }
    return WorldReach.ports(ports);
  }

  /** The ports of a rule as they stand in the source. */
  private static String written(RuleDeclaration declared) {
    StringBuilder ports = new StringBuilder();
    for (Text port : declared.ports()) {
      ports.append(ports.length() == 0 ? "" : ", ").append('"').append(port).append('"');
    }
    String why = ports.indexOf("\"" + Ports.ALL) < 0 ? "" : ", why = \"...\"";
    return (declared.ports().size() == 1 ? ports.toString() : "{" + ports + "}") + why;
  }
}
