package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The smallest change that makes one end allow a connection: one entry more in one policy, chosen
 * so that it opens as little else as possible.
 */
final class SmallestChange {
  /** Labels that name one pod or one revision, not a workload. */
  private static final List<String> PASSING_LABELS =
      List.of(
          "apps.kubernetes.io/pod-index",
          "batch.kubernetes.io/controller-uid",
          "controller-revision-hash",
          "controller-uid",
          "pod-template-generation",
          "pod-template-hash",
          "statefulset.kubernetes.io/pod-name");

  private final Fleet fleet;
  private final Behavior behavior;
  private final PolicyPort.Range port;

  SmallestChange(Fleet fleet, Behavior behavior, Protocol protocol, int port) {
    this.fleet = fleet;
    this.behavior = behavior;
    this.port = new PolicyPort.Range(protocol, port, port);
  }

  /**
   * The change for one end that denies; empty if no policy can allow it. Continues from an earlier
   * change of the same policy.
   */
  Optional<Change> of(Explanation.Side side, Endpoint other, Optional<Change> earlier) {
    List<Policy> isolating = new ArrayList<>();
    for (Reason reason : side.reasons()) {
      if (reason instanceof Reason.Isolates isolates) {
        boolean changed =
            earlier.isPresent()
                && earlier.get() instanceof Change.OfPolicy change
                && change.before() == isolates.policy();
        isolating.add(changed ? ((Change.OfPolicy) earlier.get()).after() : isolates.policy());
      } else if (reason instanceof Reason.Cluster cluster
          && cluster.matched().action() == ClusterAction.DENY) {
        boolean changed =
            earlier.isPresent()
                && earlier.get() instanceof Change.OfClusterPolicy change
                && change.before() == cluster.policy();
        return accept(
            cluster,
            changed ? ((Change.OfClusterPolicy) earlier.get()).after() : cluster.policy(),
            other);
      }
    }
    if (isolating.isEmpty()) {
      return Optional.empty();
    }
    for (Policy policy : isolating) {
      Optional<Change> added = addPort(policy, side, other);
      if (added.isPresent()) {
        return added;
      }
    }
    Policy narrowest =
        isolating.stream().min(Comparator.comparingLong(this::selected)).orElseThrow();
    return addRule(narrowest, side.direction(), other);
  }

  private long selected(Policy policy) {
    return fleet.snapshot().pods().stream()
        .filter(p -> p.namespace().equals(policy.namespace()) && policy.pods().matches(p.labels()))
        .count();
  }

  /** A rule that speaks of this peer alone takes the port without opening it to anybody else. */
  private Optional<Change> addPort(Policy policy, Explanation.Side side, Endpoint other) {
    List<Rule> rules = rules(policy, side.direction());
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.peers().size() == 1
          && !(rule.peers().get(0) instanceof Peer.Anyone)
          && fleet.matches(rule.peers().get(0), policy.namespace(), other, behavior)) {
        List<PolicyPort> ports = new ArrayList<>(rule.ports());
        ports.add(port);
        List<Rule> changed = new ArrayList<>(rules);
        changed.set(i, new Rule(rule.peers(), ports, rule.origins()));
        return Optional.of(
            new Change.OfPolicy(
                policy,
                with(policy, side.direction(), changed),
                "add port " + port + " to " + path(policy, side.direction(), i)));
      }
    }
    return Optional.empty();
  }

  private Optional<Change> addRule(Policy policy, Direction direction, Endpoint other) {
    List<Peer> peers = peers(other, policy.namespace(), false);
    if (peers.isEmpty()) {
      return Optional.empty();
    }
    List<Rule> changed = new ArrayList<>(rules(policy, direction));
    changed.add(new Rule(peers, List.of(port), List.of()));
    return Optional.of(
        new Change.OfPolicy(
            policy,
            with(policy, direction, changed),
            "add a rule to "
                + path(policy, direction, changed.size() - 1)
                + ": "
                + words(peers)
                + " on "
                + port));
  }

  private Optional<Change> accept(Reason.Cluster denial, ClusterPolicy policy, Endpoint other) {
    List<Peer> peers = peers(other, "", true);
    if (peers.isEmpty()) {
      return Optional.empty();
    }
    List<ClusterRule> rules = new ArrayList<>(policy.rules(denial.direction()));
    rules.add(
        denial.rule(), new ClusterRule("", ClusterAction.ACCEPT, peers, List.of(port), List.of()));
    boolean ingress = denial.direction() == Direction.INGRESS;
    ClusterPolicy after =
        new ClusterPolicy(
            policy.name(),
            policy.tier(),
            policy.priority(),
            policy.namespaces(),
            policy.pods(),
            ingress ? rules : policy.ingress(),
            ingress ? policy.egress() : rules,
            policy.origin());
    return Optional.of(
        new Change.OfClusterPolicy(
            policy,
            after,
            "insert before rule "
                + denial.rule()
                + " of "
                + policy.tier()
                + " policy "
                + policy.name()
                + ": accept "
                + words(peers)
                + " on "
                + port));
  }

  /** How a policy names an endpoint; empty if it can't. */
  private List<Peer> peers(Endpoint endpoint, String policyNamespace, boolean cluster) {
    if (endpoint instanceof AddressRange range) {
      return blocks(range.toCidrs());
    }
    Pod pod = (Pod) endpoint;
    boolean bySelector =
        !pod.hostNetwork()
            || !cluster && behavior.has(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS);
    if (!bySelector) {
      boolean byAddress = cluster || behavior.has(PluginChoice.IP_BLOCK_MATCHES_NODES);
      return byAddress
          ? blocks(pod.addresses().stream().map(IpAddress::toCidr).toList())
          : List.of();
    }
    Map<String, String> labels = new TreeMap<>(pod.labels());
    PASSING_LABELS.forEach(labels::remove);
    Selector pods = Selector.ofLabels(labels);
    Selector namespace = Selector.ofLabels(Map.of(Namespace.NAME_LABEL, pod.namespace()));
    return List.of(
        pod.namespace().equals(policyNamespace)
            ? new Peer.Pods(pods)
            : new Peer.PodsInNamespaces(namespace, pods));
  }

  private static List<Peer> blocks(List<Cidr> cidrs) {
    List<Peer> peers = new ArrayList<>();
    cidrs.forEach(cidr -> peers.add(new Peer.IpBlock(cidr, List.of())));
    return peers;
  }

  private static String words(List<Peer> peers) {
    return String.join(" or ", peers.stream().map(Peer::toString).toList());
  }

  private static List<Rule> rules(Policy policy, Direction direction) {
    return direction == Direction.INGRESS ? policy.ingress() : policy.egress();
  }

  private static String path(Policy policy, Direction direction, int rule) {
    return "policy "
        + policy.namespace()
        + "/"
        + policy.name()
        + " spec."
        + (direction == Direction.INGRESS ? "ingress[" : "egress[")
        + rule
        + "]";
  }

  private static Policy with(Policy policy, Direction direction, List<Rule> rules) {
    boolean ingress = direction == Direction.INGRESS;
    return new Policy(
        policy.namespace(),
        policy.name(),
        policy.pods(),
        policy.directions(),
        ingress ? rules : policy.ingress(),
        ingress ? policy.egress() : rules,
        policy.origin());
  }
}
