package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Selector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Connections, cut by what a rule matches. */
class FlowTest {
  private static final Counterexample.Cause NONE = new Counterexample.NotInCluster();
  private static final Counterexample.Cause OPEN = new Counterexample.NotIsolated();
  private static final AddressSet TEN = AddressSet.ofBlocks(List.of(Cidr.parse("10.0.0.0/8")));
  private static final int[] ALL = PortSet.ALL.numbers();

  /** From pods of the first and second namespace to pods of the third. */
  private static final Flow PODS = flow(existing(0, 1), existing(2), false);

  private static final Flow.Match ALL_PODS =
      match(null, "", null, "", AddressSet.ALL, Flow.Who.PODS, ALL);

  @Nested
  class What_matches {
    @Test
    void is_all_if_the_rule_is_for_all_pods() {
      List<Flow> rest = new ArrayList<>();
      Flow inside = PODS.split(Direction.EGRESS, ALL_PODS, rest);
      assertThat(inside).isNotNull();
      assertThat(inside.from().existing()).isEqualTo(bits(0, 1));
      assertThat(inside.byAddress()).as("hinges on addresses").isFalse();
      assertThat(rest).isEmpty();
    }

    @Test
    void is_in_the_namespaces_of_the_policy_and_the_rest_in_the_others() {
      Flow.Match match = match(existing(1, 2), "", null, "", AddressSet.ALL, Flow.Who.PODS, ALL);
      List<Flow> rest = new ArrayList<>();
      Flow inside = PODS.split(Direction.EGRESS, match, rest);
      assertThat(inside).isNotNull();
      assertThat(inside.from().existing()).isEqualTo(bits(1));
      assertThat(inside.to().existing()).isEqualTo(bits(2));
      assertThat(rest)
          .singleElement()
          .satisfies(left -> assertThat(left.from().existing()).isEqualTo(bits(0)));
    }

    @Test
    void is_nothing_and_the_rest_is_in_one_piece_if_anything_does_not_fit() {
      for (Flow.Match match :
          List.of(
              match(existing(2), "", null, "", AddressSet.ALL, Flow.Who.PODS, ALL),
              match(null, "", existing(1), "", AddressSet.ALL, Flow.Who.PODS, ALL),
              match(null, "", null, "", AddressSet.ALL, Flow.Who.OUTSIDE, ALL),
              match(null, "", null, "", AddressSet.ofBlocks(List.of()), Flow.Who.BOTH, ALL),
              match(null, "", null, "", AddressSet.ALL, Flow.Who.PODS, new int[0]))) {
        List<Flow> rest = new ArrayList<>();
        assertThat(PODS.split(Direction.EGRESS, match, rest)).isNull();
        assertThat(rest).containsExactly(PODS);
      }
      Flow without = PODS.with(Direction.EGRESS, PODS.from().withPods(cube("!app")));
      assertThat(
              without.split(
                  Direction.EGRESS,
                  match(null, "app", null, "", AddressSet.ALL, Flow.Who.PODS, ALL),
                  null))
          .isNull();
    }

    @Test
    void hinges_on_addresses_if_the_rule_names_some_and_so_does_the_rest() {
      Flow.Match match = match(null, "", null, "", TEN, Flow.Who.BOTH, ALL);
      List<Flow> rest = new ArrayList<>();
      Flow inside = PODS.split(Direction.EGRESS, match, rest);
      assertThat(inside).isNotNull();
      assertThat(inside.byAddress()).isTrue();
      assertThat(inside.to().addresses()).isEqualTo(TEN);
      assertThat(inside.from().addresses()).isEqualTo(AddressSet.ALL);
      assertThat(rest).singleElement().matches(Flow::byAddress);
      assertThat(rest.get(0).to().addresses().meets(TEN)).isFalse();
    }

