package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final PairEvaluator pairs;
  private final OpenChoices choices;
  private final List<Behavior> behaviors;

  /** Whether one behavior is left. */
  private final boolean settled;

  /** Built when first asked for. */
  private volatile @Nullable Engine engine;

  /** Made beside the fleet where that pays; used up by the engine. */
  private @Nullable CompletableFuture<PolicyIndex> index;

  private Reachability(Snapshot snapshot, PluginProfile profile) {
    if (snapshot.pods().size() >= PodClasses.MANY) {
      index = CompletableFuture.supplyAsync(() -> new PolicyIndex(snapshot));
    }
    this.fleet = new Fleet(snapshot);
    this.profile = profile;
    this.pairs = new PairEvaluator(fleet);
    this.choices = new OpenChoices(fleet);
    this.behaviors = Behavior.of(profile, choices.all());
    this.settled = behaviors.size() == 1;
  }

  /** The fleet by classes, and the one world there is if nothing is left open. */
  record Engine(PodClasses classes, Optional<World> world) {}

  /** {@code O(pods × labels + policies × classes of their namespace)} the first time. */
  Engine engine() {
    Engine built = engine;
    if (built == null) {
      synchronized (this) {
        built = engine;
        if (built == null) {
          built = build();
          engine = built;
        }
      }
    }
    return built;
  }

  /** The all-pairs answers of every behavior that the profile admits. */
  List<World> worlds() {
    Engine current = engine();
    if (current.world.isPresent()) {
      return List.of(current.world.get());
    }
    // Numbers what policies mention as the index of the classes did.
    PolicyIndex index = new PolicyIndex(snapshot());
    List<World> worlds = new ArrayList<>();
    for (Behavior behavior : behaviors) {
      worlds.add(world(index, current.classes, behavior));
    }
    return worlds;
  }

  private Engine build() {
    CompletableFuture<PolicyIndex> made = index;
    PolicyIndex index = made == null ? new PolicyIndex(snapshot()) : made.join();
    this.index = null;
    PodClasses classes = PodClasses.of(snapshot(), index.vocabulary(), atoms(index));
    return new Engine(
        classes, settled ? Optional.of(world(index, classes, behaviors.get(0))) : Optional.empty());
  }

  private World world(PolicyIndex index, PodClasses classes, Behavior behavior) {
    return new World(snapshot(), index, classes, behavior, familiesMatter(index));
  }

  private boolean familiesMatter(PolicyIndex index) {
    return choices.families().matter(matchesAddresses() && !index.blocks().isEmpty());
  }

  /** Whether some block may match a pod. */
  private boolean matchesAddresses() {
    if (!snapshot().clusterPolicies().isEmpty()) {
      return true;
    }
    for (Behavior behavior : behaviors) {
      if (behavior.has(PluginChoice.IP_BLOCK_MATCHES_PODS)
          || behavior.has(PluginChoice.IP_BLOCK_MATCHES_NODES)) {
        return true;
      }
    }
    return false;
  }

  /** The pieces of address space that tell pods apart. */
  private AddressAtoms atoms(PolicyIndex index) {
    if (matchesAddresses() && !index.blocks().isEmpty()) {
      return AddressAtoms.of(index.blocks());
    }
    return familiesMatter(index) ? AddressAtoms.FAMILIES : AddressAtoms.NONE;
  }

  /**
   * What two different live pods may exchange, where nothing is left open; null if it can't be said
   * so simply.
   */
  private @Nullable ConnectionSet decided(Endpoint from, Endpoint to) {
    if (!settled || !(from instanceof Pod source) || !(to instanceof Pod destination)) {
      return null;
    }
    Engine current = engine();
    int fromPlace = fleet.place(source);
    int toPlace = fleet.place(destination);
    int fromClass = current.classes.classOf(fromPlace);
    int toClass = current.classes.classOf(toPlace);
    if (fromPlace == toPlace || current.world.isEmpty()) {
      return null;
    }
    return fromClass < 0 || toClass < 0
        ? ConnectionSet.NONE
        : current.world.get().connections(fromClass, toClass);
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
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(port + " is not a port number; it must be 1 to 65535");
    }
    ConnectionSet decided = decided(from, to);
    if (decided != null) {
      return decided.contains(protocol, port) ? Verdict.ALLOWED : Verdict.DENIED;
    }
    return Outcome.verdict(outcomes(from, to), ConnectionSet.of(protocol, port));
  }

  /**
   * What is possible with every plugin that the profile admits.
   *
   * @throws IllegalArgumentException if a pod is not in the snapshot
   */
  public ConnectionSet connections(Endpoint from, Endpoint to) {
    ConnectionSet decided = decided(from, to);
    return decided != null ? decided : Outcome.common(outcomes(from, to));
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
    List<Outcome> outcomes = outcomes(from, to);
    return Outcome.some(outcomes).subtract(Outcome.common(outcomes));
  }

  /** Whether a pod reaches itself through a Service that selects it. Plugins differ. */
  public Verdict throughService(Pod pod, Protocol protocol, int port) {
    return override(pod, protocol, port, PluginChoice.POD_REACHES_ITSELF_THROUGH_SERVICE);
  }

  private Verdict override(Pod pod, Protocol protocol, int port, PluginChoice choice) {
    Pod known = fleet.known(pod);
    if (!known.isLive()) {
      return Verdict.DENIED;
    }
    return Outcome.verdict(
        overridden(policed(known, known), choice), ConnectionSet.of(protocol, port));
  }

  /** Whether protocols other than TCP, UDP and SCTP (ICMP, for example) pass. Plugins differ. */
  public Verdict otherProtocols(Endpoint from, Endpoint to) {
    List<Outcome> outcomes = outcomes(from, to);
    boolean finished =
        from instanceof Pod source && !fleet.known(source).isLive()
            || to instanceof Pod destination && !fleet.known(destination).isLive();
    if (finished) {
      return Verdict.DENIED;
    }
    List<Outcome> all = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      ConnectionSet whole = outcome.connections().isAll() ? ConnectionSet.ALL : ConnectionSet.NONE;
      all.add(new Outcome(outcome.behavior(), outcome.override(), whole));
    }
    return Outcome.verdict(
        overridden(all, PluginChoice.OTHER_PROTOCOLS_PASS), ConnectionSet.of(Protocol.TCP, 1));
  }

  /**
   * Why a connection is possible or not. A range of addresses is explained by its first piece on
   * which the verdict is reached.
   *
   * @throws IllegalArgumentException if a pod is not in the snapshot or the port is out of range
   */
  public Explanation explain(Endpoint from, Endpoint to, Protocol protocol, int port) {
    ConnectionSet decided = decided(from, to);
    if (decided != null && port >= 1 && port <= 65_535) {
      Verdict verdict = decided.contains(protocol, port) ? Verdict.ALLOWED : Verdict.DENIED;
      Explainer explainer =
          new Explainer(fleet, this::isolating, behaviors.get(0), protocol, port, false);
      return explanation(
          from, to, verdict, explainer, fleet.known((Pod) from), fleet.known((Pod) to));
    }
    ConnectionSet asked = ConnectionSet.of(protocol, port);
    List<Outcome> outcomes = outcomes(from, to);
    Verdict verdict = Outcome.verdict(outcomes, asked);
    Behavior behavior = outcomes.get(0).behavior();
    Endpoint source = from instanceof Pod pod ? fleet.known(pod) : from;
    Endpoint destination = to instanceof Pod pod ? fleet.known(pod) : to;
    if (source instanceof AddressRange range && destination instanceof Pod pod) {
      source = decisive(range, pod, Direction.INGRESS, asked, behavior);
    } else if (destination instanceof AddressRange range && source instanceof Pod pod) {
      destination = decisive(range, pod, Direction.EGRESS, asked, behavior);
    }
    Explainer explainer =
        new Explainer(
            fleet, fleet::isolating, behavior, protocol, port, outcomes.get(0).overrides());
    return explanation(from, to, verdict, explainer, source, destination);
  }

  /** The policies that isolate a live pod, from its class. */
  private List<Policy> isolating(Pod pod, Direction direction) {
    Engine current = engine();
    return current.world.isPresent()
        ? current
            .world
            .get()
            .access(direction)
            .isolating(current.classes.classOf(fleet.place(pod)), snapshot().policies())
        : fleet.isolating(pod, direction);
  }

  private Explanation explanation(
      Endpoint from,
      Endpoint to,
      Verdict verdict,
      Explainer explainer,
      Endpoint source,
      Endpoint destination) {
    Explainer.Ends ends = explainer.ends(source, destination);
    Optional<Explanation.Side> egress = ends.egress();
    Optional<Explanation.Side> ingress = ends.ingress();
    return new Explanation(
        from,
        to,
        explainer.protocol(),
        explainer.port(),
        verdict,
        ends.family(),
        egress,
        ingress,
        () -> {
          List<Change> changes = new ArrayList<>();
          SmallestChange smallest = explainer.smallestChange();
          boolean possible = verdict == Verdict.DENIED;
          if (possible && egress.isPresent() && !egress.get().allows()) {
            Optional<Change> change =
                smallest.of(egress.get(), peer(to, ends.to()), Optional.empty());
            possible = change.isPresent();
            change.ifPresent(changes::add);
          }
          if (possible && ingress.isPresent() && !ingress.get().allows()) {
            Optional<Change> change =
                smallest.of(
                    ingress.get(),
                    peer(from, ends.from()),
                    changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(0)));
            possible = change.isPresent();
            change.ifPresent(changes::add);
          }
          return possible ? List.copyOf(changes) : List.of();
        });
  }

  /** Whom a change must let through: all of a range, a pod as its addresses are seen. */
  private static Endpoint peer(Endpoint asked, Endpoint seen) {
    return asked instanceof AddressRange ? asked : seen;
  }

  /** The first piece of a range for which the pod's end denies; the first piece if none does. */
  private Endpoint decisive(
      AddressRange range, Pod pod, Direction direction, ConnectionSet asked, Behavior behavior) {
    List<AddressRange> pieces = partition(pod, direction).pieces(range);
    for (AddressRange piece : pieces) {
      if (!pairs.side(pod, direction, piece, behavior).containsAll(asked)) {
        return piece;
      }
    }
    return pieces.get(0);
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
    return partition(fleet.known(pod), direction).pieces(range);
  }

  /**
   * Everything that can connect, in rectangles.
   *
   * @see Matrix
   */
  public Matrix matrix() {
    return new MatrixBuilder(this).build();
  }

  private List<Outcome> outcomes(Endpoint from, Endpoint to) {
    Endpoint source = from instanceof Pod pod ? fleet.known(pod) : from;
    Endpoint destination = to instanceof Pod pod ? fleet.known(pod) : to;
    Behavior any = new Behavior(Set.of(), Behavior.Ties.BY_NAME);
    if (source instanceof Pod pod && !pod.isLive()
        || destination instanceof Pod other && !other.isLive()) {
      return List.of(new Outcome(any, Set.of(), ConnectionSet.NONE));
    }
    if (source instanceof AddressRange && destination instanceof AddressRange) {
      return List.of(new Outcome(any, Set.of(), ConnectionSet.ALL));
    }
    List<Outcome> policed = policed(source, destination);
    return source == destination ? overridden(policed, PluginChoice.POD_REACHES_ITSELF) : policed;
  }

  /** The outcomes where a choice lets everything through that policies refuse. */
  private List<Outcome> overridden(List<Outcome> policed, PluginChoice choice) {
    Decision decision = profile.decide(choice);
    List<Outcome> all = new ArrayList<>();
    for (Outcome outcome : policed) {
      if (decision != Decision.YES) {
        all.add(outcome);
      }
      if (decision != Decision.NO) {
        Set<PluginChoice> override = EnumSet.of(choice);
        override.addAll(outcome.override());
        all.add(new Outcome(outcome.behavior(), override, ConnectionSet.ALL));
      }
    }
    return all;
  }

  private List<Outcome> policed(Endpoint from, Endpoint to) {
    List<Outcome> result = new ArrayList<>();
    for (Behavior behavior : Behavior.of(profile, choices.of(from, to))) {
      result.add(new Outcome(behavior, Set.of(), connections(from, to, behavior)));
    }
    return result;
  }

  private ConnectionSet connections(Endpoint from, Endpoint to, Behavior behavior) {
    if (from instanceof AddressRange range) {
      ConnectionSet result = ConnectionSet.ALL;
      for (AddressRange piece : partition((Pod) to, Direction.INGRESS).pieces(range)) {
        result = result.intersect(pairs.connections(piece, to, behavior));
      }
      return result;
    }
    if (to instanceof AddressRange range) {
      ConnectionSet result = ConnectionSet.ALL;
      for (AddressRange piece : partition((Pod) from, Direction.EGRESS).pieces(range)) {
        result = result.intersect(pairs.connections(from, piece, behavior));
      }
      return result;
    }
    return pairs.connections(from, to, behavior);
  }

  /** Whether one behavior is left. */
  boolean leavesNothingOpen() {
    return settled;
  }

  Fleet fleet() {
    return fleet;
  }

  /** Address space cut so that all addresses of a piece are alike to a pod. */
  AddressPartition partition(Pod pod, Direction direction) {
    List<Peer> peers = new ArrayList<>();
    for (Policy policy : fleet.isolating(pod, direction)) {
      policy.rules(direction).orElse(List.of()).forEach(rule -> peers.addAll(rule.peers()));
    }
    for (Tier tier : Tier.values()) {
      for (ClusterPolicy policy : fleet.clusterPolicies(tier)) {
        policy.rules(direction).forEach(rule -> peers.addAll(rule.peers()));
      }
    }
    return new AddressPartition(peers);
  }
}
