package dev.sallyport.runtime.objects;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server accepts, refuses and fills in; the numbers are those of its rules. */
class PolicyReaderTest {

  private static KubernetesObjects read(String text) {
    return new KubernetesReader("default")
        .add("p.yaml", text.getBytes(StandardCharsets.UTF_8))
        .objects();
  }

  private static KubernetesObjects metadata(String metadata) {
    return read(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: " + metadata + "\n");
  }

  /** A policy with this spec, in YAML's flow style. */
  private static KubernetesObjects spec(String spec) {
    return read(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
            + "metadata: {name: p, namespace: ns}\nspec: "
            + spec
            + "\n");
  }

  private static Policy policy(String spec) {
    KubernetesObjects objects = spec(spec);
    assertThat(objects.problems()).isEmpty();
    return objects.policies().get(0);
  }

  private static List<String> refused(KubernetesObjects objects) {
    assertThat(objects.policies()).isEmpty();
    return objects.problems().stream().map(p -> p.path() + ": " + p.message()).toList();
  }

  private static String port(String port) {
    return "{ingress: [{ports: [" + port + "]}]}";
  }

  private static String peer(String peer) {
    return "{ingress: [{from: [" + peer + "]}]}";
  }

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
  class Refused_metadata {
    @Test
    void a_missing_name() {
      assertThat(refused(metadata("")))
          .containsExactly("metadata: is missing; give the object a name");
      assertThat(refused(metadata("{}"))).containsExactly("metadata.name: is missing");
    }

    @Test
    void a_bad_namespace_and_bad_labels() {
      assertThat(refused(metadata("{name: p, namespace: a.b, labels: {-a: b, a: -b}}")))
          .hasSize(3)
          .anyMatch(p -> p.startsWith("metadata.namespace: "))
          .anyMatch(p -> p.startsWith("metadata.labels.-a: "))
          .anyMatch(p -> p.startsWith("metadata.labels.a: "));
    }

    @Test
    void a_bad_name_is_reported_but_the_policy_still_closes_what_it_closes() {
      KubernetesObjects objects = metadata("{name: A_b}");
      assertThat(objects.problems()).singleElement().satisfies(p -> path(p, "metadata.name"));
      assertThat(objects.policies()).singleElement().extracting("name").isEqualTo("a-b");
    }

    private void path(Problem problem, String path) {
      assertThat(problem.path()).isEqualTo(path);
    }
  }

  @Nested
  class Refused_ports {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{protocol: tcp}            | .protocol: \"tcp\" is no protocol; write TCP, UDP or SCTP",
          "{protocol: \"\"}           | .protocol: \"\" is no protocol; write TCP, UDP or SCTP",
          "{protocol: ICMP}           | .protocol: \"ICMP\" is no protocol; write TCP, UDP or SCTP",
          "{protocol: 6}              | .protocol: must be a string, but 6 is a whole number; write"
              + " \"6\"",
          "{port: 0}                  | .port: 0 is not a port number; it must be 1 to 65535",
          "{port: 65536}              | .port: 65536 is not a port number; it must be 1 to 65535",
          "{port: 99999999999}        | .port: 99999999999 is too large for any number that"
              + " Kubernetes knows",
          "{port: 80.0}               | .port: must be a whole number, but 80.0 is a number",
          "{port: 0123}               | .port: must be a whole number, but 0123 is ambiguous without"
              + " quotes",
          "{port: \"80\"}             | .port: \"80\" in quotes is the name of a port; write 80"
              + " without",
          "{endPort: 80}              | .endPort: needs a port to start from",
          "{port: http, endPort: 80}  | .endPort: a named port has no range; give numbers, or remove"
              + " endPort",
          "{port: 80, endPort: 79}    | .endPort: 79 is below port 80",
        })
    void one_by_one(String port, String problem) {
      assertThat(refused(spec(port(port)))).containsExactly("spec.ingress[0].ports[0]" + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-name-too-long1", "Http", "h--p", "-h", "h-", "\"\"", "a b"})
    void names(String name) {
      assertThat(refused(spec(port("{port: " + name + "}"))))
          .singleElement()
          .asString()
          .startsWith("spec.ingress[0].ports[0].port: \"");
    }

    @Test
    void an_end_port_of_zero_breaks_two_rules() {
      assertThat(refused(spec(port("{port: 80, endPort: 0}")))).hasSize(2);
    }

    @Test
    void an_equal_end_port_is_fine() {
      assertThat(policy(port("{port: 80, endPort: 80}")).ingress()).hasSize(1);
    }

