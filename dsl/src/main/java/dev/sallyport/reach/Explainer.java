package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.Explanation.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Finds what decides at one end of a connection, under one behavior. */
final class Explainer {
  private final Fleet fleet;
  private final Behavior behavior;
  private final Protocol protocol;
  private final int port;
  private final boolean itself;
  private final BiFunction<Pod, Direction, List<Policy>> isolatingPolicies;

  /**
   * Explains.
   *
   * @param behavior how the plugin behaves; where the order of ties is open, the permissive one
   * @param itself if the pod at both ends reaches itself whatever policies say
   */
  Explainer(
      Fleet fleet,
      BiFunction<Pod, Direction, List<Policy>> isolatingPolicies,
      Behavior behavior,
      Protocol protocol,
      int port,
      boolean itself) {
    this.isolatingPolicies = isolatingPolicies;
    this.fleet = fleet;
    this.behavior = behavior;
    this.protocol = protocol;
    this.port = port;
    this.itself = itself;
  }

  Protocol protocol() {
    return protocol;
  }

  int port() {
    return port;
  }

  SmallestChange smallestChange() {
    return new SmallestChange(fleet, behavior, protocol, port);
  }

  /**
   * Both ends of a connection over one address family.
   *
   * @param family the family, if there is a choice
   * @param from the source as the destination's end sees it
   * @param to the destination as the source's end sees it
   */
  record Ends(
      Optional<AddressFamily> family,
      Endpoint from,
      Endpoint to,
      Optional<Side> egress,
      Optional<Side> ingress) {

    private long open() {
      return Stream.of(egress, ingress).flatMap(Optional::stream).filter(Side::allows).count();
    }
  }

  /** The reasons at both ends, over the family that gets furthest; IPv4 if both get as far. */
  Ends ends(Endpoint source, Endpoint destination) {
    if (!(source instanceof Pod from) || !(destination instanceof Pod to)) {
      return ends(Optional.empty(), source, destination, source, destination);
    }
    int shared = Families.of(from) & Families.of(to);
    if (shared == 0 && from.isLive() && to.isLive()) {
      List<Reason> reasons = List.of(new Reason.NoSharedFamily());
      return new Ends(
          Optional.empty(),
          from,
          to,
          Optional.of(new Side(from, Direction.EGRESS, false, reasons)),
          Optional.of(new Side(to, Direction.INGRESS, false, reasons)));
    }
    if (shared != Families.BOTH || from.addresses().isEmpty() && to.addresses().isEmpty()) {
      return over(Optional.empty(), shared, from, to);
    }
    Ends ipv4 = over(Optional.of(AddressFamily.IPV4), Families.IPV4, from, to);
    Ends ipv6 = over(Optional.of(AddressFamily.IPV6), Families.IPV6, from, to);
    return ipv6.open() > ipv4.open() ? ipv6 : ipv4;
  }

  private Ends over(Optional<AddressFamily> family, int families, Pod from, Pod to) {
    return ends(family, from, to, Families.over(families, from), Families.over(families, to));
  }

  private Ends ends(
      Optional<AddressFamily> family,
      Endpoint from,
      Endpoint to,
      Endpoint seenFrom,
      Endpoint seenTo) {
    return new Ends(
        family,
        seenFrom,
        seenTo,
        from instanceof Pod pod
            ? Optional.of(side(pod, Direction.EGRESS, seenTo))
            : Optional.empty(),
        to instanceof Pod pod
            ? Optional.of(side(pod, Direction.INGRESS, seenFrom))
            : Optional.empty());
  }

  /** The reasons at one end. An address range must not straddle a block. */
  private Side side(Pod subject, Direction direction, Endpoint other) {
    if (!subject.isLive() || other instanceof Pod pod && !pod.isLive()) {
      return new Side(subject, direction, false, List.of(new Reason.Finished()));
    }
    if (itself) {
      return new Side(subject, direction, true, List.of(new Reason.Itself()));
    }
    if (direction == Direction.INGRESS
        && other instanceof Pod pod
        && pod.hostNetwork()
        && behavior.has(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE)) {
      return new Side(subject, direction, true, List.of(new Reason.SameNode()));
    }
    Optional<Reason.Cluster> admin = cluster(Tier.ADMIN, subject, direction, other);
    if (admin.isPresent() && admin.get().matched().action() != ClusterAction.PASS) {
      return decided(subject, direction, admin.get());
    }
    List<Reason> reasons = new ArrayList<>(2);
    if (admin.isPresent()) {
      reasons.add(admin.get());
    }
    boolean selectable =
        !subject.hostNetwork() || behavior.has(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED);
    List<Policy> isolating = selectable ? isolatingPolicies.apply(subject, direction) : List.of();
    if (!isolating.isEmpty()) {
      return networkPolicies(subject, direction, other, isolating, reasons);
    }
    Direction opposite = direction.opposite();
    if (behavior.has(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION)
        || !selectable
        || isolatingPolicies.apply(subject, opposite).isEmpty()) {
      Optional<Reason.Cluster> baseline = cluster(Tier.BASELINE, subject, direction, other);
      if (baseline.isPresent() && baseline.get().matched().action() != ClusterAction.PASS) {
        reasons.add(baseline.get());
        boolean allows = baseline.get().matched().action() == ClusterAction.ACCEPT;
        return new Side(subject, direction, allows, reasons);
      }
    }
    reasons.add(
        selectable || fleet.isolating(subject, direction).isEmpty()
            ? new Reason.NotIsolated()
            : new Reason.HostNetwork());
    return new Side(subject, direction, true, reasons);
  }

