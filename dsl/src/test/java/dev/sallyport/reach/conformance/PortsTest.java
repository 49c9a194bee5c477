package dev.sallyport.reach.conformance;

import static dev.sallyport.reach.conformance.World.OUTSIDE;
import static dev.sallyport.reach.conformance.World.anyone;
import static dev.sallyport.reach.conformance.World.block;
import static dev.sallyport.reach.conformance.World.named;
import static dev.sallyport.reach.conformance.World.pods;
import static dev.sallyport.reach.conformance.World.port;
import static dev.sallyport.reach.conformance.World.rule;
import static dev.sallyport.reach.conformance.World.tcp;
import static dev.sallyport.reach.conformance.World.udp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Pod;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On which ports a rule lets its peers through. */
class PortsTest {
  private final World world = new World();
  private final Pod client =
      world.pod("a", "client", "app=client", port("http", 1111, Protocol.TCP));
  private final Pod one = world.pod("a", "one", "app=server", port("http", 8080, Protocol.TCP));
  private final Pod two =
      world.pod(
          "a",
          "two",
          "app=server",
          port("http", 9090, Protocol.TCP),
          port("http", 9191, Protocol.TCP),
          port("dns", 53, Protocol.UDP),
          port("", 7070, Protocol.TCP));

  @Test
  @Row(26)
  @DisplayName("26: a protocol without a port means all its ports")
  void a_protocol_alone_means_all_its_ports() {
    world.ingress("a", "app=server", anyone(PolicyPort.Range.allOf(Protocol.UDP)));
    assertThat(world.connections(client, one)).isEqualTo(ConnectionSet.of(Protocol.UDP));
  }

  @Test
  @Row(27)
  @DisplayName(
      "27: an absent protocol means TCP, so no port entry of the model is without a protocol")
  void every_port_entry_has_a_protocol() {
    assertThat(PolicyPort.class.getPermittedSubclasses())
        .containsExactlyInAnyOrder(
            PolicyPort.Every.class, PolicyPort.Range.class, PolicyPort.Named.class);
    for (Class<?> entry : List.of(PolicyPort.Range.class, PolicyPort.Named.class)) {
      assertThat(Stream.of(entry.getRecordComponents()).filter(c -> c.getType() == Protocol.class))
          .hasSize(1);
    }
    world.ingress("a", "app=server", anyone(tcp(53)));
    assertThat(world.connections(client, two)).hasToString("TCP 53");
  }

  @Test
  @Row(28)
  @DisplayName("28: a number is the port on the pod, whether or not the container declares it")
  void a_number_needs_no_declared_port() {
    world.ingress("a", "app=server", anyone(tcp(4444)));
    assertThat(world.connections(client, one)).hasToString("TCP 4444");
  }

  @Test
  @Row(29)
  @DisplayName(
      "29: a name is resolved on the destination pod, in both directions, and may have several numbers")
  void a_name_is_resolved_on_the_destination() {
    world.ingress("a", "app=server", anyone(named(Protocol.TCP, "http")));
    assertThat(world.connections(client, one)).hasToString("TCP 8080");
    assertThat(world.connections(client, two)).hasToString("TCP 9090,9191");
    assertThat(world.connections(OUTSIDE, one)).hasToString("TCP 8080");
    world.removePolicies();
    world.egress("a", "app=client", rule(List.of(pods("app=server")), named(Protocol.TCP, "http")));
    assertThat(world.connections(client, one)).hasToString("TCP 8080");
    assertThat(world.connections(client, two)).hasToString("TCP 9090,9191");
  }

  @Test
  @Row(30)
  @DisplayName(
      "30: a name never matches a pod that lacks it with that protocol, nor an outside address")
  void a_name_matches_nothing_without_a_declaration() {
    world.egress(
        "a", "app=client", anyone(named(Protocol.UDP, "http"), named(Protocol.UDP, "dns")));
    assertThat(world.connections(client, one)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(client, two)).hasToString("UDP 53");
    assertThat(world.connections(client, OUTSIDE)).isEqualTo(ConnectionSet.NONE);
    world.egress("a", "app=client", rule(List.of(block("0.0.0.0/0")), named(Protocol.TCP, "http")));
    assertThat(world.connections(client, OUTSIDE)).isEqualTo(ConnectionSet.NONE);
  }

  @Test
  @Row(31)
  @DisplayName("31: endPort ends a range, inclusive")
  void ranges_are_inclusive() {
    world.ingress("a", "app=server", anyone(new PolicyPort.Range(Protocol.TCP, 8000, 8002)));
    assertThat(world.connections(client, one))
        .isEqualTo(ConnectionSet.of(Protocol.TCP, 8000, 8002));
    world.removePolicies();
    world.ingress("a", "app=server", anyone(new PolicyPort.Range(Protocol.TCP, 65_535, 65_535)));
    assertThat(world.connections(client, one)).hasToString("TCP 65535");
  }

  @Test
  @Row(32)
  @DisplayName("32: UDP opens no TCP, TCP no UDP")
  void protocols_are_separate() {
    world.ingress("a", "app=server", anyone(udp(80)));
    assertThat(world.connections(client, one)).hasToString("UDP 80");
    world.ingress("a", "app=server", anyone(tcp(81)));
    assertThat(world.connections(client, one)).hasToString("TCP 81, UDP 80");
  }

  @Test
  @Row(33)
  @DisplayName("33: a policy that allows SCTP only still isolates TCP and UDP")
  void sctp_only_isolates_the_others() {
    world.ingress("a", "app=server", anyone(new PolicyPort.Range(Protocol.SCTP, 80, 80)));
    assertThat(world.connections(client, one)).hasToString("SCTP 80");
  }
}
