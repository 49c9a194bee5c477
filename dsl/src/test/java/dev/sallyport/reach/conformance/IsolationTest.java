package dev.sallyport.reach.conformance;

import static dev.sallyport.reach.conformance.World.OUTSIDE;
import static dev.sallyport.reach.conformance.World.anyone;
import static dev.sallyport.reach.conformance.World.in;
import static dev.sallyport.reach.conformance.World.named;
import static dev.sallyport.reach.conformance.World.pods;
import static dev.sallyport.reach.conformance.World.port;
import static dev.sallyport.reach.conformance.World.rule;
import static dev.sallyport.reach.conformance.World.tcp;
import static dev.sallyport.reach.conformance.World.udp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Verdict;
import java.lang.reflect.RecordComponent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Which pods are isolated, in which direction, and what the rules of several policies add up to.
 */
class IsolationTest {
  private final World world = new World();
  private final Pod web = world.pod("a", "web", "app=web", port("http", 8080, Protocol.TCP));
  private final Pod db = world.pod("a", "db", "app=db");
  private final Pod other = world.pod("b", "other", "app=web");

  @Test
  @Row(1)
  @DisplayName("1: a pod that no policy selects is unrestricted")
  void no_policy_no_restriction() {
    world.ingress("a", "app=db");
    assertThat(world.connections(db, web)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(OUTSIDE, web)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(web, OUTSIDE)).isEqualTo(ConnectionSet.ALL);
  }

