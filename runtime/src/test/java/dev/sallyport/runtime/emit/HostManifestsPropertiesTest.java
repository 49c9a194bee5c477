package dev.sallyport.runtime.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Dns;
import dev.sallyport.Protocol;
import dev.sallyport.manifest.EgressFirewallManifest;
import dev.sallyport.manifest.HostPolicy;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.TargetManifests;
import dev.sallyport.manifest.Widening;
import dev.sallyport.manifest.YamlWriter;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.DnsEgress;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whatever a target doesn't refuse it can say: any hosts, ports and selectors. */
class HostManifestsPropertiesTest {
  private static final Origin ORIGIN = new Origin("@EgressTo", "because: \"so\" # really");
  private static final Pattern PAIR = Pattern.compile("^(\\S+) == '([^']*)'$");

  @Provide
  Arbitrary<HostPolicy> policies() {
    Arbitrary<String> labels =
        Arbitraries.of("a", "api", "x-y", "long-label", "0zero")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(parts -> String.join(".", parts) + ".example");
    Arbitrary<String> hosts =
        Combinators.combine(Arbitraries.of("", "*."), labels).as((star, host) -> star + host);
    Arbitrary<PolicyPort> ranges =
        Combinators.combine(
                Arbitraries.of(Protocol.values()),
                Arbitraries.integers().between(1, 65_535),
                Arbitraries.of(0, 0, 0, 1, 100, 65_534))
            .as(
                (protocol, first, more) ->
                    new PolicyPort.Range(
                        protocol, more == 65_534 ? 1 : first, Math.min(65_535, first + more)));
    Arbitrary<List<PolicyPort>> ports =
        Arbitraries.oneOf(
            Arbitraries.just(List.of(PolicyPort.EVERY)), ranges.list().ofMinSize(1).ofMaxSize(90));
    Arbitrary<HostEgress> rules =
        Combinators.combine(hosts, ports)
            .as((host, some) -> new HostEgress(host, some, List.of(ORIGIN)));
    Arbitrary<Selector> selectors =
        Arbitraries.of(
            Selector.EVERYTHING,
            Selector.ofLabels(Map.of("app", "web", "app.kubernetes.io/part-of", "shop")),
            new Selector(
                Map.of("app", ""),
                List.of(
                    new Requirement("tier", Operator.IN, List.of("b", "a")),
                    new Requirement("x.io/y", Operator.NOT_IN, List.of("c")),
                    new Requirement("z", Operator.EXISTS, List.of()),
                    new Requirement("old", Operator.DOES_NOT_EXIST, List.of()))));
    return Combinators.combine(
            rules.list().ofMinSize(1).ofMaxSize(4), selectors, Arbitraries.of(Dns.values()))
        .as((some, pods, dns) -> policy(HostEgress.merge(some), pods, dns));
  }

