package dev.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CanonicalOrderTest {

  @Property
  void of_peers_is_total_and_consistent_with_equals(
      @ForAll("peers") Peer a, @ForAll("peers") Peer b, @ForAll("peers") Peer c) {
    check(CanonicalOrder.PEERS, a, b, c);
    assertThat(CanonicalOrder.PEERS.compare(a, b) == 0).isEqualTo(a.equals(b));
  }

  @Property
  void of_ports_is_total_and_consistent_with_equals(
      @ForAll("ports") PolicyPort a, @ForAll("ports") PolicyPort b, @ForAll("ports") PolicyPort c) {
    check(CanonicalOrder.PORTS, a, b, c);
    assertThat(CanonicalOrder.PORTS.compare(a, b) == 0).isEqualTo(a.equals(b));
  }

  @Property
  void of_rules_is_total(
      @ForAll("rules") Rule a, @ForAll("rules") Rule b, @ForAll("rules") Rule c) {
    for (Comparator<Rule> order :
        List.of(CanonicalOrder.RULES_BY_PEERS, CanonicalOrder.RULES_BY_PORTS)) {
      check(order, a, b, c);
      assertThat(order.compare(a, b) == 0)
          .isEqualTo(a.peers().equals(b.peers()) && a.ports().equals(b.ports()));
    }
  }

  private static <T> void check(Comparator<T> order, T a, T b, T c) {
    assertThat(order.compare(a, a)).isZero();
    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
      assertThat(order.compare(a, c)).isNotPositive();
    }
  }

  @Provide
  Arbitrary<Peer> peers() {
    return Arbitraries.oneOf(
        RuleArbitraries.peers(), Arbitraries.just(Peer.ANYONE), RuleArbitraries.peers());
  }

  @Provide
  Arbitrary<PolicyPort> ports() {
    return Arbitraries.oneOf(
        RuleArbitraries.ports(), Arbitraries.just(PolicyPort.EVERY), RuleArbitraries.ports());
  }

  @Provide
  Arbitrary<Rule> rules() {
    return RuleArbitraries.rules();
  }
}
