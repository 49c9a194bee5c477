package dev.sallyport.fluent;

import dev.sallyport.check.FindingCode;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said for a workload: its rules and invariants. Made by {@link Declare#rules}, {@link
 * Declare#partOf} and {@link Declare#invariants}. Each call adds one rule or invariant, as each
 * annotation does; {@code onPorts} and {@code why} complete the one before them.
 *
 * <pre>{@code
 * rules(orders)
 *     .allowsIngressFrom(frontend)
 *     .allowsIngressFrom(prometheus).onPorts("metrics")
 *     .egressTo(stripe).why("card payments")
 *     .egressTo(cidr("192.0.2.0/24")).onPorts("443")
 *     .neverReaches(ledgerDb).why("audit finding 12");
 * }</pre>
 */
public abstract sealed class WorkloadStatement implements Declaration
    permits WorkloadStatement.Start, RuleStatement, InvariantStatement {
  private final Statement declaration;
  private final Set<FindingCode> suppressed;

  WorkloadStatement(Statement declaration, Set<FindingCode> suppressed) {
    this.declaration = declaration;
    this.suppressed = Set.copyOf(suppressed);
  }

  static WorkloadStatement home(WorkloadContract workload) {
    String speaker = "rules(" + workload.name() + ")";
    return new Start(
        of(workload, speaker, true, workload.declaration().managed(), speaker), Set.of());
  }

  static WorkloadStatement part(WorkloadContract workload, String speaker) {
    String place = "partOf(" + workload.name() + ", \"" + speaker + "\")";
    return new Start(
        of(workload, speaker, false, workload.declaration().managed(), place), Set.of());
  }

  static WorkloadStatement invariants(WorkloadContract workload) {
    String place = "invariants(" + workload.name() + ")";
    return new Start(of(workload, "rules(" + workload.name() + ")", true, false, place), Set.of());
  }

  private static Statement of(
      WorkloadContract workload, String speaker, boolean home, boolean isolates, String place) {
    return new Statement(
        workload.declaration(), speaker, home, isolates, List.of(), List.of(), new Call(place, ""));
  }

  /** What was declared so far. */
  public Statement declaration() {
    return declaration;
  }

  /**
   * Allows connections <em>to</em> the workload from these peers, on all ports that the workload
   * declares unless {@link RuleStatement#onPorts} follows. The counterpart of {@link
   * dev.sallyport.AllowsIngressFrom}; an {@link Declare#invariants} statement becomes one of rules.
   *
   * <pre>{@code rules(orders).allowsIngressFrom(frontend, checkout) }</pre>
   */
  public RuleStatement allowsIngressFrom(NamedPeer peer, NamedPeer... more) {
    return named(Direction.INGRESS, peer, more);
  }

  /**
   * Allows connections to the workload from these pods; {@link RuleStatement#onPorts} says on which
   * ports, if not on all that the workload declares.
   *
   * <pre>{@code rules(orders).allowsIngressFrom(pods("app=web")).onPorts("http") }</pre>
   */
  public RuleStatement allowsIngressFrom(PodsPeer pods) {
    return selected(Direction.INGRESS, pods);
  }

  /**
   * Allows connections to the workload from these addresses; {@link RuleStatement#onPorts} says on
   * which ports, if not on all that the workload declares.
   *
   * <pre>{@code rules(orders).allowsIngressFrom(cidr("192.0.2.0/24")).onPorts("http") }</pre>
   */
  public RuleStatement allowsIngressFrom(AddressPeer addresses) {
    return block(Direction.INGRESS, addresses);
  }

  /**
   * Allows connections <em>from</em> the workload to these peers, on all ports that each of them
   * declares unless {@link RuleStatement#onPorts} follows. The counterpart of {@link
   * dev.sallyport.EgressTo}.
   *
   * <pre>{@code rules(orders).egressTo(ordersDb, ledger) }</pre>
   */
  public RuleStatement egressTo(NamedPeer peer, NamedPeer... more) {
    return named(Direction.EGRESS, peer, more);
  }

  /**
   * Allows connections from the workload to these pods; {@link RuleStatement#onPorts} must follow,
   * because their ports are not known.
   *
   * <pre>{@code rules(orders).egressTo(pods("app=cache")).onPorts("6379") }</pre>
   */
  public RuleStatement egressTo(PodsPeer pods) {
    return selected(Direction.EGRESS, pods);
  }

  /**
   * Allows connections from the workload to these addresses; {@link RuleStatement#onPorts} must
   * follow, because their ports are not known.
   *
   * <pre>{@code rules(orders).egressTo(cidr("192.0.2.0/24")).onPorts("443") }</pre>
   */
  public RuleStatement egressTo(AddressPeer addresses) {
    return block(Direction.EGRESS, addresses);
  }

  /**
   * Demands that these peers can never connect to the workload, on any port. The counterpart of
   * {@link dev.sallyport.NeverReachableFrom}.
   *
   * <pre>{@code invariants(ledgerDb).neverReachableFrom(frontend) }</pre>
   */
  public InvariantStatement neverReachableFrom(NamedPeer peer, NamedPeer... more) {
    return invariant(false, peer, more);
  }

  /**
   * Demands that the workload can never connect to these peers, on any port. The counterpart of
   * {@link dev.sallyport.NeverReaches}.
   *
   * <pre>{@code invariants(ledger).neverReaches(internet()) }</pre>
   */
  public InvariantStatement neverReaches(NamedPeer peer, NamedPeer... more) {
    return invariant(true, peer, more);
  }

  /**
   * Silences findings about this statement, and about the contract of its workload. The counterpart
   * of {@code @SuppressWarnings("sallyport:SP051")}; a statement of another speaker is not
   * silenced.
   *
   * <pre>{@code rules(orders).egressTo(legacy).suppressing(FindingCode.HALF_OPEN_EGRESS) }</pre>
   *
   * @throws IllegalArgumentException if a finding can't be suppressed, because a manifest would be
   *     refused or a rule lost
   */
  public WorkloadStatement suppressing(FindingCode code, FindingCode... more) {
    Set<FindingCode> all = EnumSet.of(code, more);
    for (FindingCode each : all) {
      if (!each.suppressible()) {
        throw new IllegalArgumentException(
            each.id() + " can't be suppressed, because a manifest would be refused or a rule lost");
      }
    }
    all.addAll(suppressed);
    return new Start(declaration, all);
  }

  /** What is silenced. */
  public final Set<FindingCode> suppressed() {
    return suppressed;
  }

  /** Two statements are equal if they declare and silence the same. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof WorkloadStatement that
        && declaration.equals(that.declaration)
        && suppressed.equals(that.suppressed);
  }

  @Override
  public final int hashCode() {
    return declaration.hashCode();
  }

  /** The last call, for example {@code egressTo(ledger) of workload orders}. */
  @Override
  public String toString() {
    return declaration.place().describe();
  }

  final String owner() {
    return "workload " + declaration.workload().name();
  }

  private RuleStatement named(Direction direction, NamedPeer peer, NamedPeer... more) {
    List<NamedPeer> peers = Call.concat(List.of(peer), List.of(more));
    Call call = new Call(text(method(direction), peers), owner());
    return rule(direction, call, references(method(direction), peers, call), null, null);
  }

  private RuleStatement selected(Direction direction, PodsPeer pods) {
    Call call = new Call(method(direction) + "(" + pods + ")", owner());
    return rule(direction, call, List.of(), pods, null);
  }

  private RuleStatement block(Direction direction, AddressPeer addresses) {
    Call call = new Call(method(direction) + "(" + addresses + ")", owner());
    return rule(direction, call, List.of(), null, addresses);
  }

  private RuleStatement rule(
      Direction direction,
      Call call,
      List<Reference> peers,
      @Nullable PodsPeer pods,
      @Nullable AddressPeer addresses) {
    RuleDeclaration rule =
        new RuleDeclaration(
            direction,
            call.describe(),
            peers,
            pods == null ? null : textOrNull(pods.pods(), call),
            pods == null ? null : textOrNull(pods.namespaces(), call),
            pods == null ? null : textOrNull(pods.namespace(), call),
            addresses == null ? null : new Text(addresses.cidr(), call),
            addresses == null ? List.of() : call.texts(addresses.except()),
            List.of(),
            new Text("", call),
            true,
            call);
    Statement d = declaration;
    return new RuleStatement(
        with(Call.concat(d.rules(), List.of(rule)), d.invariants()), suppressed);
  }

  private InvariantStatement invariant(boolean reaches, NamedPeer peer, NamedPeer... more) {
    List<NamedPeer> peers = Call.concat(List.of(peer), List.of(more));
    String method = reaches ? "neverReaches" : "neverReachableFrom";
    Call call = new Call(text(method, peers), owner());
    InvariantDeclaration invariant =
        new InvariantDeclaration(
            reaches,
            call.describe(),
            references(method, peers, call),
            new Text("", call),
            true,
            call);
    Statement d = declaration;
    return new InvariantStatement(
        with(d.rules(), Call.concat(d.invariants(), List.of(invariant))), suppressed);
  }

  /** This statement with other content. What has rules isolates, as on an annotated class. */
  final Statement with(List<RuleDeclaration> rules, List<InvariantDeclaration> invariants) {
    Statement d = declaration;
    boolean isolates = d.isolates() || (!rules.isEmpty() && d.workload().managed());
    return new Statement(
        d.workload(), d.speaker(), d.home(), isolates, rules, invariants, d.place());
  }

  private static @Nullable Text textOrNull(@Nullable String value, Call call) {
    return value == null ? null : new Text(value, call);
  }

  private static String method(Direction direction) {
    return direction == Direction.INGRESS ? "allowsIngressFrom" : "egressTo";
  }

  private static String text(String method, List<NamedPeer> peers) {
    StringBuilder text = new StringBuilder(method).append('(');
    for (int i = 0; i < peers.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(peers.get(i).name());
    }
    return text.append(')').toString();
  }

  private List<Reference> references(String method, List<NamedPeer> peers, Call call) {
    List<Reference> references = new ArrayList<>();
    for (NamedPeer peer : peers) {
      String type = peer.name();
      if (peer instanceof WorkloadContract contract) {
        type = contract.declaration().type();
      } else if (peer instanceof BuiltInPeer builtIn) {
        type = builtIn.declaration().type();
      }
      String source = new Call(text(method, List.of(peer)), owner()).describe();
      references.add(new Reference(type, peer.declaration(), source, call));
    }
    return references;
  }

  /** A statement without rules so far. */
  static final class Start extends WorkloadStatement {
    Start(Statement declaration, Set<FindingCode> suppressed) {
      super(declaration, suppressed);
    }
  }
}
