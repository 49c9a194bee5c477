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
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.policy.Tier;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Invariant;
import dev.sallyport.reach.Party;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Random fleets of a few pods and policies over very few names, labels, ports and addresses, so
 * that whatever can meet does meet. The same seed gives the same fleet.
 */
final class SmallFleets {
  private static final List<String> NAMESPACES = List.of("a", "b", "c");
  private static final List<String> VALUES = List.of("", "x", "y");
  private static final List<Integer> PORTS = List.of(1, 2, 53, 80, 81, 8080, 65_534, 65_535);
  private static final List<IpAddress> ADDRESSES =
      parsed(
          IpAddress::parse,
          "10.0.0.1",
          "10.0.0.2",
          "10.0.1.1",
          "192.168.0.1",
          "255.255.255.255",
          "0.0.0.0",
          "2001:db8::1",
          "2001:db8:0:0:8000::1",
          "::",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
  private static final List<Cidr> BLOCKS =
      parsed(
          Cidr::parse,
          "0.0.0.0/0",
          "0.0.0.0/0",
          "10.0.0.0/8",
          "10.0.0.0/24",
          "10.0.0.0/31",
          "10.0.0.1/32",
          "10.0.0.2/31",
          "10.0.1.0/24",
          "128.0.0.0/1",
          "0.0.0.0/1",
          "255.255.255.255/32",
          "0.0.0.0/32",
          "::/0",
          "::/0",
          "2001:db8::/64",
          "2001:db8::/65",
          "2001:db8:0:0:8000::/65",
          "2001:db8::1/128",
          "8000::/1",
          "::/63",
          "::/128",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128");

  private final SplittableRandom random;

  private SmallFleets(long seed) {
    random = new SplittableRandom(seed);
  }

  static Sample sample(long seed) {
    SmallFleets fleets = new SmallFleets(seed);
    Snapshot before = fleets.snapshot();
    return new Sample(before, fleets.changed(before), fleets.profile());
  }

  /** Many pods and few policies, so that peers are shared by many; nothing is left open. */
  static Sample crowd(long seed) {
    SmallFleets fleets = new SmallFleets(seed);
    Snapshot crowd =
        Snapshot.of(
            fleets.namespaces(),
            fleets.pods(40, 140),
            fleets.list(1, 25, i -> fleets.policy("n" + i)));
    PluginProfile profile = fleets.profile();
    for (PluginChoice choice : PluginChoice.values()) {
      if (profile.decide(choice) == Decision.OPEN) {
        profile = profile.with(choice, fleets.chance(50) ? Decision.YES : Decision.NO);
      }
    }
    return new Sample(crowd, fleets.changed(crowd), profile);
  }

  /**
   * The fleet some time later: new pods, some of them in a new namespace without policies; in one
   * new namespace only, because proofs speak of no more.
   */
  static Snapshot future(Snapshot now, long seed) {
    SmallFleets fleets = new SmallFleets(~seed);
    List<Namespace> namespaces = new ArrayList<>(now.namespaces());
    Namespace fresh = Namespace.of("fresh", fleets.labels("team", "env"));
    namespaces.add(fresh);
    List<Pod> pods = new ArrayList<>(now.pods());
    for (int i = 0; i < 6; i++) {
      Pod like = fleets.pod("future" + i);
      pods.add(
          new Pod(
              i < 4 && now.namespaces().stream().anyMatch(n -> n.name().equals(like.namespace()))
                  ? like.namespace()
                  : fresh.name(),
              like.name(),
              fleets.chance(15) ? Map.of("app", "unmentioned") : like.labels(),
              like.ports(),
              like.addresses().isEmpty() && !now.clusterPolicies().isEmpty()
                  ? List.of(ADDRESSES.get(0))
                  : like.addresses(),
              false,
              Phase.LIVE));
    }
    return new Snapshot(namespaces, pods, now.policies(), now.clusterPolicies());
  }

  /** A statement about pods like those of the fleet, or about addresses. */
  static Invariant invariant(Snapshot snapshot, long seed) {
    SmallFleets fleets = new SmallFleets(~seed);
    Party from = fleets.party(snapshot, true);
    if (fleets.chance(15) && !(from instanceof Party.Outside)) {
      return new Invariant.Isolated(from, fleets.pick(List.of(Direction.values())));
    }
    Party to = fleets.party(snapshot, !(from instanceof Party.Outside));
    return new Invariant.NeverReaches(from, to, fleets.ports());
  }

  private Party party(Snapshot snapshot, boolean outside) {
    List<Pod> known =
        snapshot.pods().stream().filter(pod -> pod.isLive() && !pod.hostNetwork()).toList();
    int kind = random.nextInt(8);
    if (kind == 0 && outside) {
      return new Party.Outside(list(1, 2, i -> ipBlock()));
    }
    if (kind <= 2 && !known.isEmpty()) {
      return new Party.KnownPods(pick(known));
    }
    return kind <= 4
        ? new Party.PodsOfNamespace(pick(NAMESPACES), selector("app", "tier"))
        : new Party.Pods(chance(30) ? byName() : selector("team", "env"), selector("app", "tier"));
  }

  private static <T> List<T> parsed(Function<String, T> parse, String... texts) {
    return List.of(texts).stream().map(parse).toList();
  }

  private Snapshot snapshot() {
    int sizes = random.nextInt(1, 4);
    return new Snapshot(
        namespaces(),
        pods(1, sizes + 2),
        list(0, sizes + 2, i -> policy("n" + i)),
        chance(40) ? list(1, 3, i -> clusterPolicy("c" + i)) : List.of());
  }

  /** Some objects gone, some replaced under the same name, some new. */
  private Snapshot changed(Snapshot before) {
    return new Snapshot(
        chance(70) ? before.namespaces() : namespaces(),
        changed(before.pods(), "q", this::pod, Pod::name),
        changed(before.policies(), "m", this::policy, Policy::name),
        chance(70)
            ? before.clusterPolicies()
            : changed(before.clusterPolicies(), "d", this::clusterPolicy, ClusterPolicy::name));
  }

  private <T> List<T> changed(
      List<T> before, String prefix, Function<String, T> fresh, Function<T, String> name) {
    List<T> after = new ArrayList<>();
    for (T each : before) {
      if (chance(70)) {
        after.add(each);
      } else if (chance(60)) {
        after.add(fresh.apply(name.apply(each)));
      }
    }
    for (int i = 0; chance(30); i++) {
      after.add(random.nextInt(after.size() + 1), fresh.apply(prefix + i));
    }
    return after;
  }

  private PluginProfile profile() {
    if (chance(40)) {
      return pick(
          List.of(
              PluginProfile.STRICT,
              PluginProfile.CALICO_LIKE,
              PluginProfile.CILIUM_LIKE,
              PluginProfile.NP_GUARD_LIKE));
    }
    Map<PluginChoice, Decision> decisions = new TreeMap<>();
    for (PluginChoice choice : PluginChoice.values()) {
      decisions.put(choice, chance(15) ? Decision.OPEN : chance(50) ? Decision.YES : Decision.NO);
    }
    return new PluginProfile("random", decisions);
  }

  private List<Namespace> namespaces() {
    List<Namespace> result = new ArrayList<>();
    for (String name : NAMESPACES) {
      if (chance(80)) {
        result.add(Namespace.of(name, labels("team", "env")));
      }
    }
    return result;
  }

  /** Some are replicas of others, in all or in all but one respect. */
  private List<Pod> pods(int least, int most) {
    List<Pod> pods = new ArrayList<>();
    int size = random.nextInt(least, most + 1);
    for (int i = 0; i < size; i++) {
      pods.add(i > 0 && chance(35) ? replica(pick(pods), "p" + i) : pod("p" + i));
    }
    return pods;
  }

  private Pod replica(Pod of, String name) {
    Pod other = pod(name);
    int differs = random.nextInt(7);
    return new Pod(
        differs == 0 ? other.namespace() : of.namespace(),
        name,
        differs == 1 ? other.labels() : of.labels(),
        differs == 2 ? other.ports() : of.ports(),
        differs == 3 ? other.addresses() : of.addresses(),
        differs == 4 ? other.hostNetwork() : of.hostNetwork(),
        differs == 5 ? other.phase() : of.phase());
  }

  private Pod pod(String name) {
    return new Pod(
        pick(NAMESPACES.subList(0, random.nextInt(1, 4))),
        name,
        labels("app", "tier"),
        list(0, 3, i -> containerPort()),
        list(0, 2, i -> pick(ADDRESSES)),
        chance(12),
        chance(7) ? Phase.FINISHED : Phase.LIVE);
  }

  private ContainerPort containerPort() {
    return new ContainerPort(
        chance(15) ? "" : pick(List.of("http", "dns")), pick(PORTS), protocol());
  }

  private Policy policy(String name) {
    return new Policy(
        pick(NAMESPACES.subList(0, random.nextInt(1, 4))),
        name,
        selector("app", "tier"),
        directions(),
        list(0, 2, i -> rule()),
        list(0, 2, i -> rule()),
        new Origin(name, ""));
  }

  private Set<Direction> directions() {
    if (chance(50)) {
      return EnumSet.allOf(Direction.class);
    }
    return chance(10) ? Set.of() : EnumSet.of(pick(List.of(Direction.values())));
  }

  private Rule rule() {
    return new Rule(
        chance(20) ? List.of(Peer.ANYONE) : list(1, 3, i -> peer()), ports(), List.of());
  }

  private Peer peer() {
    return switch (random.nextInt(3)) {
      case 0 -> new Peer.Pods(selector("app", "tier"));
      case 1 -> podsInNamespaces();
      default -> ipBlock();
    };
  }

  private Peer podsInNamespaces() {
    return new Peer.PodsInNamespaces(
        chance(30) ? byName() : selector("team", "env"), selector("app", "tier"));
  }

  private Selector byName() {
    String name = pick(List.of("a", "b", "c", "absent"));
    return chance(50)
        ? Selector.ofLabels(Map.of(Namespace.NAME_LABEL, name))
        : new Selector(
            Map.of(),
            List.of(new Requirement(Namespace.NAME_LABEL, Operator.NOT_IN, List.of(name, "a"))));
  }

  private Peer.IpBlock ipBlock() {
    Cidr block = pick(BLOCKS);
    List<Cidr> except = new ArrayList<>();
    for (Cidr part : BLOCKS) {
      if (block.contains(part) && part.prefix() > block.prefix() && chance(25)) {
        except.add(part);
      }
    }
    return new Peer.IpBlock(block, except);
  }

  private List<PolicyPort> ports() {
    return chance(25) ? List.of(PolicyPort.EVERY) : list(1, 3, i -> port());
  }

  private PolicyPort port() {
    Protocol protocol = protocol();
    if (chance(35)) {
      return new PolicyPort.Named(protocol, pick(List.of("http", "dns", "other")));
    }
    int first = pick(PORTS);
    int last = chance(50) ? first : pick(PORTS);
    return chance(15)
        ? PolicyPort.Range.allOf(protocol)
        : new PolicyPort.Range(protocol, Math.min(first, last), Math.max(first, last));
  }

  private Protocol protocol() {
    return chance(60) ? Protocol.TCP : pick(List.of(Protocol.values()));
  }

  private ClusterPolicy clusterPolicy(String name) {
    return new ClusterPolicy(
        name,
        pick(List.of(Tier.values())),
        pick(List.of(0, 7, 7, 1000)),
        selector("team", "env"),
        selector("app", "tier"),
        list(0, 3, i -> clusterRule()),
        list(0, 3, i -> clusterRule()),
        new Origin(name, ""));
  }

  private ClusterRule clusterRule() {
    return new ClusterRule(
        "",
        pick(List.of(ClusterAction.values())),
        list(
            1, 2, i -> chance(60) ? podsInNamespaces() : new Peer.IpBlock(pick(BLOCKS), List.of())),
        ports(),
        List.of());
  }

  private Selector selector(String... keys) {
    if (chance(35)) {
      return Selector.EVERYTHING;
    }
    Map<String, String> labels = new TreeMap<>();
    List<Requirement> requirements = new ArrayList<>();
    for (String key : keys) {
      if (chance(30)) {
        labels.put(key, pick(VALUES));
      }
      if (chance(35)) {
        Operator operator = pick(List.of(Operator.values()));
        boolean compares = operator == Operator.IN || operator == Operator.NOT_IN;
        requirements.add(
            new Requirement(key, operator, compares ? list(1, 2, i -> pick(VALUES)) : List.of()));
      }
    }
    return new Selector(labels, requirements);
  }

  private Map<String, String> labels(String... keys) {
    Map<String, String> labels = new TreeMap<>();
    for (String key : keys) {
      if (chance(65)) {
        labels.put(key, pick(VALUES));
      }
    }
    return labels;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private <T> List<T> list(int least, int most, IntFunction<T> make) {
    List<T> result = new ArrayList<>();
    int size = random.nextInt(least, most + 1);
    for (int i = 0; i < size; i++) {
      result.add(make.apply(i));
    }
    return result;
  }
}
