package dev.sallyport.reach.conformance;

import static dev.sallyport.reach.conformance.World.anyone;
import static dev.sallyport.reach.conformance.World.block;
import static dev.sallyport.reach.conformance.World.in;
import static dev.sallyport.reach.conformance.World.pods;
import static dev.sallyport.reach.conformance.World.rule;
import static dev.sallyport.reach.conformance.World.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Where the API leaves a choice, the answer names it, and a profile that decides it is followed.
 */
class PluginsTest {
  private final World world = new World();
  private final Pod client = world.podAt("a", "client", "app=client", "10.0.0.1");
  private final Pod server = world.podAt("a", "server", "app=server", "10.0.0.2");

  /** Plugin-dependent by exactly this choice; allowed where it holds, denied where not. */
  private void hingesOn(PluginChoice choice, Function<Reachability, Verdict> question) {
    Verdict open = question.apply(world.with(PluginProfile.STRICT).reachability());
    assertThat(open).isInstanceOf(Verdict.PluginDependent.class);
    assertThat(((Verdict.PluginDependent) open).choices()).contains(choice);
    assertThat(((Verdict.PluginDependent) open).reason()).contains(choice.statement());
    PluginProfile decided = PluginProfile.CILIUM_LIKE;
    assertThat(question.apply(world.with(decided.with(choice, Decision.YES)).reachability()))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(question.apply(world.with(decided.with(choice, Decision.NO)).reachability()))
        .isEqualTo(Verdict.DENIED);
  }

  private static Function<Reachability, Verdict> on80(Endpoint from, Endpoint to) {
    return reachability -> reachability.verdict(from, to, Protocol.TCP, 80);
  }

  @Test
  @Row(22)
  @DisplayName("22: whether an ipBlock matches a pod's address is up to the plugin")
  void ip_blocks_and_pods() {
    world.ingress("a", "app=server", rule(List.of(block("10.0.0.0/24"))));
    hingesOn(PluginChoice.IP_BLOCK_MATCHES_PODS, on80(client, server));
    assertThat(world.with(PluginProfile.STRICT).connections(AddressRange.parse("10.0.0.9"), server))
        .as("an outside address is not")
        .isEqualTo(ConnectionSet.ALL);
  }

  @Test
  @Row(25)
  @DisplayName(
      "25: the address of a node can be matched by an ipBlock; a pod on the host network as that node depends")
  void ip_blocks_and_nodes() {
    Pod host = world.hostPod("a", "host", "", "172.16.0.1");
    world.egress("a", "app=client", rule(List.of(block("172.16.0.1/32"))));
    assertThat(world.verdict(client, AddressRange.parse("172.16.0.1"))).isEqualTo(Verdict.ALLOWED);
    hingesOn(PluginChoice.IP_BLOCK_MATCHES_NODES, on80(client, host));
  }

  @Test
  @Row({36, 45})
  @DisplayName(
      "36, 45: traffic from the pod's own node is let in, so a pod of the host network depends on its node")
  void the_own_node_is_let_in() {
    Pod host = world.hostPod("a", "host", "", "172.16.0.1");
    world.ingress("a", "app=server");
    hingesOn(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE, on80(host, server));
  }

