package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which events an index follows, which need another, and what it keeps. */
class LiveIndexTest {
  private static final Selector SERVERS = Selector.parse("app=server");
  private static final Selector UNHEARD_OF = Selector.parse("colour=red");

  private final Pod server = pod("server", Map.of("app", "server"), "10.0.0.1");
  private final Pod client = pod("client", Map.of("app", "client"), "10.0.0.2");
  private final Policy guard = ingress("guard", SERVERS, block("10.0.0.0/31"));
  private final Snapshot fleet = Snapshot.of(List.of(), List.of(server, client), List.of(guard));

  private static Pod pod(String name, Map<String, String> labels, String... addresses) {
    return pod(name, labels, false, addresses);
  }

  private static Pod pod(
      String name, Map<String, String> labels, boolean onHost, String... addresses) {
    List<IpAddress> all = List.of(addresses).stream().map(IpAddress::parse).toList();
    return new Pod("shop", name, labels, List.of(), all, onHost, Phase.LIVE);
  }

  private static Pod withPorts(String name, ContainerPort... ports) {
    return Pod.of("shop", name, Map.of(), List.of(ports));
  }

  private static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }

  private static Policy ingress(String name, Selector pods, Peer peer) {
    return policy("shop", name, pods, Set.of(Direction.INGRESS), peer);
  }

  private static Policy policy(
      String namespace, String name, Selector pods, Set<Direction> directions, Peer peer) {
    List<Rule> rules = List.of(new Rule(List.of(peer), List.of(PolicyPort.EVERY), List.of()));
    return new Policy(namespace, name, pods, directions, rules, rules, new Origin("test", ""));
  }

  private LiveIndex index(PluginProfile profile) {
    return LiveIndex.of(Reachability.of(fleet, profile));
  }

  private void assertFollowed(PluginProfile profile, ClusterEvent event) {
    assertThat(index(profile).apply(event)).as("%s", event).isNotNull();
  }

  private void assertNeedsAnother(PluginProfile profile, ClusterEvent event) {
    LiveIndex index = index(profile);
    assertThat(index.apply(event)).as("%s", event).isNull();
    assertThat(index.snapshot()).isEqualTo(fleet);
  }

  private static ClusterEvent applied(Pod pod) {
    return new ClusterEvent.PodApplied(pod);
  }

  private static ClusterEvent applied(Policy policy) {
    return new ClusterEvent.PolicyApplied(policy);
  }

  @Test
  void what_a_policy_mentioned_before_is_followed() {
    Peer pods = new Peer.Pods(SERVERS);
    Peer elsewhere = new Peer.PodsInNamespaces(Selector.EVERYTHING, SERVERS);
    for (Peer peer : List.of(pods, elsewhere, Peer.ANYONE, block("10.0.0.0/31"))) {
      assertFollowed(PluginProfile.CALICO_LIKE, applied(ingress("new", SERVERS, peer)));
    }
    assertFollowed(PluginProfile.CALICO_LIKE, new ClusterEvent.PolicyRemoved("shop", "guard"));
  }

  @Test
  void a_label_key_that_no_policy_mentioned_needs_another_index() {
    Peer pods = new Peer.Pods(UNHEARD_OF);
    Peer elsewhere = new Peer.PodsInNamespaces(Selector.EVERYTHING, UNHEARD_OF);
    for (Peer peer : List.of(pods, elsewhere)) {
      assertNeedsAnother(PluginProfile.CALICO_LIKE, applied(ingress("new", SERVERS, peer)));
    }
    assertNeedsAnother(PluginProfile.CALICO_LIKE, applied(ingress("new", UNHEARD_OF, Peer.ANYONE)));
  }

  @Test
  void a_rule_of_a_direction_that_does_not_isolate_needs_nothing() {
    Policy idle = policy("shop", "new", SERVERS, Set.of(), new Peer.Pods(UNHEARD_OF));
    assertFollowed(PluginProfile.CALICO_LIKE, applied(idle));
    Policy ingress = egressOf(UNHEARD_OF, Set.of(Direction.INGRESS));
    assertFollowed(PluginProfile.CALICO_LIKE, applied(ingress));
    Policy egress = egressOf(UNHEARD_OF, Set.of(Direction.EGRESS));
    assertNeedsAnother(PluginProfile.CALICO_LIKE, applied(egress));
  }

  private static Policy egressOf(Selector peer, Set<Direction> directions) {
    Rule rule = new Rule(List.of(new Peer.Pods(peer)), List.of(PolicyPort.EVERY), List.of());
    return new Policy(
        "shop", "new", SERVERS, directions, List.of(), List.of(rule), new Origin("test", ""));
  }

  @Test
  void a_new_block_needs_another_index_where_blocks_match_pods_or_nodes() {
    ClusterEvent event = applied(ingress("new", SERVERS, block("10.0.0.2/31")));
    PluginProfile none = PluginProfile.CILIUM_LIKE;
    assertFollowed(none, event);
    assertNeedsAnother(PluginProfile.CALICO_LIKE, event);
    assertNeedsAnother(none.with(PluginChoice.IP_BLOCK_MATCHES_PODS, Decision.YES), event);
    assertNeedsAnother(none.with(PluginChoice.IP_BLOCK_MATCHES_NODES, Decision.YES), event);
  }

  @Test
  void a_block_needs_another_index_where_it_is_open_what_it_matches() {
    Snapshot blockless = Snapshot.of(List.of(), List.of(server), List.of());
    for (PluginChoice choice :
        List.of(
            PluginChoice.IP_BLOCK_MATCHES_PODS,
            PluginChoice.IP_BLOCK_MATCHES_NODES,
            PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS)) {
      PluginProfile open = PluginProfile.CILIUM_LIKE.with(choice, Decision.OPEN);
      LiveIndex index = LiveIndex.of(Reachability.of(blockless, open));
      Policy blocks = ingress("new", Selector.EVERYTHING, block("10.0.0.0/31"));
      assertThat(index.apply(applied(blocks))).as("%s", choice).isNull();
      Policy pods = ingress("new", Selector.EVERYTHING, new Peer.Pods(Selector.EVERYTHING));
      assertThat(index.apply(applied(pods))).as("%s", choice).isNotNull();
    }
  }

  @Test
  void what_is_so_already_is_followed() {
    assertFollowed(PluginProfile.CALICO_LIKE, applied(server));
    assertFollowed(PluginProfile.CALICO_LIKE, applied(guard));
  }

  @Test
  void pods_come_change_and_go() {
    for (PluginProfile profile : List.of(PluginProfile.CALICO_LIKE, PluginProfile.CILIUM_LIKE)) {
      assertFollowed(profile, applied(pod("new", Map.of("app", "new"), "10.9.9.9")));
      assertFollowed(profile, applied(pod("new", Map.of())));
      assertFollowed(profile, applied(pod("new", Map.of(), true, "10.0.0.9")));
      assertFollowed(profile, applied(pod("client", Map.of("app", "server"), "10.0.0.2")));
      assertFollowed(profile, new ClusterEvent.PodRemoved("shop", "client"));
    }
  }

  @Test
  void a_namespace_that_is_new_or_changes_needs_another_index() {
    PluginProfile profile = PluginProfile.CALICO_LIKE;
    assertNeedsAnother(profile, applied(Pod.of("bank", "new", Map.of(), List.of())));
    assertNeedsAnother(
        profile, applied(policy("bank", "new", SERVERS, Set.of(Direction.INGRESS), Peer.ANYONE)));
    assertNeedsAnother(
        profile, new ClusterEvent.NamespaceApplied(Namespace.of("shop", Map.of("team", "x"))));
    assertNeedsAnother(profile, new ClusterEvent.NamespaceRemoved("shop"));
  }

  @Test
  void a_pod_needs_another_index_where_it_is_the_first_to_raise_an_open_question() {
    PluginProfile base = PluginProfile.CALICO_LIKE;
    Pod onHost = pod("new", Map.of(), true, "10.0.0.9");
    for (PluginChoice choice :
        List.of(
            PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED,
            PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS,
            PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE,
            PluginChoice.IP_BLOCK_MATCHES_NODES)) {
      PluginProfile open = base.with(choice, Decision.OPEN);
      assertNeedsAnother(open, applied(onHost));
      assertFollowed(open, applied(pod("new", Map.of(), "10.0.0.9")));
    }
    PluginProfile open = base.with(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS, Decision.OPEN);
    assertNeedsAnother(open, applied(pod("new", Map.of())));
    assertFollowed(open, applied(pod("new", Map.of(), "10.0.0.9")));
  }

  @Test
  void a_pod_of_another_family_needs_an_index_that_tells_families_apart() {
    assertNeedsAnother(PluginProfile.CILIUM_LIKE, applied(pod("new", Map.of(), "fd00::1")));
    Pod dual = pod("new", Map.of(), "10.0.0.9", "fd00::1");
    assertNeedsAnother(PluginProfile.CALICO_LIKE, applied(dual));
    assertFollowed(PluginProfile.CILIUM_LIKE, applied(dual));
    LiveIndex telling =
        LiveIndex.of(
            Reachability.of(
                Snapshot.of(
                    List.of(), List.of(server, pod("six", Map.of(), "fd00::2")), List.of(guard)),
                PluginProfile.CILIUM_LIKE));
    assertThat(telling.apply(applied(pod("new", Map.of(), "fd00::1")))).isNotNull();
  }

  @Test
  void a_finished_pod_raises_no_question() {
    Pod job =
        new Pod(
            "shop",
            "job",
            Map.of(),
            List.of(),
            List.of(IpAddress.parse("fd00::1")),
            true,
            Phase.FINISHED);
    assertFollowed(PluginProfile.CALICO_LIKE, applied(job));
  }

  @Test
  void cluster_policies_and_what_is_left_open_have_no_index() {
    assertThat(LiveIndex.of(Reachability.of(fleet, PluginProfile.STRICT))).isNull();
    assertThat(LiveIndex.of(Reachability.of(fleet, PluginProfile.CILIUM_LIKE))).isNotNull();
  }

  @Test
  void a_class_no_longer_uses_the_peers_of_a_policy_that_is_gone() {
    LiveIndex index = index(PluginProfile.CILIUM_LIKE);
    Set<Direction> both = Set.of(Direction.INGRESS, Direction.EGRESS);
    index.apply(applied(policy("shop", "new", SERVERS, both, Peer.ANYONE)));
    for (Direction direction : Direction.values()) {
      assertThat(index.peers().users(direction, LivePeers.EVERYONE)).hasSize(1);
    }
    index.apply(new ClusterEvent.PolicyRemoved("shop", "new"));
    for (Direction direction : Direction.values()) {
      assertThat(index.peers().users(direction, LivePeers.EVERYONE)).isEmpty();
    }
  }

  @Test
  void pods_that_policies_cannot_tell_apart_share_a_class() {
    ContainerPort web = new ContainerPort("web", 80, Protocol.TCP);
    ContainerPort dns = new ContainerPort("dns", 53, Protocol.UDP);
    LiveIndex index =
        LiveIndex.of(
            Reachability.of(
                Snapshot.of(List.of(), List.of(withPorts("a", web, dns)), List.of()),
                PluginProfile.CILIUM_LIKE));
    index.apply(applied(withPorts("b", dns, web)));
    index.apply(applied(withPorts("c", web, new ContainerPort("", 90, Protocol.TCP), dns)));
    assertThat(index.classes()).hasSize(1);
    index.apply(applied(withPorts("d", web)));
    assertThat(index.classes()).hasSize(2);
  }
}
