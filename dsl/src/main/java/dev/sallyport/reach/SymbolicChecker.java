package dev.sallyport.reach;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves statements about policies for all pods and namespaces, present and future.
 *
 * <pre>{@code
 * SymbolicChecker checker = SymbolicChecker.of(namespaces, policies);
 * Conclusion conclusion = checker.prove(Invariant.tenantReachesNoOther("tenant", "a"));
 * }</pre>
 *
 * <p>What is quantified over:
 *
 * <ul>
 *   <li>Pods of the pod network with any labels, in any namespace, which declare any port name
 *       under any number, or not at all. Existing pods are among them. {@link Party.KnownPods}
 *       speaks of pods of which labels and ports are known.
 *   <li>Namespaces: each existing one with its labels, and one future namespace: with any labels, a
 *       new name, and no policy. (With two of them nothing about pods of selected namespaces would
 *       ever hold: nobody is isolated in either.)
 * </ul>
 *
 * <p>Not meant, because the API does not define it or exempts it: pods on their node's network,
 * traffic from a pod's own node, a pod that connects to itself, protocols other than TCP, UDP and
 * SCTP.
 *
 * <p>A policy whose namespace is not listed is taken to live in one that has no label but its name.
 *
 * <p>Source: Kubernetes documentation, "Network Policies"; Kubernetes API documentation, {@code
 * NetworkPolicySpec}.
 */
public final class SymbolicChecker {
  private static final int FEW = 32;

  private final GateIndex index;
  private final AddressSet podAddresses;

  /** Null without cluster policies. */
  private final @Nullable TierRules tiers;

  private SymbolicChecker(GateIndex index, AddressSet podAddresses, @Nullable TierRules tiers) {
    this.index = index;
    this.podAddresses = podAddresses;
    this.tiers = tiers;
  }

  /**
   * A checker of these policies. {@code O(policies + namespaces)}, plus what the distinct namespace
   * selectors match.
   *
   * @throws IllegalArgumentException if two namespaces have the same name, or two policies of one
   *     namespace
   */
  public static SymbolicChecker of(List<Namespace> namespaces, List<Policy> policies) {
    return of(namespaces, policies, FEW);
  }

  /**
   * A checker of these policies, those of the Admin and Baseline tiers among them. A proof then
   * costs what the rules that apply to the sources and, where these let something out, to the
   * destinations, make of it: {@code O(rules)} for each piece into which the cluster rules cut the
   * invariant, exponential in the cluster rules that overlap at worst.
   *
   * @throws IllegalArgumentException as {@link #of(List, List)} does
   */
  public static SymbolicChecker of(
      List<Namespace> namespaces, List<Policy> policies, List<ClusterPolicy> clusterPolicies) {
    GateIndex index = new GateIndex(namespaces, List.copyOf(policies), FEW);
    return new SymbolicChecker(
        index,
        AddressSet.ALL,
        clusterPolicies.isEmpty() ? null : new TierRules(index, List.copyOf(clusterPolicies)));
  }

  /** A checker that looks at each of so many namespaces before it asks an index. */
  static SymbolicChecker of(List<Namespace> namespaces, List<Policy> policies, int few) {
    return new SymbolicChecker(
        new GateIndex(namespaces, List.copyOf(policies), few), AddressSet.ALL, null);
  }

