package dev.sallyport.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.DefaultDeny;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NetworkPolicyManifestTest {
  private static final Origin NOWHERE = new Origin("a test", "");
  private static final Peer WEB = new Peer.Pods(Selector.parse("app=web"));
  private static final PolicyPort HTTP = new PolicyPort.Range(Protocol.TCP, 80, 80);

  private static Rule rule(Peer peer, PolicyPort port, Origin... origins) {
    return new Rule(List.of(peer), List.of(port), List.of(origins));
  }

  private static Policy policy(Set<Direction> directions, List<Rule> ingress, List<Rule> egress) {
    return new Policy(
        "shop", "orders", Selector.parse("app=orders"), directions, ingress, egress, NOWHERE);
  }

  private static Policy ingress(Rule... rules) {
    return policy(EnumSet.of(Direction.INGRESS), List.of(rules), List.of());
  }

  private static String yaml(Policy policy) {
    return YamlWriter.write(NetworkPolicyManifest.of(policy, Map.of()));
  }

  @Test
  void is_written_for_people() {
    Policy policy =
        policy(
            EnumSet.allOf(Direction.class),
            List.of(
                rule(
                    WEB,
                    HTTP,
                    new Origin("@AllowsIngressFrom(Web.class) on shop.Orders", "the shop\nitself"),
                    new Origin("@Shared on shop.Orders", ""))),
            List.of(rule(Peer.ANYONE, PolicyPort.EVERY)));

    assertThat(
            YamlWriter.write(
                NetworkPolicyManifest.of(policy, Map.of("sallyport.dev/source", "shop.Orders"))))
        .isEqualTo(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: orders
              namespace: shop
              labels:
                app.kubernetes.io/managed-by: sallyport
              annotations:
                sallyport.dev/source: shop.Orders
                sallyport.dev/why: "@AllowsIngressFrom(Web.class) on shop.Orders: the shop itself"
            spec:
              podSelector:
                matchLabels:
                  app: orders
              policyTypes:
              - Ingress
              - Egress
              ingress:
              # @AllowsIngressFrom(Web.class) on shop.Orders: the shop
              #   itself
              # @Shared on shop.Orders
              - from:
                - podSelector:
                    matchLabels:
                      app: web
                ports:
                - protocol: TCP
                  port: 80
              egress:
              - {}
            """);
  }

  @Test
  void of_default_deny_says_what_no_rule_means() {
    assertThat(yaml(DefaultDeny.of("shop", NOWHERE)))
        .isEqualTo(
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata:
              name: default-deny
              namespace: shop
              labels:
                app.kubernetes.io/managed-by: sallyport
            spec:
              podSelector: {}
              # no ingress rule: this policy lets nobody connect to these pods
              # no egress rule: this policy lets these pods connect to nobody
              policyTypes:
              - Ingress
              - Egress
            """);
  }

  @Nested
  class Metadata {

    @Test
    void leaves_the_namespace_to_the_place_of_deployment_if_it_has_none() {
      assertThat(yaml(DefaultDeny.of("", NOWHERE))).doesNotContain("namespace:");
    }

    @Test
    void sorts_annotations() {
      Mapping manifest =
          NetworkPolicyManifest.of(
              DefaultDeny.of("", new Origin("x", "because")), Map.of("z", "1", "a", "2"));

      assertThat(YamlWriter.write(manifest))
          .contains("    a: \"2\"\n    sallyport.dev/why: \"x: because\"\n    z: \"1\"\n");
    }

    @Test
    void refuses_annotations_that_the_api_server_refuses() {
      Policy policy = DefaultDeny.of("", NOWHERE);
      assertThatThrownBy(() -> NetworkPolicyManifest.of(policy, Map.of("a b", "")))
          .isInstanceOf(InvalidValueException.class);
      assertThatThrownBy(() -> NetworkPolicyManifest.of(policy, Map.of("k", "é".repeat(131_072))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(NetworkPolicyManifest.of(policy, Map.of("K", "x".repeat(262_143)))).isNotNull();
    }

    @Test
    void refuses_a_second_author_of_the_reasons() {
      assertThatThrownBy(
              () ->
                  NetworkPolicyManifest.of(
                      DefaultDeny.of("", NOWHERE),
                      Map.of(NetworkPolicyManifest.WHY_ANNOTATION, "x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class Why {

    private static String why(Policy policy) {
      Node metadata = NetworkPolicyManifest.of(policy, Map.of()).fields().get("metadata");
      Node annotations = ((Mapping) metadata).fields().get("annotations");
      Scalar why =
          (Scalar) ((Mapping) annotations).fields().get(NetworkPolicyManifest.WHY_ANNOTATION);
      return (String) why.value();
    }

    @Test
    void has_one_sorted_line_per_origin_with_a_reason() {
      Policy policy =
          ingress(
              rule(WEB, HTTP, new Origin("b", "2"), new Origin("a", "1")),
              rule(Peer.ANYONE, HTTP, new Origin("a", "1"), new Origin("c", "")));

      assertThat(why(policy)).isEqualTo("a: 1\nb: 2");
    }

    @Test
    void has_no_line_breaks_or_hidden_characters_of_the_author() {
      Policy policy = ingress(rule(WEB, HTTP, new Origin("a", " x\r\n\u2028y\u202e\tz \uD800 ")));

      assertThat(why(policy)).isEqualTo("a: x y z �");
    }

    @Test
    void leaves_room_for_the_rest_of_the_object() {
      List<Rule> rules = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        rules.add(rule(WEB, HTTP, new Origin("rule " + (100 + i), "é".repeat(1_000))));
      }
      String why = why(ingress(rules.toArray(new Rule[0])));

      assertThat(why.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(16_384);
      assertThat(why.lines()).hasSize(9).startsWith("rule 100: " + "é".repeat(1_000));
      assertThat(why).endsWith("\nand 92 more, see the comments in the manifest");
    }
  }

  @Nested
  class Spec {

    @Test
    void refuses_to_leave_the_policy_types_to_the_api_server() {
      assertThatThrownBy(() -> yaml(policy(Set.of(), List.of(), List.of())))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_only_the_directions_that_the_policy_isolates() {
      assertThat(yaml(policy(EnumSet.of(Direction.EGRESS), List.of(), List.of())))
          .endsWith(
              """
                # no egress rule: this policy lets these pods connect to nobody
                policyTypes:
                - Egress
              """);
    }

    @Test
    void marks_rules_that_have_no_effect() {
      assertThat(yaml(policy(EnumSet.of(Direction.EGRESS), List.of(rule(WEB, HTTP)), List.of())))
          .contains("  # without effect: policyTypes does not name this direction\n  ingress:\n");
    }
  }

  @Nested
  class Peers {

    private static String peer(Peer peer) {
      String yaml = yaml(ingress(rule(peer, PolicyPort.EVERY)));
      return yaml.substring(yaml.indexOf("  ingress:\n") + "  ingress:\n".length());
    }

    @Test
    void in_the_same_namespace_have_a_pod_selector_also_if_it_is_empty() {
      assertThat(peer(new Peer.Pods(Selector.EVERYTHING)))
          .isEqualTo("  - from:\n    - podSelector: {}\n");
    }

    @Test
    void elsewhere_have_both_selectors_in_one_item() {
      assertThat(
              peer(
                  new Peer.PodsInNamespaces(
                      Selector.EVERYTHING, Selector.parse("app,tier notin (b,a)"))))
          .isEqualTo(
              """
                - from:
                  - namespaceSelector: {}
                    podSelector:
                      matchExpressions:
                      - key: app
                        operator: Exists
                      - key: tier
                        operator: NotIn
                        values:
                        - a
                        - b
              """);
    }

    @Test
    void elsewhere_have_no_pod_selector_if_all_pods_are_meant() {
      assertThat(peer(new Peer.PodsInNamespaces(Selector.parse("team=x"), Selector.EVERYTHING)))
          .isEqualTo(
              """
                - from:
                  - namespaceSelector:
                      matchLabels:
                        team: x
              """);
    }

    @Test
    void by_address_have_their_exceptions() {
      assertThat(
              peer(
                  new Peer.IpBlock(
                      Cidr.parse("10.0.0.0/8"),
                      List.of(Cidr.parse("10.2.0.0/16"), Cidr.parse("10.1.0.0/16")))))
          .isEqualTo(
              """
                - from:
                  - ipBlock:
                      cidr: 10.0.0.0/8
                      except:
                      - 10.1.0.0/16
                      - 10.2.0.0/16
              """);
    }
  }

  @Nested
  class Ports {

    private static String port(PolicyPort port) {
      String yaml = yaml(ingress(rule(Peer.ANYONE, port)));
      return yaml.substring(yaml.indexOf("  ingress:\n") + "  ingress:\n".length());
    }

    @Test
    void of_one_number_have_no_end() {
      assertThat(port(HTTP)).isEqualTo("  - ports:\n    - protocol: TCP\n      port: 80\n");
    }

    @Test
    void of_a_range_have_an_end() {
      assertThat(port(new PolicyPort.Range(Protocol.SCTP, 80, 81)))
          .isEqualTo("  - ports:\n    - protocol: SCTP\n      port: 80\n      endPort: 81\n");
    }

    @Test
    void of_a_whole_protocol_have_the_protocol_only() {
      assertThat(port(PolicyPort.Range.allOf(Protocol.UDP)))
          .isEqualTo("  - ports:\n    - protocol: UDP\n");
    }

    @Test
    void with_a_name_have_the_name() {
      assertThat(port(new PolicyPort.Named(Protocol.TCP, "http")))
          .isEqualTo("  - ports:\n    - protocol: TCP\n      port: http\n");
    }
  }
}
