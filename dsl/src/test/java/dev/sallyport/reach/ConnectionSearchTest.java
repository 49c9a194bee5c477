package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Selector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which connection is named where there are several, and what is said of its ends. */
class ConnectionSearchTest extends SymbolicScenario {
  private static final PolicyPort HTTP = new PolicyPort.Named(Protocol.TCP, "http");

  @Nested
  class The_search {
    @Test
    void starts_at_the_end_that_fewer_namespaces_can_hold() {
      assertThat(direction(SHOPS, EXISTING)).isEqualTo(Direction.EGRESS);
      assertThat(direction(EXISTING, SHOPS)).isEqualTo(Direction.INGRESS);
      assertThat(direction(SHOPS, BANKS))
          .as("at the source of two alike")
          .isEqualTo(Direction.EGRESS);
    }

    private Direction direction(Party from, Party to) {
      GateIndex index = new GateIndex(List.of(SHOP, BANK, PLAY), policies, 1);
      return new ConnectionSearch(
              index,
              new PodScope(index.namespaces(), AddressSet.ALL, from),
              LabelCube.ANY,
              new PodScope(index.namespaces(), AddressSet.ALL, to),
              LabelCube.ANY,
              PortSet.ALL.numbers(),
              false)
          .direction();
    }
  }

  /** A checker that takes so many namespaces for few names the first; else an open one first. */
  @Nested
  class Of_several_connections {
    @Test
    void the_first_of_the_few_namespaces_that_a_rule_admits_is_named() {
      add("play", Direction.EGRESS, rule(in("tenant in (a,b)")));
      add("shop", Direction.INGRESS, rule(in("tenant=c")));
      Invariant never = allPods().inNamespace("play").neverReaches(EXISTING);
      assertThat(destination(never, 2)).isEqualTo("shop");
      assertThat(destination(never, 1)).isEqualTo("bank");
    }

    @Test
    void the_first_of_the_few_namespaces_of_the_other_party_is_named() {
      add("shop", Direction.INGRESS, rule(in("tenant=c")));
      Invariant never = allPods().inNamespace("play").neverReaches(EXISTING);
      assertThat(destination(never, 3)).isEqualTo("shop");
      assertThat(destination(never, 2)).isEqualTo("bank");
    }

    @Test
    void the_first_rule_of_the_pods_own_namespace_is_named() {
      add("bank", Direction.INGRESS, rule(block("fd00::/8")));
      add(
          "shop",
          Direction.INGRESS,
          rule(block("10.0.0.0/8")),
          rule(block("fd00::/8")),
          rule(block("fd00::/8")));
      add("shop", Direction.EGRESS, rule(new Peer.Pods(Selector.EVERYTHING)));
      for (int few = 0; few < 4; few++) {
        assertThat(dependent(SHOPS.neverReaches(EXISTING), few).ingress())
            .as("few is %d", few)
            .hasToString("shop/p1 ingress[0]");
      }
    }

    private String destination(Invariant never, int few) {
      return ((Counterexample.SomePod) connection(never, few).destination()).namespace();
    }
  }

  @Test
  void nothing_is_found_on_a_port_that_the_destination_does_not_declare() {
    Pod ledger = Pod.of("bank", "ledger", Map.of(), List.of());
    Invariant.NeverReaches never = SHOPS.neverReaches(Party.like(ledger));
    assertThat(conclusion(never.on(HTTP), 1).holds()).isTrue();
    assertThat(connection(never, 1)).isNotNull();
  }

  @Nested
  class Known_pods {
    @Test
    void are_reached_by_the_rule_of_their_family() {
      add("shop", Direction.EGRESS, rule(block("10.0.0.0/8")), rule(block("fd00::/8")));
      Party web = Party.like(pod("shop", "fd00::1"));
      assertThat(dependent(web.neverReaches(BANKS), 1).egress()).hasToString("shop/p0 egress[1]");
    }

    @Test
    void keep_their_addresses_and_ports_in_a_counterexample() {
      add("shop", Direction.EGRESS, rule(block("10.0.0.0/8")));
      Counterexample.Connection found =
          dependent(
              Party.like(pod("shop", "10.0.0.5")).neverReaches(Party.like(pod("bank", "10.0.0.7"))),
              1);
      assertThat(addresses(found.source())).containsExactly("10.0.0.5");
      assertThat(addresses(found.destination())).containsExactly("10.0.0.7");
      Invariant.NeverReaches open = Party.like(pod("play", "10.0.0.5")).neverReaches(BANKS);
      found = connection(open, 1);
      assertThat(ports(found.source())).containsExactly(HTTP_80);
      assertThat(ports(found.destination())).isEmpty();
    }

    private static List<String> addresses(Counterexample.End end) {
      return ((Counterexample.SomePod) end).addresses().stream().map(IpAddress::toString).toList();
    }
  }

  @Test
  void a_port_name_is_declared_at_the_destination_only() {
    Counterexample.Connection found = connection(SHOPS.neverReaches(EXISTING).on(HTTP), 1);
    assertThat(ports(found.source())).isEmpty();
    assertThat(ports(found.destination())).extracting(ContainerPort::name).containsExactly("http");
    found = connection(EXISTING.neverReaches(SHOPS).on(HTTP), 1);
    assertThat(ports(found.source())).isEmpty();
    assertThat(ports(found.destination())).extracting(ContainerPort::name).containsExactly("http");
  }

  private static List<ContainerPort> ports(Counterexample.End end) {
    return ((Counterexample.SomePod) end).ports();
  }
}