    @Test
    void is_outside_only_if_the_rule_may_be_for_addresses_outside() {
      Flow outside = flow(existing(0), null, false);
      assertThat(outside.to().isOutside()).isTrue();
      assertThat(PODS.to().isOutside()).isFalse();
      assertThat(outside.split(Direction.EGRESS, ALL_PODS, null)).isNull();
      assertThat(
              outside.split(
                  Direction.EGRESS,
                  match(null, "", existing(1), "app", TEN, Flow.Who.OUTSIDE, ALL),
                  null))
          .as("an address has no namespace and no labels")
          .isNotNull();
    }
  }

  @Nested
  class A_namespace_to_come {
    private final Flow.Namespaces tenantA = new Flow.Namespaces(new BitSet(), cube("tenant=a"));

    @Test
    void is_the_same_at_both_ends_if_they_share_it() {
      Flow shared = flow(future(), future(), true);
      List<Flow> rest = new ArrayList<>();
      Flow inside =
          shared.split(
              Direction.INGRESS,
              match(tenantA, "", null, "", AddressSet.ALL, Flow.Who.PODS, ALL),
              rest);
      assertThat(inside).isNotNull();
      assertThat(inside.to().future()).isEqualTo(cube("tenant=a"));
      assertThat(inside.from().future()).isEqualTo(cube("tenant=a"));
      assertThat(rest)
          .singleElement()
          .satisfies(left -> assertThat(left.from().future()).isEqualTo(left.to().future()));
      assertThat(rest.get(0).to().future()).isEqualTo(cube("tenant!=a"));
    }

    @Test
    void is_each_end_s_own_if_they_do_not() {
      Flow inside =
          flow(future(), future(), false)
              .split(
                  Direction.INGRESS,
                  match(tenantA, "", null, "", AddressSet.ALL, Flow.Who.PODS, ALL),
                  null);
      assertThat(inside).isNotNull();
      assertThat(inside.to().future()).isEqualTo(cube("tenant=a"));
      assertThat(inside.from().future()).isEqualTo(LabelCube.ANY);
    }

    private static Flow.Namespaces future() {
      return new Flow.Namespaces(new BitSet(), LabelCube.ANY);
    }
  }

  @Test
  void what_lets_it_through_is_kept_for_each_end() {
    Flow out = PODS.because(Direction.EGRESS, OPEN);
    assertThat(out.egress()).isEqualTo(OPEN);
    assertThat(out.ingress()).isEqualTo(NONE);
    Flow in = PODS.because(Direction.INGRESS, OPEN);
    assertThat(in.egress()).isEqualTo(NONE);
    assertThat(in.ingress()).isEqualTo(OPEN);
  }

  private static Flow flow(Flow.Namespaces from, Flow.@Nullable Namespaces to, boolean shared) {
    return new Flow(end(from), end(to), shared, false, ALL, LabelCube.ANY, NONE, NONE);
  }

  /** Pods of these namespaces, or of a namespace to come; addresses outside if there are none. */
  private static Flow.End end(Flow.@Nullable Namespaces of) {
    boolean existing = of != null && of.future() == null;
    return new Flow.End(
        existing ? of.existing() : null,
        of == null ? null : of.future(),
        LabelCube.ANY,
        AddressSet.ALL);
  }

  private static Flow.Match match(
      Flow.@Nullable Namespaces selfNamespaces,
      String self,
      Flow.@Nullable Namespaces namespaces,
      String pods,
      AddressSet addresses,
      Flow.Who who,
      int[] numbers) {
    return new Flow.Match(
        selfNamespaces, cube(self), namespaces, cube(pods), addresses, who, numbers, LabelCube.ANY);
  }

  private static Flow.Namespaces existing(int... numbers) {
    return new Flow.Namespaces(bits(numbers), null);
  }

  private static BitSet bits(int... numbers) {
    BitSet bits = new BitSet();
    for (int number : numbers) {
      bits.set(number);
    }
    return bits;
  }

  private static LabelCube cube(String selector) {
    LabelCube cube =
        LabelCube.of(selector.isEmpty() ? Selector.EVERYTHING : Selector.parse(selector));
    if (cube == null) {
      throw new IllegalArgumentException(selector);
    }
    return cube;
  }
}