  private static Side decided(Pod subject, Direction direction, Reason.Cluster reason) {
    boolean allows = reason.matched().action() == ClusterAction.ACCEPT;
    return new Side(subject, direction, allows, List.of(reason));
  }

  private Side networkPolicies(
      Pod subject,
      Direction direction,
      Endpoint other,
      List<Policy> isolating,
      List<Reason> reasons) {
    Endpoint destination = direction == Direction.INGRESS ? subject : other;
    List<Reason> allows = new ArrayList<>();
    for (Policy policy : isolating) {
      List<Rule> rules = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
      for (int i = 0; i < rules.size(); i++) {
        Optional<PolicyPort> matched = port(rules.get(i).ports(), destination);
        if (matched.isPresent()) {
          Optional<Peer> peer = peer(rules.get(i).peers(), policy, other);
          if (peer.isPresent()) {
            allows.add(new Reason.Allows(policy, direction, i, peer.get(), matched.get()));
          }
        }
      }
    }
    if (allows.isEmpty()) {
      isolating.forEach(policy -> reasons.add(new Reason.Isolates(policy, direction)));
    } else {
      reasons.addAll(allows);
    }
    return new Side(subject, direction, !allows.isEmpty(), reasons);
  }

  private Optional<Peer> peer(List<Peer> peers, Policy policy, Endpoint other) {
    for (Peer peer : peers) {
      if (fleet.matches(peer, policy.namespace(), other, behavior)) {
        return Optional.of(peer);
      }
    }
    return Optional.empty();
  }

  private Optional<PolicyPort> port(List<PolicyPort> ports, Endpoint destination) {
    for (PolicyPort entry : ports) {
      if (Fleet.names(entry, destination, protocol, port)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** The rule of a tier that decides; with ties, the one that the behavior prefers. */
  private Optional<Reason.Cluster> cluster(
      Tier tier, Pod subject, Direction direction, Endpoint other) {
    Optional<Reason.Cluster> best = Optional.empty();
    for (ClusterPolicy policy : fleet.clusterPolicies(tier)) {
      if (best.isPresent() && best.get().policy().priority() < policy.priority()) {
        break;
      }
      if (fleet.applies(policy, subject)) {
        Optional<Reason.Cluster> match = first(policy, subject, direction, other);
        if (match.isPresent() && (best.isEmpty() || prefers(match.get(), best.get()))) {
          best = match;
        }
      }
    }
    return best;
  }

  /** Whether the later of two policies that tie decides. */
  private boolean prefers(Reason.Cluster next, Reason.Cluster best) {
    return behavior.ties() == Behavior.Ties.REVERSED
        || behavior.ties() == Behavior.Ties.PERMISSIVE
            && rank(next.matched().action()) < rank(best.matched().action());
  }

  private static int rank(ClusterAction action) {
    return switch (action) {
      case ACCEPT -> 0;
      case PASS -> 1;
      case DENY -> 2;
    };
  }

  private Optional<Reason.Cluster> first(
      ClusterPolicy policy, Pod subject, Direction direction, Endpoint other) {
    Endpoint destination = direction == Direction.INGRESS ? subject : other;
    List<ClusterRule> rules = policy.rules(direction);
    for (int i = 0; i < rules.size(); i++) {
      for (Peer peer : rules.get(i).peers()) {
        if (fleet.matchesCluster(peer, other, behavior)) {
          Optional<PolicyPort> matched = port(rules.get(i).ports(), destination);
          if (matched.isPresent()) {
            return Optional.of(new Reason.Cluster(policy, direction, i, peer, matched.get()));
          }
          break;
        }
      }
    }
    return Optional.empty();
  }
}
