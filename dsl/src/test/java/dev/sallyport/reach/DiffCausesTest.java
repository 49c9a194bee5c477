package dev.sallyport.reach;

import static dev.sallyport.reach.FleetSketch.block;
import static dev.sallyport.reach.FleetSketch.in;
import static dev.sallyport.reach.FleetSketch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why a row of a diff changed: which end, and what it said before and after. */
class DiffCausesTest {
  private final FleetSketch before = new FleetSketch();

  private static List<ConnectivityDiff.Row> rows(Reachability before, Reachability after) {
    List<ConnectivityDiff.Row> rows = new ArrayList<>();
    for (ConnectivityDiff.Row row : ConnectivityDiff.between(before, after)) {
      if (row.from() instanceof Group.Pods && row.to() instanceof Group.Pods) {
        rows.add(row);
      }
    }
    return rows;
  }

  private List<ConnectivityDiff.Row> rows(FleetSketch after) {
    return rows(before.reachability(), after.reachability());
  }

  private static String side(Optional<Explanation.Side> side) {
    return side.map(
            each ->
                each.subject().name()
                    + " "
                    + each.direction()
                    + " "
                    + (each.allows() ? "allows" : "denies"))
        .orElse("absent");
  }

  private static List<String> causes(ConnectivityDiff.Row row) {
    return row.causes().stream()
        .map(cause -> side(cause.before()) + ", " + side(cause.after()))
        .toList();
  }

  @Test
  void the_end_that_decides_otherwise() {
    before.pods("web", "db").egress("app=web", rule(in("app=db"), 80));
    List<ConnectivityDiff.Row> closed = rows(before.copy().ingress("app=db"));
    assertThat(closed).hasSize(1);
    assertThat(closed.get(0).closed()).hasToString("TCP 80");
    assertThat(closed.get(0).opened().isEmpty()).isTrue();
    assertThat(causes(closed.get(0))).containsExactly("db INGRESS allows, db INGRESS denies");
  }

  @Test
  void both_ends_if_both_do() {
    before.pods("web", "db").egress("app=web").ingress("app=db");
    FleetSketch after = new FleetSketch().pods("web", "db");
    after.egress("app=web", rule(in("app=db"))).ingress("app=db", rule(in("app=web")));
    List<ConnectivityDiff.Row> opened = rows(after);
    assertThat(opened).hasSize(1);
    assertThat(opened.get(0).opened().isAll()).isTrue();
    assertThat(causes(opened.get(0)))
        .containsExactly(
            "db INGRESS denies, db INGRESS allows", "web EGRESS denies, web EGRESS allows");
  }

  @Test
  void ends_that_were_not_there() {
    before.pods("web");
    FleetSketch after = new FleetSketch().pods("web", "db").ingress("app=web");
    List<ConnectivityDiff.Row> opened = rows(after);
    assertThat(opened).hasSize(1);
    assertThat(causes(opened.get(0)))
        .containsExactlyInAnyOrder("absent, db INGRESS allows", "absent, web EGRESS allows");
  }

  @Test
  void ends_that_are_gone() {
    before.pods("web", "db").ingress("app=web");
    List<ConnectivityDiff.Row> closed = rows(new FleetSketch().pods("web"));
    assertThat(closed).hasSize(1);
    assertThat(causes(closed.get(0)))
        .containsExactlyInAnyOrder("db INGRESS allows, absent", "web EGRESS allows, absent");
  }

  @Test
  void for_two_pods_of_one_class_speak_of_different_pods() {
    before.pod("shop", "web");
    before.pod("shop", "web-2");
    List<ConnectivityDiff.Row> closed = rows(before.copy().ingress(""));
    assertThat(closed).hasSize(1);
    assertThat(causes(closed.get(0))).containsExactly("web-2 INGRESS allows, web-2 INGRESS denies");
  }

  @Test
  void for_a_pod_among_its_clients_speak_of_another_client() {
    before.pods("web", "db").ingress("app=db");
    List<ConnectivityDiff.Row> closed = rows(before.copy().ingress("app=web"));
    assertThat(closed).hasSize(1);
    assertThat(FleetSketch.names((Group.Pods) closed.get(0).from())).isEqualTo("db web");
    assertThat(causes(closed.get(0))).containsExactly("web INGRESS allows, web INGRESS denies");
  }

  @Test
  void for_outside_addresses_are_the_end_of_the_pod() {
    before.pods("web");
    FleetSketch after = before.copy().ingress("", rule(block("10.0.0.0/8"), 80));
    List<ConnectivityDiff.Row> closed = new ArrayList<>();
    before.diff(after).forEach(closed::add);
    assertThat(closed).hasSize(2);
    for (ConnectivityDiff.Row row : closed) {
      assertThat(row.from()).isInstanceOf(Group.Addresses.class);
      assertThat(causes(row)).containsExactly("web INGRESS allows, web INGRESS denies");
    }
  }

  /** Whether a block means a pod depends on the plugin. */
  @Test
  void where_only_what_some_plugins_do_changed_are_the_ends_that_say_something_else() {
    before.pod("shop", "web", "10.0.0.1");
    before.pod("shop", "db", "10.0.0.2");
    before.ingress("app=db");
    FleetSketch after = new FleetSketch();
    after.pod("shop", "web", "10.0.0.1");
    after.pod("shop", "db", "10.0.0.2");
    after.ingress("app=db", rule(block("10.0.0.1/32"), 80));
    List<ConnectivityDiff.Row> rows =
        rows(Reachability.of(before.snapshot()), Reachability.of(after.snapshot()));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).opened().isEmpty()).isTrue();
    assertThat(rows.get(0).after().pluginDependent()).hasToString("TCP 80");
    List<ConnectivityDiff.Cause> causes = rows.get(0).causes();
    assertThat(causes).hasSize(1);
    Explanation.Side is = causes.get(0).after().orElseThrow();
    assertThat(is.subject().name()).isEqualTo("db");
    assertThat(is.direction()).isEqualTo(Direction.INGRESS);
    assertThat(
            causes(
                rows(Reachability.of(after.snapshot()), Reachability.of(before.snapshot())).get(0)))
        .hasSize(1);
  }

  @Test
  void of_a_row_as_text_say_who_and_what() {
    before.pods("web", "db").ingress("app=db", rule(Peer.ANYONE, 80)).ingress("app=web");
    FleetSketch after = new FleetSketch().pods("web", "db").ingress("");
    ConnectivityDiff.Row row = rows(after).get(0);
    assertThat(row.toString())
        .isEqualTo(row.from() + " -> " + row.to() + ": " + row.before() + " -> " + row.after())
        .contains("TCP 80");
  }
}
