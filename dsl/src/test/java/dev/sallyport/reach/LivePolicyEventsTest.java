package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one change of a policy means for each pair of three pods. */
class LivePolicyEventsTest {
  private static final PolicyPort HTTP = port(80);
  private static final PolicyPort HTTPS = port(443);
  private static final String BOTH = "app in (client,server)";

  private final Pod client = pod("client");
  private final Pod server = pod("server", named("web", 80), named("dns", 53));
  private final Pod admin = pod("admin", named("web", 8080));

  private static Pod pod(String name, ContainerPort... ports) {
    return Pod.of("shop", name, Map.of("app", name), List.of(ports));
  }

  private static ContainerPort named(String name, int number) {
    return new ContainerPort(name, number, Protocol.TCP);
  }

  private static PolicyPort port(int number) {
    return new PolicyPort.Range(Protocol.TCP, number, number);
  }

  private static PolicyPort port(String name) {
    return new PolicyPort.Named(Protocol.TCP, name);
  }

  private static Peer app(String name) {
    return new Peer.Pods(Selector.parse("app=" + name));
  }

  private static Rule rule(List<Peer> peers, PolicyPort... ports) {
    return new Rule(peers, List.of(ports), List.of());
  }

  private static Policy ingress(String pods, Rule... rules) {
    return policy("p", pods, EnumSet.of(Direction.INGRESS), List.of(rules), List.of());
  }

  private static Policy egress(String pods, Rule... rules) {
    return policy("p", pods, EnumSet.of(Direction.EGRESS), List.of(), List.of(rules));
  }

  private static Policy both(String pods, List<Rule> ingress, List<Rule> egress) {
    return policy("p", pods, EnumSet.allOf(Direction.class), ingress, egress);
  }

  private static Policy policy(
      String name, String pods, Set<Direction> directions, List<Rule> ingress, List<Rule> egress) {
    return new Policy(
        "shop", name, Selector.parse(pods), directions, ingress, egress, new Origin("test", ""));
  }

  private LiveReachability live(Policy... policies) {
    return live(PluginProfile.CILIUM_LIKE, policies);
  }

  private LiveReachability live(PluginProfile profile, Policy... policies) {
    List<Policy> all = new ArrayList<>(List.of(policies));
    // Selects nobody, and mentions the label, without which a policy would need another index.
    all.add(policy("nobody", "app=nobody", Set.of(), List.of(), List.of()));
    return LiveReachability.of(
        Snapshot.of(List.of(), List.of(client, server, admin), all), profile);
  }

  /** What applying a policy changes, pair by pair. */
  private static List<String> pairs(LiveReachability live, Policy policy) {
    return live.apply(new ClusterEvent.PolicyApplied(policy)).rows().stream()
        .filter(row -> row.from() instanceof Group.Pods && row.to() instanceof Group.Pods)
        .flatMap(LivePolicyEventsTest::pairs)
        .sorted()
        .toList();
  }

  private static Stream<String> pairs(Delta.Row row) {
    return ((Group.Pods) row.from())
        .pods().stream()
            .flatMap(
                from ->
                    ((Group.Pods) row.to())
                        .pods().stream()
                            .map(
                                to ->
                                    from.name()
                                        + " -> "
                                        + to.name()
                                        + ": "
                                        + row.before().connections()
                                        + " -> "
                                        + row.after().connections()));
  }

  @Test
  void another_peer_is_let_in_instead() {
    LiveReachability live = live(ingress("app=server", rule(List.of(app("client")), HTTP)));
    assertThat(pairs(live, ingress("app=server", rule(List.of(app("admin")), HTTP))))
        .containsExactly("admin -> server: none -> TCP 80", "client -> server: TCP 80 -> none");
  }

  @Test
  void a_peer_is_let_in_on_another_port() {
    LiveReachability live = live(ingress("app=server", rule(List.of(app("client")), HTTP)));
    assertThat(pairs(live, ingress("app=server", rule(List.of(app("client")), HTTPS))))
        .containsExactly("client -> server: TCP 80 -> TCP 443");
  }

  @Test
  void isolation_cuts_off_those_who_name_the_pod_and_those_who_are_free() {
    Policy out =
        policy(
            "out",
            "app=client",
            EnumSet.of(Direction.EGRESS),
            List.of(),
            List.of(rule(List.of(app("other"), app("server")), PolicyPort.EVERY)));
    assertThat(pairs(live(out), ingress("app=server")))
        .containsExactly("admin -> server: all -> none", "client -> server: all -> none");
  }

