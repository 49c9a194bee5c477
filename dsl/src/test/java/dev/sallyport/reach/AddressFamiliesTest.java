package dev.sallyport.reach;

import static dev.sallyport.reach.FleetSketch.block;
import static dev.sallyport.reach.FleetSketch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an answer can hinge on the families of addresses. */
class AddressFamiliesTest {
  private final FleetSketch fleet = new FleetSketch();

  private boolean matter(boolean blocks) {
    Families families = new Families();
    fleet.snapshot().pods().forEach(families::add);
    return families.matter(blocks);
  }

  @Test
  void not_where_all_pods_have_the_same_one() {
    fleet.pod("shop", "web", "10.0.0.1");
    fleet.pod("shop", "db", "10.0.0.2");
    assertThat(matter(true)).isFalse();
  }

  @Test
  void not_where_that_is_ipv6() {
    fleet.pod("shop", "web", "fd00::1");
    fleet.pod("shop", "db", "fd00::2");
    assertThat(matter(true)).isFalse();
  }

  @Test
  void where_some_pods_have_one_only_and_others_the_other_only() {
    fleet.pod("shop", "web", "10.0.0.1");
    fleet.pod("shop", "db", "fd00::2");
    assertThat(matter(false)).isTrue();
  }

  @Test
  void where_a_block_may_match_one_of_two_addresses() {
    fleet.pod("shop", "web", "10.0.0.1", "fd00::1");
    assertThat(matter(true)).isTrue();
    assertThat(matter(false)).as("blocks match no pods").isFalse();
  }

  @Test
  void not_because_of_a_pod_that_has_finished() {
    fleet.pod("shop", "web", "10.0.0.1");
    fleet.finishedPod("shop", "job", "fd00::2");
    assertThat(matter(true)).isFalse();
  }

  @Test
  void not_because_of_a_pod_whose_address_is_not_known() {
    fleet.pod("shop", "web", "10.0.0.1");
    fleet.pods("new");
    assertThat(matter(true)).isFalse();
  }

  /** A pod whose address is not known may be reached over either family. */
  @Test
  void a_denial_over_one_family_leaves_the_other_to_a_pod_whose_address_is_not_known() {
    Pod dual = fleet.pod("shop", "dual", "10.0.0.1", "fd00::1");
    Pod unknown = fleet.pod("shop", "unknown");
    ClusterRule denial = rule(ClusterAction.DENY, block("10.0.0.0/8"));
    fleet.cluster(Tier.ADMIN, 1, "app=unknown", List.of(denial), List.of(denial));
    Reachability reachability = Reachability.of(fleet.snapshot());
    assertThat(reachability.connections(dual, unknown)).isEqualTo(ConnectionSet.ALL);
    assertThat(reachability.connections(unknown, dual)).isEqualTo(ConnectionSet.ALL);
  }
}
