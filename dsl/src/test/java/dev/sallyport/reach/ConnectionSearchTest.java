package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which connection is found where there are several, and along which ways. */
class ConnectionSearchTest {
  private static final Namespace SHOP = Namespace.of("shop", Map.of("tenant", "a"));
  private static final Namespace BANK = Namespace.of("bank", Map.of("tenant", "b"));
  private static final Namespace PLAY = Namespace.of("play", Map.of("tenant", "c"));
  private static final PolicyPort HTTP = new PolicyPort.Named(Protocol.TCP, "http");
  private static final ContainerPort HTTP_80 = new ContainerPort("http", 80, Protocol.TCP);
  private static final Party SHOPS = allPods().inNamespace("shop");
  private static final Party BANKS = allPods().inNamespace("bank");

  /** The pods that exist, so that none of them is in a namespace to come. */
  private static final Party EXISTING =
      allPods().inNamespaces(Namespace.NAME_LABEL + " in (shop,bank,play)");

  private final List<Policy> policies = new ArrayList<>();

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

  /** Where all are isolated, only a rule for pods of its own namespace lets them in. */
  @Test
  void rules_for_pods_of_their_own_namespace_are_found_among_many_namespaces() {
    add("shop", Direction.INGRESS, rule(new Peer.Pods(Selector.EVERYTHING)));
    add("bank", Direction.INGRESS);
    add("play", Direction.INGRESS);
    for (int few = 0; few < 4; few++) {
      assertThat(connection(SHOPS.neverReaches(EXISTING), few).ingress())
          .hasToString("shop/p0 ingress[0]");
      assertThat(conclusion(BANKS.neverReaches(EXISTING), few).holds()).isTrue();
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
  class Namespaces_to_come {
    @Test
    void are_not_admitted_with_labels_of_another_tenant() {
      add("bank", Direction.INGRESS, rule(in("tenant=a")));
      for (int few = 0; few < 2; few++) {
        assertThat(conclusion(to("tenant=z").neverReaches(BANKS), few).holds()).isTrue();
        assertThat(connection(to("tenant=a,new").neverReaches(BANKS), few).ingress())
            .hasToString("bank/p0 ingress[0]");
      }
    }

    @Test
    void are_two_only_if_the_invariant_names_one() {
      Party one = to(Namespace.NAME_LABEL + "=one");
      Party two = to(Namespace.NAME_LABEL + "=two");
      assertThat(conclusion(one.neverReaches(two), 1).holds()).isTrue();
      assertThat(connection(one.neverReaches(allPods().inNamespace("two")), 1).destination())
          .extracting("namespace")
          .isEqualTo("two");
      assertThat(connection(allPods().inNamespace("one").neverReaches(two), 1).source())
          .extracting("namespace")
          .isEqualTo("one");
    }

    private static Party to(String namespaces) {
      return allPods().inNamespaces(namespaces);
    }
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

    private static Pod pod(String namespace, String address) {
      return new Pod(
          namespace,
          "web",
          Map.of(),
          List.of(HTTP_80),
          List.of(IpAddress.parse(address)),
          false,
          Phase.LIVE);
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

  private Conclusion conclusion(Invariant invariant, int few) {
    return SymbolicChecker.of(List.of(SHOP, BANK, PLAY), policies, few).prove(invariant);
  }

  private Counterexample.Connection connection(Invariant invariant, int few) {
    Conclusion conclusion = conclusion(invariant, few);
    assertThat(conclusion).isInstanceOf(Conclusion.Refuted.class);
    return (Counterexample.Connection) ((Conclusion.Refuted) conclusion).counterexample();
  }

  private Counterexample.Connection dependent(Invariant invariant, int few) {
    Conclusion conclusion = conclusion(invariant, few);
    assertThat(conclusion).isInstanceOf(Conclusion.PluginDependent.class);
    return (Counterexample.Connection) ((Conclusion.PluginDependent) conclusion).counterexample();
  }

  /** A policy for all pods of a namespace. */
  private void add(String namespace, Direction direction, Rule... rules) {
    boolean ingress = direction == Direction.INGRESS;
    policies.add(
        new Policy(
            namespace,
            "p" + policies.size(),
            Selector.EVERYTHING,
            EnumSet.of(direction),
            ingress ? List.of(rules) : List.of(),
            ingress ? List.of() : List.of(rules),
            new Origin("test", "")));
  }

  private static Rule rule(Peer peer) {
    return new Rule(List.of(peer), List.of(PolicyPort.EVERY), List.of());
  }

  private static Peer in(String namespaces) {
    return new Peer.PodsInNamespaces(Selector.parse(namespaces), Selector.EVERYTHING);
  }

  private static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }
}
