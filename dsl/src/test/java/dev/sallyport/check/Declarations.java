package dev.sallyport.check;

import dev.sallyport.Protocol;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.PortDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.Text;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Declarations made by hand, without a compiler. */
final class Declarations {
  /** A place with a name. */
  record Spot(String describe) implements Place {}

  private Declarations() {}

  static Text text(String value) {
    return new Text(value, new Spot(value));
  }

  /** A workload {@code app=name} in a namespace, with TCP ports named p1, p2 and so on. */
  static WorkloadDeclaration workload(String namespace, String name, int... ports) {
    return workload(namespace, name, List.of("app=" + name), ports);
  }

  static WorkloadDeclaration workload(
      String namespace, String name, List<String> labels, int... ports) {
    List<PortDeclaration> declared = new ArrayList<>();
    for (int port : ports) {
      declared.add(
          new PortDeclaration(
              text("p" + port), port, new Spot("number"), Protocol.TCP, new Spot("port")));
    }
    return new WorkloadDeclaration(
        "test." + name,
        text(name),
        labels.stream().map(Declarations::text).toList(),
        text(""),
        declared,
        text(namespace),
        null,
        true,
        new Spot(name));
  }

  static RuleDeclaration ingressFrom(Target peer, String... ports) {
    return rule(Direction.INGRESS, peer, ports);
  }

  static RuleDeclaration egressTo(Target peer, String... ports) {
    return rule(Direction.EGRESS, peer, ports);
  }

  private static RuleDeclaration rule(Direction direction, Target peer, String... ports) {
    String type = peer instanceof WorkloadDeclaration workload ? workload.type() : peer.toString();
    String source = direction + " " + type;
    return new RuleDeclaration(
        direction,
        source,
        List.of(new Reference(type, peer, source, new Spot(source))),
        null,
        null,
        null,
        null,
        List.of(),
        Arrays.stream(ports).map(Declarations::text).toList(),
        text("because"),
        true,
        new Spot(source));
  }

  static RuleDeclaration ingressFromPods(String pods, String... ports) {
    return pods(Direction.INGRESS, pods, ports);
  }

  static RuleDeclaration egressToPods(String pods, String... ports) {
    return pods(Direction.EGRESS, pods, ports);
  }

  private static RuleDeclaration pods(Direction direction, String pods, String... ports) {
    return new RuleDeclaration(
        direction,
        "pods " + pods,
        List.of(),
        text(pods),
        null,
        null,
        null,
        List.of(),
        Arrays.stream(ports).map(Declarations::text).toList(),
        text(""),
        true,
        new Spot(pods));
  }

  static InvariantDeclaration neverReachableFrom(Target peer) {
    Spot spot = new Spot("never");
    return new InvariantDeclaration(
        false, "never", List.of(new Reference("peer", peer, "never", spot)), text(""), true, spot);
  }

  static Statement says(WorkloadDeclaration workload, RuleDeclaration... rules) {
    return says(workload, List.of(rules), List.of());
  }

  static Statement says(
      WorkloadDeclaration workload,
      List<RuleDeclaration> rules,
      List<InvariantDeclaration> invariants) {
    String speaker = workload.type() + "App";
    return new Statement(workload, speaker, true, true, rules, invariants, new Spot(speaker));
  }

  /** A further class that is part of a workload. */
  static Statement partSays(
      WorkloadDeclaration workload, String speaker, RuleDeclaration... rules) {
    return new Statement(
        workload, speaker, false, true, List.of(rules), List.of(), new Spot(speaker));
  }
}
