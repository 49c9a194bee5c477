package dev.sallyport.reach.conformance;

import static dev.sallyport.reach.conformance.World.OUTSIDE;
import static dev.sallyport.reach.conformance.World.block;
import static dev.sallyport.reach.conformance.World.in;
import static dev.sallyport.reach.conformance.World.pods;
import static dev.sallyport.reach.conformance.World.rule;
import static dev.sallyport.reach.conformance.World.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Peer;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Verdict;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whom the peers of a rule match. */
class PeersTest {
  private final World world = new World().with(PluginProfile.CALICO_LIKE);
  private final Pod target = world.pod("a", "target", "app=target");
  private final Pod near = world.podAt("a", "near", "app=web,empty=", "10.0.0.1", "2001:db8::1");
  private final Pod far = world.podAt("b", "far", "app=web", "10.0.1.1");
  private final Pod bare = world.podAt("c", "bare", "", "192.168.0.1");

  @BeforeEach
  void namespaces() {
    world.namespace("a", "team=x");
    world.namespace("b", "team=y");
  }

  private void onlyFrom(Peer... peers) {
    world.removePolicies();
    world.ingress("a", "app=target", rule(List.of(peers)));
  }

  private boolean reaches(Pod from) {
    return world.verdict(from, target) == Verdict.ALLOWED;
  }

  @Test
  @Row(13)
  @DisplayName("13: podSelector alone means the policy's namespace")
  void pods_are_those_of_the_same_namespace() {
    onlyFrom(pods("app=web"));
    assertThat(reaches(near)).isTrue();
    assertThat(reaches(far)).isFalse();
    onlyFrom(pods(""));
    assertThat(reaches(near)).isTrue();
    assertThat(reaches(bare)).isFalse();
  }

  @Test
  @Row(14)
  @DisplayName(
      "14: namespaceSelector alone means all pods of these namespaces; {} means all, the own included")
  void namespaces_mean_all_their_pods() {
    onlyFrom(in("team=y", ""));
    assertThat(reaches(far)).isTrue();
    assertThat(reaches(near)).isFalse();
    onlyFrom(in("", ""));
    assertThat(List.of(near, far, bare)).allMatch(this::reaches);
  }

  @Test
  @Row(15)
  @DisplayName("15: both selectors in one peer mean AND")
  void both_selectors_mean_and() {
    onlyFrom(in("team=y", "app=web"));
    assertThat(reaches(far)).isTrue();
    assertThat(reaches(near)).as("right pod, wrong namespace").isFalse();
    Pod wrong = world.pod("b", "wrong", "app=x");
    assertThat(reaches(wrong)).as("right namespace, wrong pod").isFalse();
  }

  @Test
  @Row(16)
  @DisplayName("16: two peers mean OR")
  void two_peers_mean_or() {
    Pod wrong = world.pod("b", "wrong", "app=x");
    onlyFrom(in("team=y", ""), pods("app=web"));
    assertThat(List.of(near, far, wrong)).allMatch(this::reaches);
    assertThat(reaches(bare)).isFalse();
  }

  @Test
  @Row(17)
  @DisplayName("17: selectors never match addresses outside the cluster")
  void selectors_match_pods_only() {
    onlyFrom(in("", ""), pods(""));
    assertThat(world.connections(OUTSIDE, target)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(AddressRange.parse("10.0.0.1"), target))
        .as("a pod's address, asked as an outside address")
        .isEqualTo(ConnectionSet.NONE);
  }

  @Test
  @Row(18)
  @DisplayName(
      "18: requirements are ANDed; NotIn and DoesNotExist match a missing key, In and Exists don't")
  void requirements_are_anded_and_negations_match_missing_keys() {
    onlyFrom(in("", "app notin (web)"));
    assertThat(reaches(bare)).as("NotIn without the key").isTrue();
    assertThat(reaches(far)).isFalse();
    onlyFrom(in("", "!app"));
    assertThat(reaches(bare)).isTrue();
    assertThat(reaches(far)).isFalse();
    onlyFrom(in("", "app in (web,x)"));
    assertThat(reaches(bare)).isFalse();
    assertThat(reaches(far)).isTrue();
    onlyFrom(in("", "app"));
    assertThat(reaches(bare)).isFalse();
    assertThat(reaches(far)).isTrue();
    onlyFrom(in("", "app=web,empty"));
    assertThat(reaches(far)).isFalse();
    assertThat(reaches(near)).isTrue();
    onlyFrom(in("team notin (y)", ""));
    assertThat(reaches(bare)).as("NotIn on a namespace without the key").isTrue();
    assertThat(reaches(far)).isFalse();
  }

  @Test
  @Row(19)
  @DisplayName("19: an empty value needs the key")
  void an_empty_value_needs_the_key() {
    onlyFrom(in("", "empty="));
    assertThat(reaches(near)).isTrue();
    assertThat(reaches(far)).isFalse();
  }

