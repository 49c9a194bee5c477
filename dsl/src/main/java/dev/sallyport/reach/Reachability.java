package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect to whom, on what, under the policies of a snapshot.
 *
 * <p>A connection needs two open doors: the source's egress and the destination's ingress. Finished
 * pods have no connections; addresses outside the cluster are policed only at the pod's end.
 *
 * <p>Where the API leaves a choice to the network plugin, the profile decides, or the answer says
 * that it depends. For address ranges an answer speaks of every address: {@link Verdict#ALLOWED}
 * means that each may, {@link Verdict#DENIED} that at least one may not. {@link #matrix()} has the
 * exact partition.
 *
 * <p>The same pod at both ends means that pod itself, not another replica of it.
 *
 * <p>Two pods connect over an address family that both have: the answer is the union, over these
 * families, of what both ends allow there. So pods of which one has IPv4 addresses only and the
 * other IPv6 addresses only have no connections, and where ipBlocks match pods, both ends must
 * allow the same family. A pod without a known address may have both.
 *
 * <pre>{@code
 * Reachability reachability = Reachability.of(snapshot, PluginProfile.CALICO_LIKE);
 * reachability.verdict(orders, ledger, Protocol.TCP, 8080);                          // ALLOWED
 * reachability.connections(AddressRange.parse("10.0.0.0/8"), orders);                // TCP 443
 * }</pre>
 *
 * <p>Source: Kubernetes documentation, "Network Policies"; network-policy-api documentation.
 */
public final class Reachability {
  private final Fleet fleet;
  private final PluginProfile profile;
  private final Outcomes outcomes;
  private final Explanations explanations;
  private final Worlds worlds;

  /** How the plugin behaves, if settled. */
  private final Behavior behavior;

  /** Whether one behavior is left. */
  private final boolean settled;

  private Reachability(Snapshot snapshot, PluginProfile profile) {
    CompletableFuture<PolicyIndex> index =
        snapshot.pods().size() < PodClasses.MANY
            ? null
            : CompletableFuture.supplyAsync(() -> new PolicyIndex(snapshot));
    this.fleet = new Fleet(snapshot);
    this.profile = profile;
    PairEvaluator pairs = new PairEvaluator(fleet);
    OpenChoices choices = new OpenChoices(fleet);
    List<Behavior> behaviors = Behavior.of(profile, choices.all());
    this.behavior = behaviors.get(0).completed(profile);
    this.settled = behaviors.size() == 1;
    this.outcomes = new Outcomes(fleet, profile, pairs, choices);
    this.explanations = new Explanations(fleet, profile, pairs);
    this.worlds = new Worlds(snapshot, choices, behaviors, index);
  }

  /** Its pods in classes, and all pairs if nothing is left open. */
  Worlds.Engine engine() {
    return worlds.engine();
  }

  /** All pairs, for every behavior that the profile admits. */
  List<World> worlds() {
    return worlds.all();
  }

  /** What two different pods may exchange, if nothing is left open; else null. */
  private @Nullable ConnectionSet decided(Endpoint from, Endpoint to) {
    if (!settled || !(from instanceof Pod source) || !(to instanceof Pod destination)) {
      return null;
    }
    int fromPlace = fleet.place(source);
    int toPlace = fleet.place(destination);
    if (fromPlace == toPlace) {
      return null;
    }
    Worlds.Engine current = engine();
    int fromClass = current.classes().classOf(fromPlace);
    int toClass = current.classes().classOf(toPlace);
    return fromClass < 0 || toClass < 0
        ? ConnectionSet.NONE
        : current.only().connections(fromClass, toClass);
  }

  /** Reachability where nothing is decided that the API leaves open. */
  public static Reachability of(Snapshot snapshot) {
    return of(snapshot, PluginProfile.STRICT);
  }

  /** Reachability with a plugin that is known. */
  public static Reachability of(Snapshot snapshot, PluginProfile profile) {
    return new Reachability(snapshot, profile);
  }

  /** The snapshot. */
  public Snapshot snapshot() {
    return fleet.snapshot();
  }

  /** The profile. */
  public PluginProfile profile() {
    return profile;
  }

  /**
   * Whether a connection to a destination port is possible.
   *
   * @param port destination port on the pod, after any Service translation, 1 to 65535
   * @throws IllegalArgumentException if a pod is not in the snapshot or the port is out of range
   */
  public Verdict verdict(Endpoint from, Endpoint to, Protocol protocol, int port) {
    requirePort(port);
    ConnectionSet decided = decided(from, to);
    if (decided != null) {
      return decided.contains(protocol, port) ? Verdict.ALLOWED : Verdict.DENIED;
    }
    return Outcome.verdict(outcomes.of(from, to), ConnectionSet.of(protocol, port));
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(port + " is not a port number; it must be 1 to 65535");
    }
  }

  /**
   * What is possible with every plugin that the profile admits.
   *
   * @throws IllegalArgumentException if a pod is not in the snapshot
   */
  public ConnectionSet connections(Endpoint from, Endpoint to) {
    ConnectionSet decided = decided(from, to);
    return decided != null ? decided : Outcome.common(outcomes.of(from, to));
  }

  /**
   * What is possible with some plugins that the profile admits, but not with all.
   *
   * @throws IllegalArgumentException if a pod is not in the snapshot
   */
  public ConnectionSet pluginDependent(Endpoint from, Endpoint to) {
    if (decided(from, to) != null) {
      return ConnectionSet.NONE;
    }
    List<Outcome> all = outcomes.of(from, to);
    return Outcome.some(all).subtract(Outcome.common(all));
  }

  /** Whether a pod reaches itself through a Service that selects it. Plugins differ. */
  public Verdict throughService(Pod pod, Protocol protocol, int port) {
    Pod known = fleet.known(pod);
    if (!known.isLive()) {
      return Verdict.DENIED;
    }
    return Outcome.verdict(
        outcomes.overridden(
            outcomes.policed(known, known), PluginChoice.POD_REACHES_ITSELF_THROUGH_SERVICE),
        ConnectionSet.of(protocol, port));
  }

  /** Whether protocols other than TCP, UDP and SCTP (ICMP, for example) pass. Plugins differ. */
  public Verdict otherProtocols(Endpoint from, Endpoint to) {
    List<Outcome> policed = outcomes.of(from, to);
    boolean finished =
        from instanceof Pod source && !fleet.known(source).isLive()
            || to instanceof Pod destination && !fleet.known(destination).isLive();
    if (finished) {
      return Verdict.DENIED;
    }
    List<Outcome> all = new ArrayList<>();
    for (Outcome outcome : policed) {
      ConnectionSet whole = outcome.connections().isAll() ? ConnectionSet.ALL : ConnectionSet.NONE;
      all.add(new Outcome(outcome.behavior(), outcome.override(), whole));
    }
    return Outcome.verdict(
        outcomes.overridden(all, PluginChoice.OTHER_PROTOCOLS_PASS),
        ConnectionSet.of(Protocol.TCP, 1));
  }

  /**
   * Why a connection is possible or not. A range of addresses is explained by its first piece on
   * which the verdict is reached.
   *
   * @throws IllegalArgumentException if a pod is not in the snapshot or the port is out of range
   */
  public Explanation explain(Endpoint from, Endpoint to, Protocol protocol, int port) {
    requirePort(port);
    ConnectionSet decided = decided(from, to);
    if (decided != null) {
      Verdict verdict = decided.contains(protocol, port) ? Verdict.ALLOWED : Verdict.DENIED;
      Explainer explainer = new Explainer(fleet, this::isolating, behavior, protocol, port, false);
      return explanations.of(
          from, to, verdict, explainer, fleet.known((Pod) from), fleet.known((Pod) to));
    }
    return explanations.of(from, to, protocol, port, outcomes.of(from, to));
  }

  /** The policies that isolate a live pod, from its class, if nothing is left open. */
  private List<Policy> isolating(Pod pod, Direction direction) {
    Worlds.Engine current = engine();
    int podClass = current.classes().classOf(fleet.place(pod));
    return current.only().access(direction).isolating(podClass, snapshot().policies());
  }

  /**
   * A range of addresses, cut wherever a rule that speaks for the pod tells them apart: what holds
   * for one address of a piece holds for all of it. {@code O(blocks of the pod's rules)}.
   *
   * @param direction the direction as seen from the pod
   * @return at least one piece, in order; together they are the range
   * @throws IllegalArgumentException if the pod is not in the snapshot
   */
  public List<AddressRange> pieces(AddressRange range, Pod pod, Direction direction) {
    return fleet.partition(fleet.known(pod), direction).pieces(range);
  }

  /**
   * Everything that can connect, in rectangles.
   *
   * @see Matrix
   */
  public Matrix matrix() {
    return new MatrixBuilder(this).build();
  }

  /** Whether one behavior is left. */
  boolean leavesNothingOpen() {
    return settled;
  }

  Fleet fleet() {
    return fleet;
  }
}
