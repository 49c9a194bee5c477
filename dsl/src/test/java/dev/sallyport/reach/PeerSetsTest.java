package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sets of classes against what single pods say, in a fleet of many namespaces. */
class PeerSetsTest {
  private static final List<String> NAMESPACES =
      List.of(
          "",
          "team=a",
          "team=none",
          "team in (a)",
          "team in (a,b)",
          "!team",
          "env=prod",
          "env=prod,team=b",
          "kubernetes.io/metadata.name=n03",
          "kubernetes.io/metadata.name in (n01,n20)");

  private static final List<String> PODS =
      List.of(
          "",
          "app=w",
          "app=w,tier=t",
          "tier=t,app notin (d)",
          "app in (w,d)",
          "app notin (d),tier in (t)",
          "app,tier in (t)",
          "!app",
          "app");

  /** Requires a value behind what it refuses, as only an expression can. */
  private static final Selector NOT_D_BUT_T =
      new Selector(
          Map.of(),
          List.of(
              new Requirement("app", Operator.NOT_IN, List.of("d")),
              new Requirement("tier", Operator.IN, List.of("t"))));

  private static final List<Peer> BLOCKS =
      List.of(
          new Peer.IpBlock(Cidr.parse("10.0.0.0/30"), List.of()),
          new Peer.IpBlock(Cidr.parse("10.0.0.0/29"), List.of(Cidr.parse("10.0.0.2/32"))),
          new Peer.IpBlock(Cidr.parse("fd00::/8"), List.of()));

  private final Snapshot snapshot = fleet();
  private final PolicyIndex index = new PolicyIndex(snapshot);
  private final PodClasses classes =
      PodClasses.of(snapshot, index.vocabulary(), AddressAtoms.of(index.blocks()));
  private final Fleet fleet = new Fleet(snapshot);

  private static Selector selector(String text) {
    return text.isEmpty() ? Selector.EVERYTHING : Selector.parse(text);
  }

  private static List<Peer> peers() {
    List<Peer> peers = new ArrayList<>(BLOCKS);
    for (String namespaces : NAMESPACES) {
      for (String pods : PODS) {
        peers.add(new Peer.PodsInNamespaces(selector(namespaces), selector(pods)));
      }
    }
    peers.add(new Peer.PodsInNamespaces(Selector.EVERYTHING, NOT_D_BUT_T));
    return peers;
  }

  private static Snapshot fleet() {
    Random random = new Random(1);
    List<Namespace> namespaces = new ArrayList<>();
    List<Pod> pods = new ArrayList<>();
    pods.add(Pod.of("n00", "first", Map.of("app", "w", "tier", "t"), List.of()));
    for (int n = 0; n < 24; n++) {
      Map<String, String> labels = new HashMap<>();
      labels.put("team", List.of("a", "b", "c").get(n % 3));
      labels.put("env", n % 2 == 0 ? "prod" : "test");
      if (n % 7 == 0) {
        labels.remove("team");
      }
      String name = String.format("n%02d", n);
      namespaces.add(Namespace.of(name, labels));
      for (int p = random.nextInt(7); p > 0; p--) {
        pods.add(pod(random, name, "p" + p));
      }
    }
    Rule rule = new Rule(peers(), List.of(new PolicyPort.Named(Protocol.TCP, "http")), List.of());
    Policy policy =
        new Policy(
            "n00",
            "all",
            Selector.EVERYTHING,
            EnumSet.of(Direction.INGRESS),
            List.of(rule),
            List.of(),
            new Origin("test", ""));
    return Snapshot.of(namespaces, pods, List.of(policy));
  }

