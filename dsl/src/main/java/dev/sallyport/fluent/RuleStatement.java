package dev.sallyport.fluent;

import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * What is said for a workload, ending in a rule that {@link #onPorts} and {@link #why} complete.
 *
 * <pre>{@code rules(orders).egressTo(stripe).onPorts("443").why("card payments") }</pre>
 */
public final class RuleStatement extends WorkloadStatement {
  private final String call;

  RuleStatement(Statement declaration, String call) {
    super(declaration);
    this.call = call;
  }

  /**
   * Adds ports of the rule's target, as {@link dev.sallyport.EgressTo#ports()}: {@code "http"},
   * {@code "8080"}, {@code "8000-8999"} (both inclusive), {@code "53/UDP"}, or {@link
   * dev.sallyport.Ports#ALL}.
   *
   * <pre>{@code rules(orders).allowsIngressFrom(prometheus).onPorts("metrics", "9090") }</pre>
   */
  public RuleStatement onPorts(String... ports) {
    String text = call + Call.text(".onPorts", List.of(ports));
    Call place = new Call(text, owner());
    RuleDeclaration r = last();
    return replace(
        place.describe(), Call.concat(r.ports(), place.texts(List.of(ports))), r.why(), text);
  }

  /**
   * Why the connection is needed; replaces an earlier reason. Required where the rule is wide.
   *
   * <pre>{@code rules(orders).egressTo(internet()).onPorts("443").why("webhooks of customers") }
   * </pre>
   */
  public RuleStatement why(String reason) {
    RuleDeclaration r = last();
    return replace(r.source(), r.ports(), new Text(reason, r.place()), call);
  }

  private RuleDeclaration last() {
    List<RuleDeclaration> rules = declaration().rules();
    return rules.get(rules.size() - 1);
  }

  private RuleStatement replace(String source, List<Text> ports, Text why, String text) {
    RuleDeclaration r = last();
    List<RuleDeclaration> rules = new ArrayList<>(declaration().rules());
    rules.set(
        rules.size() - 1,
        new RuleDeclaration(
            r.direction(),
            source,
            r.peers(),
            r.pods(),
            r.namespaces(),
            r.namespace(),
            r.cidr(),
            r.except(),
            ports,
            why,
            r.complete(),
            r.place()));
    return new RuleStatement(with(rules, declaration().invariants()), text);
  }
}
