package dev.sallyport.reach.proof;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.reach.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What policies mean, one connection at a time, in the plainest way: no index, no set of ports, no
 * class of pods, and nothing of the engine's but its input and result types. Slow and easy to check
 * against the documentation; the engine must agree with it.
 *
 * <p>A question that the profile leaves open is answered both ways: the evaluation is repeated
 * until every combination of answers that it asked for has been seen.
 */
final class NaiveEvaluator {
  private final Snapshot snapshot;
  private final PluginProfile profile;

  /** Answers given to open questions in this run, in the order in which they were asked. */
  private final Map<PluginChoice, Boolean> answers = new LinkedHashMap<>();

  NaiveEvaluator(Snapshot snapshot, PluginProfile profile) {
    this.snapshot = snapshot;
    this.profile = profile;
  }

  /** An address range stands for one address here: first and last are the same. */
  Verdict verdict(Endpoint from, Endpoint to, Protocol protocol, int port) {
    return underEveryAnswer(() -> allowed(from, to, protocol, port));
  }

  Verdict throughService(Pod pod, Protocol protocol, int port) {
    return underEveryAnswer(
        () ->
            pod.phase() == Phase.LIVE
                && (holds(PluginChoice.POD_REACHES_ITSELF_THROUGH_SERVICE)
                    || policed(pod, pod, protocol, port)));
  }

  /** {@code everyPort} has one port of each stretch that no policy tells apart. */
  Verdict otherProtocols(Endpoint from, Endpoint to, List<PortRange> everyPort) {
    return underEveryAnswer(
        () ->
            !finished(from)
                && !finished(to)
                && (holds(PluginChoice.OTHER_PROTOCOLS_PASS)
                    || everyPort.stream()
                        .allMatch(p -> allowed(from, to, p.protocol(), p.first()))));
  }

  private boolean allowed(Endpoint from, Endpoint to, Protocol protocol, int port) {
    if (finished(from) || finished(to)) {
      return false; // 50
    }
    return from.equals(to) && from instanceof Pod && holds(PluginChoice.POD_REACHES_ITSELF) // 41
        || policed(from, to, protocol, port);
  }

  /** Two pods connect over a family that both have; blocks see the addresses of that family. */
  private boolean policed(Endpoint from, Endpoint to, Protocol protocol, int port) {
    if (from instanceof Pod source && to instanceof Pod destination) {
      for (boolean isIpv6 : new boolean[] {false, true}) {
        if (mayHave(isIpv6, source)
            && mayHave(isIpv6, destination)
            && passes(over(isIpv6, source), over(isIpv6, destination), protocol, port)) {
          return true;
        }
      }
      return false;
    }
    return passes(from, to, protocol, port);
  }

  static boolean mayHave(boolean isIpv6, Pod pod) {
    return pod.addresses().isEmpty()
        || pod.addresses().stream().anyMatch(address -> address.isIpv6() == isIpv6);
  }

  static Pod over(boolean isIpv6, Pod pod) {
    return new Pod(
        pod.namespace(),
        pod.name(),
        pod.labels(),
        pod.ports(),
        pod.addresses().stream().filter(address -> address.isIpv6() == isIpv6).toList(),
        pod.hostNetwork(),
        pod.phase());
  }

  private boolean passes(Endpoint from, Endpoint to, Protocol protocol, int port) {
    boolean egress =
        !(from instanceof Pod source) || opens(source, Direction.EGRESS, to, protocol, port);
    boolean ingress =
        !(to instanceof Pod destination) // 55
            || isHost(from) && holds(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE) // 36, 45
            || opens(destination, Direction.INGRESS, from, protocol, port);
    return egress && ingress; // 4
  }

  /** Whether one end lets a connection through, where the profile leaves nothing open. */
  boolean opens(Pod subject, Direction direction, Endpoint other, Protocol protocol, int port) {
    Endpoint destination = direction == Direction.INGRESS ? subject : other;
    Predicate<List<PolicyPort>> onPort =
        ports -> ports.stream().anyMatch(p -> matches(p, destination, protocol, port)); // 5
    ClusterAction admin = firstMatch(Tier.ADMIN, subject, direction, other, onPort); // 59
    if (admin == ClusterAction.ACCEPT || admin == ClusterAction.DENY) {
      return admin == ClusterAction.ACCEPT; // 60: for this end only
    }
    List<Policy> isolating = isolating(subject, direction);
    if (!isolating.isEmpty()) { // 1, 2, 61
      for (Policy policy : isolating) { // 3
        for (Rule rule : direction == Direction.INGRESS ? policy.ingress() : policy.egress()) {
          if (onPort.test(rule.ports())
              && rule.peers().stream().anyMatch(p -> matches(p, policy.namespace(), other))) {
            return true;
          }
        }
      }
      return false; // 9, 10
    }
    Direction opposite = direction == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
    if (!isolating(subject, opposite).isEmpty()
        && !holds(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION)) {
      return true; // 62
    }
    return firstMatch(Tier.BASELINE, subject, direction, other, onPort) != ClusterAction.DENY;
  }

