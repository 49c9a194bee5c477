package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Selector;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The ways along which connections are found, however many namespaces are few. */
class ConnectionWaysTest extends SymbolicScenario {
  /** Three namespaces, taken for many or for few, of which no pod can be reached but by a rule. */
  @Nested
  class Among_many_namespaces {
    Among_many_namespaces() {
      add("shop", Direction.INGRESS);
      add("bank", Direction.INGRESS);
      add("play", Direction.INGRESS);
    }

    @Test
    void rules_are_found_by_the_namespaces_that_they_admit() {
      add("play", Direction.INGRESS, rule(in("tenant=b")), rule(in("tenant=a")));
      assertFound(SHOPS, "play/p3 ingress[1]");
      assertFound(BANKS, "play/p3 ingress[0]");
      assertNotFound(PLAYS);
    }

    @Test
    void rules_are_found_that_admit_many_namespaces() {
      add("play", Direction.INGRESS, rule(in("tenant in (a,b)")));
      assertFound(SHOPS, "play/p3 ingress[0]");
      assertNotFound(PLAYS);
    }

    @Test
    void rules_are_found_that_admit_pods_of_their_own_namespace() {
      add("shop", Direction.INGRESS, rule(new Peer.Pods(Selector.EVERYTHING)));
      assertFound(SHOPS, "shop/p3 ingress[0]");
      assertNotFound(BANKS);
    }

    @Test
    void rules_are_found_that_admit_a_namespace_to_come() {
      add("bank", Direction.INGRESS, rule(in("tenant=z")));
      assertFound(of("tenant=z"), "bank/p3 ingress[0]");
      assertNotFound(of("tenant=y"));
      for (int few = 0; few < 4; few++) {
        assertThat(connection(of("tenant=y").neverReaches(allPods()), few).destination())
            .as("another pod of the namespace to come")
            .extracting("future")
            .isEqualTo(true);
      }
    }

    @Test
    void rules_are_found_that_admit_addresses() {
      add("bank", Direction.INGRESS, rule(block("10.0.0.0/8")));
      add("play", Direction.INGRESS, rule(block("fd00::/8")));
      for (int few = 0; few < 4; few++) {
        Party ipv6 = Party.like(pod("shop", "fd00::1"));
        assertThat(dependent(ipv6.neverReaches(EXISTING), few).ingress())
            .hasToString("play/p4 ingress[0]");
      }
      assertNotFound(Party.like(pod("shop", "192.168.0.1")));
    }

    private void assertFound(Party from, String ingress) {
      for (int few = 0; few < 4; few++) {
        assertThat(connection(from.neverReaches(EXISTING), few).ingress()).hasToString(ingress);
      }
    }

    private void assertNotFound(Party from) {
      assertHolds(from.neverReaches(EXISTING));
    }
  }

  @Nested
  class Of_several_ways_out {
    @Test
    void the_first_that_ends_somewhere_is_found() {
      add("shop", Direction.INGRESS);
      add("bank", Direction.INGRESS);
      add(
          "shop",
          Direction.EGRESS,
          rule(new Peer.Pods(Selector.EVERYTHING)),
          rule(in("tenant=b")),
          rule(in("tenant in (a,b)")),
          rule(in("tenant=c")));
      assertOut(SHOPS.neverReaches(EXISTING), "shop/p2 egress[3]");
    }

    @Test
    void the_first_with_the_right_port_is_found() {
      add("shop", Direction.INGRESS);
      add("bank", Direction.INGRESS);
      add("play", Direction.INGRESS, rule(in("tenant=a"), PORT_80));
      add("shop", Direction.EGRESS, rule(in("tenant"), PORT_90), rule(in("tenant"), PORT_80));
      assertOut(SHOPS.neverReaches(EXISTING), "shop/p3 egress[1]");
    }

    @Test
    void none_leads_to_namespaces_that_its_rule_leaves_out() {
      add("bank", Direction.INGRESS);
      add("play", Direction.INGRESS);
      add("shop", Direction.EGRESS, rule(in("tenant in (b,c)")));
      assertHolds(SHOPS.neverReaches(EXISTING));
    }

    @Test
    void none_leads_to_pods_that_its_rule_leaves_out() {
      Peer databases = new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.parse("app=db"));
      add("shop", Direction.EGRESS, rule(databases));
      assertHolds(SHOPS.neverReaches(Party.pods("app=web")));
      assertOut(SHOPS.neverReaches(Party.pods("app=db")), "shop/p0 egress[0]");
    }