  private static HostPolicy policy(List<HostEgress> hosts, Selector pods, Dns dns) {
    return new HostPolicy(
        new Policy(
            "shop",
            "orders",
            pods,
            Set.of(Direction.INGRESS, Direction.EGRESS),
            List.of(),
            DnsEgress.rules(dns, new Origin("DNS", "")),
            new Origin("shop.Orders", "")),
        hosts,
        dns);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void what_is_not_refused_is_valid(
      @ForAll("policies") HostPolicy policy, @ForAll PolicyTarget target) {
    for (HostEgress host : policy.hosts()) {
      Assume.that(target.refusal(host.host(), host.ports()).isEmpty());
    }
    List<Mapping> objects = TargetManifests.of(target, policy, Map.of());
    for (Mapping object : objects) {
      assertThat(CrdSchema.problems(YamlWriter.write(object))).isEmpty();
    }
    if (target == PolicyTarget.OPENSHIFT) {
      assertThat(
              CrdSchema.problems(
                  YamlWriter.write(EgressFirewallManifest.of(List.of(policy), Map.of()))))
          .isEmpty();
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void both_directions_stay_isolated(
      @ForAll("policies") HostPolicy policy, @ForAll PolicyTarget target) {
    for (HostEgress host : policy.hosts()) {
      Assume.that(target.refusal(host.host(), host.ports()).isEmpty());
    }
    JsonNode first = read(TargetManifests.of(target, policy, Map.of()).get(0));
    assertThat(first.get("spec").get("policyTypes").values())
        .extracting(JsonNode::asString)
        .containsExactly("Ingress", "Egress");
    assertThat(first.get("spec").has("ingress")).isFalse();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void eks_says_the_plain_policy_and_the_hosts_and_nothing_else(
      @ForAll("policies") HostPolicy policy) {
    JsonNode plain = read(NetworkPolicyManifest.of(policy.policy(), Map.of()));
    JsonNode complete = read(TargetManifests.of(PolicyTarget.EKS, policy, Map.of()).get(0));
    List<JsonNode> rules = new ArrayList<>(complete.get("spec").get("egress").values());
    List<String> hosts = new ArrayList<>();
    rules.removeIf(
        rule -> {
          JsonNode names = rule.has("to") ? rule.get("to").get(0).get("domainNames") : null;
          if (names != null) {
            names.values().forEach(name -> hosts.add(name.asString()));
          }
          return names != null;
        });
    JsonNode egress = plain.get("spec").get("egress");
    assertThat(rules).isEqualTo(egress == null ? List.of() : List.copyOf(egress.values()));
    assertThat(hosts).isEqualTo(policy.hosts().stream().map(HostEgress::host).toList());
    for (String field : List.of("podSelector", "policyTypes")) {
      assertThat(complete.get("spec").get(field)).isEqualTo(plain.get("spec").get(field));
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void one_workload_alone_is_never_widened(@ForAll("policies") HostPolicy policy) {
    List<Widening> widenings = EgressFirewallManifest.widenings(List.of(policy));
    // NodeLocal DNSCache has a link-local address, which no opened policy reaches.
    assertThat(widenings).isEmpty();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void calico_selects_what_kubernetes_selects(@ForAll("policies") HostPolicy policy) {
    for (HostEgress host : policy.hosts()) {
      Assume.that(PolicyTarget.CALICO_ENTERPRISE.refusal(host.host(), host.ports()).isEmpty());
    }
    JsonNode object =
        read(TargetManifests.of(PolicyTarget.CALICO_ENTERPRISE, policy, Map.of()).get(1));
    String selector = object.get("spec").get("selector").asString();
    for (Map<String, String> labels :
        List.<Map<String, String>>of(
            Map.of(),
            Map.of("app", "web", "app.kubernetes.io/part-of", "shop"),
            Map.of("app", "", "tier", "a", "z", ""),
            Map.of("app", "", "tier", "a", "z", "", "old", "1"),
            Map.of("app", "", "tier", "c", "z", ""),
            Map.of("app", "", "tier", "b", "z", "1", "x.io/y", "c"),
            Map.of("app", "", "tier", "b", "z", "1", "x.io/y", "d"))) {
      assertThat(calicoMatches(selector, labels))
          .as(selector + " on " + labels)
          .isEqualTo(policy.policy().pods().matches(labels));
    }
  }

  /** Calico's selectors as its documentation has them, for those that are joined by AND. */
  private static boolean calicoMatches(String selector, Map<String, String> labels) {
    if (selector.equals("all()")) {
      return true;
    }
    for (String term : selector.split(" && ")) {
      Matcher pair = PAIR.matcher(term);
      boolean matches;
      if (pair.matches()) {
        matches = pair.group(2).equals(labels.get(pair.group(1)));
      } else if (term.startsWith("!has(") || term.startsWith("has(")) {
        String key = term.substring(term.indexOf('(') + 1, term.length() - 1);
        matches = labels.containsKey(key) == term.startsWith("has(");
      } else {
        String key = term.substring(0, term.indexOf(' '));
        List<String> values =
            Pattern.compile("'([^']*)'").matcher(term).results().map(m -> m.group(1)).toList();
        boolean in = labels.containsKey(key) && values.contains(labels.get(key));
        matches = term.contains(" not in ") != in;
      }
      if (!matches) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode read(Mapping object) {
    return new YAMLMapper().readTree(YamlWriter.write(object));
  }
}
