package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
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

/** The rules of all policies by whom they admit. */
class PeerIndexTest {
  private static final Namespace SHOP = Namespace.of("shop", Map.of("tenant", "a"));
  private static final Namespace BANK = Namespace.of("bank", Map.of("tenant", "b"));
  private static final Namespace PLAY = Namespace.of("play", Map.of());
  private static final PolicyPort PORT_80 = new PolicyPort.Range(Protocol.TCP, 80, 80);
  private static final PolicyPort PORT_90 = new PolicyPort.Range(Protocol.TCP, 90, 90);
  private static final Peer TEN = new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of());
  private static final Peer ELEVEN = new Peer.IpBlock(Cidr.parse("11.0.0.0/8"), List.of());

  private final List<Policy> policies = new ArrayList<>();

  @Nested
  class Selectors_of_peers {
    @Test
    void are_listed_at_the_namespaces_that_they_match_if_these_are_few() {
      admit("tenant=a", "tenant", "tenant in (a,b)", "");
      GateIndex index = index(2);
      PeerIndex peers = index.peers(Direction.INGRESS);
      SelectedNamespaces two = select(index, "tenant in (a,b)");
      SelectedNamespaces both = select(index, "tenant");
      assertThat(peers.narrow(0)).containsExactly(select(index, "tenant=a"), both, two);
      assertThat(peers.narrow(1)).containsExactly(both, two);
      assertThat(peers.narrow(2)).isEmpty();
      assertThat(peers.wide()).containsExactly(select(index, ""));
    }

    @Test
    void are_listed_apart_if_they_match_more() {
      admit("tenant=a", "tenant", "tenant in (a,b)", "");
      GateIndex index = index(1);
      PeerIndex peers = index.peers(Direction.INGRESS);
      assertThat(peers.wide())
          .containsExactly(
              select(index, "tenant"), select(index, "tenant in (a,b)"), select(index, ""));
      assertThat(peers.narrow(0)).containsExactly(select(index, "tenant=a"));
      assertThat(peers.narrow(1)).isEmpty();
    }

    @Test
    void are_listed_once_for_all_rules_that_share_them() {
      admit("tenant=a", "tenant=a");
      GateIndex index = index(1);
      SelectedNamespaces shared = select(index, "tenant=a");
      assertThat(index.peers(Direction.INGRESS).narrow(0)).containsExactly(shared);
      assertThat(index.peers(Direction.EGRESS).narrow(0)).isEmpty();
      assertThat(shared.options(Direction.INGRESS)).hasSize(2);
      assertThat(shared.options(Direction.EGRESS)).isEmpty();
    }
  }

  @Nested
  class A_namespace_to_come {
    @Test
    void is_met_by_selectors_that_do_not_demand_another_value() {
      admit("tenant=a", "tenant=b", "tenant in (b,c)", "tenant!=a", "env=prod", "");
      assertThat(future("tenant=b"))
          .containsExactlyInAnyOrder("tenant=b", "tenant in (b,c)", "tenant!=a", "env=prod", "");
      assertThat(future("tenant in (a,c)"))
          .containsExactlyInAnyOrder("tenant=a", "tenant in (b,c)", "tenant!=a", "env=prod", "");
      assertThat(future("tenant=other")).containsExactlyInAnyOrder("tenant!=a", "env=prod", "");
    }

    @Test
    void is_met_by_all_selectors_if_it_may_have_any_value() {
      admit("tenant=a", "tenant=b", "env=prod", "");
      for (String any : List.of("", "tenant", "!env", "env notin (x),tenant!=a")) {
        assertThat(future(any))
            .as(any)
            .containsExactlyInAnyOrder("tenant=a", "tenant=b", "env=prod", "");
      }
    }

    @Test
    void is_told_apart_by_the_first_label_of_which_it_has_only_some_values() {
      admit("app=x", "app=y", "env=prod", "env=test", "zone=z");
      assertThat(future("app,env=prod,zone=other"))
          .containsExactlyInAnyOrder("app=x", "app=y", "env=prod", "zone=z");
    }

    @Test
    void is_not_met_by_selectors_that_name_a_namespace_that_exists() {
      admit(Namespace.NAME_LABEL + "=shop", Namespace.NAME_LABEL + "=later");
      assertThat(future("")).containsExactly(Namespace.NAME_LABEL + "=later");
    }

    private List<String> future(String cube) {
      GateIndex index = index(1);
      LabelCube labels = LabelCube.of(selector(cube));
      assertThat(labels).isNotNull();
      List<SelectedNamespaces> found = index.peers(Direction.INGRESS).future(labels);
      assertThat(index.peers(Direction.INGRESS).future(labels)).isEqualTo(found);
      return admitted.stream().filter(each -> found.contains(select(index, each))).toList();
    }
  }

  @Nested
  class Rules_of_one_selector {
    @Test
    void are_grouped_by_pods_and_ports_if_they_are_four_or_more() {
      admit("tenant=a", "tenant=a", "tenant=a");
      assertThat(groups(Direction.INGRESS)).as("three alike").containsExactly(1, 1, 1);
      admit("tenant=a");
      assertThat(groups(Direction.INGRESS)).as("four alike").containsExactly(4);
      rule("tenant=a", "app=web", PORT_80);
      rule("tenant=a", "", PORT_90);
      rule("tenant=a", "app=web", PORT_80);
      assertThat(groups(Direction.INGRESS)).containsExactly(4, 2, 1);
    }

    @Test
    void are_kept_apart_by_direction() {
      admit("tenant=a", "tenant=a");
      policies.add(policy(Direction.EGRESS, rule(peer("tenant=a", ""), PORT_80)));
      SelectedNamespaces selected = select(index(1), "tenant=a");
      for (int time = 0; time < 2; time++) {
        assertThat(selected.options(Direction.INGRESS)).hasSize(2);
        assertThat(selected.options(Direction.EGRESS))
            .singleElement()
            .satisfies(
                group ->
                    assertThat(group)
                        .singleElement()
                        .satisfies(
                            option -> assertThat(option.direction()).isEqualTo(Direction.EGRESS)));
      }
    }

    private List<Integer> groups(Direction direction) {
      return select(index(1), "tenant=a").options(direction).stream().map(List::size).toList();
    }
  }

  @Nested
  class Address_blocks {
    @Test
    void are_grouped_by_addresses_and_ports() {
      for (Peer block : List.of(TEN, ELEVEN, TEN)) {
        policies.add(policy(Direction.INGRESS, rule(block, PORT_80)));
      }
      assertThat(groups()).as("three are too few").containsExactly(1, 1, 1);
      policies.add(policy(Direction.INGRESS, rule(TEN, PORT_90)));
      assertThat(groups()).containsExactly(2, 1, 1);
    }

    @Test
    void are_known_to_be_there_or_not() {
      admit("tenant=a");
      assertThat(index(1).hasBlocks()).isFalse();
      policies.add(policy(Direction.EGRESS, rule(TEN, PORT_80)));
      GateIndex index = index(1);
      assertThat(index.hasBlocks()).isTrue();
      assertThat(index.peers(Direction.INGRESS).hasBlocks()).isFalse();
      assertThat(index.peers(Direction.EGRESS).hasBlocks()).isTrue();
    }

    private List<Integer> groups() {
      return index(1).peers(Direction.INGRESS).blocks().stream().map(List::size).toList();
    }
  }

  @Test
  void namespaces_are_open_if_some_pod_of_them_is_not_isolated() {
    policies.add(policy("bank", "", Direction.INGRESS));
    policies.add(policy("play", "app=web", Direction.INGRESS));
    PeerIndex peers = index(1).peers(Direction.INGRESS);
    assertThat(peers.open()).containsExactly(0, 2);
    assertThat(peers.open()).as("asked again").containsExactly(0, 2);
    assertThat(index(1).peers(Direction.EGRESS).open()).containsExactly(0, 1, 2);
  }

  @Test
  void few_are_as_many_as_it_was_told() {
    assertThat(index(7).few()).isEqualTo(7);
  }

  private final List<String> admitted = new ArrayList<>();

  /** For each selector a policy that admits pods of such namespaces. */
  private void admit(String... namespaces) {
    for (String each : namespaces) {
      admitted.add(each);
      rule(each, "", PORT_80);
    }
  }

  private void rule(String namespaces, String pods, PolicyPort port) {
    policies.add(policy(Direction.INGRESS, rule(peer(namespaces, pods), port)));
  }

  private GateIndex index(int few) {
    return new GateIndex(List.of(SHOP, BANK, PLAY), policies, few);
  }

  private static SelectedNamespaces select(GateIndex index, String selector) {
    SelectedNamespaces selected = index.namespaces().select(selector(selector));
    if (selected == null) {
      throw new IllegalArgumentException(selector);
    }
    return selected;
  }

  private Policy policy(Direction direction, Rule... rules) {
    return policy("bank", "", direction, rules);
  }

  private Policy policy(String namespace, String pods, Direction direction, Rule... rules) {
    boolean ingress = direction == Direction.INGRESS;
    return new Policy(
        namespace,
        "p" + policies.size(),
        selector(pods),
        EnumSet.of(direction),
        ingress ? List.of(rules) : List.of(),
        ingress ? List.of() : List.of(rules),
        new Origin("test", ""));
  }

  private static Rule rule(Peer peer, PolicyPort port) {
    return new Rule(List.of(peer), List.of(port), List.of());
  }

  private static Peer peer(String namespaces, String pods) {
    return new Peer.PodsInNamespaces(selector(namespaces), selector(pods));
  }

  private static Selector selector(String text) {
    return text.isEmpty() ? Selector.EVERYTHING : Selector.parse(text);
  }
}
