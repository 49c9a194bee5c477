package dev.sallyport.processor.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.RuleMerge;
import dev.sallyport.policy.Selector;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** Any policy, rendered and read strictly by fabric8, comes back field by field. */
class ManifestRoundTripTest {

  @Property(tries = 300)
  void every_field_comes_back(
      @ForAll("policies") Policy policy, @ForAll("annotations") Map<String, String> annotations) {
    String yaml = YamlWriter.write(NetworkPolicyManifest.of(policy, annotations));

    NetworkPolicy read = StrictReader.networkPolicy(yaml);

    assertThat(read.getApiVersion()).isEqualTo("networking.k8s.io/v1");
    assertThat(read.getKind()).isEqualTo("NetworkPolicy");
    assertThat(read.getMetadata().getName()).isEqualTo(policy.name());
    assertThat(read.getMetadata().getNamespace())
        .isEqualTo(policy.namespace().isEmpty() ? null : policy.namespace());
    assertThat(read.getMetadata().getLabels())
        .containsExactly(Map.entry("app.kubernetes.io/managed-by", "sallyport"));
    Map<String, String> others = new TreeMap<>(read.getMetadata().getAnnotations());
    String why = others.remove(NetworkPolicyManifest.WHY_ANNOTATION);
    assertThat(others).isEqualTo(annotations);
    assertThat(why != null).isEqualTo(hasReason(policy));
    assertThat(read.getSpec()).isEqualTo(spec(policy));
  }

  @Property(tries = 50)
  void merged_rules_come_back_whatever_their_order_was(
      @ForAll("policies") Policy policy, @ForAll Random random) {
    String yaml = YamlWriter.write(NetworkPolicyManifest.of(merged(policy, random), Map.of()));

    assertThat(YamlWriter.write(NetworkPolicyManifest.of(merged(policy, random), Map.of())))
        .isEqualTo(yaml);
    assertThat(StrictReader.networkPolicy(yaml).getSpec()).isEqualTo(spec(merged(policy, random)));
  }

  private static Policy merged(Policy policy, Random random) {
    List<Rule> ingress = new ArrayList<>(policy.ingress());
    List<Rule> egress = new ArrayList<>(policy.egress());
    Collections.shuffle(ingress, random);
    Collections.shuffle(egress, random);
    return new Policy(
        policy.namespace(),
        policy.name(),
        policy.pods(),
        policy.directions(),
        RuleMerge.merge(ingress),
        RuleMerge.merge(egress),
        policy.origin());
  }

  @Test
  void the_reader_takes_a_correct_manifest() {
    assertThat(StrictReader.networkPolicy(manifest("  podSelector: {}\n")).getSpec())
        .isEqualTo(new NetworkPolicySpec(List.of(), List.of(), new LabelSelector(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  podSelectors: {}\n",
        "  podSelector:\n    matchLabel: {}\n",
        "  podSelector: {}\n  podSelector: {}\n",
        "  podSelector:\n    matchLabels:\n      version: 1\n",
        "  podSelector:\n    matchLabels:\n      debug: true\n",
        "  ingress:\n  - form:\n    - podSelector: {}\n",
        "  ingress:\n  - ports:\n    - protokol: TCP\n",
        "  egress:\n  - to:\n    - ipBlock:\n        cidrs: 10.0.0.0/8\n",
        "  podSelector: {}\n---\nkind: NetworkPolicy\n"
      })
  void the_reader_is_strict(String spec) {
    assertThatThrownBy(() -> StrictReader.networkPolicy(manifest(spec)))
        .isInstanceOf(JacksonException.class);
  }

  private static String manifest(String spec) {
    return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\nspec:\n"
        + spec;
  }

  private static boolean hasReason(Policy policy) {
    return !policy.origin().why().isEmpty()
        || hasReason(policy.ingress())
        || hasReason(policy.egress());
  }

  private static boolean hasReason(List<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> rule.origins().stream())
        .anyMatch(origin -> !origin.why().isEmpty());
  }

  // The model as fabric8's objects, written down a second time.

  private static NetworkPolicySpec spec(Policy policy) {
    return new NetworkPolicySpec(
        policy.egress().stream()
            .map(rule -> new NetworkPolicyEgressRule(ports(rule), peers(rule)))
            .toList(),
        policy.ingress().stream()
            .map(rule -> new NetworkPolicyIngressRule(peers(rule), ports(rule)))
            .toList(),
        selector(policy.pods()),
        policy.directions().stream().sorted().map(Direction::text).toList());
  }

  private static List<NetworkPolicyPeer> peers(Rule rule) {
    return rule.peers().stream()
        .filter(peer -> peer != Peer.ANYONE)
        .map(ManifestRoundTripTest::peer)
        .toList();
  }

  private static NetworkPolicyPeer peer(Peer peer) {
    if (peer instanceof Peer.IpBlock block) {
      IPBlock ipBlock =
          new IPBlock(
              block.cidr().toString(), block.except().stream().map(Cidr::toString).toList());
      return new NetworkPolicyPeer(ipBlock, null, null);
    }
    if (peer instanceof Peer.PodsInNamespaces pods) {
      return new NetworkPolicyPeer(
          null,
          selector(pods.namespaces()),
          pods.pods().isEverything() ? null : selector(pods.pods()));
    }
    return new NetworkPolicyPeer(null, null, selector(((Peer.Pods) peer).pods()));
  }

  private static LabelSelector selector(Selector selector) {
    return new LabelSelector(
        selector.matchExpressions().stream().map(ManifestRoundTripTest::requirement).toList(),
        selector.matchLabels());
  }

  private static LabelSelectorRequirement requirement(Requirement requirement) {
    return new LabelSelectorRequirement(
        requirement.key(), requirement.operator().text(), requirement.values());
  }

  private static List<NetworkPolicyPort> ports(Rule rule) {
    return rule.ports().stream()
        .filter(port -> port != PolicyPort.EVERY)
        .map(ManifestRoundTripTest::port)
        .toList();
  }

  private static NetworkPolicyPort port(PolicyPort port) {
    if (port instanceof PolicyPort.Named named) {
      return new NetworkPolicyPort(
          null, new IntOrString(named.name()), named.protocol().toString());
    }
    PolicyPort.Range range = (PolicyPort.Range) port;
    String protocol = range.protocol().toString();
    if (range.isAll()) {
      return new NetworkPolicyPort(null, null, protocol);
    }
    return new NetworkPolicyPort(
        range.first() == range.last() ? null : range.last(),
        new IntOrString(range.first()),
        protocol);
  }

  @Provide
  Arbitrary<Policy> policies() {
    return PolicyArbitraries.policies();
  }

  @Provide
  Arbitrary<Map<String, String>> annotations() {
    return PolicyArbitraries.annotations();
  }
}