  @Test
  @Row(37)
  @DisplayName("37: traffic from other nodes is not exempt")
  void other_nodes_are_not_exempt() {
    world.ingress("a", "app=server");
    assertThat(world.verdict(AddressRange.parse("172.16.0.2"), server)).isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(38)
  @DisplayName("38: a pod to its own node is ordinary egress")
  void the_way_to_the_own_node_is_not_exempt() {
    Pod host = world.hostPod("a", "host", "", "172.16.0.1");
    world.egress("a", "app=client");
    assertThat(world.verdict(client, AddressRange.parse("172.16.0.1"))).isEqualTo(Verdict.DENIED);
    for (Decision decision : Decision.values()) {
      world.with(
          PluginProfile.STRICT.with(PluginChoice.HOST_NETWORK_PODS_ARE_ON_THE_SAME_NODE, decision));
      assertThat(world.verdict(client, host)).isEqualTo(Verdict.DENIED);
    }
  }

  @Test
  @Row(39)
  @DisplayName("39: localhost is never policed, and is no endpoint of the model")
  void localhost_is_no_endpoint() {
    assertThat(Endpoint.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(Pod.class, AddressRange.class);
  }

  @Test
  @Row(40)
  @DisplayName("40: only TCP, UDP and SCTP are defined; what becomes of ICMP depends")
  void other_protocols_depend() {
    assertThat(Protocol.values()).containsExactly(Protocol.TCP, Protocol.UDP, Protocol.SCTP);
    world.ingress("a", "app=server", anyone(tcp(80)));
    hingesOn(
        PluginChoice.OTHER_PROTOCOLS_PASS,
        reachability -> reachability.otherProtocols(client, server));
    assertThat(world.reachability().otherProtocols(server, client))
        .as("where everything is allowed, they are")
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  @Row(41)
  @DisplayName("41: whether a pod reaches its own address depends; another pod like it is ordinary")
  void a_pod_and_itself() {
    Pod replica = world.podAt("a", "replica", "app=server", "10.0.0.3");
    world.ingress("a", "app=server");
    hingesOn(PluginChoice.POD_REACHES_ITSELF, on80(server, server));
    assertThat(world.with(PluginProfile.STRICT).verdict(replica, server)).isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(42)
  @DisplayName("42: a pod to itself through a Service depends")
  void a_pod_and_itself_through_a_service() {
    world.ingress("a", "app=server");
    hingesOn(
        PluginChoice.POD_REACHES_ITSELF_THROUGH_SERVICE,
        reachability -> reachability.throughService(server, Protocol.TCP, 80));
  }

  @Test
  @Row(43)
  @DisplayName("43: whether a policy applies to a pod of the host network is undefined")
  void host_network_pods_as_subject() {
    Pod host = world.hostPod("a", "host", "app=host", "172.16.0.1");
    world.ingress("a", "app=host", rule(List.of(pods("app=x"))));
    Verdict open = world.verdict(client, host);
    assertThat(open)
        .isEqualTo(
            new Verdict.PluginDependent(Set.of(PluginChoice.HOST_NETWORK_PODS_ARE_SELECTED)));
    assertThat(world.with(PluginProfile.CALICO_LIKE).verdict(client, host))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(world.with(PluginProfile.NP_GUARD_LIKE).verdict(client, host))
        .isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(44)
  @DisplayName("44: whether selectors match a pod of the host network is undefined")
  void host_network_pods_as_peer() {
    Pod host = world.hostPod("a", "host", "app=host", "172.16.0.1");
    world.egress("a", "app=client", rule(List.of(in("", "app=host"))));
    hingesOn(PluginChoice.HOST_NETWORK_PODS_MATCH_SELECTORS, on80(client, host));
  }

  @Test
  @Row(50)
  @DisplayName("50: finished pods have no connections, and their address may belong to another pod")
  void finished_pods_are_ignored() {
    Pod done = world.finishedPod("a", "done", "app=job", "10.0.0.1");
    assertThat(world.connections(done, server)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(server, done)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(done, done)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(client, server)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.reachability().otherProtocols(done, server)).isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(51)
  @DisplayName(
      "51: no block matches a pod without an address, unless the profile says that it will")
  void pods_without_address() {
    Pod pending = world.pod("a", "pending", "app=pending");
    world.with(PluginProfile.CALICO_LIKE);
    world.ingress("a", "app=server", rule(List.of(block("10.0.0.0/24"))));
    assertThat(world.verdict(pending, server)).isEqualTo(Verdict.DENIED);
    PluginChoice choice = PluginChoice.IP_BLOCK_MATCHES_UNKNOWN_ADDRESS;
    world.with(PluginProfile.CALICO_LIKE.with(choice, Decision.OPEN));
    assertThat(world.verdict(pending, server))
        .isEqualTo(new Verdict.PluginDependent(Set.of(choice)));
    world.with(PluginProfile.CALICO_LIKE.with(choice, Decision.YES));
    assertThat(world.verdict(pending, server)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  @Row({52, 53})
  @DisplayName(
      "52, 53: answers are those once the policies are handled: a new pod is isolated at once")
  void new_pods_are_isolated_once_policies_are_handled() {
    world.ingress("a", "app=server");
    Pod fresh = world.pod("a", "fresh", "app=server");
    assertThat(world.verdict(client, fresh)).isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(54)
  @DisplayName(
      "54: that a plugin enforces at all is assumed: no choice turns a plain denial into a yes")
  void enforcement_is_assumed() {
    world.ingress("a", "app=server", rule(List.of(pods("app=x"))));
    for (PluginChoice choice : PluginChoice.values()) {
      for (Decision decision : Decision.values()) {
        world.with(PluginProfile.CILIUM_LIKE.with(choice, decision));
        assertThat(world.verdict(client, server))
            .as("%s %s", choice, decision)
            .isEqualTo(Verdict.DENIED);
      }
    }
  }
}
