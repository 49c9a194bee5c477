package dev.sallyport.runtime.objects;

import static dev.sallyport.runtime.objects.PolicySpecs.metadata;
import static dev.sallyport.runtime.objects.PolicySpecs.peer;
import static dev.sallyport.runtime.objects.PolicySpecs.policy;
import static dev.sallyport.runtime.objects.PolicySpecs.port;
import static dev.sallyport.runtime.objects.PolicySpecs.refused;
import static dev.sallyport.runtime.objects.PolicySpecs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.runtime.document.Problem;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server refuses; the numbers are those of its rules. */
class RefusedPolicyTest {
  @Nested
  class Of_metadata {
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
  class Of_ports {
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
  class Of_peers {
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
  class Of_selectors {
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
  class Of_types {
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
}