  @Test
  @Row(20)
  @DisplayName(
      "20: every namespace carries kubernetes.io/metadata.name, also one that nobody described")
  void namespaces_are_matched_by_name() {
    onlyFrom(in("kubernetes.io/metadata.name in (b,c)", ""));
    assertThat(reaches(far)).isTrue();
    assertThat(reaches(bare)).as("namespace c is only assumed").isTrue();
    assertThat(reaches(near)).isFalse();
  }

  @Test
  @Row(21)
  @DisplayName("21: changed labels and policies change the answer")
  void changes_take_effect() {
    onlyFrom(pods("app=web"));
    assertThat(reaches(near)).isTrue();
    onlyFrom(pods("app=db"));
    assertThat(reaches(near)).isFalse();
    Pod relabelled = world.pod("a", "relabelled", "app=db");
    assertThat(reaches(relabelled)).isTrue();
  }

  @Test
  @Row(23)
  @DisplayName(
      "23: except carves its own peer only; another peer, rule or policy may allow the rest")
  void except_carves_its_own_peer() {
    AddressRange excepted = AddressRange.parse("10.9.0.0/16");
    onlyFrom(block("10.0.0.0/8", "10.9.0.0/16"));
    assertThat(world.connections(excepted, target)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(AddressRange.parse("10.8.0.0/16"), target))
        .isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(AddressRange.parse("10.0.0.0/8"), target))
        .as("not each of them may")
        .isEqualTo(ConnectionSet.NONE);
    onlyFrom(block("10.0.0.0/8", "10.9.0.0/16"), block("10.9.1.0/24"));
    assertThat(world.connections(AddressRange.parse("10.9.1.0/24"), target))
        .isEqualTo(ConnectionSet.ALL);
    onlyFrom(block("10.0.0.0/8", "10.9.0.0/16"));
    world.ingress("a", "", rule(List.of(block("10.9.2.0/24")), tcp(80)));
    assertThat(world.connections(AddressRange.parse("10.9.2.0/24"), target)).hasToString("TCP 80");
    assertThat(reaches(world.podAt("b", "carved", "", "10.9.0.1"))).isFalse();
  }

  @Test
  @Row(24)
  @DisplayName("24: 0.0.0.0/0 never matches IPv6, nor ::/0 IPv4")
  void families_are_separate() {
    onlyFrom(block("0.0.0.0/0"));
    assertThat(world.connections(AddressRange.ALL_IPV4, target)).isEqualTo(ConnectionSet.ALL);
    assertThat(world.connections(AddressRange.ALL_IPV6, target)).isEqualTo(ConnectionSet.NONE);
    onlyFrom(block("::/0"));
    assertThat(world.connections(AddressRange.ALL_IPV4, target)).isEqualTo(ConnectionSet.NONE);
    assertThat(world.connections(AddressRange.ALL_IPV6, target)).isEqualTo(ConnectionSet.ALL);
    assertThat(reaches(near)).as("one of its two addresses is IPv6").isTrue();
    assertThat(reaches(far)).isFalse();
  }

  @Test
  @Row(46)
  @DisplayName("46: the address of a Service is no peer; selectors of its pods don't match it")
  void service_addresses_are_ordinary_addresses() {
    AddressRange service = AddressRange.parse("10.96.0.1");
    onlyFrom(in("", ""));
    assertThat(world.verdict(service, target)).isEqualTo(Verdict.DENIED);
    world.egress("a", "app=web", rule(List.of(pods("app=target"))));
    assertThat(world.verdict(near, service)).isEqualTo(Verdict.DENIED);
    assertThat(world.verdict(near, target)).as("but the pods behind it").isEqualTo(Verdict.ALLOWED);
  }

  @Test
  @Row(47)
  @DisplayName(
      "47: the source is the address that arrives; what a load balancer made of it is not guessed")
  void the_source_is_the_address_that_arrives() {
    onlyFrom(block("203.0.113.0/24"));
    assertThat(world.verdict(AddressRange.parse("203.0.113.7"), target)).isEqualTo(Verdict.ALLOWED);
    assertThat(world.verdict(AddressRange.parse("192.0.2.1"), target))
        .as("the same client behind the address of a node")
        .isEqualTo(Verdict.DENIED);
  }

  @Test
  @Row(49)
  @DisplayName("49: the Kubernetes API server gets no exemption; an ipBlock opens it")
  void the_api_server_is_not_exempt() {
    AddressRange api = AddressRange.parse("172.16.0.1");
    world.egress("a", "app=web", rule(List.of(in("", ""))));
    assertThat(world.verdict(near, api)).isEqualTo(Verdict.DENIED);
    world.egress("a", "app=web", rule(List.of(block("172.16.0.1/32"))));
    assertThat(world.verdict(near, api)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  @Row(58)
  @DisplayName("58: interfaces are not in the API: any known address of a pod is the pod")
  void any_address_of_a_pod_is_the_pod() {
    onlyFrom(block("2001:db8::1/128"));
    assertThat(reaches(near)).isTrue();
    onlyFrom(block("10.0.0.1/32"));
    assertThat(reaches(near)).isTrue();
    onlyFrom(block("10.0.0.2/32"));
    assertThat(reaches(near)).isFalse();
  }
}
