package dev.sallyport.processor.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Sallyport renders passes the API server's rules, and what was damaged does not. */
class ApiServerRulesTest {

  /** A policy in which every field of the API occurs. */
  private static final Policy EVERY_FIELD =
      new Policy(
          "shop",
          "orders",
          Selector.parse("app=orders,tier in (a,b),!legacy"),
          EnumSet.allOf(Direction.class),
          List.of(
              new Rule(
                  List.of(
                      new Peer.Pods(Selector.parse("app=web")),
                      new Peer.PodsInNamespaces(
                          Selector.parse("team=x"), Selector.parse("app notin (a)")),
                      new Peer.IpBlock(
                          Cidr.parse("10.0.0.0/8"), List.of(Cidr.parse("10.1.0.0/16")))),
                  List.of(
                      new PolicyPort.Range(Protocol.TCP, 80, 80),
                      new PolicyPort.Range(Protocol.UDP, 8_000, 8_999),
                      new PolicyPort.Named(Protocol.TCP, "http"),
                      PolicyPort.Range.allOf(Protocol.SCTP)),
                  List.of())),
          List.of(
              new Rule(
                  BuiltInPeers.internet(),
                  List.of(new PolicyPort.Range(Protocol.TCP, 443, 443)),
                  List.of(new Origin("@EgressTo(Internet.class)", "web hooks")))),
          new Origin("shop.Orders", "because"));

  private static Object tree(Policy policy) {
    return StrictReader.yaml12(
        YamlWriter.write(
            NetworkPolicyManifest.of(policy, Map.of("sallyport.dev/source", "shop.Orders"))));
  }

  @Property(tries = 300)
  void any_valid_policy_passes(@ForAll("policies") Policy policy) {
    assertThat(ApiServerRules.check(tree(policy))).isEmpty();
  }

  @Property(tries = 300)
  void any_single_corruption_is_found(
      @ForAll("policies") Policy policy, @ForAll("choice") int choice) {
    List<Corruption> corruptions = Corruption.of(tree(policy));
    Assume.that(!corruptions.isEmpty());
    Corruption corruption = corruptions.get(choice % corruptions.size());

    assertThat(ApiServerRules.check(corruption.damaged())).as("%s", corruption).isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> each_corruption_of_a_policy_with_every_field_is_found() {
    return Corruption.of(tree(EVERY_FIELD)).stream()
        .map(
            corruption ->
                DynamicTest.dynamicTest(
                    corruption.toString(),
                    () -> assertThat(ApiServerRules.check(corruption.damaged())).isNotEmpty()));
  }

  @Test
  void each_kind_of_corruption_occurs() {
    assertThat(Corruption.of(tree(EVERY_FIELD)).stream().map(Corruption::kind).distinct().sorted())
        .containsExactlyElementsOf(Corruption.kinds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{podSelector: {}, policyTypes: [Ingress, Ingress]}",
        "{podSelector: {}, ingress: [{}], policyTypes: [Egress]}",
        "{podSelector: {}, ingress: [{from: [], ports: []}]}",
        "{podSelector: {}, ingress: [{ports: [{}]}]}",
        "{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 80}, {port: 80}]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {}, namespaceSelector: {}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '10.0.0.0/8', except: ['10.0.0.0/9',"
            + " '10.128.0.0/9']}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '2001:DB8:0::/32'}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '::/0', except: ['::1/128']}}]}]}",
        "{podSelector: {matchLabels: {a.b/C_d: ''}, matchExpressions: [{key: k, operator: In,"
            + " values: [a, a]}, {key: k, operator: Exists, values: []}]}}",
      })
  void what_the_api_server_accepts_is_accepted(String spec) {
    assertThat(ApiServerRules.check(object(spec))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podSelector: {}, ingress: [{from: [{}]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: null}]}]}",
        "{podSelector: {}, ingress: [{form: []}]}",
        "{podSelector: {}, ingress: [{ports: [{endPort: 80}]}]}",
        "{podSelector: {}, ingress: [{ports: [{port: http, endPort: 80}]}]}",
        "{podSelector: {}, ingress: [{ports: [{port: 81, endPort: 80}]}]}",
        "{podSelector: {}, ingress: [{ports: [{protocol: ICMP}]}]}",
        "{podSelector: {}, ingress: [{ports: [{protocol: ''}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '10.0.0.1'}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '10.0.0.1/8'}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '::ffff:10.0.0.0/104'}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 'fe80::1%eth0/128'}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '10.0.0.0/8', except: ['']}}]}]}",
        "{podSelector: {}, egress: [{to: [{ipBlock: {cidr: '10.0.0.0/8', except: ['::/96']}}]}]}",
        "{podSelector: {}, policyTypes: [Ingress, Egress, Ingress]}",
        "{podSelector: {matchLabels: {version: 1}}}",
        "{podSelector: {matchExpressions: [{key: k, operator: Gt, values: ['1']}]}}",
        "{podSelector: {}, status: {}}",
      })
  void what_the_api_server_refuses_is_refused(String spec) {
    assertThat(ApiServerRules.check(object(spec))).isNotEmpty();
  }

  private static Object object(String spec) {
    return StrictReader.yaml12(
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: "
            + spec
            + "}");
  }

  @Provide
  Arbitrary<Policy> policies() {
    return PolicyArbitraries.policies();
  }

  @Provide
  Arbitrary<Integer> choice() {
    return Arbitraries.integers()
        .between(0, Integer.MAX_VALUE)
        .withDistribution(RandomDistribution.uniform());
  }
}
