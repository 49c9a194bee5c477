package dev.sallyport.reach;

import static dev.sallyport.reach.ExplanationScenario.CLIENT;
import static dev.sallyport.reach.ExplanationScenario.EVERY_POD;
import static dev.sallyport.reach.ExplanationScenario.HTTP;
import static dev.sallyport.reach.ExplanationScenario.PORT_80;
import static dev.sallyport.reach.ExplanationScenario.SERVER;
import static dev.sallyport.reach.ExplanationScenario.admin;
import static dev.sallyport.reach.ExplanationScenario.at;
import static dev.sallyport.reach.ExplanationScenario.block;
import static dev.sallyport.reach.ExplanationScenario.of;
import static dev.sallyport.reach.ExplanationScenario.policy;
import static dev.sallyport.reach.ExplanationScenario.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Explanations in cases that random fleets seldom have. */
class ExplanationCasesTest {
  @Nested
  class A_port_name {
    @Test
    void is_the_destinations_at_the_source_too() {
      Policy out = policy("p", "app=client", Direction.EGRESS, rule(EVERY_POD, HTTP));
      Reachability reachability = of(PluginProfile.CILIUM_LIKE, List.of(CLIENT, SERVER), out);
      assertThat(allows(reachability.explain(CLIENT, SERVER, Protocol.TCP, 80))).isTrue();
      assertThat(allows(reachability.explain(CLIENT, SERVER, Protocol.TCP, 81))).isFalse();
    }

    @Test
    void is_the_destinations_in_a_cluster_policy_too() {
      ClusterPolicy deny = admin("deny", List.of(), List.of(rule(ClusterAction.DENY, HTTP)));
      Reachability reachability = of(PluginProfile.CILIUM_LIKE, deny);
      assertThat(allows(reachability.explain(CLIENT, SERVER, Protocol.TCP, 80))).isFalse();
      assertThat(allows(reachability.explain(CLIENT, SERVER, Protocol.TCP, 81))).isTrue();
    }

    private boolean allows(Explanation explanation) {
      boolean allows = explanation.egress().orElseThrow().allows();
      assertThat(explanation.verdict()).isEqualTo(allows ? Verdict.ALLOWED : Verdict.DENIED);
      return allows;
    }
  }

  @Nested
  class A_range {
    private final Pod pod = at("pod", false, "10.1.0.1");
    private final AddressRange range = AddressRange.parse("10.0.0.0-10.0.0.3");

    @Test
    void is_explained_by_the_piece_that_is_denied() {
      for (Direction direction : Direction.values()) {
        Policy some = policy("p", "app=pod", direction, rule(block("10.0.0.0/31"), PORT_80));
        Reachability reachability = of(PluginProfile.CILIUM_LIKE, List.of(pod), some);
        boolean in = direction == Direction.INGRESS;
        Explanation explanation =
            reachability.explain(in ? range : pod, in ? pod : range, Protocol.TCP, 80);
        assertThat(explanation.verdict()).isEqualTo(Verdict.DENIED);
        assertThat((in ? explanation.ingress() : explanation.egress()).orElseThrow().allows())
            .isFalse();
        Change.OfPolicy change = (Change.OfPolicy) explanation.smallestChange().get(0);
        assertThat(change.after().rules(direction).orElseThrow().get(1).peers())
            .as("all of the range")
            .containsExactly(block("10.0.0.0/30"));
        assertThat(reachability.pieces(range, pod, direction))
            .extracting(AddressRange::toString)
            .containsExactly("10.0.0.0-10.0.0.1", "10.0.0.2-10.0.0.3");
      }
    }

