package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
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

/** What a pod that comes may send to the server, by its addresses and by the network it is on. */
class LivePodEventsTest {
  private static final PluginProfile BLOCKS_MATCH_UNKNOWN =
      PluginProfile.CALICO_LIKE.with(PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS, Decision.YES);

  private static final Pod SERVER = pod("server", "server", "10.0.0.1");

  private static Pod pod(String name, String app, String... addresses) {
    return pod(name, app, false, addresses);
  }

  private static Pod pod(String name, String app, boolean onHost, String... addresses) {
    List<IpAddress> all = List.of(addresses).stream().map(IpAddress::parse).toList();
    return new Pod("shop", name, Map.of("app", app), List.of(), all, onHost, Phase.LIVE);
  }

  private static Rule from(Peer peer, int port) {
    return new Rule(
        List.of(peer), List.of(new PolicyPort.Range(Protocol.TCP, port, port)), List.of());
  }

  private static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }

  private static Peer app(String name) {
    return new Peer.Pods(Selector.parse("app=" + name));
  }

  private static Policy ingress(Rule... rules) {
    return policy("in", "server", Direction.INGRESS, rules);
  }

  private static Policy egress(Rule... rules) {
    return policy("out", "client", Direction.EGRESS, rules);
  }

  private static Policy policy(String name, String app, Direction direction, Rule... rules) {
    boolean in = direction == Direction.INGRESS;
    return new Policy(
        "shop",
        name,
        Selector.parse("app=" + app),
        Set.of(direction),
        in ? List.of(rules) : List.of(),
        in ? List.of() : List.of(rules),
        new Origin("test", ""));
  }

  private static LiveReachability live(PluginProfile profile, List<Pod> pods, Policy... policies) {
    return LiveReachability.of(Snapshot.of(List.of(), pods, List.of(policies)), profile);
  }

  /** Whom a pod that comes may reach: name and ports of each. */
  private static List<String> reached(LiveReachability live, Pod pod) {
    return live.apply(new ClusterEvent.PodApplied(pod)).rows().stream()
        .filter(row -> names(row.from()).equals(List.of(pod.name())))
        .flatMap(
            row -> names(row.to()).stream().map(name -> name + " " + row.after().connections()))
        .filter(text -> !text.startsWith(pod.name() + " "))
        .sorted()
        .toList();
  }

  private static List<String> names(Group group) {
    return group instanceof Group.Pods pods
        ? pods.pods().stream().map(Pod::name).toList()
        : List.of();
  }

  @Test
  void replicas_in_and_out_of_a_block_are_told_apart() {
    LiveReachability live =
        live(PluginProfile.CALICO_LIKE, List.of(SERVER), ingress(from(block("10.0.0.0/30"), 80)));
    assertThat(reached(live, pod("in", "client", "10.0.0.2"))).containsExactly("server TCP 80");
    assertThat(reached(live, pod("out", "client", "10.9.9.9"))).containsExactly("in all");
    assertThat(reached(live, pod("also", "client", "10.0.0.3")))
        .containsExactly("in all", "out all", "server TCP 80");
  }

  @Test
  void replicas_of_two_addresses_are_told_apart_by_either() {
    Pod server = pod("server", "server", "10.0.0.1", "fd00::1");
    LiveReachability live =
        live(PluginProfile.CALICO_LIKE, List.of(server), ingress(from(block("fd00::/126"), 80)));
    assertThat(reached(live, pod("in", "client", "10.0.0.2", "fd00::2")))
        .containsExactly("server TCP 80");
    assertThat(reached(live, pod("out", "client", "10.0.0.3", "fd00::9")))
        .containsExactly("in all");
  }

  @Test
  void replicas_of_another_family_are_told_apart_where_no_block_is() {
    LiveReachability live =
        live(PluginProfile.CILIUM_LIKE, List.of(SERVER, pod("six", "client", "fd00::1")));
    assertThat(reached(live, pod("four", "client", "10.0.0.2"))).containsExactly("server all");
    assertThat(reached(live, pod("two", "client", "10.0.0.3", "fd00::3")))
        .containsExactly("four all", "server all", "six all");
  }

  @Test
  void both_ends_allow_one_family() {
    Pod server = pod("server", "server", "10.0.0.1", "fd00::1");
    Pod client = pod("new", "client", "10.0.0.2", "fd00::2");
    Policy in = ingress(from(block("10.0.0.0/8"), 80));
    assertThat(
            reached(
                live(
                    PluginProfile.CALICO_LIKE,
                    List.of(server),
                    in,
                    egress(from(block("fd00::/8"), 80))),
                client))
        .isEmpty();
    assertThat(
            reached(
                live(
                    PluginProfile.CALICO_LIKE,
                    List.of(server),
                    in,
                    egress(from(block("10.0.0.0/8"), 80))),
                client))
        .containsExactly("server TCP 80");
  }

  @Test
  void a_block_that_matches_unknown_addresses_means_either_family() {
    Pod server = pod("server", "server", "fd00::1");
    LiveReachability live =
        live(
            BLOCKS_MATCH_UNKNOWN,
            List.of(server, pod("four", "other", "10.0.0.2")),
            ingress(from(block("10.0.0.0/8"), 80)));
    assertThat(reached(live, pod("new", "client"))).containsExactly("four all", "server TCP 80");
  }

  @Test
  void a_pod_is_meant_by_blocks_and_selectors_in_whichever_order() {
    Rule byBlock = from(block("10.0.0.0/8"), 80);
    Rule bySelector = from(app("client"), 443);
    for (Policy policy : List.of(ingress(byBlock, bySelector), ingress(bySelector, byBlock))) {
      LiveReachability live = live(PluginProfile.CALICO_LIKE, List.of(SERVER), policy);
      assertThat(reached(live, pod("new", "client", "10.0.0.2")))
          .containsExactly("server TCP 80,443");
    }
  }

  @Test
  void a_new_selector_means_pods_on_the_host_network_where_the_plugin_says_so() {
    Pod onHost = pod("node", "client", true, "10.0.0.2");
    for (PluginProfile profile : List.of(PluginProfile.CILIUM_LIKE, PluginProfile.NP_GUARD_LIKE)) {
      LiveReachability live =
          live(profile, List.of(SERVER, onHost, pod("client", "client")), egress());
      live.apply(new ClusterEvent.PolicyApplied(ingress(from(app("client"), 80))));
      live.apply(new ClusterEvent.PolicyRemoved("shop", "out"));
      List<String> nodes =
          live
              .apply(new ClusterEvent.PolicyApplied(ingress(from(app("client"), 443))))
              .rows()
              .stream()
              .flatMap(row -> names(row.from()).stream())
              .sorted()
              .toList();
      assertThat(nodes)
          .isEqualTo(
              profile == PluginProfile.CILIUM_LIKE ? List.of("client") : List.of("client", "node"));
    }
  }
}