  List<Policy> isolating(Pod subject, Direction direction) {
    List<Policy> result = new ArrayList<>();
    for (Policy policy : snapshot.policies()) {
      if (policy.namespace().equals(subject.namespace()) // 12, 57
          && policy.directions().contains(direction) // 11
          && matches(policy.pods(), subject.labels())
          && (!subject.hostNetwork() || holds(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED))) { // 43
        result.add(policy);
      }
    }
    return result;
  }

  private boolean matches(Peer peer, String policyNamespace, Endpoint other) {
    if (peer instanceof Peer.Anyone) {
      return true; // 6, 7
    }
    if (other instanceof AddressRange address) {
      return peer instanceof Peer.IpBlock block && contains(block, address.first()); // 17
    }
    Pod pod = (Pod) other;
    boolean seenAsNode =
        pod.hostNetwork() && !holds(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS); // 44
    if (peer instanceof Peer.IpBlock block) {
      return holds(
              seenAsNode
                  ? PluginChoice.IP_BLOCK_MATCHES_NODES // 25
                  : PluginChoice.IP_BLOCK_MATCHES_PODS) // 22
          && contains(block, pod);
    }
    return !seenAsNode && selects(peer, policyNamespace, pod);
  }

  private boolean selects(Peer peer, String policyNamespace, Pod pod) {
    if (peer instanceof Peer.Pods pods) {
      return pod.namespace().equals(policyNamespace) && matches(pods.pods(), pod.labels()); // 13
    }
    Peer.PodsInNamespaces pods = (Peer.PodsInNamespaces) peer;
    return matches(pods.pods(), pod.labels()) // 15
        && matches(pods.namespaces(), namespaceLabels(pod.namespace())); // 14
  }

  Map<String, String> namespaceLabels(String name) {
    for (Namespace namespace : snapshot.namespaces()) {
      if (namespace.name().equals(name)) {
        return namespace.labels();
      }
    }
    return Map.of("kubernetes.io/metadata.name", name); // 20
  }

  private boolean contains(Peer.IpBlock block, Pod pod) {
    return pod.addresses().isEmpty()
        ? holds(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS)
        : pod.addresses().stream().anyMatch(address -> contains(block, address));
  }

  static boolean contains(Peer.IpBlock block, IpAddress address) {
    return contains(block.cidr(), address)
        && block.except().stream().noneMatch(except -> contains(except, address)); // 23
  }

  private static boolean contains(Cidr block, IpAddress address) {
    for (int i = 0; i < block.prefix(); i++) {
      if (bit(block.isIpv6(), block.high(), block.low(), i)
          != bit(address.isIpv6(), address.high(), address.low(), i)) {
        return false;
      }
    }
    return block.isIpv6() == address.isIpv6(); // 24
  }

  private static long bit(boolean isIpv6, long high, long low, int index) {
    int fromRight = (isIpv6 ? 127 : 31) - index;
    return (fromRight > 63 ? high >>> (fromRight - 64) : low >>> fromRight) & 1;
  }