  private static Pod pod(Random random, String namespace, String name) {
    Map<String, String> labels = new HashMap<>();
    if (random.nextInt(4) > 0) {
      labels.put("app", List.of("w", "d", "other").get(random.nextInt(3)));
    }
    if (random.nextBoolean()) {
      labels.put("tier", random.nextBoolean() ? "t" : "u");
    }
    List<ContainerPort> ports = new ArrayList<>();
    for (int number : new int[] {80, 8080}) {
      if (random.nextBoolean()) {
        ports.add(new ContainerPort("http", number, Protocol.TCP));
      }
    }
    List<IpAddress> addresses = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      addresses.add(IpAddress.parse("10.0.0." + random.nextInt(10)));
    }
    if (random.nextInt(3) == 0) {
      addresses.add(IpAddress.parse(random.nextBoolean() ? "fd00::1" : "fe00::1"));
    }
    return new Pod(namespace, name, labels, ports, addresses, random.nextInt(4) == 0, Phase.LIVE);
  }

  private PeerSets sets(Behavior behavior) {
    return new PeerSets(snapshot, classes, index.vocabulary(), behavior);
  }

  private static Behavior behavior(PluginChoice... holds) {
    Set<PluginChoice> all = EnumSet.noneOf(PluginChoice.class);
    all.addAll(List.of(holds));
    return new Behavior(all, Behavior.Ties.BY_NAME);
  }

  private static List<Behavior> behaviors() {
    return List.of(
        behavior(),
        behavior(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS),
        behavior(PluginChoice.IP_BLOCK_MATCHES_PODS),
        behavior(
            PluginChoice.IP_BLOCK_MATCHES_NODES, PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS),
        behavior(
            PluginChoice.IP_BLOCK_MATCHES_PODS,
            PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS,
            PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS));
  }

  private Pod pod(int podClass) {
    return snapshot.pods().get(classes.member(podClass, 0));
  }

  private BitSet members(PeerSets sets, int set) {
    BitSet members = new BitSet();
    for (int c = 0; c < classes.size(); c++) {
      members.set(c, sets.sets().contains(set, c));
    }
    int previous = -1;
    BitSet listed = new BitSet();
    for (int i = 0; i < sets.sets().length(set); i += 2) {
      assertThat(sets.sets().item(set, i)).as("sorted, and apart").isGreaterThan(previous);
      previous = sets.sets().item(set, i + 1);
      listed.set(sets.sets().item(set, i), previous);
    }
    assertThat(listed).isEqualTo(members);
    assertThat(sets.sets().count(set)).isEqualTo(members.cardinality());
    return members;
  }

  @Test
  void of_peers_are_the_classes_whose_pods_they_match() {
    for (Behavior behavior : behaviors()) {
      PeerSets sets = sets(behavior);
      List<Peer> peers = peers();
      peers.add(Peer.ANYONE);
      for (Peer peer : peers) {
        BitSet expected = new BitSet();
        for (int c = 0; c < classes.size(); c++) {
          expected.set(c, fleet.matches(peer, "", pod(c), behavior));
        }
        int set = sets.of(peer);
        assertThat(members(sets, set)).as("%s with %s", peer, behavior).isEqualTo(expected);
        assertThat(sets.of(peer)).isEqualTo(set);
        if (peer instanceof Peer.PodsInNamespaces pods) {
          assertThat(members(sets, sets.ofCluster(pods)))
              .as("%s of a cluster policy", peer)
              .isEqualTo(ofCluster(peer, behavior));
        } else if (peer instanceof Peer.IpBlock block) {
          BitSet either = members(sets, sets.ofCluster(block, true));
          BitSet unknown = members(sets, sets.ofCluster(block, false));
          assertThat(either.intersects(unknown)).isFalse();
          unknown.stream().forEach(c -> assertThat(pod(c).addresses()).isEmpty());
          either.or(unknown);
          assertThat(either).isEqualTo(ofCluster(peer, behavior));
          BitSet known = members(sets, sets.ofBlock(block, true));
          assertThat(known).isEqualTo(without(expected, true));
          assertThat(members(sets, sets.ofBlock(block, false))).isEqualTo(without(expected, false));
        }
      }
    }
  }

  private BitSet without(BitSet all, boolean known) {
    BitSet some = new BitSet();
    all.stream().filter(c -> pod(c).addresses().isEmpty() != known).forEach(some::set);
    return some;
  }

  private BitSet ofCluster(Peer peer, Behavior behavior) {
    BitSet expected = new BitSet();
    for (int c = 0; c < classes.size(); c++) {
      expected.set(c, fleet.matchesCluster(peer, pod(c), behavior));
    }
    return expected;
  }

  @Test
  void of_a_namespace_are_its_classes_that_match() {
    for (Behavior behavior : behaviors()) {
      PeerSets sets = sets(behavior);
      for (int n = 0; n < snapshot.namespaces().size(); n++) {
        String name = snapshot.namespaces().get(n).name();
        for (String text : PODS) {
          Peer peer = new Peer.Pods(selector(text));
          BitSet expected = new BitSet();
          for (int c = 0; c < classes.size(); c++) {
            expected.set(c, fleet.matches(peer, name, pod(c), behavior));
          }
          int set = sets.ofNamespace(n, index.vocabulary().compile(selector(text)));
          assertThat(members(sets, set)).as("%s in %s", text, name).isEqualTo(expected);
        }
      }
      BitSet hosts = new BitSet();
      for (int c = 0; c < classes.size(); c++) {
        hosts.set(c, pod(c).hostNetwork());
      }
      assertThat(members(sets, sets.onHost())).isEqualTo(hosts);
    }
  }

  @Test
  void split_by_the_number_of_a_port_name() {
    PeerSets sets = sets(behavior());
    int http = index.vocabulary().portName(Protocol.TCP, "http");
    for (Peer peer : peers()) {
      int set = sets.of(peer);
      Map<Integer, BitSet> expected = new TreeMap<>();
      members(sets, set).stream()
          .forEach(
              c ->
                  pod(c)
                      .ports()
                      .forEach(
                          port ->
                              expected.computeIfAbsent(port.number(), n -> new BitSet()).set(c)));
      for (int again = 0; again < 2; again++) {
        Map<Integer, BitSet> found = new TreeMap<>();
        int[] pairs = sets.byPort(set, http);
        for (int i = 0; i < pairs.length; i += 2) {
          assertThat(found.put(pairs[i + 1], members(sets, pairs[i]))).isNull();
        }
        assertThat(found).as("%s", peer).isEqualTo(expected);
      }
    }
  }

  @Test
  void of_a_fleet_without_pods_still_tell_nobody_from_everyone() {
    Snapshot empty = Snapshot.of(snapshot.namespaces(), List.of(), List.of());
    PodClasses none = PodClasses.of(empty, index.vocabulary(), AddressAtoms.NONE);
    PeerSets sets = new PeerSets(empty, none, index.vocabulary(), behavior());
    assertThat(sets.sets().size()).isEqualTo(2);
    assertThat(sets.of(BLOCKS.get(0))).isEqualTo(ClassSets.EMPTY);
    assertThat(sets.of(Peer.ANYONE)).isEqualTo(ClassSets.EVERYONE);
    assertThat(sets.sets().count(ClassSets.EMPTY)).isZero();
  }
}
