package dev.sallyport.reach;

import static dev.sallyport.reach.FleetSketch.block;
import static dev.sallyport.reach.FleetSketch.in;
import static dev.sallyport.reach.FleetSketch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What changed, in few rows: pods to which the same happens share them. */
class DiffRowsTest {
  private static final Peer CLIENTS = in("app in (client,cron)");

  private final FleetSketch before = new FleetSketch();

  @Test
  void of_nothing_are_none() {
    before.pods("web").ingress("app=web", rule(Peer.ANYONE, 80));
    assertThat(before.diff(before.copy()).isEmpty()).isTrue();
    assertThat(before.diff(before.copy().ingress("app=web")).size()).isZero();
  }

  @Test
  void of_groups_leave_out_what_single_pairs_say() {
    before.pods("web", "db", "client", "cron", "other");
    FleetSketch after = before.copy();
    before.ingress("app in (web,db)", rule(Peer.ANYONE, 80), rule(CLIENTS, 81));
    after.ingress("app in (web,db)", rule(Peer.ANYONE, 443), rule(CLIENTS, 81));
    assertThat(before.changes(after))
        .containsExactlyInAnyOrder(
            "client -> db web: TCP 80-81 became TCP 81,443",
            "cron -> db web: TCP 80-81 became TCP 81,443",
            "db other web -> db web: TCP 80 became TCP 443");
  }

  @Test
  void of_single_pairs_only_are_those() {
    before.pods("web", "db", "client", "cron", "other");
    FleetSketch after = before.copy();
    before.ingress("app in (web,db)", rule(CLIENTS, 80));
    after.ingress("app in (web,db)", rule(CLIENTS, 81));
    assertThat(before.changes(after))
        .containsExactlyInAnyOrder(
            "client -> db web: TCP 80 became TCP 81", "cron -> db web: TCP 80 became TCP 81");
  }

  @Test
  void of_pods_that_come_and_go() {
    before.pods("web", "old").ingress("app=web", rule(Peer.ANYONE, 80));
    FleetSketch after = new FleetSketch().pods("new", "web");
    after.ingress("app=web", rule(Peer.ANYONE, 80));
    assertThat(before.changes(after))
        .containsExactlyInAnyOrder(
            "new -> web: none became TCP 80",
            "web -> new: none became all",
            "old -> web: TCP 80 became none",
            "web -> old: all became none");
  }

  @Test
  void of_a_pod_that_is_another_class_now() {
    before.pod("shop", "web");
    before.pod("bank", "web-1");
    before.pod("bank", "web-2");
    before.ingress("shop", "app=web").ingress("bank", "app=web-1");
    FleetSketch after = new FleetSketch();
    after.pod("shop", "web");
    after.pod("bank", "web-1");
    after.pod("bank", "web-2");
    after.ingress("shop", "app=web").ingress("bank", "app=web-2");
    assertThat(before.changes(after))
        .containsExactlyInAnyOrder(
            "web web-1 web-2 -> web-1: none became all",
            "web web-1 web-2 -> web-2: all became none");
  }

  @Test
  void of_two_pods_of_one_class_speak_of_each_other_but_of_one_pod_alone_there_is_none() {
    before.pods("web").ingress("app=client");
    assertThat(before.changes(before.copy().ingress("app=web"))).isEmpty();
    before.pods("db");
    assertThat(before.changes(before.copy().ingress("")))
        .containsExactly("db web -> db web: all became none");
  }

  @Test
  void of_a_pod_that_comes_or_goes_last_where_all_others_stay() {
    before.pods("web", "db");
    FleetSketch after = before.copy().pods("new");
    assertThat(before.changes(after))
        .containsExactlyInAnyOrder(
            "new -> db web: none became all", "db web -> new: none became all");
    assertThat(after.changes(before))
        .containsExactlyInAnyOrder(
            "new -> db web: all became none", "db web -> new: all became none");
  }

  @Test
  void of_pods_whose_namespaces_come_in_another_order() {
    before.namespace("shop").namespace("bank");
    FleetSketch after = new FleetSketch().namespace("bank").namespace("shop");
    Pod web = before.pod("shop", "web");
    Pod teller = before.pod("bank", "teller");
    after.add(web).add(teller);
    before.ingress("shop", "");
    after.ingress("bank", "");
    assertThat(before.changes(after))
        .containsExactlyInAnyOrder(
            "teller web -> web: none became all", "teller web -> teller: all became none");
  }

  @Test
  void of_a_pod_that_has_finished_are_none() {
    before.pods("web", "db").finishedPod("shop", "job");
    assertThat(before.diff(before.copy())).isEmpty();
    assertThat(before.changes(before.copy().ingress("")))
        .containsExactly("db web -> db web: all became none");
  }

  private List<String> outside(FleetSketch after) {
    List<String> rows = new ArrayList<>();
    for (ConnectivityDiff.Row row : before.diff(after)) {
      if (row.from() instanceof Group.Addresses from && row.to() instanceof Group.Pods to) {
        rows.add(
            from.ranges()
                + " -> "
                + FleetSketch.names(to)
                + ": "
                + row.before().connections()
                + " became "
                + row.after().connections());
      }
      if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Addresses to) {
        rows.add(
            FleetSketch.names(from)
                + " -> "
                + to.ranges()
                + ": "
                + row.before().connections()
                + " became "
                + row.after().connections());
      }
    }
    return rows;
  }

  @Test
  void of_outside_addresses_join_ranges_that_touch_and_pods_that_are_alike() {
    before.pods("web", "db", "other");
    FleetSketch after = before.copy();
    before.ingress("app in (web,db)", rule(block("10.0.0.0/9"), 80));
    after.ingress(
        "app in (web,db)",
        rule(block("10.0.0.0/9"), 80, 81),
        rule(block("10.128.0.0/9"), 443),
        rule(block("10.0.0.0/10"), 81));
    assertThat(outside(after))
        .containsExactlyInAnyOrder(
            "[10.0.0.0-10.127.255.255] -> db web: TCP 80 became TCP 80-81",
            "[10.128.0.0-10.255.255.255] -> db web: none became TCP 443");
  }

  /** Whether policies select pods on the host network depends on the plugin. */
  @Test
  void of_outside_addresses_speak_of_each_pod_on_the_host_network() {
    before.pod("bank", "teller");
    before.pod("mail", "postman");
    before.hostPod("shop", "agent");
    before.hostPod("shop", "jailed");
    FleetSketch after = before.copy();
    before.egress("app=jailed");
    assertThat(towardsOutside(before, after)).containsExactly("jailed");
    assertThat(towardsOutside(after, before)).containsExactly("jailed");
  }

  private static List<String> towardsOutside(FleetSketch before, FleetSketch after) {
    List<String> pods = new ArrayList<>();
    for (ConnectivityDiff.Row row :
        ConnectivityDiff.between(
            Reachability.of(before.snapshot()), Reachability.of(after.snapshot()))) {
      if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Addresses) {
        pods.add(FleetSketch.names(from));
      }
    }
    return pods;
  }

  @Test
  void of_outside_addresses_speak_of_pods_that_come_and_go() {
    before.pods("web", "old").egress("", rule(block("fd00::/8"), 80));
    FleetSketch after = new FleetSketch().pods("new", "web");
    after.egress("", rule(block("fd00::/8"), 80)).ingress("");
    String all = "[0.0.0.0-255.255.255.255, ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]";
    String block = "[fd00::-fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]";
    assertThat(outside(after))
        .containsExactlyInAnyOrder(
            all + " -> old web: all became none",
            "old -> " + block + ": TCP 80 became none",
            "new -> " + block + ": none became TCP 80");
  }
}