  @Test
  void isolation_at_both_ends_tells_each_pair_once() {
    assertThat(pairs(live(), both(BOTH, List.of(), List.of())))
        .containsExactly(
            "admin -> client: all -> none",
            "admin -> server: all -> none",
            "client -> admin: all -> none",
            "client -> server: all -> none",
            "server -> admin: all -> none",
            "server -> client: all -> none");
  }

  @Test
  void a_policy_turns_from_one_end_of_a_connection_to_the_other() {
    LiveReachability live = live(egress("app=client", rule(List.of(app("server")), HTTP)));
    assertThat(pairs(live, ingress("app=server")))
        .containsExactly(
            "admin -> server: all -> none",
            "client -> admin: none -> all",
            "client -> server: TCP 80 -> none");
    assertThat(pairs(live, egress("app=client", rule(List.of(app("server")), HTTP))))
        .containsExactly(
            "admin -> server: none -> all",
            "client -> admin: all -> none",
            "client -> server: none -> TCP 80");
  }

  @Test
  void a_rule_that_goes_or_comes_at_both_ends_tells_each_pair_once() {
    Policy some =
        both(
            BOTH,
            List.of(rule(List.of(app("admin"), app("client")), HTTP)),
            List.of(rule(List.of(app("server")), HTTP)));
    LiveReachability live = live(some);
    assertThat(pairs(live, both(BOTH, List.of(), List.of())))
        .containsExactly(
            "admin -> client: TCP 80 -> none",
            "admin -> server: TCP 80 -> none",
            "client -> server: TCP 80 -> none");
    assertThat(pairs(live, some))
        .containsExactly(
            "admin -> client: none -> TCP 80",
            "admin -> server: none -> TCP 80",
            "client -> server: none -> TCP 80");
  }

  @Test
  void other_ports_for_everyone_at_both_ends_tell_each_pair_once() {
    Rule toServer = rule(List.of(app("server")), HTTP, HTTPS);
    LiveReachability live =
        live(both(BOTH, List.of(rule(List.of(Peer.ANYONE), HTTP)), List.of(toServer)));
    assertThat(pairs(live, both(BOTH, List.of(rule(List.of(Peer.ANYONE), HTTPS)), List.of())))
        .containsExactly(
            "admin -> client: TCP 80 -> TCP 443",
            "admin -> server: TCP 80 -> TCP 443",
            "client -> server: TCP 80 -> none");
  }

  @Test
  void each_end_changes_for_another_pair() {
    Rule fromClient = rule(List.of(app("client")), HTTP);
    LiveReachability live =
        live(
            both(
                BOTH,
                List.of(fromClient, rule(List.of(app("admin")), HTTP)),
                List.of(rule(List.of(app("server")), HTTP))));
    Policy changed = both(BOTH, List.of(fromClient, rule(List.of(app("admin")), HTTPS)), List.of());
    assertThat(pairs(live, changed))
        .containsExactly(
            "admin -> client: TCP 80 -> TCP 443",
            "admin -> server: TCP 80 -> TCP 443",
            "client -> server: TCP 80 -> none");
  }

  @Test
  void a_block_that_changes_at_one_end_does_not_tell_twice_of_pods_that_it_does_not_match() {
    Peer block = new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of());
    Rule fromClient = rule(List.of(app("client")), HTTP);
    LiveReachability live =
        live(
            PluginProfile.CALICO_LIKE,
            both(
                BOTH,
                List.of(fromClient, rule(List.of(block), HTTP)),
                List.of(rule(List.of(app("server")), HTTP))));
    assertThat(pairs(live, both(BOTH, List.of(fromClient, rule(List.of(block), HTTPS)), List.of())))
        .containsExactly("client -> server: TCP 80 -> none");
  }

  @Test
  void a_port_name_towards_everyone_is_another_port_for_each() {
    LiveReachability live = live();
    assertThat(pairs(live, egress("app=client", rule(List.of(Peer.ANYONE), port("web")))))
        .containsExactly("client -> admin: all -> TCP 8080", "client -> server: all -> TCP 80");
    assertThat(pairs(live, egress("app=client", rule(List.of(Peer.ANYONE), port("dns")))))
        .containsExactly("client -> admin: TCP 8080 -> none", "client -> server: TCP 80 -> TCP 53");
    assertThat(pairs(live, egress("app=client", rule(List.of(Peer.ANYONE), HTTP))))
        .containsExactly("client -> admin: none -> TCP 80", "client -> server: TCP 53 -> TCP 80");
  }

  @Test
  void a_rule_may_have_ports_by_number_and_by_name() {
    Rule out = rule(List.of(app("server")), HTTPS, port("dns"), port(8443), port("web"));
    assertThat(pairs(live(), egress("app=client", out)))
        .containsExactly(
            "client -> admin: all -> none", "client -> server: all -> TCP 53,80,443,8443");
  }
}
