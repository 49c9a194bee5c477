package dev.sallyport.processor.manifest;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Operator;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Requirement;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Any valid policy, with a taste for what is unusual: names that YAML reads as numbers or booleans,
 * the longest names, empty values, whole families of addresses, reasons of any characters.
 */
final class PolicyArbitraries {
  private static final String[] ODD = {
    "on",
    "off",
    "yes",
    "no",
    "y",
    "n",
    "true",
    "false",
    "null",
    "0",
    "1",
    "0123",
    "1e3",
    "0x1f",
    "0o7",
    "0b1",
    "nan",
    "inf",
    "e",
    "1-1",
    "2001-12-14",
    "a"
  };

  private PolicyArbitraries() {}

  static Arbitrary<Policy> policies() {
    return Combinators.combine(
            Arbitraries.oneOf(Arbitraries.just(""), dnsLabels(63)),
            subdomains(),
            selectors(),
            Arbitraries.of(Direction.class).set().ofMinSize(1),
            rules().list().ofMaxSize(3),
            rules().list().ofMaxSize(3),
            origins())
        .as(Policy::new);
  }

  static Arbitrary<Map<String, String>> annotations() {
    return Arbitraries.maps(
            keys().filter(key -> !key.equals("sallyport.dev/why")),
            hostileText().filter(PolicyArbitraries::isEncodable))
        .ofMaxSize(3);
  }

