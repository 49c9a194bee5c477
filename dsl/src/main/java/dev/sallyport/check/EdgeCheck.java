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
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Workload;
import dev.sallyport.reach.ConnectionSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds half-open connections: one end declares what the other, which is visible here, does not. A
 * workload that nobody here speaks for is not visible: its rules are in another jar. One evaluation
 * of the reachability engine for each rule that names a visible workload, by class token or by
 * labels that are surely its own ({@link SelectedWorkload}).
 *
 * <p>Also finds ports that the one workload which labels select doesn't declare: with a class token
 * that is found with the rule itself.
 */
final class EdgeCheck {
  private final Findings findings;
  private final World world;
  private final SelectedWorkload selected;
  private @Nullable WorldReach reach;

  EdgeCheck(Findings findings, World world, WorkloadIndex index) {
    this.findings = findings;
    this.world = world;
    this.selected = new SelectedWorkload(world, index);
  }

  /** {@code O(rules)} for those without a visible workload. */
  void check() {
    int here = world.statementsHere().size();
    for (int s = 0; s < world.statements().size(); s++) {
      CheckedStatement checked = world.statements().get(s);
      Statement statement = checked.statement();
      for (int i = 0; i < statement.rules().size(); i++) {
        RuleDeclaration declared = statement.rules().get(i);
        List<Rule> rules = checked.rules().get(i);
        Text pods = declared.pods();
        if (pods != null && !rules.isEmpty()) {
          // What is wrong with the ports of another jar's rule is told where that is compiled.
          Findings ports = s < here ? findings : new SilentFindings(findings);
          selected(checked, declared, pods, rules.get(0), ports);
          continue;
        }
        int next = 0;
        for (Reference reference : declared.peers()) {
          if (isNamed(declared, reference)) {
            continue;
          }
          Rule rule = rules.get(next++);
          if (reference.target() instanceof WorkloadDeclaration peer) {
            edge(checked, declared, reference.place(), peer, rule);
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

  private void selected(
      CheckedStatement checked,
      RuleDeclaration declared,
      Text pods,
      Rule rule,
      Findings portFindings) {
    String type = selected.type(rule.peers().get(0), checked.workload());
    Workload workload = world.workloads().get(type);
    WorkloadDeclaration peer = world.contracts().get(type);
    if (workload == null || peer == null) {
      return;
    }
    if (declared.direction() == Direction.EGRESS && !workload.ports().isEmpty()) {
      RuleFindings ports = new RuleFindings(portFindings);
      new PortCheck(ports).ports(declared, PortTarget.selected(workload, pods.place()));
      if (!ports.isValid()) {
        return;
      }
    }
    // If only one has a namespace, they may be in the same one all the same.
    if (workload.namespace().isEmpty() == checked.workload().namespace().isEmpty()) {
      edge(checked, declared, pods.place(), peer, rule);
    }
  }

  private void edge(
      CheckedStatement checked,
      RuleDeclaration declared,
      Place exact,
      WorkloadDeclaration peer,
      Rule rule) {
    if (world.statementsFor(peer.type()).isEmpty()) {
      return;
    }
    if (reach == null) {
      reach = new WorldReach(world);
    }
    String own = checked.statement().workload().type();
    boolean egress = declared.direction() == Direction.EGRESS;
    Workload receiver = world.workloads().get(egress ? peer.type() : own);
    List<ContainerPort> ports = receiver == null ? List.of() : receiver.ports();
    ConnectionSet possible =
        egress ? reach.connections(own, peer.type()) : reach.connections(peer.type(), own);
    ConnectionSet missing = WorldReach.ports(rule.ports(), ports).subtract(possible);
    if (missing.isEmpty() || mayBeOpen(peer, checked.workload(), declared.direction())) {
      return;
    }
    Place place = world.place(checked, exact, peer.type());
    if (place == null) {
      return;
    }
    String speaker = world.speaker(peer.type());
    String ownName = checked.workload().name();
    String token =
        missing.subtract(WorldReach.ports(ports)).isEmpty()
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

  /**
   * Whether the other end has a rule by labels of namespaces that the own namespace may have
   * without being declared with them.
   */
  private boolean mayBeOpen(WorkloadDeclaration peer, Workload own, Direction direction) {
    KnownNamespaces known = null;
    for (CheckedStatement checked : world.statementsFor(peer.type())) {
      for (int i = 0; i < checked.rules().size(); i++) {
        if (checked.statement().rules().get(i).direction() == direction) {
          continue;
        }
        for (Rule rule : checked.rules().get(i)) {
          for (Peer each : rule.peers()) {
            if (each instanceof Peer.PodsInNamespaces both && both.pods().matches(own.labels())) {
              known = known == null ? new KnownNamespaces(world) : known;
              if (known.mayMatch(own.namespace(), both.namespaces())
                  && !known.matches(own.namespace(), both.namespaces())) {
                return true;
              }
            }
          }
        }
      }
    }
    return false;
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