  /**
   * The same checker for a cluster of which all pods have addresses in these blocks, so that an
   * ipBlock outside them can't match a pod whatever the network plugin does. Without it, pods may
   * have any address. Does not speak of addresses outside the cluster, nor of known pods.
   *
   * @throws IllegalArgumentException if there are no blocks
   */
  public SymbolicChecker withPodAddresses(List<Cidr> blocks) {
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("pods have addresses: name at least one block");
    }
    return new SymbolicChecker(index, AddressSet.ofBlocks(blocks), tiers);
  }

  /**
   * Proves or refutes an invariant. Costs what the ways out of its sources, and the ways in where
   * these lead, amount to: {@code O(policies)} at worst for one pair of ends, and usually only the
   * policies of the sources' namespaces. (Which pods no policy isolates is found by cutting label
   * cubes; policies with many requirements on many keys can make that exponential.)
   */
  public Conclusion prove(Invariant invariant) {
    synchronized (index) {
      return conclude(invariant);
    }
  }

  private Conclusion conclude(Invariant invariant) {
    if (invariant instanceof Invariant.Isolated isolated) {
      return proveIsolated(isolated);
    }
    Invariant.NeverReaches never = (Invariant.NeverReaches) invariant;
    if (tiers != null) {
      TierProof.Broken broken = new TierProof(tiers, podAddresses, never).run();
      return broken == null
          ? new Conclusion.Proven(this, never)
          : broken.choices().isEmpty()
              ? new Conclusion.Refuted(broken.example())
              : new Conclusion.PluginDependent(broken.example(), broken.choices());
    }
    if (never.from() instanceof Party.Outside outside) {
      return proveOutside(never, never.to(), outside, Direction.INGRESS);
    }
    if (never.to() instanceof Party.Outside outside) {
      return proveOutside(never, never.from(), outside, Direction.EGRESS);
    }
    return proveNever(never);
  }

  private Conclusion proveNever(Invariant.NeverReaches never) {
    PodScope from = new PodScope(index.namespaces(), podAddresses, never.from());
    PodScope to = new PodScope(index.namespaces(), podAddresses, never.to());
    LabelCube sources = from.pods();
    LabelCube destinations = to.pods();
    if (sources == null || destinations == null) {
      return new Conclusion.Proven(this, never);
    }
    PortSet ports = index.ports(never.ports());
    int[] wanted = to.resolve(ports);
    for (int blocks = 0; blocks < (index.hasBlocks() ? 2 : 1); blocks++) {
      ConnectionSearch search =
          new ConnectionSearch(index, from, sources, to, destinations, wanted, blocks == 1);
      ConnectionSearch.Found found = search.run();
      if (found != null) {
        Counterexample example =
            new Witness(index.namespaces(), ports).connection(search, found, from, to);
        return blocks == 0
            ? new Conclusion.Refuted(example)
            : new Conclusion.PluginDependent(example, Set.of(PluginChoice.IP_BLOCK_MATCHES_PODS));
      }
    }
    return new Conclusion.Proven(this, never);
  }

  private Conclusion proveOutside(
      Invariant.NeverReaches never, Party party, Party.Outside outside, Direction direction) {
    PodScope scope = new PodScope(index.namespaces(), podAddresses, party);
    LabelCube pods = scope.pods();
    if (pods == null) {
      return new Conclusion.Proven(this, never);
    }
    PortSet ports = index.ports(never.ports());
    for (Peer.IpBlock block : outside.blocks()) {
      OutsideSearch.Found found =
          new OutsideSearch(index, scope, pods, direction, AddressSet.of(block), ports).run();
      if (found != null) {
        return new Conclusion.Refuted(
            new Witness(index.namespaces(), ports).outside(direction, found, scope));
      }
    }
    return new Conclusion.Proven(this, never);
  }

  private Conclusion proveIsolated(Invariant.Isolated isolated) {
    PodScope scope = new PodScope(index.namespaces(), podAddresses, isolated.pods());
    LabelCube pods = scope.pods();
    if (pods == null) {
      return new Conclusion.Proven(this, isolated);
    }
    for (int namespace : scope.members()) {
      LabelCube open = index.gate(isolated.direction(), namespace).open(pods);
      if (open != null) {
        return open(isolated, scope, namespace, open);
      }
    }
    return scope.future() == null
        ? new Conclusion.Proven(this, isolated)
        : open(isolated, scope, ConnectionSearch.FUTURE, pods);
  }

  private Conclusion open(
      Invariant.Isolated isolated, PodScope scope, int namespace, LabelCube pods) {
    return new Conclusion.Refuted(
        new Counterexample.Open(
            new Witness(index.namespaces(), PortSet.ALL)
                .pod(scope, namespace, scope.future(), pods, List.of(), List.of()),
            isolated.direction()));
  }

  /**
   * All policies, rules, peers and port entries whose removal, each by itself, would change nothing
   * for any pod, present or future, in the order of the policies. Looks at one end at a time: a
   * rule that is useless only because the other end never allows the connection is not superfluous.
   * An entry is not listed if its rule is. {@code O(policies)} times the rules per namespace.
   *
   * <p>Where there are cluster policies, they count: what the Admin tier always decides needs no
   * rule, and a policy that allows its pods everything still keeps them from the Baseline tier. The
   * cluster policies themselves are not looked at. {@code O(policies)} times the pieces into which
   * the cluster rules cut what there is, exponential in those that overlap at worst.
   */
  public List<Redundant> redundant() {
    return search(false);
  }

  /**
   * The rules that other rules cover, one or several together, with these: those of {@link
   * #redundant} that are whole rules and would allow something, were it not for the others.
   */
  public List<Redundant.WholeRule> shadowed() {
    List<Redundant.WholeRule> shadowed = new ArrayList<>();
    for (Redundant redundant : search(true)) {
      if (redundant instanceof Redundant.WholeRule rule && !rule.coveredBy().isEmpty()) {
        shadowed.add(rule);
      }
    }
    return shadowed;
  }

  private List<Redundant> search(boolean rulesOnly) {
    List<Redundant> found = new ArrayList<>();
    synchronized (index) {
      RedundancySearch search =
          new RedundancySearch(
              tiers == null
                  ? new BoxCover(index, podAddresses)
                  : new TierCover(tiers, podAddresses));
      for (Policy policy : index.policies()) {
        search.search(policy, rulesOnly, found);
      }
    }
    return found;
  }

  /** The rules on which a proof rests; see {@link Conclusion.Proven#basis}. */
  List<PolicyRule> basis(Invariant invariant) {
    synchronized (index) {
      return new ProofBasis(index, podAddresses, tiers != null).collect(invariant);
    }
  }

  /** The cluster policies on which a proof rests; see {@link Conclusion.Proven#clusterBasis}. */
  List<ClusterPolicy> clusterBasis(Invariant invariant) {
    synchronized (index) {
      return tiers != null && invariant instanceof Invariant.NeverReaches never
          ? new TierProof(tiers, podAddresses, never).basis()
          : List.of();
    }
  }
}
