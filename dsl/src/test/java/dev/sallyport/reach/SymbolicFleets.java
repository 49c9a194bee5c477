package dev.sallyport.reach;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random small fleets over few labels, ports and addresses, so that everything collides. */
final class SymbolicFleets {
  /** Values that selectors mention, one that none does, and absent. */
  static final Map<String, List<String>> POD_LABELS = new LinkedHashMap<>();

  /** The same for namespaces. */
  static final Map<String, List<String>> NAMESPACE_LABELS = new LinkedHashMap<>();

  static {
    POD_LABELS.put("a", Arrays.asList("x", "y", "unmentioned", null));
    POD_LABELS.put("b", Arrays.asList("x", "unmentioned", null));
    NAMESPACE_LABELS.put("t", Arrays.asList("p", "q", "unmentioned", null));
  }

  /** Addresses that tell all blocks of {@link #block} apart. */
  static final List<String> ADDRESSES =
      List.of("10.0.0.1", "10.1.0.1", "192.168.0.1", "fd00::1", "2001:db8::1");

  private final Random random;

  SymbolicFleets(long seed) {
    this.random = new Random(seed);
  }

  int pick(int bound) {
    return random.nextInt(bound);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  List<Namespace> namespaces() {
    List<Namespace> all = new ArrayList<>();
    for (int i = 0; i < 1 + pick(3); i++) {
      all.add(Namespace.of("n" + i, labels(NAMESPACE_LABELS)));
    }
    return all;
  }

  Map<String, String> labels(Map<String, List<String>> domain) {
    Map<String, String> labels = new TreeMap<>();
    for (Map.Entry<String, List<String>> key : domain.entrySet()) {
      String value = pick(key.getValue());
      if (value != null) {
        labels.put(key.getKey(), value);
      }
    }
    return labels;
  }

  List<Policy> policies(List<Namespace> namespaces, int most) {
    List<Policy> all = new ArrayList<>();
    int count = pick(most + 1);
    for (int i = 0; i < count; i++) {
      all.add(policy(pick(namespaces).name(), "policy-" + i));
    }
    for (Namespace namespace : namespaces) {
      if (pick(2) == 0) {
        all.add(defaultDeny(namespace.name()));
      }
    }
    return all;
  }

  private static Policy defaultDeny(String namespace) {
    return new Policy(
        namespace,
        "default-deny",
        Selector.EVERYTHING,
        EnumSet.allOf(Direction.class),
        List.of(),
        List.of(),
        new Origin("default-deny", ""));
  }

  Policy policy(String namespace, String name) {
    EnumSet<Direction> directions =
        pick(6) == 0
            ? EnumSet.allOf(Direction.class)
            : EnumSet.of(pick(2) == 0 ? Direction.INGRESS : Direction.EGRESS);
    return new Policy(
        namespace, name, podSelector(), directions, rules(), rules(), new Origin(name, ""));
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    int count = pick(4);
    for (int i = 0; i < count; i++) {
      rules.add(rule());
    }
    return rules;
  }

  Rule rule() {
    List<Peer> peers = new ArrayList<>();
    if (pick(6) == 0) {
      peers.add(Peer.ANYONE);
    } else {
      for (int i = 0; i < 1 + pick(2); i++) {
        peers.add(peer());
      }
    }
    return new Rule(peers, ports(), List.of());
  }

  private Peer peer() {
    return switch (pick(7)) {
      case 0, 1 -> new Peer.Pods(podSelector());
      case 2 -> block();
      default -> new Peer.PodsInNamespaces(namespaceSelector(), podSelector());
    };
  }

  Peer.IpBlock block() {
    return switch (pick(6)) {
      case 0 -> new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of(Cidr.parse("10.1.0.0/16")));
      case 1 -> new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of());
      case 2 -> new Peer.IpBlock(Cidr.parse("0.0.0.0/0"), List.of(Cidr.parse("10.0.0.0/8")));
      case 3 -> new Peer.IpBlock(Cidr.parse("0.0.0.0/0"), List.of());
      case 4 -> new Peer.IpBlock(Cidr.parse("fd00::/8"), List.of());
      default -> new Peer.IpBlock(Cidr.parse("::/0"), List.of());
    };
  }

  List<PolicyPort> ports() {
    if (pick(3) == 0) {
      return List.of(PolicyPort.EVERY);
    }
    List<PolicyPort> ports = new ArrayList<>();
    for (int i = 0; i < 1 + pick(2); i++) {
      Protocol protocol = pick(4) == 0 ? Protocol.UDP : Protocol.TCP;
      ports.add(
          switch (pick(5)) {
            case 0 -> new PolicyPort.Named(protocol, "http");
            case 1 -> new PolicyPort.Named(protocol, "admin");
            case 2 -> new PolicyPort.Range(protocol, 80, 81);
            case 3 -> PolicyPort.Range.allOf(protocol);
            default -> new PolicyPort.Range(protocol, 80, 80);
          });
    }
    return ports;
  }

  List<ClusterPolicy> clusterPolicies() {
    List<ClusterPolicy> all = new ArrayList<>();
    for (int i = 0; i < 1 + pick(3); i++) {
      all.add(
          new ClusterPolicy(
              "cluster-" + i,
              pick(3) == 0 ? Tier.BASELINE : Tier.ADMIN,
              pick(3),
              namespaceSelector(),
              podSelector(),
              clusterRules(),
              clusterRules(),
              new Origin("cluster", "")));
    }
    return all;
  }

  private List<ClusterRule> clusterRules() {
    List<ClusterRule> rules = new ArrayList<>();
    int count = pick(4);
    for (int i = 0; i < count; i++) {
      List<Peer> peers = new ArrayList<>();
      for (int j = 0; j < 1 + pick(2); j++) {
        peers.add(
            pick(4) == 0
                ? new Peer.IpBlock(block().cidr(), List.of())
                : new Peer.PodsInNamespaces(namespaceSelector(), podSelector()));
      }
      List<ClusterAction> actions =
          List.of(ClusterAction.DENY, ClusterAction.DENY, ClusterAction.ACCEPT, ClusterAction.PASS);
      rules.add(new ClusterRule("", pick(actions), peers, ports(), List.of()));
    }
    return rules;
  }

  Selector podSelector() {
    return selector(Map.of("a", List.of("x", "y"), "b", List.of("x")));
  }

  Selector namespaceSelector() {
    return selector(
        Map.of(
            "t", List.of("p", "q"), Namespace.NAME_LABEL, List.of("n0", "n1", "later", "Invalid")));
  }

  private Selector selector(Map<String, List<String>> values) {
    Map<String, String> labels = new TreeMap<>();
    List<Requirement> requirements = new ArrayList<>();
    for (Map.Entry<String, List<String>> key : new TreeMap<>(values).entrySet()) {
      String value = pick(key.getValue());
      switch (pick(9)) {
        case 0, 1 -> labels.put(key.getKey(), value);
        case 2 ->
            requirements.add(
                new Requirement(key.getKey(), Operator.IN, List.of(value, pick(key.getValue()))));
        case 3 -> requirements.add(new Requirement(key.getKey(), Operator.NOT_IN, List.of(value)));
        case 4 ->
            requirements.add(
                new Requirement(
                    key.getKey(),
                    pick(2) == 0 ? Operator.EXISTS : Operator.DOES_NOT_EXIST,
                    List.of()));
        default -> {}
      }
    }
    return new Selector(labels, requirements);
  }

  Party party(List<Namespace> namespaces, boolean outside) {
    return switch (pick(outside ? 8 : 7)) {
      case 0, 1, 2 -> new Party.Pods(namespaceSelector(), podSelector());
      case 3, 4, 5 ->
          new Party.PodsOfNamespace(
              pick(12) == 0 ? "later" : pick(namespaces).name(), podSelector());
      case 6 ->
          new Party.KnownPods(
              dev.sallyport.reach.Pod.of(
                  pick(12) == 0 ? "later" : pick(namespaces).name(),
                  "known",
                  labels(POD_LABELS),
                  pick(2) == 0
                      ? List.of()
                      : List.of(
                          new ContainerPort("http", pick(2) == 0 ? 80 : 443, Protocol.TCP),
                          new ContainerPort("admin", 81, Protocol.TCP))));
      default -> new Party.Outside(List.of(block()));
    };
  }
}
