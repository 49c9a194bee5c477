package dev.sallyport.fluent;

import dev.sallyport.check.FindingCode;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is said for a workload, ending in a rule that {@link #onPorts} and {@link #why} complete.
 *
 * <pre>{@code rules(orders).egressTo(stripe).onPorts("443").why("card payments") }</pre>
 */
public final class RuleStatement extends WorkloadStatement {

  RuleStatement(Statement declaration, Set<FindingCode> suppressed) {
    super(declaration, suppressed);
  }

  /**
   * Adds ports of the rule's target, as {@link dev.sallyport.EgressTo#ports()}: {@code "http"},
   * {@code "8080"}, {@code "8000-8999"} (both inclusive), {@code "53/UDP"}, or {@link
   * dev.sallyport.Ports#ALL}.
   *
   * <pre>{@code rules(orders).allowsIngressFrom(prometheus).onPorts("metrics", "9090") }</pre>
   */
  public RuleStatement onPorts(String... ports) {
    String suffix = Call.text(".onPorts", List.of(ports));
    RuleDeclaration r = last();
    Call place = longer(r.source(), suffix);
    List<Reference> peers = new ArrayList<>();
    for (Reference peer : r.peers()) {
      String source = longer(peer.source(), suffix).describe();
      peers.add(new Reference(peer.type(), peer.target(), source, peer.place()));
    }
    List<Text> all = Call.concat(r.ports(), place.texts(List.of(ports)));
    return replace(place.describe(), peers, all, r.why());
  }

  /**
   * Why the connection is needed; replaces an earlier reason. Required where the rule is wide.
   *
   * <pre>{@code rules(orders).egressTo(internet()).onPorts("443").why("webhooks of customers") }
   * </pre>
   */
  public RuleStatement why(String reason) {
    RuleDeclaration r = last();
    return replace(r.source(), r.peers(), r.ports(), new Text(reason, r.place()));
  }

  /** A call with another call behind it. */
  private Call longer(String described, String suffix) {
    String text = described.substring(0, described.length() - " of ".length() - owner().length());
    return new Call(text + suffix, owner());
  }

  private RuleDeclaration last() {
    List<RuleDeclaration> rules = declaration().rules();
    return rules.get(rules.size() - 1);
  }

  private RuleStatement replace(String source, List<Reference> peers, List<Text> ports, Text why) {
    RuleDeclaration r = last();
    List<RuleDeclaration> rules = new ArrayList<>(declaration().rules());
    rules.set(
        rules.size() - 1,
        new RuleDeclaration(
            r.direction(),
            source,
            peers,
            r.pods(),
            r.namespaces(),
            r.namespace(),
            r.cidr(),
            r.except(),
            ports,
            why,
            r.complete(),
            r.place()));
    return new RuleStatement(with(rules, declaration().invariants()), suppressed());
  }
}
