package dev.sallyport.reach;

import static dev.sallyport.reach.FleetSketch.in;
import static dev.sallyport.reach.FleetSketch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Peer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A diff passes over pods whose single pairs stayed as they were, and over no others. */
class DiffOfSinglePairsTest {
  private static final Peer CLIENT = in("app=client");

  private final FleetSketch before = new FleetSketch();

  @Test
  void a_pair_that_stays_is_no_change_where_its_groups_change() {
    before.pods("jail", "web", "client", "other").egress("app=jail");
    FleetSketch after = before.copy();
    before.ingress("app=web", rule(Peer.ANYONE, 80), rule(CLIENT));
    after.ingress("app=web", rule(Peer.ANYONE, 443), rule(CLIENT));
    assertThat(before.changes(after)).containsExactly("other web -> web: TCP 80 became TCP 443");
  }

  @Test
  void the_same_connections_with_another_pod_are_a_change() {
    before.pods("web", "db", "client").ingress("app=client");
    FleetSketch after = before.copy();
    before.ingress("app=web", rule(CLIENT, 80)).ingress("app=db");
    after.ingress("app=web").ingress("app=db", rule(CLIENT, 80));
    assertThat(before.changes(after))
        .containsExactlyInAnyOrder(
            "client -> web: TCP 80 became none", "client -> db: none became TCP 80");
  }

  @Test
  void other_connections_with_the_same_pod_are_a_change() {
    before.pods("web", "client").ingress("app=client");
    FleetSketch after = before.copy();
    before.ingress("app=web", rule(CLIENT, 80));
    after.ingress("app=web", rule(CLIENT, 81));
    assertThat(before.changes(after)).containsExactly("client -> web: TCP 80 became TCP 81");
  }

  /** One pod stays in the class, one leaves it, one comes into it. */
  @Test
  void the_same_connections_with_a_class_of_other_pods_are_a_change() {
    before.pods("client");
    before.labelled("both", Map.of("tier", "a", "zone", "x"));
    before.labelled("old", Map.of("tier", "a", "zone", "y"));
    before.labelled("new", Map.of("tier", "b", "zone", "x"));
    FleetSketch after = before.copy();
    before.ingress("").ingress("tier=a", rule(CLIENT, 80));
    after.ingress("").ingress("zone=x", rule(CLIENT, 80));
    assertThat(before.changes(after))
        .containsExactlyInAnyOrder(
            "client -> old: TCP 80 became none", "client -> new: none became TCP 80");
  }

  @Test
  void a_pod_gets_more_pairs_like_those_of_the_next() {
    before.pods("a", "b", "c", "d", "first", "second", "third");
    Peer first = in("app=first");
    Peer second = in("app=second");
    Peer third = in("app=third");
    before.ingress("app in (first,second,third)");
    FleetSketch after = before.copy();
    for (FleetSketch each : new FleetSketch[] {before, after}) {
      each.ingress("app=a", rule(first, 80)).ingress("app=b", rule(second, 80));
    }
    before.ingress("app in (c,d)", rule(third, 80));
    after.ingress("app in (c,d)", rule(in("app in (second,third)"), 80));
    assertThat(before.changes(after)).containsExactly("second -> c d: none became TCP 80");
  }
}