  static boolean matches(Selector selector, Map<String, String> labels) {
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      if (!labels.containsKey(label.getKey())
          || !labels.get(label.getKey()).equals(label.getValue())) {
        return false; // 18, 19
      }
    }
    for (Requirement requirement : selector.matchExpressions()) {
      boolean present = labels.containsKey(requirement.key());
      boolean listed = present && requirement.values().contains(labels.get(requirement.key()));
      boolean holds = switch (requirement.operator()) { // 18
            case IN -> listed;
            case NOT_IN -> !listed;
            case EXISTS -> present;
            case DOES_NOT_EXIST -> !present;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  static boolean matches(PolicyPort entry, Endpoint destination, Protocol protocol, int port) {
    if (entry instanceof PolicyPort.Range range) {
      return range.protocol() == protocol
          && range.first() <= port
          && port <= range.last(); // 31, 32
    }
    if (entry instanceof PolicyPort.Named named) {
      if (destination instanceof Pod pod && named.protocol() == protocol) {
        for (ContainerPort declared : pod.ports()) {
          if (declared.name().equals(named.name())
              && declared.protocol() == protocol
              && declared.number() == port) {
            return true; // 29
          }
        }
      }
      return false; // 30
    }
    return true; // 8
  }

  /** What the first rule that matches says, in the order of priorities; null if none matches. */
  private ClusterAction firstMatch(
      Tier tier,
      Pod subject,
      Direction direction,
      Endpoint other,
      Predicate<List<PolicyPort>> onPort) {
    TreeMap<Integer, TreeMap<String, ClusterAction>> said = new TreeMap<>();
    for (ClusterPolicy policy : snapshot.clusterPolicies()) {
      if (policy.tier() == tier
          && !subject.hostNetwork()
          && matches(policy.pods(), subject.labels())
          && matches(policy.namespaces(), namespaceLabels(subject.namespace()))) {
        for (ClusterRule rule :
            direction == Direction.INGRESS ? policy.ingress() : policy.egress()) {
          if (onPort.test(rule.ports())
              && rule.peers().stream().anyMatch(peer -> matchesCluster(peer, other))) {
            said.computeIfAbsent(policy.priority(), p -> new TreeMap<>())
                .put(policy.name(), rule.action());
            break;
          }
        }
      }
    }
    if (said.isEmpty()) {
      return null;
    }
    TreeMap<String, ClusterAction> first = said.firstEntry().getValue();
    PluginChoice byName = PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME;
    if (first.size() == 1 || profile.decide(byName) != Decision.OPEN) {
      return first.size() == 1 || holds(byName)
          ? first.firstEntry().getValue()
          : first.lastEntry().getValue();
    }
    List<ClusterAction> order =
        holds(byName)
            ? List.of(ClusterAction.ACCEPT, ClusterAction.PASS, ClusterAction.DENY)
            : List.of(ClusterAction.DENY, ClusterAction.PASS, ClusterAction.ACCEPT);
    return order.stream().filter(first::containsValue).findFirst().orElseThrow();
  }

  private boolean matchesCluster(Peer peer, Endpoint other) {
    if (peer instanceof Peer.IpBlock block) {
      return other instanceof Pod pod
          ? contains(block, pod)
          : contains(block, ((AddressRange) other).first());
    }
    return other instanceof Pod pod && !pod.hostNetwork() && selects(peer, "", pod);
  }

  private static boolean finished(Endpoint end) {
    return end instanceof Pod pod && pod.phase() == Phase.FINISHED;
  }

  private static boolean isHost(Endpoint end) {
    return end instanceof Pod pod && pod.hostNetwork();
  }

  private boolean holds(PluginChoice choice) {
    Decision decision = profile.decide(choice);
    return decision == Decision.OPEN
        ? answers.computeIfAbsent(choice, c -> false)
        : decision == Decision.YES;
  }

  /** One run: the answers that it asked for, and what came of them. */
  private record Run(Map<PluginChoice, Boolean> answers, boolean allowed) {}

  private Verdict underEveryAnswer(BooleanSupplier question) {
    answers.clear();
    List<Run> runs = new ArrayList<>();
    do {
      boolean allowed = question.getAsBoolean();
      runs.add(new Run(Map.copyOf(answers), allowed));
    } while (nextAnswers());
    Set<PluginChoice> decisive = EnumSet.noneOf(PluginChoice.class);
    for (Run one : runs) {
      for (Run other : runs) {
        if (one.allowed && !other.allowed) {
          List<PluginChoice> differing = new ArrayList<>();
          one.answers.forEach(
              (choice, answer) -> {
                if (other.answers.getOrDefault(choice, answer) != answer) {
                  differing.add(choice);
                }
              });
          if (differing.size() == 1) {
            decisive.addAll(differing);
          }
        }
      }
    }
    if (decisive.isEmpty()) {
      return runs.get(0).allowed ? Verdict.ALLOWED : Verdict.DENIED;
    }
    return new Verdict.PluginDependent(decisive);
  }

  /** Turns the last no into a yes and forgets what came after it; false after the last run. */
  private boolean nextAnswers() {
    List<PluginChoice> asked = new ArrayList<>(answers.keySet());
    for (int i = asked.size() - 1; i >= 0; i--) {
      if (!answers.get(asked.get(i))) {
        answers.put(asked.get(i), true);
        return true;
      }
      answers.remove(asked.get(i));
    }
    return false;
  }
}
