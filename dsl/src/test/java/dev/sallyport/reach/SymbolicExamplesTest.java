package dev.sallyport.reach;

import static dev.sallyport.reach.Party.allPods;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Cases that random fleets seldom have, or in which several answers would be true. */
class SymbolicExamplesTest {
  private static final Namespace SHOP = Namespace.of("shop", Map.of("tenant", "a"));
  private static final Namespace BANK = Namespace.of("bank", Map.of("tenant", "b"));
  private static final Namespace PLAY = Namespace.of("play", Map.of("tenant", "c"));
  private static final Origin ORIGIN = new Origin("test", "");
  private static final String NAME = Namespace.NAME_LABEL;

  private final List<Policy> policies = new ArrayList<>();

  @Nested
  class A_policy_that_could_go {
    @Test
    void is_covered_by_one_of_several_that_isolate_its_pods() {
      allow("bank", "app=web", Direction.INGRESS);
      allow("bank", "", Direction.INGRESS);
      allow("bank", "app in (web,api)", Direction.INGRESS);
      assertThat(covering(0)).containsExactly("bank/p1 ingress");
    }

    @Test
    void is_covered_by_none_that_isolates_a_part_only_beside_one_that_isolates_all() {
      allow("bank", "app in (web,api)", Direction.INGRESS);
      allow("bank", "app=web", Direction.INGRESS);
      allow("bank", "", Direction.INGRESS);
      assertThat(covering(0)).containsExactly("bank/p2 ingress");
    }

    private List<String> covering(int policy) {
      return checker().redundant().stream()
          .filter(each -> each instanceof Redundant.WholePolicy)
          .map(each -> (Redundant.WholePolicy) each)
          .filter(each -> each.policy() == policies.get(policy))
          .flatMap(each -> each.coveredBy().stream())
          .map(PolicyRule::toString)
          .toList();
    }
  }

  @Nested
  class A_rule_that_could_go {
    @Test
    void is_covered_by_rules_of_which_none_is_dispensable() {
      allow(
          "bank",
          "",
          Direction.INGRESS,
          rule(in("tenant=a", "app=y")),
          rule(in("tenant=a", "app in (x,y,z)")),
          rule(in("tenant=a", "app in (x,y)")),
          rule(in("tenant=a", "app in (y,z)")));
      assertThat(covering(1)).containsExactly("bank/p0 ingress[2]", "bank/p0 ingress[3]");
    }

    @Test
    void is_covered_in_each_namespace_that_it_admits() {
      allow(
          "play",
          "",
          Direction.INGRESS,
          rule(in(NAME + " in (shop,bank)", "")),
          rule(in(NAME + "=shop", "")));
      assertThat(checker().shadowed()).extracting(each -> each.rule().index()).containsExactly(1);
      allow("play", "", Direction.INGRESS, rule(in(NAME + "=bank", "")));
      assertThat(covering(0)).containsExactly("play/p0 ingress[1]", "play/p1 ingress[0]");
    }

    @Test
    void is_covered_where_only_taken_names_are_left_out() {
      allow(
          "play",
          "",
          Direction.INGRESS,
          rule(in("", "")),
          rule(in(NAME + " notin (shop)", "")),
          rule(in(NAME + "=shop", "")));
      assertThat(covering(0)).containsExactly("play/p0 ingress[1]", "play/p0 ingress[2]");
      policies.clear();
      allow("play", "", Direction.INGRESS, rule(in("", "")), rule(in(NAME + " notin (later)", "")));
      assertThat(covering(0)).as("a namespace of this name may come").isEmpty();
    }

    @Test
    void is_covered_outside_the_cluster_alone_where_no_pod_has_its_addresses() {
      allow(
          "bank",
          "",
          Direction.EGRESS,
          rule(block("192.168.0.0/16")),
          rule(block("192.168.0.0/17")),
          rule(block("192.168.128.0/17")));
      SymbolicChecker checker = checker().withPodAddresses(List.of(Cidr.parse("10.0.0.0/8")));
      assertThat(checker.shadowed())
          .extracting(each -> each.rule().index() + " " + each.coveredBy().size())
          .containsExactly("0 2", "1 1", "2 1");
    }

    private List<String> covering(int rule) {
      return checker().shadowed().stream()
          .filter(each -> each.rule().policy() == policies.get(0) && each.rule().index() == rule)
          .flatMap(each -> each.coveredBy().stream())
          .map(PolicyRule::toString)
          .toList();
    }
  }

  @Nested
  class A_counterexample {
    @Test
    void says_what_lets_it_through_at_each_end() {
      allow("bank", "", Direction.INGRESS, rule(in("tenant=a", "")));
      Counterexample.Connection found = connection(allPods().neverReaches(bank()));
      assertThat(found.egress()).isEqualTo(new Counterexample.NotIsolated());
      assertThat(found.ingress()).hasToString("bank/p0 ingress[0]");
      allow("shop", "", Direction.EGRESS, rule(in("tenant=b", "")));
      policies.remove(0);
      found = connection(allPods().inNamespace("shop").neverReaches(allPods()));
      assertThat(found.egress()).hasToString("shop/p1 egress[0]");
      assertThat(found.ingress()).isEqualTo(new Counterexample.NotIsolated());
    }