  @Test
  @Row(2)
  @DisplayName("2: isolation is per direction")
  void isolation_is_per_direction() {
    world.ingress("a", "app=web");
    assertThat(world.verdict(db, web)).isEqualTo(Verdict.DENIED);
    assertThat(world.verdict(web, db)).isEqualTo(Verdict.ALLOWED);
    world.removePolicies();
    world.egress("a", "app=web");
    assertThat(world.verdict(db, web)).isEqualTo(Verdict.ALLOWED);
    assertThat(world.verdict(web, db)).isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(3)
  @DisplayName("3: what is allowed is the union over policies, in any order")
  void policies_add_up() {
    world.ingress("a", "app=web");
    world.ingress("a", "app=web", anyone(tcp(80)));
    world.ingress("a", "", anyone(tcp(81)));
    assertThat(world.connections(db, web)).hasToString("TCP 80-81");
  }

  @Test
  @Row(4)
  @DisplayName("4: the source's egress and the destination's ingress must both allow it")
  void both_doors_must_be_open() {
    world.egress("a", "app=db", rule(List.of(pods("app=web")), tcp(80), tcp(81)));
    world.ingress("a", "app=web", rule(List.of(pods("app=db")), tcp(81), tcp(82)));
    assertThat(world.connections(db, web)).hasToString("TCP 81");
  }

  @Test
  @Row(5)
  @DisplayName("5: a rule needs one of its peers and one of its ports")
  void peers_and_ports_are_ors_inside_an_and() {
    world.ingress("a", "app=web", rule(List.of(pods("app=x"), pods("app=db")), tcp(80), udp(53)));
    assertThat(world.connections(db, web)).hasToString("TCP 80, UDP 53");
    assertThat(world.connections(other, web)).isEqualTo(ConnectionSet.NONE);
  }

  @Test
  @Row(6)
  @DisplayName("6: the rule {} allows everything in its direction")
  void the_empty_rule_opens_its_direction() {
    world.policy("a", "app=web", EnumSet.allOf(Direction.class), List.of(anyone()), List.of());
    assertThat(world.connections(other, web)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(OUTSIDE, web)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(web, other)).isEqualTo(ConnectionSet.NONE);
  }

  @Test
  @Row(7)
  @DisplayName("7: a rule without peers means anybody, outside the cluster too")
  void no_peers_means_anybody() {
    world.ingress("a", "app=web", anyone(tcp(80)));
    assertThat(world.connections(db, web)).hasToString("TCP 80");
    assertThat(world.connections(other, web)).hasToString("TCP 80");
    assertThat(world.connections(OUTSIDE, web)).hasToString("TCP 80");
  }

  @Test
  @Row(8)
  @DisplayName("8: a rule without ports means every port of every protocol")
  void no_ports_means_every_port() {
    world.ingress("a", "app=web", rule(List.of(pods("app=db"))));
    assertThat(world.connections(db, web)).isEqualTo(ConnectionSet.ALL);
  }

  @Test
  @Row(9)
  @DisplayName("9: no rules, in whatever spelling, allow nothing")
  void no_rules_allow_nothing() {
    world.ingress("a", "app=web");
    assertThat(world.connections(db, web)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(OUTSIDE, web)).isEqualTo(ConnectionSet.NONE);
  }

  @Test
  @Row(10)
  @DisplayName("10: Egress in policyTypes without egress rules denies all egress")
  void egress_without_rules_denies_egress() {
    world.policy("a", "app=web", EnumSet.allOf(Direction.class), List.of(anyone()), List.of());
    assertThat(world.connections(web, db)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(web, OUTSIDE)).isEqualTo(ConnectionSet.NONE);
  }

  @Test
  @Row(11)
  @DisplayName("11: rules of a direction that policyTypes omits are ignored")
  void rules_of_an_omitted_direction_are_inert() {
    world.policy(
        "a", "app=web", Set.of(Direction.INGRESS), List.of(anyone()), List.of(anyone(tcp(1))));
    assertThat(world.connections(web, db)).isEqualTo(ConnectionSet.ALL);
    world.egress("a", "app=web");
    assertThat(world.connections(web, db)).isEqualTo(ConnectionSet.NONE);
    world.policy("a", "app=db", Set.of(), List.of(), List.of());
    assertThat(world.connections(other, db)).isEqualTo(ConnectionSet.ALL);
  }

  @Test
  @Row(12)
  @DisplayName("12: spec.podSelector sees its own namespace only")
  void a_policy_selects_in_its_namespace() {
    world.ingress("a", "app=web");
    assertThat(world.verdict(db, web)).isEqualTo(Verdict.DENIED);
    assertThat(world.verdict(db, other)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  @Row({34, 35})
  @DisplayName(
      "34, 35: answers speak of new connections; replies need no rule, and nothing is remembered")
  void answers_speak_of_new_connections() {
    world.egress("a", "app=web");
    world.ingress("a", "app=db");
    assertThat(world.verdict(db, web))
        .as("the reply web -> db needs no rule")
        .isEqualTo(Verdict.ALLOWED);
    assertThat(world.verdict(web, db)).isEqualTo(Verdict.DENIED);
    world.ingress("a", "app=web");
    assertThat(world.verdict(db, web))
        .as("after the change, whatever was open")
        .isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(48)
  @DisplayName("48: DNS gets no exemption from egress isolation")
  void dns_is_not_exempt() {
    Pod dns = world.pod("kube-system", "dns", "k8s-app=kube-dns", port("dns", 53, Protocol.UDP));
    world.egress("a", "app=web", rule(List.of(pods("app=db"))));
    assertThat(world.verdict(web, dns, Protocol.UDP, 53)).isEqualTo(Verdict.DENIED);
    assertThat(world.verdict(web, dns, Protocol.TCP, 53)).isEqualTo(Verdict.DENIED);
    world.egress(
        "a", "", rule(List.of(in("kubernetes.io/metadata.name=kube-system", "")), udp(53)));
    assertThat(world.verdict(web, dns, Protocol.UDP, 53)).isEqualTo(Verdict.ALLOWED);
    assertThat(world.verdict(web, dns, Protocol.TCP, 53)).isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(55)
  @DisplayName("55: only the pod's end is policed; outside hosts are never selected")
  void outside_hosts_are_never_selected() {
    world.policy("a", "", EnumSet.allOf(Direction.class), List.of(), List.of(anyone()));
    assertThat(world.connections(OUTSIDE, OUTSIDE)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(web, OUTSIDE)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(OUTSIDE, web)).isEqualTo(ConnectionSet.NONE);
  }

  @Test
  @Row(56)
  @DisplayName(
      "56: a NetworkPolicy has no deny rule, no default over namespaces and no other targets")
  void the_model_has_only_what_the_api_has() {
    assertThat(components(Rule.class)).containsExactly("peers", "ports", "origins");
    assertThat(components(Policy.class))
        .containsExactly("namespace", "name", "pods", "directions", "ingress", "egress", "origin");
    world.ingress("a", "");
    assertThat(world.connections(web, other)).isEqualTo(ConnectionSet.ALL);
  }

  private static List<String> components(Class<?> type) {
    return Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  @Test
  @Row(57)
  @DisplayName("57: policies of other namespaces never isolate here, nor open what is isolated")
  void other_namespaces_do_not_matter() {
    world.ingress("b", "", rule(List.of(in("", "")), named(Protocol.TCP, "http")));
    assertThat(world.connections(other, web)).isEqualTo(ConnectionSet.ALL);
    world.ingress("a", "");
    assertThat(world.connections(other, web)).isEqualTo(ConnectionSet.NONE);
  }
}
