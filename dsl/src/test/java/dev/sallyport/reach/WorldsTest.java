package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which pods are told apart, and what holds for all pairs where something is left open. */
class WorldsTest {
  private static final PolicyPort PORT_80 = new PolicyPort.Range(Protocol.TCP, 80, 80);
  private static final ConnectionSet ON_80 = ConnectionSet.of(Protocol.TCP, 80);

  private final Pod client = pod("client", false, "10.0.0.1");

  private static Pod pod(String name, boolean hostNetwork, String... addresses) {
    List<IpAddress> all = List.of(addresses).stream().map(IpAddress::parse).toList();
    return new Pod("a", name, Map.of(), List.of(), all, hostNetwork, Phase.LIVE);
  }

  /** Lets pods out to the addresses of a block only. */
  private static Policy onlyTo(String block) {
    Peer peer = new Peer.IpBlock(Cidr.parse(block), List.of());
    return new Policy(
        "a",
        "only",
        Selector.EVERYTHING,
        EnumSet.of(Direction.EGRESS),
        List.of(),
        List.of(new Rule(List.of(peer), List.of(PORT_80), List.of())),
        new Origin("test", ""));
  }

  private static int classes(PluginProfile profile, List<Pod> pods, Policy... policies) {
    return Reachability.of(Snapshot.of(List.of(), pods, List.of(policies)), profile)
        .engine()
        .classes()
        .size();
  }

  @Test
  void addresses_tell_pods_apart_only_where_a_block_can_match_them() {
    List<Pod> two = List.of(client, pod("other", false, "10.0.0.2"));
    Policy policy = onlyTo("10.0.0.2/32");
    assertThat(classes(PluginProfile.CALICO_LIKE, two, policy)).isEqualTo(2);
    assertThat(classes(PluginProfile.CILIUM_LIKE, two, policy)).isEqualTo(1);
    assertThat(classes(PluginProfile.CALICO_LIKE, two)).isEqualTo(1);
  }

  @Test
  void families_tell_pods_apart_only_where_some_share_none() {
    Pod both = pod("both", false, "10.0.0.2", "fd00::2");
    Pod ipv6 = pod("ipv6", false, "fd00::3");
    assertThat(classes(PluginProfile.CALICO_LIKE, List.of(client, both))).isEqualTo(1);
    assertThat(classes(PluginProfile.CALICO_LIKE, List.of(client, both, ipv6))).isEqualTo(3);
  }

  @Test
  void a_block_tells_nodes_apart_where_it_matches_nodes_and_no_pods() {
    Pod node = pod("node", true, "172.16.0.1");
    Pod another = pod("another", true, "172.16.0.2");
    Reachability reachability =
        Reachability.of(
            Snapshot.of(
                List.of(), List.of(client, node, another), List.of(onlyTo("172.16.0.1/32"))),
            PluginProfile.CILIUM_LIKE.with(PluginChoice.IP_BLOCK_MATCHES_NODES, Decision.YES));
    assertThat(reachability.connections(client, node)).isEqualTo(ON_80);
    assertThat(reachability.connections(client, another)).isEqualTo(ConnectionSet.NONE);
  }

  @Test
  void the_matrix_says_what_hinges_on_the_plugin() {
    Pod server = pod("server", false, "10.0.0.2");
    Reachability reachability =
        Reachability.of(
            Snapshot.of(List.of(), List.of(client, server), List.of(onlyTo("10.0.0.2/32"))));
    assertThat(reachability.leavesNothingOpen()).isFalse();
    assertThat(reachability.matrix())
        .filteredOn(row -> row.to().equals(new Group.Pods(List.of(server))))
        .extracting(Matrix.Row::connections, Matrix.Row::pluginDependent)
        .containsExactly(tuple(ConnectionSet.NONE, ON_80));
  }

  @Test
  void nothing_is_left_open_where_no_choice_of_the_plugin_can_matter() {
    Snapshot plain = Snapshot.of(List.of(), List.of(client), List.of());
    assertThat(Reachability.of(plain).leavesNothingOpen()).isTrue();
    Snapshot blocks = Snapshot.of(List.of(), List.of(client), List.of(onlyTo("10.0.0.2/32")));
    assertThat(Reachability.of(blocks, PluginProfile.CALICO_LIKE).leavesNothingOpen()).isTrue();
  }

  @Test
  void many_pods_get_the_answers_of_a_few() {
    List<Pod> pods = new ArrayList<>();
    for (int i = 0; i < PodClasses.MANY; i++) {
      pods.add(pod("pod" + i, false, i == 7 ? "10.0.0.2" : "10.0.0.1"));
    }
    Reachability reachability =
        Reachability.of(
            Snapshot.of(List.of(), pods, List.of(onlyTo("10.0.0.2/32"))),
            PluginProfile.CALICO_LIKE);
    assertThat(reachability.connections(pods.get(1), pods.get(7))).isEqualTo(ON_80);
    assertThat(reachability.connections(pods.get(7), pods.get(1))).isEqualTo(ConnectionSet.NONE);
  }
}
