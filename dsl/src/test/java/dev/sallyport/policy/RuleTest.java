package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static final Peer ALL_PODS = new Peer.Pods(Selector.EVERYTHING);
  private static final PolicyPort HTTP = new PolicyPort.Named(Protocol.TCP, "http");

  @Test
  @DisplayName("a rule that lost its peers can't be built: empty would mean everybody")
  void needs_peers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(List.of(), List.of(HTTP), List.of()))
        .withMessageContaining("empty would mean all");
  }

  @Test
  @DisplayName("a rule that lost its ports can't be built: empty would mean every port")
  void needs_ports() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(List.of(ALL_PODS), List.of(), List.of()))
        .withMessageContaining("empty would mean all");
  }

  @Test
  void says_anyone_and_every_port_alone() {
    Rule open = new Rule(List.of(Peer.ANYONE), List.of(PolicyPort.EVERY), List.of());
    assertThat(open.peers()).containsExactly(Peer.ANYONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(List.of(ALL_PODS, Peer.ANYONE), List.of(HTTP), List.of()))
        .withMessageContaining("alone");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(List.of(ALL_PODS), List.of(PolicyPort.EVERY, HTTP), List.of()))
        .withMessageContaining("alone");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(List.of(new Peer.Anyone(), ALL_PODS), List.of(HTTP), List.of()));
  }

  @Test
  @DisplayName("56: repeated and overlapping ports are accepted")
  void accepts_repeated_ports_and_peers() {
    assertThat(new Rule(List.of(ALL_PODS, ALL_PODS), List.of(HTTP, HTTP), List.of()).ports())
        .hasSize(2);
  }

  @Test
  void does_not_follow_changes_of_what_it_was_made_from() {
    List<Peer> peers = new ArrayList<>(List.of(ALL_PODS));
    List<PolicyPort> ports = new ArrayList<>(List.of(HTTP));
    Rule rule = new Rule(peers, ports, List.of());
    peers.clear();
    ports.clear();
    assertThat(rule.peers()).hasSize(1);
    assertThat(rule.ports()).hasSize(1);
  }

  @Test
  @DisplayName("58, 61: a peer always says whom it means")
  void peers_print_as_people_say_them() {
    Selector web = Selector.parse("app=web");
    assertThat(Peer.ANYONE).hasToString("anyone");
    assertThat(new Peer.Pods(web)).hasToString("pods app=web");
    assertThat(new Peer.PodsInNamespaces(Selector.parse("team=a"), web))
        .hasToString("pods app=web in namespaces team=a");
  }
}
