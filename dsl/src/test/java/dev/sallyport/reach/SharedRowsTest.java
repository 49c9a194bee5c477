package dev.sallyport.reach;

import static dev.sallyport.reach.FleetSketch.in;
import static dev.sallyport.reach.FleetSketch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods to which the same happens share the rows of a matrix, however that is written down. */
class SharedRowsTest {
  private static final Peer CLIENT = in("app=client");

  @Test
  void of_pods_whose_rules_come_in_another_order_or_are_split() {
    FleetSketch fleet =
        new FleetSketch()
            .pods("one", "other", "client")
            .ingress(
                "app=one",
                rule(Peer.ANYONE, 80),
                rule(CLIENT, 81),
                rule(Peer.ANYONE, 443),
                rule(Peer.ANYONE, 8080))
            .ingress("app=other", rule(CLIENT, 81), rule(Peer.ANYONE, 80, 443, 8080));
    assertThat(fleet.rows())
        .containsExactlyInAnyOrder(
            "client -> one other: TCP 80-81,443,8080",
            "one other -> one other: TCP 80,443,8080",
            "client one other -> client: all");
  }

  @Test
  void of_destinations_that_a_pod_reaches_in_the_same_way() {
    FleetSketch fleet =
        new FleetSketch()
            .pods("web", "db", "cache", "client")
            .ingress("app in (web,cache)", rule(CLIENT, 80))
            .ingress("app=db", rule(CLIENT, 81))
            .ingress("app=client");
    assertThat(fleet.rows())
        .containsExactlyInAnyOrder("client -> cache web: TCP 80", "client -> db: TCP 81");
  }

  @Test
  void of_a_pod_that_the_admin_tier_opens_and_one_without_policy() {
    FleetSketch fleet =
        new FleetSketch()
            .pods("opened", "free")
            .admin(1, "app=opened", rule(ClusterAction.ACCEPT, in("")));
    assertThat(fleet.rows()).isEqualTo(List.of("free opened -> free opened: all"));
  }

  @Test
  void of_an_isolated_pod_that_the_admin_tier_opens_and_one_without_policy() {
    FleetSketch fleet =
        new FleetSketch()
            .pods("opened", "free")
            .ingress("app=opened")
            .admin(1, "app=opened", rule(ClusterAction.ACCEPT, in("")));
    assertThat(fleet.rows()).isEqualTo(List.of("free opened -> free opened: all"));
  }

  @Test
  void of_a_pod_for_which_no_denial_is_left_and_one_without_policy() {
    FleetSketch fleet =
        new FleetSketch()
            .pods("opened", "free", "client", "batch")
            .admin(
                1,
                "app=opened",
                rule(ClusterAction.ACCEPT, CLIENT, 80),
                rule(ClusterAction.ACCEPT, in("app in (client,batch)")))
            .admin(2, "app=opened", rule(ClusterAction.DENY, CLIENT));
    assertThat(fleet.rows())
        .isEqualTo(List.of("batch client free opened -> batch client free opened: all"));
  }

  @Test
  void of_pods_with_and_without_a_known_address_where_all_have_one_family() {
    FleetSketch fleet = new FleetSketch().pods("unknown");
    fleet.pod("bank", "known", "10.0.0.1");
    assertThat(fleet.rows()).isEqualTo(List.of("known unknown -> known unknown: all"));
  }
}
