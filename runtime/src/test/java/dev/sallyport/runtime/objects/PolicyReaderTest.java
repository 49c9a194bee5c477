package dev.sallyport.runtime.objects;

import static dev.sallyport.runtime.objects.PolicySpecs.metadata;
import static dev.sallyport.runtime.objects.PolicySpecs.peer;
import static dev.sallyport.runtime.objects.PolicySpecs.policy;
import static dev.sallyport.runtime.objects.PolicySpecs.port;
import static dev.sallyport.runtime.objects.PolicySpecs.read;
import static dev.sallyport.runtime.objects.PolicySpecs.refused;
import static dev.sallyport.runtime.objects.PolicySpecs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import dev.sallyport.runtime.document.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server accepts and fills in. */
class PolicyReaderTest {

  @Nested
  class Defaults {
    @Test
    void without_spec_all_ingress_of_the_namespace_is_denied() {
      Policy policy = metadata("{name: p}").policies().get(0);
      assertThat(policy.namespace()).isEqualTo("default");
      assertThat(policy.pods()).isEqualTo(Selector.EVERYTHING);
      assertThat(policy.directions()).containsExactly(Direction.INGRESS);
      assertThat(policy.ingress()).isEmpty();
    }

    @Test
    void an_egress_rule_adds_the_policy_type() {
      assertThat(policy("{podSelector: {}, egress: [{}]}").directions())
          .containsExactly(Direction.INGRESS, Direction.EGRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{egress: []}", "{egress: null}", "{policyTypes: []}", "{}"})
    void an_empty_list_adds_nothing(String spec) {
      assertThat(policy(spec).directions()).containsExactly(Direction.INGRESS);
    }

    @Test
    void explicit_policy_types_stay() {
      Policy policy = policy("{policyTypes: [Egress, Egress], ingress: [{}]}");
      assertThat(policy.directions()).containsExactly(Direction.EGRESS);
      assertThat(policy.ingress()).hasSize(1);
    }

    @Test
    void a_port_without_protocol_is_tcp() {
      assertThat(policy(port("{}, {port: 80}, {port: http}")).ingress().get(0).ports())
          .containsExactly(
              PolicyPort.Range.allOf(Protocol.TCP),
              new PolicyPort.Range(Protocol.TCP, 80, 80),
              new PolicyPort.Named(Protocol.TCP, "http"));
    }
  }

  @Nested
  class Meaning {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{from: null, ports: null}", "{from: [], ports: []}"})
    void a_rule_without_peers_and_ports_is_everything(String rule) {
      Policy policy = policy("{ingress: [" + rule + "]}");
      assertThat(policy.ingress().get(0).peers()).containsExactly(Peer.ANYONE);
      assertThat(policy.ingress().get(0).ports()).containsExactly(PolicyPort.EVERY);
    }

    @Test
    void selectors_of_one_peer_are_and_those_of_two_are_or() {
      assertThat(
              policy(
                      peer(
                          "{podSelector: {matchLabels: {a: b}}, namespaceSelector: {}},"
                              + " {podSelector: {}}, {namespaceSelector: {}}"))
                  .ingress()
                  .get(0)
                  .peers())
          .containsExactly(
              new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.ofLabels(Map.of("a", "b"))),
              new Peer.Pods(Selector.EVERYTHING),
              new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING));
    }

    @Test
    void an_absent_peer_selector_is_no_selector_but_an_empty_one_is() {
      assertThat(
              policy(peer("{podSelector: {}, namespaceSelector: null}")).ingress().get(0).peers())
          .containsExactly(new Peer.Pods(Selector.EVERYTHING));
    }

    @Test
    void match_expressions_are_read_with_all_operators() {
      assertThat(
              policy(
                      "{podSelector: {matchExpressions: [{key: a, operator: In, values: [v, x]},"
                          + " {key: b, operator: NotIn, values: [z]}, {key: c, operator: Exists},"
                          + " {key: d, operator: DoesNotExist, values: []}]}}")
                  .pods()
                  .matchExpressions())
          .containsExactly(
              new Requirement("a", Operator.IN, List.of("v", "x")),
              new Requirement("b", Operator.NOT_IN, List.of("z")),
              new Requirement("c", Operator.EXISTS, List.of()),
              new Requirement("d", Operator.DOES_NOT_EXIST, List.of()));
    }

    @Test
    void an_address_block_has_exceptions() {
      assertThat(
              policy(peer("{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.1.0.0/16]}}"))
                  .ingress()
                  .get(0)
                  .peers())
          .containsExactly(
              new Peer.IpBlock(Cidr.parse("10.0.0.0/8"), List.of(Cidr.parse("10.1.0.0/16"))));
    }

    @Test
    void rules_say_where_they_come_from() {
      Policy policy = policy("\n  ingress:\n  - {}\n  - from: [podSelector: {}]");
      assertThat(policy.origin().source()).isEqualTo("p.yaml:1");
      assertThat(policy.ingress().get(1).origins().get(0).source())
          .isEqualTo("p.yaml:7 spec.ingress[1]");
    }
  }

  @Nested
  class Text {
    @Test
    void a_field_given_twice_is_refused() {
      assertThat(
              refused(
                  read(
                      """
              apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              metadata:
                name: p
              spec:
                podSelector: {}
                podSelector: {matchLabels: {a: b}}
              """)))
          .containsExactly(
              "spec.podSelector: given a second time (first on line 6); keep one of the two");
    }

    @Test
    void one_bad_document_does_not_hide_the_others() {
      KubernetesObjects objects =
          read(
              """
              apiVersion: networking.k8s.io/v1
              kind: NetworkPolicy
              metadata: {name: a}
              ---
              this is: not: yaml
              ---
              {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
               "metadata": {"name": "b"}, "spec": {"podSelector": {}}}
              ---
              apiVersion: example.org/v1
              kind: Cactus
              """);
      assertThat(objects.policies()).extracting(Policy::name).containsExactly("a", "b");
      assertThat(objects.policies().get(1).origin().source()).isEqualTo("p.yaml:7");
      assertThat(objects.problems()).singleElement().extracting(Problem::line).isEqualTo(5);
      assertThat(objects.skipped()).containsExactly(Map.entry("example.org/v1 Cactus", 1));
    }
  }
}