    private void assertOut(Invariant invariant, String egress) {
      for (int few = 0; few < 4; few++) {
        assertThat(connection(invariant, few).egress()).hasToString(egress);
      }
    }
  }

  @Nested
  class Of_several_ways_in {
    @Test
    void one_in_a_namespace_of_which_nothing_is_said_does_not_count() {
      add("shop", Direction.INGRESS);
      add("bank", Direction.INGRESS, rule(in("tenant=a")));
      add("play", Direction.INGRESS, rule(in("tenant=a")));
      Party some = of(Namespace.NAME_LABEL + " in (shop,play)");
      for (int few = 0; few < 4; few++) {
        assertThat(connection(SHOPS.neverReaches(some), few).ingress())
            .hasToString("play/p2 ingress[0]");
      }
    }

    @Test
    void one_to_pods_of_which_nothing_is_said_does_not_count() {
      add("play", Selector.parse("app=db"), Direction.INGRESS, rule(in("tenant=a")));
      add("play", Direction.INGRESS, rule(in("tenant=b")), rule(in("tenant=a")));
      Invariant never = SHOPS.neverReaches(Party.pods("app=web").inNamespace("play"));
      for (int few = 0; few < 4; few++) {
        Counterexample.Connection found = connection(never, few);
        assertThat(found.ingress()).hasToString("play/p1 ingress[1]");
        assertThat(labels(found.destination())).containsEntry("app", "web");
      }
    }
  }

  @Nested
  class Pods_that_are_not_isolated {
    @Test
    void are_named_where_others_are() {
      add("shop", Selector.parse("!app"), Direction.EGRESS);
      add("bank", Direction.INGRESS, rule(in("tenant=a")));
      for (int few = 0; few < 4; few++) {
        assertThat(labels(connection(SHOPS.neverReaches(BANKS), few).source())).containsKey("app");
      }
    }

    @Test
    void are_not_admitted_where_only_the_isolated_are() {
      add("shop", Selector.parse("app=web"), Direction.EGRESS);
      Peer web = new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.parse("app=web"));
      add("bank", Direction.INGRESS, rule(web));
      assertHolds(SHOPS.neverReaches(BANKS));
    }
  }

  @Nested
  class Namespaces_to_come {
    @Test
    void are_not_admitted_with_labels_of_another_tenant() {
      add("bank", Direction.INGRESS, rule(in("tenant=a")));
      for (int few = 0; few < 2; few++) {
        assertThat(conclusion(of("tenant=z").neverReaches(BANKS), few).holds()).isTrue();
        assertThat(connection(of("tenant=a,new").neverReaches(BANKS), few).ingress())
            .hasToString("bank/p0 ingress[0]");
      }
    }

    @Test
    void are_reached_by_a_rule_for_their_labels_where_nothing_else_is() {
      add("shop", Direction.INGRESS);
      add("bank", Direction.INGRESS);
      add("play", Direction.INGRESS);
      add("shop", Direction.EGRESS, rule(new Peer.Pods(Selector.EVERYTHING)), rule(in("new=z")));
      for (int few = 0; few < 4; few++) {
        Counterexample.Connection found = connection(SHOPS.neverReaches(allPods()), few);
        assertThat(found.egress()).hasToString("shop/p3 egress[1]");
        assertThat(found.destination()).extracting("future").isEqualTo(true);
      }
    }

    @Test
    void are_two_only_if_the_invariant_names_one() {
      Party one = of(Namespace.NAME_LABEL + "=one");
      Party two = of(Namespace.NAME_LABEL + "=two");
      assertThat(conclusion(one.neverReaches(two), 1).holds()).isTrue();
      assertThat(connection(one.neverReaches(allPods().inNamespace("two")), 1).destination())
          .extracting("namespace")
          .isEqualTo("two");
      assertThat(connection(allPods().inNamespace("one").neverReaches(two), 1).source())
          .extracting("namespace")
          .isEqualTo("one");
    }
  }

  private static Map<String, String> labels(Counterexample.End end) {
    return ((Counterexample.SomePod) end).labels();
  }

  private void assertHolds(Invariant invariant) {
    for (int few = 0; few < 4; few++) {
      assertThat(conclusion(invariant, few).holds()).isTrue();
    }
  }
}