    @Test
    void has_addresses_where_a_block_lets_it_through_and_only_there() {
      allow("bank", "", Direction.INGRESS, rule(in("tenant=a", "")));
      Counterexample.Connection found = connection(allPods().neverReaches(bank()));
      assertThat(addresses(found.source())).isEmpty();
      assertThat(addresses(found.destination())).isEmpty();
      policies.clear();
      allow("bank", "", Direction.INGRESS, rule(block("10.0.0.0/8")));
      found = dependent(allPods().neverReaches(bank()));
      assertThat(addresses(found.source())).containsExactly("10.0.0.0");
      assertThat(addresses(found.destination())).containsExactly("0.0.0.0");
      policies.clear();
      allow("shop", "", Direction.EGRESS, rule(block("fd00::/8")));
      found = dependent(allPods().inNamespace("shop").neverReaches(allPods()));
      assertThat(addresses(found.source())).containsExactly("::");
      assertThat(addresses(found.destination())).containsExactly("fd00::");
    }

    private List<String> addresses(Counterexample.End end) {
      return ((Counterexample.SomePod) end).addresses().stream().map(IpAddress::toString).toList();
    }

    /** Blocks of two families at the two ends let nothing through; what comes after may. */
    @Test
    void is_found_behind_ways_that_do_not_fit() {
      allow("shop", "", Direction.EGRESS, rule(block("10.0.0.0/8")));
      allow("bank", "", Direction.INGRESS, rule(block("fd00::/8")));
      Invariant invariant = allPods().inNamespace("shop").neverReaches(bank());
      assertThat(prove(invariant).holds()).isTrue();
      allow("bank", "", Direction.INGRESS, rule(block("10.0.0.0/8")));
      assertThat(dependent(invariant).ingress()).hasToString("bank/p2 ingress[0]");
    }
  }

  @Nested
  class Namespaces_to_come {
    @Test
    void are_one_unless_the_invariant_names_them() {
      assertThat(
              prove(
                      allPods()
                          .inNamespaces("tenant=y")
                          .neverReaches(allPods().inNamespaces("tenant=z")))
                  .holds())
          .isTrue();
      for (Party to : List.of(allPods().inNamespace("other"), allPods().inNamespaces("tenant=z"))) {
        Counterexample.Connection found =
            connection(allPods().inNamespace("later").neverReaches(to));
        assertThat(((Counterexample.SomePod) found.source()).namespace()).isEqualTo("later");
      }
      assertThat(
              connection(
                  allPods().inNamespaces("tenant=z").neverReaches(allPods().inNamespace("later"))))
          .isNotNull();
    }

    @Test
    void hold_known_pods_that_share_a_family_or_cannot_talk() {
      Party ipv4 = Party.like(pod("10.0.0.1"));
      Party ipv6 = Party.like(pod("fd00::1"));
      assertThat(prove(ipv4.neverReaches(ipv4)).holds()).isFalse();
      assertThat(prove(ipv4.neverReaches(ipv6)).holds()).isTrue();
    }

    private Pod pod(String address) {
      return new Pod(
          "later",
          "web",
          Map.of(),
          List.of(),
          List.of(IpAddress.parse(address)),
          false,
          Phase.LIVE);
    }
  }

  private static Party bank() {
    return allPods().inNamespace("bank");
  }

  private SymbolicChecker checker() {
    return SymbolicChecker.of(List.of(SHOP, BANK, PLAY), policies);
  }

  private Conclusion prove(Invariant invariant) {
    return checker().prove(invariant);
  }

  private Counterexample.Connection connection(Invariant invariant) {
    Conclusion conclusion = prove(invariant);
    assertThat(conclusion).isInstanceOf(Conclusion.Refuted.class);
    return (Counterexample.Connection) ((Conclusion.Refuted) conclusion).counterexample();
  }

  private Counterexample.Connection dependent(Invariant invariant) {
    Conclusion conclusion = prove(invariant);
    assertThat(conclusion).isInstanceOf(Conclusion.PluginDependent.class);
    return (Counterexample.Connection) ((Conclusion.PluginDependent) conclusion).counterexample();
  }

  private void allow(String namespace, String pods, Direction direction, Rule... rules) {
    boolean ingress = direction == Direction.INGRESS;
    Set<Direction> directions = EnumSet.of(direction);
    policies.add(
        new Policy(
            namespace,
            "p" + number++,
            labels(pods),
            directions,
            ingress ? List.of(rules) : List.of(),
            ingress ? List.of() : List.of(rules),
            ORIGIN));
  }

  private int number;

  private static Rule rule(Peer peer) {
    return new Rule(List.of(peer), List.of(new PolicyPort.Range(Protocol.TCP, 80, 80)), List.of());
  }

  private static Peer in(String namespaces, String pods) {
    return new Peer.PodsInNamespaces(labels(namespaces), labels(pods));
  }

  private static Peer block(String cidr) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of());
  }

  private static Selector labels(String text) {
    return text.isEmpty() ? Selector.EVERYTHING : Selector.parse(text);
  }
}