    @Test
    void that_is_allowed_as_a_whole_is_explained_by_its_first_piece() {
      for (Direction direction : Direction.values()) {
        Rule first = rule(block("10.0.0.0/31"), PORT_80);
        Rule second = rule(block("10.0.0.2/31"), PORT_80);
        Policy all = policy("p", "app=pod", direction, first, second);
        boolean in = direction == Direction.INGRESS;
        Explanation explanation =
            of(PluginProfile.CILIUM_LIKE, List.of(pod), all)
                .explain(in ? range : pod, in ? pod : range, Protocol.TCP, 80);
        assertThat(explanation.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(explanation.toString())
            .contains(in ? "spec.ingress[0]" : "spec.egress[0]")
            .doesNotContain("[1]");
      }
    }

    @Test
    void to_another_has_no_end_in_the_cluster() {
      Explanation explanation =
          of(PluginProfile.STRICT, List.of(pod)).explain(range, range, Protocol.TCP, 80);
      assertThat(explanation.verdict()).isEqualTo(Verdict.ALLOWED);
      assertThat(explanation.egress()).isEmpty();
      assertThat(explanation.ingress()).isEmpty();
    }

    @Test
    void and_another_reach_each_other_whatever_policies_say() {
      Reachability reachability = of(PluginProfile.STRICT, List.of(pod));
      assertThat(reachability.connections(range, AddressRange.ALL_IPV6))
          .isEqualTo(ConnectionSet.ALL);
    }
  }

  @Test
  void of_tied_policies_the_one_that_lets_most_through_is_named_where_order_is_open() {
    ClusterPolicy accept =
        admin("b", List.of(rule(ClusterAction.ACCEPT, PolicyPort.EVERY)), List.of());
    ClusterPolicy pass = admin("c", List.of(rule(ClusterAction.PASS, PolicyPort.EVERY)), List.of());
    for (String name : List.of("a", "d")) {
      ClusterPolicy deny =
          admin(name, List.of(rule(ClusterAction.DENY, PolicyPort.EVERY)), List.of());
      assertThat(first(of(PluginProfile.STRICT, deny, pass, accept))).isEqualTo("b");
      assertThat(first(of(PluginProfile.STRICT, deny, pass))).isEqualTo("c");
    }
  }

  @Test
  void of_tied_policies_that_do_the_same_the_first_by_name_is_named_where_order_is_open() {
    List<ClusterRule> deny = List.of(rule(ClusterAction.DENY, PolicyPort.EVERY));
    ClusterPolicy a = admin("a", deny, List.of());
    ClusterPolicy b = admin("b", deny, List.of());
    assertThat(first(of(PluginProfile.STRICT, b, a))).isEqualTo("a");
  }

  private String first(Reachability reachability) {
    Explanation explanation = reachability.explain(CLIENT, SERVER, Protocol.TCP, 80);
    Reason reason = explanation.ingress().orElseThrow().reasons().get(0);
    return ((Reason.Cluster) reason).policy().name();
  }

  @Test
  void over_two_families_that_are_alike_it_speaks_of_ipv4() {
    Pod one = at("one", false, "10.0.0.1", "fd00::1");
    Pod two = at("two", false, "10.0.0.2", "fd00::2");
    assertThat(
            of(PluginProfile.CILIUM_LIKE, List.of(one, two))
                .explain(one, two, Protocol.TCP, 80)
                .family())
        .contains(AddressFamily.IPV4);
  }

  @Test
  void of_a_port_that_is_none_is_refused() {
    Reachability reachability = of(PluginProfile.CILIUM_LIKE, List.of(CLIENT, SERVER));
    for (int port : new int[] {0, 65_536}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reachability.explain(CLIENT, SERVER, Protocol.TCP, port));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> reachability.verdict(CLIENT, SERVER, Protocol.TCP, port))
          .withMessageContaining("not a port number");
    }
    assertThat(reachability.explain(CLIENT, SERVER, Protocol.TCP, 65_535).verdict())
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void other_protocols_never_pass_to_or_from_a_pod_that_has_finished() {
    Pod finished = new Pod("a", "job", Map.of(), List.of(), List.of(), false, Phase.FINISHED);
    Reachability reachability = of(PluginProfile.STRICT, List.of(CLIENT, finished));
    assertThat(reachability.otherProtocols(CLIENT, finished)).isEqualTo(Verdict.DENIED);
    assertThat(reachability.otherProtocols(finished, CLIENT)).isEqualTo(Verdict.DENIED);
    assertThat(reachability.otherProtocols(CLIENT, CLIENT)).isNotEqualTo(Verdict.DENIED);
    assertThat(reachability.throughService(finished, Protocol.TCP, 80)).isEqualTo(Verdict.DENIED);
  }
}