  static boolean isEncodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Any characters, halves of characters included, often those that mean something to YAML. */
  static Arbitrary<String> hostileText() {
    Arbitrary<Character> chars =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.chars().ascii()),
            Tuple.of(
                4,
                Arbitraries.of(
                    '\n', '\r', '\t', ' ', '#', ':', '-', '?', '"', '\'', '\\', '{', '}', '[', ']',
                    ',', '&', '*', '!', '|', '>', '%', '@', '`', '~', '=', '<', '0', '1', '.', '_',
                    'e', 'x', '\u0000', '\u007f', '\u0085', '\u00a0', '\u2028', '\u2029', '\u202e',
                    '\ufeff', '\ufffe', '\uffff', '\ud83d', '\udcb3')),
            Tuple.of(1, Arbitraries.chars().all()));
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just("")),
        Tuple.of(1, Arbitraries.of(ODD)),
        Tuple.of(6, chars.list().ofMaxSize(30).map(PolicyArbitraries::join)));
  }

  private static String join(List<Character> chars) {
    StringBuilder text = new StringBuilder();
    chars.forEach(text::append);
    return text.toString();
  }

  static Arbitrary<Origin> origins() {
    return Combinators.combine(hostileText(), hostileText()).as(Origin::new);
  }

  private static Arbitrary<String> dnsLabels(int longest) {
    Arbitrary<String> any =
        Combinators.combine(
                Arbitraries.strings().withCharRange('a', 'z').numeric().ofLength(1),
                Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .numeric()
                    .withChars('-')
                    .ofMaxLength(longest - 2),
                Arbitraries.strings().withCharRange('a', 'z').numeric().ofLength(1))
            .as((first, middle, last) -> first + middle + last);
    return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.of(ODD)), Tuple.of(2, any));
  }

  private static Arbitrary<String> subdomains() {
    return dnsLabels(60).list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join(".", parts));
  }

  private static Arbitrary<String> names() {
    Arbitrary<String> any =
        Combinators.combine(
                Arbitraries.strings().alpha().numeric().ofLength(1),
                Arbitraries.strings().alpha().numeric().withChars("-_.").ofMaxLength(61),
                Arbitraries.strings().alpha().numeric().ofLength(1))
            .as((first, middle, last) -> first + middle + last);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(ODD)),
        Tuple.of(1, Arbitraries.of("1_000", "1.5", "NO", "Y", "True", "1.e3", "0.0", "1.2.3")),
        Tuple.of(2, any));
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.oneOf(
        names(),
        Combinators.combine(subdomains(), names()).as((prefix, name) -> prefix + "/" + name));
  }

  private static Arbitrary<String> values() {
    return Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.just("")), Tuple.of(4, names()));
  }

  static Arbitrary<Selector> selectors() {
    Arbitrary<Requirement> withValues =
        Combinators.combine(
                keys(),
                Arbitraries.of(Operator.IN, Operator.NOT_IN),
                values().list().ofMinSize(1).ofMaxSize(3))
            .as(Requirement::new);
    Arbitrary<Requirement> withoutValues =
        Combinators.combine(keys(), Arbitraries.of(Operator.EXISTS, Operator.DOES_NOT_EXIST))
            .as((key, operator) -> new Requirement(key, operator, List.of()));
    return Combinators.combine(
            Arbitraries.maps(keys(), values()).ofMaxSize(2),
            Arbitraries.oneOf(withValues, withoutValues).list().ofMaxSize(2))
        .as(Selector::new);
  }

  private static Arbitrary<Rule> rules() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(List.of(Peer.ANYONE))),
                Tuple.of(5, peers().list().ofMinSize(1).ofMaxSize(3))),
            Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(List.of(PolicyPort.EVERY))),
                Tuple.of(5, ports().list().ofMinSize(1).ofMaxSize(3))),
            origins().list().ofMaxSize(2))
        .as(Rule::new);
  }

  private static Arbitrary<Peer> peers() {
    return Arbitraries.oneOf(
        selectors().map(Peer.Pods::new),
        Combinators.combine(selectors(), selectors()).as(Peer.PodsInNamespaces::new),
        blocks());
  }

  private static Arbitrary<Peer> blocks() {
    return Combinators.combine(
            Arbitraries.of(false, true),
            Arbitraries.longs(),
            Arbitraries.longs(),
            Arbitraries.integers().between(0, 128),
            Combinators.combine(
                    Arbitraries.longs(),
                    Arbitraries.longs(),
                    Arbitraries.integers().between(1, 128))
                .as(Tuple::of)
                .list()
                .ofMaxSize(3))
        .as(
            (ipv6, high, low, prefix, holes) -> {
              Cidr block = cidr(ipv6, high, low, ipv6 ? prefix : prefix % 33);
              List<Cidr> except =
                  holes.stream()
                      .map(hole -> inside(block, hole.get1(), hole.get2(), hole.get3()))
                      .filter(hole -> hole.prefix() > block.prefix())
                      .toList();
              return new Peer.IpBlock(block, except);
            });
  }

  /** A block with the address bits of the outer one, and more of its own. */
  private static Cidr inside(Cidr outer, long high, long low, int more) {
    int bits = outer.isIpv6() ? 128 : 32;
    int prefix = Math.min(bits, outer.prefix() + more);
    long ownHigh = outer.high() ^ outer.lastHigh();
    long ownLow = outer.low() ^ outer.lastLow();
    return cidr(outer.isIpv6(), outer.high() | high & ownHigh, outer.low() | low & ownLow, prefix);
  }

  private static Cidr cidr(boolean ipv6, long high, long low, int prefix) {
    if (!ipv6) {
      long mask = prefix == 0 ? 0 : 0xFFFF_FFFFL << (32 - prefix) & 0xFFFF_FFFFL;
      return new Cidr(false, 0, low & mask, prefix);
    }
    long highMask = prefix == 0 ? 0 : prefix >= 64 ? -1 : -1L << (64 - prefix);
    long lowMask = prefix <= 64 ? 0 : -1L << (128 - prefix);
    boolean mapped = (high & highMask) == 0 && (low & lowMask) >>> 32 == 0xFFFF;
    return new Cidr(true, high & highMask, low & lowMask & (mapped ? ~(1L << 32) : -1L), prefix);
  }

  private static Arbitrary<PolicyPort> ports() {
    Arbitrary<Protocol> protocols = Arbitraries.of(Protocol.class);
    Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 65_535);
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of("http", "on", "y", "no", "null", "1e3", "e", "0x1f", "a-1-b"),
            dnsLabels(15).filter(name -> name.matches("(?=.*[a-z])(?!.*--).*")));
    return Arbitraries.oneOf(
        protocols.map(PolicyPort.Range::allOf),
        Combinators.combine(protocols, numbers)
            .as((p, port) -> new PolicyPort.Range(p, port, port)),
        Combinators.combine(protocols, numbers, numbers)
            .as((p, a, b) -> new PolicyPort.Range(p, Math.min(a, b), Math.max(a, b))),
        Combinators.combine(protocols, names).as(PolicyPort.Named::new));
  }
}