    @Test
    void an_empty_item_is_refused_because_the_server_reads_it_as_all() {
      assertThat(refused(spec("{ingress: [{ports: [null]}]}")))
          .containsExactly("spec.ingress[0].ports[0]: must be an object, but nothing is written");
      assertThat(refused(spec("{ingress: [null]}"))).hasSize(1);
      assertThat(refused(spec(peer("null")))).hasSize(1);
    }
  }

  @Nested
  class Refused_peers {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{podSelector: null}"})
    void that_name_nobody(String peer) {
      assertThat(refused(spec(peer(peer))))
          .containsExactly(
              "spec.ingress[0].from[0]: names nobody; write a podSelector, a namespaceSelector or an"
                  + " ipBlock");
    }

    @Test
    void an_address_block_with_a_selector() {
      assertThat(refused(spec(peer("{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}"))))
          .containsExactly(
              "spec.ingress[0].from[0]: an ipBlock stands alone; put it into an entry of its own");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"\"",
          "10.0.0.1",
          "10.0.0.0/33",
          "010.0.0.0/8",
          "10.0.0.0/08",
          "10.0.0.1/8",
          "'::ffff:10.0.0.0/104'",
          "'fe80::%eth0/64'",
          "10.0.0/8"
        })
    void with_a_bad_address_block(String cidr) {
      assertThat(refused(spec(peer("{ipBlock: {cidr: " + cidr + "}}"))))
          .singleElement()
          .asString()
          .startsWith("spec.ingress[0].from[0].ipBlock.cidr: ");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\"\"", "\" \"", "10.0.0.256/32", "11.0.0.0/16", "10.0.0.0/8", "'fd00::/8'"})
    void with_a_bad_exception(String except) {
      String block = "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, " + except + "]}}";
      assertThat(refused(spec(peer(block))))
          .singleElement()
          .asString()
          .startsWith("spec.ingress[0].from[0].ipBlock.except[1]: ");
    }
  }

  @Nested
  class Refused_selectors {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{matchLabels: {a/b/c: x}}                                    | .matchLabels.a/b/c",
          "{matchLabels: {a: x y}}                                      | .matchLabels.a",
          "{matchLabels: {a: 1}}                                        | .matchLabels.a",
          "{matchLabels: {a: on}}                                       | .matchLabels.a",
          "{matchLabels: {a: true}}                                     | .matchLabels.a",
          "{matchLabels: {a: null}}                                     | .matchLabels.a",
          "{matchLabels: [a]}                                           | .matchLabels",
          "{matchExpressions: [{key: \"-\", operator: Exists}]} | .matchExpressions[0].key",
          "{matchExpressions: [{key: a, operator: in, values: [b]}]}    |"
              + " .matchExpressions[0].operator",
          "{matchExpressions: [{key: a, operator: Gt, values: [b]}]}    |"
              + " .matchExpressions[0].operator",
          "{matchExpressions: [{key: a}]}                               |"
              + " .matchExpressions[0].operator",
          "{matchExpressions: [{key: a, operator: In}]}                 |"
              + " .matchExpressions[0].values",
          "{matchExpressions: [{key: a, operator: Exists, values: [b]}]} |"
              + " .matchExpressions[0].values",
          "{matchExpressions: [{key: a, operator: In, values: [\"-\"]}]}    |"
              + " .matchExpressions[0].values[0]",
        })
    void one_by_one(String selector, String path) {
      assertThat(refused(spec("{podSelector: " + selector + "}")))
          .singleElement()
          .asString()
          .startsWith("spec.podSelector" + path + ": ");
    }
  }

  @Nested
  class Refused_types {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{policyTypes: [ingress]}                 | spec.policyTypes[0]",
          "{policyTypes: [Ingress, Egress, Egress]} | spec.policyTypes",
          "{ingress: {}}                            | spec.ingress",
          "[]                                       | spec",
          "{ingress: [{form: []}]}                  | spec.ingress[0].form",
          "{ingress: [{to: []}]}                    | spec.ingress[0].to",
          "{podselector: {}}                        | spec.podselector",
        })
    void one_by_one(String spec, String path) {
      assertThat(refused(spec(spec))).singleElement().asString().startsWith(path + ": ");
    }

    @Test
    void everything_is_reported_at_once() {
      assertThat(
              refused(
                  spec(
                      "{policyTypes: [x], ingress: [{from: [{}], ports: [{port: 0}, {endPort: 1}]}],"
                          + " egress: [{to: [{ipBlock: {cidr: x, except: [z]}}]}]}")))
          .hasSize(5);
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
