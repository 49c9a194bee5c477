package dev.sallyport.runtime.rollout;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
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
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small random fleet, the policies that it has, and those that it shall have. */
final class RandomRollout {
  private static final List<String> NAMESPACES = List.of("shop", "pay");
  private static final List<String> BLOCKS =
      List.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/24", "::/0", "2001:db8::/32");

  final Population population;
  final List<StoredPolicy> live = new ArrayList<>();
  final List<StoredPolicy> wanted = new ArrayList<>();
  final Set<String> removed = new TreeSet<>();
  private final Random random;
  private final boolean blocks;

  /**
   * Makes one.
   *
   * @param existing how many policies there are at most before
   * @param hosts whether there may be host-network pods, for which plugins differ much
   */
  RandomRollout(long seed, int existing, boolean hosts) {
    random = new Random(seed);
    blocks = random.nextInt(3) == 0;
    List<Pod> pods = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      pods.add(
          new Pod(
              one(NAMESPACES),
              "p" + i,
              labels(),
              List.of(new ContainerPort("http", 8080 + random.nextInt(2), Protocol.TCP)),
              random.nextBoolean() ? List.of() : List.of(IpAddress.parse("10.1.0." + i)),
              hosts && random.nextInt(4) == 0,
              random.nextInt(10) == 0 ? Phase.FINISHED : Phase.LIVE));
    }
    population =
        new Population(
            List.of(
                Namespace.of("shop", Map.of("team", "a")),
                Namespace.of("pay", Map.of("team", "b"))),
            pods,
            List.of());
    for (int i = random.nextInt(existing + 1); i > 0; i--) {
      put(live, policy(one(NAMESPACES), "n" + random.nextInt(4)));
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      put(wanted, policy(one(NAMESPACES), "n" + random.nextInt(4)));
    }
    for (StoredPolicy policy : live) {
      boolean stays = wanted.stream().anyMatch(w -> w.id().equals(policy.id()));
      if (!stays && random.nextInt(3) == 0) {
        removed.add(policy.id());
      }
    }
  }

  private static void put(List<StoredPolicy> policies, StoredPolicy policy) {
    policies.removeIf(each -> each.id().equals(policy.id()));
    policies.add(policy);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    if (random.nextInt(8) > 0) {
      labels.put("app", one(List.of("a", "b", "c")));
    }
    if (random.nextInt(3) == 0) {
      labels.put("tier", one(List.of("x", "y")));
    }
    if (random.nextInt(4) == 0) {
      labels.put("pod-template-hash", one(List.of("1", "2")));
    }
    return labels;
  }

  private Selector selector() {
    return switch (random.nextInt(6)) {
      case 0 -> Selector.EVERYTHING;
      case 1 -> Selector.ofLabels(Map.of("tier", one(List.of("x", "y"))));
      case 2 ->
          new Selector(
              Map.of(),
              List.of(
                  new Requirement(
                      "app", one(List.of(Operator.IN, Operator.NOT_IN)), List.of("a", "b"))));
      case 3 ->
          new Selector(
              Map.of(),
              List.of(
                  new Requirement(
                      "tier", one(List.of(Operator.EXISTS, Operator.DOES_NOT_EXIST)), List.of())));
      default -> Selector.ofLabels(Map.of("app", one(List.of("a", "b", "c"))));
    };
  }

  private StoredPolicy policy(String namespace, String name) {
    Set<Direction> directions =
        switch (random.nextInt(4)) {
          case 0 -> EnumSet.of(Direction.INGRESS);
          case 1 -> EnumSet.of(Direction.EGRESS);
          default -> EnumSet.allOf(Direction.class);
        };
    return new StoredPolicy(
        new Policy(
            namespace, name, selector(), directions, rules(), rules(), new Origin("random", "")),
        random.nextBoolean() ? Map.of("owner", "somebody") : Map.of(),
        Map.of());
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Peer peer =
          switch (random.nextInt(blocks ? 5 : 4)) {
            case 0 -> Peer.ANYONE;
            case 1 ->
                new Peer.PodsInNamespaces(
                    Selector.ofLabels(Map.of("team", one(List.of("a", "b")))), selector());
            case 4 -> block();
            default -> new Peer.Pods(selector());
          };
      PolicyPort port =
          switch (random.nextInt(4)) {
            case 0 -> PolicyPort.EVERY;
            case 1 -> new PolicyPort.Named(Protocol.TCP, "http");
            case 2 -> new PolicyPort.Range(Protocol.TCP, 8000, 8080);
            default -> new PolicyPort.Range(Protocol.UDP, 53, 53);
          };
      rules.add(new Rule(List.of(peer), List.of(port), List.of()));
    }
    return rules;
  }

  private Peer block() {
    return new Peer.IpBlock(Cidr.parse(one(BLOCKS)), List.of());
  }

  @Override
  public String toString() {
    return "pods "
        + population.pods()
        + "\nlive "
        + live
        + "\nwanted "
        + wanted
        + "\nremoved "
        + removed;
  }
}
