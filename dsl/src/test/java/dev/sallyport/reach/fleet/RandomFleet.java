package dev.sallyport.reach.fleet;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
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
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Tiny fleets full of odd cases, from a seed: where everything meets everything. */
public final class RandomFleet {
  private static final Origin ORIGIN = new Origin("random", "");
  private static final String[] KEYS = {"a", "b", "c"};
  private static final String[] VALUES = {"x", "y", "z", ""};
  private static final String[] NAMES = {"web", "db"};
  private static final String[] BLOCKS = {
    "10.0.0.0/8", "10.0.0.0/30", "0.0.0.0/0", "10.0.0.4/31", "fd00::/8", "::/0", "fd00::2/127"
  };

  private final Random random;
  private final boolean hosts;

  /** Fleets from a seed; with host-network pods or not. */
  public RandomFleet(long seed, boolean hosts) {
    this.random = new Random(seed);
    this.hosts = hosts;
  }

  /** The next fleet. */
  public Snapshot next(boolean cluster) {
    int spaces = 1 + random.nextInt(3);
    List<Namespace> namespaces = new ArrayList<>();
    for (int i = 0; i < spaces; i++) {
      namespaces.add(Namespace.of("n" + i, labels()));
    }
    List<Pod> pods = new ArrayList<>();
    int podCount = 1 + random.nextInt(8);
    for (int i = 0; i < podCount; i++) {
      pods.add(pod("n" + random.nextInt(spaces), "p" + i));
    }
    List<Policy> policies = new ArrayList<>();
    int policyCount = random.nextInt(6);
    for (int i = 0; i < policyCount; i++) {
      policies.add(policy("n" + random.nextInt(spaces), "q" + i));
    }
    List<ClusterPolicy> clusterPolicies = new ArrayList<>();
    int clusterCount = cluster ? random.nextInt(4) : 0;
    for (int i = 0; i < clusterCount; i++) {
      clusterPolicies.add(clusterPolicy("c" + i));
    }
    return new Snapshot(namespaces, pods, policies, clusterPolicies);
  }

  /** A pod. */
  public Pod pod(String namespace, String name) {
    List<ContainerPort> ports = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      ports.add(
          new ContainerPort(
              random.nextInt(4) == 0 ? "" : NAMES[random.nextInt(2)],
              80 + random.nextInt(3),
              protocol()));
    }
    List<IpAddress> addresses = new ArrayList<>();
    if (random.nextInt(5) != 0) {
      addresses.add(new IpAddress(false, 0, 0x0A00_0000L + random.nextInt(8)));
    }
    if (random.nextInt(4) == 0) {
      addresses.add(new IpAddress(true, 0xFD00L << 48, random.nextInt(4)));
    }
    return new Pod(
        namespace,
        name,
        labels(),
        ports,
        addresses,
        hosts && random.nextInt(4) == 0,
        random.nextInt(10) == 0 ? Phase.FINISHED : Phase.LIVE);
  }

  private Protocol protocol() {
    return Protocol.values()[random.nextInt(8) == 0 ? 2 : random.nextInt(2)];
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    for (String key : KEYS) {
      if (random.nextBoolean()) {
        labels.put(key, VALUES[random.nextInt(VALUES.length)]);
      }
    }
    return labels;
  }

  private Selector selector() {
    Map<String, String> labels = new TreeMap<>();
    List<Requirement> requirements = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String key = KEYS[random.nextInt(KEYS.length)];
      if (random.nextBoolean()) {
        labels.put(key, VALUES[random.nextInt(VALUES.length)]);
      } else {
        Operator operator = Operator.values()[random.nextInt(4)];
        boolean values = operator == Operator.IN || operator == Operator.NOT_IN;
        requirements.add(
            new Requirement(
                key,
                operator,
                values
                    ? List.of(VALUES[random.nextInt(4)], VALUES[random.nextInt(4)])
                    : List.of()));
      }
    }
    return new Selector(labels, requirements);
  }

  private Selector namespaces() {
    return random.nextInt(3) == 0
        ? Selector.ofLabels(Map.of(Namespace.NAME_LABEL, "n" + random.nextInt(3)))
        : selector();
  }

  /** A policy. */
  public Policy policy(String namespace, String name) {
    Set<Direction> directions = EnumSet.noneOf(Direction.class);
    for (Direction direction : Direction.values()) {
      if (random.nextInt(3) != 0) {
        directions.add(direction);
      }
    }
    return new Policy(namespace, name, selector(), directions, rules(), rules(), ORIGIN);
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<Peer> peers = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        peers.add(peer());
      }
      rules.add(new Rule(peers.isEmpty() ? List.of(Peer.ANYONE) : peers, ports(), List.of()));
    }
    return rules;
  }

  private Peer peer() {
    return switch (random.nextInt(3)) {
      case 0 -> new Peer.Pods(selector());
      case 1 -> new Peer.PodsInNamespaces(namespaces(), selector());
      default -> block();
    };
  }

  private Peer block() {
    Cidr block = Cidr.parse(BLOCKS[random.nextInt(BLOCKS.length)]);
    List<Cidr> except = new ArrayList<>();
    for (String each : BLOCKS) {
      Cidr inner = Cidr.parse(each);
      if (inner.prefix() > block.prefix() && block.contains(inner) && random.nextInt(3) == 0) {
        except.add(inner);
      }
    }
    return new Peer.IpBlock(block, except);
  }

  private List<PolicyPort> ports() {
    List<PolicyPort> ports = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int first = 79 + random.nextInt(4);
      ports.add(
          switch (random.nextInt(4)) {
            case 0 -> PolicyPort.Range.allOf(protocol());
            case 1 -> new PolicyPort.Range(protocol(), first, first + random.nextInt(3));
            case 2 -> new PolicyPort.Named(protocol(), NAMES[random.nextInt(2)]);
            default -> new PolicyPort.Range(protocol(), first, first);
          });
    }
    return ports.isEmpty() ? List.of(PolicyPort.EVERY) : ports;
  }

  /** A cluster policy. */
  public ClusterPolicy clusterPolicy(String name) {
    return new ClusterPolicy(
        name,
        Tier.values()[random.nextInt(2)],
        random.nextInt(3),
        random.nextBoolean() ? Selector.EVERYTHING : namespaces(),
        random.nextBoolean() ? Selector.EVERYTHING : selector(),
        clusterRules(false),
        clusterRules(true),
        ORIGIN);
  }

  private List<ClusterRule> clusterRules(boolean networks) {
    List<ClusterRule> rules = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<Peer> peers = new ArrayList<>();
      for (int j = 1 + random.nextInt(2); j > 0; j--) {
        peers.add(
            networks && random.nextInt(3) == 0
                ? new Peer.IpBlock(Cidr.parse(BLOCKS[random.nextInt(BLOCKS.length)]), List.of())
                : new Peer.PodsInNamespaces(namespaces(), selector()));
      }
      rules.add(
          new ClusterRule(
              "", ClusterAction.values()[random.nextInt(3)], peers, ports(), List.of()));
    }
    return rules;
  }
}
