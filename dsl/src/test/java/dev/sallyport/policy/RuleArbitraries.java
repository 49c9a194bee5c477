package dev.sallyport.policy;

import dev.sallyport.Protocol;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Rules from a small world, so that peers and ports often coincide, touch or overlap. */
final class RuleArbitraries {
  private RuleArbitraries() {}

  static Arbitrary<Peer> peers() {
    return Arbitraries.of(
        new Peer.Pods(Selector.EVERYTHING),
        new Peer.Pods(Selector.parse("app=a")),
        new Peer.Pods(Selector.parse("app=b")),
        new Peer.Pods(Selector.parse("app in (a,b),!tier")),
        new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.EVERYTHING),
        new Peer.PodsInNamespaces(Selector.parse("team=x"), Selector.EVERYTHING),
        new Peer.PodsInNamespaces(Selector.parse("team=x"), Selector.parse("app=a")),
        new Peer.PodsInNamespaces(Selector.EVERYTHING, Selector.parse("app=a")),
        block("10.0.0.0/8"),
        block("10.0.0.0/8", "10.1.0.0/16"),
        block("10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16"),
        block("10.1.0.0/16"),
        block("10.0.0.0/9"),
        block("10.128.0.0/9"),
        block("::/0", "fc00::/7"));
  }

  private static Peer block(String cidr, String... except) {
    return new Peer.IpBlock(Cidr.parse(cidr), List.of(except).stream().map(Cidr::parse).toList());
  }

  static Arbitrary<PolicyPort> ports() {
    Arbitrary<Protocol> protocols = Arbitraries.of(Protocol.class);
    Arbitrary<PolicyPort> ranges =
        Combinators.combine(
                protocols, Arbitraries.integers().between(1, 5), Arbitraries.of(0, 0, 0, 1, 3))
            .as((protocol, first, more) -> new PolicyPort.Range(protocol, first, first + more));
    Arbitrary<PolicyPort> names =
        Combinators.combine(protocols, Arbitraries.of("http", "metrics")).as(PolicyPort.Named::new);
    Arbitrary<PolicyPort> edges =
        protocols.flatMap(
            protocol ->
                Arbitraries.of(
                    PolicyPort.Range.allOf(protocol),
                    new PolicyPort.Range(protocol, 10, 65_535),
                    new PolicyPort.Range(protocol, 65_535, 65_535)));
    return Arbitraries.frequencyOf(Tuple.of(12, ranges), Tuple.of(4, names), Tuple.of(2, edges));
  }

  static Arbitrary<Rule> rules() {
    Arbitrary<List<Peer>> peers =
        Arbitraries.frequencyOf(
            Tuple.of(6, peers().list().ofSize(1)),
            Tuple.of(3, peers().list().ofMinSize(2).ofMaxSize(3)),
            Tuple.of(1, Arbitraries.just(List.of(Peer.ANYONE))));
    Arbitrary<List<PolicyPort>> ports =
        Arbitraries.frequencyOf(
            Tuple.of(6, ports().list().ofSize(1)),
            Tuple.of(3, ports().list().ofMinSize(2).ofMaxSize(4)),
            Tuple.of(1, Arbitraries.just(List.of(PolicyPort.EVERY))));
    Arbitrary<List<Origin>> origins =
        Combinators.combine(Arbitraries.of("a", "b", "c"), Arbitraries.of("", "why"))
            .as(Origin::new)
            .list()
            .ofMaxSize(2);
    return Combinators.combine(peers, ports, origins).as(Rule::new);
  }
}
