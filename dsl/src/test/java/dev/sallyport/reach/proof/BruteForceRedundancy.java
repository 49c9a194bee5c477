package dev.sallyport.reach.proof;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is superfluous, by brute force: a part is if without it every pod of a small domain of
 * labels lets through what it did, to and from every pod and address of that domain, on every port.
 */
final class BruteForceRedundancy {
  private static final List<String> VALUES = Arrays.asList("", "x", "y", "unmentioned", null);

  private final Snapshot snapshot;
  private final List<Map<String, String>> pods = assignments("app", "tier");
  private final List<Map<String, String>> namespaces;
  private final List<IpAddress> addresses = new ArrayList<>();
  private final List<BruteForceGate.Point> points = new ArrayList<>();

  /** For a cluster whose pods have addresses of these families, and so have those they talk to. */
  BruteForceRedundancy(Snapshot snapshot, List<Cidr> families) {
    this.snapshot = snapshot;
    this.namespaces = namespaces();
    for (AddressRange piece : AddressPieces.of(snapshot)) {
      if (families.stream().anyMatch(family -> family.isIpv6() == piece.last().isIpv6())) {
        addresses.add(piece.last());
      }
    }
    List<Set<String>> names =
        List.of(Set.of(), Set.of("http"), Set.of("dns"), Set.of("http", "dns"));
    for (PortRange range : PortRange.of(snapshot)) {
      for (Set<String> each : names) {
        points.add(new BruteForceGate.Point(range.protocol(), range.first(), each));
        Set<String> more = new TreeSet<>(each);
        more.add("other");
        points.add(new BruteForceGate.Point(range.protocol(), range.first(), more));
      }
    }
    points.add(new BruteForceGate.Point(null, 0, Set.of()));
  }

  /** Those that exist, and any that might. */
  private List<Map<String, String>> namespaces() {
    List<Map<String, String>> result = new ArrayList<>();
    Set<String> taken = new TreeSet<>();
    for (Namespace namespace : snapshot.namespaces()) {
      result.add(namespace.labels());
      taken.add(namespace.name());
    }
    for (String name : List.of("a", "b", "c", "absent", "fresh")) {
      if (!taken.contains(name)) {
        for (Map<String, String> labels : assignments("team", "env")) {
          Map<String, String> named = new TreeMap<>(labels);
          named.put(Namespace.NAME_LABEL, name);
          result.add(named);
        }
      }
    }
    return result;
  }

  private static List<Map<String, String>> assignments(String one, String other) {
    List<Map<String, String>> result = new ArrayList<>();
    for (String first : VALUES) {
      for (String second : VALUES) {
        Map<String, String> labels = new TreeMap<>();
        if (first != null) {
          labels.put(one, first);
        }
        if (second != null) {
          labels.put(other, second);
        }
        result.add(labels);
      }
    }
    return result;
  }

  Set<String> superfluous() {
    Set<String> result = new TreeSet<>();
    Map<String, Map<Direction, BruteForceGate>> byNamespace = new TreeMap<>();
    for (Policy policy : snapshot.policies()) {
      Map<Direction, BruteForceGate> gates =
          byNamespace.computeIfAbsent(policy.namespace(), n -> new TreeMap<>());
      for (Direction direction : Direction.values()) {
        gates.computeIfAbsent(direction, d -> gate(policy.namespace(), d));
      }
      if (gates.values().stream().allMatch(gate -> gate.isSame(policy, -1, -1, -1))) {
        result.add(policy.namespace() + "/" + policy.name());
      }
      gates.forEach((direction, gate) -> gate.superfluous(policy, result));
    }
    return result;
  }

  private BruteForceGate gate(String namespace, Direction direction) {
    return new BruteForceGate(
        snapshot,
        new BruteForceGate.Domain(pods, namespaces, addresses, points),
        namespace,
        direction);
  }
}
