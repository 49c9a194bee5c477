package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Something is redundant exactly if removing it changes no answer for any pod of the domain. */
class SymbolicRedundancyTest {
  private static final int FLEETS =
      Math.min(
          Boolean.getBoolean("sallyport.nightly") ? 2_000 : 25,
          Integer.getInteger("sallyport.trials", 2_000));

  @Test
  void redundant_is_what_can_be_removed_without_effect() {
    int[] seen = new int[4];
    for (int seed = 0; seed < FLEETS; seed++) {
      SymbolicFleets random = new SymbolicFleets(seed);
      List<Namespace> namespaces = random.namespaces();
      List<Policy> policies = random.policies(namespaces.subList(0, 1), 3);
      List<Redundant> redundant = SymbolicChecker.of(namespaces, policies).redundant();
      List<String> expected = new ArrayList<>();
      for (Policy policy : policies) {
        expected(namespaces, policies, policy, expected);
      }
      List<String> actual = new ArrayList<>();
      for (Redundant each : redundant) {
        actual.add(text(each));
        seen[
            each instanceof Redundant.WholePolicy
                ? 0
                : each instanceof Redundant.WholeRule
                    ? 1
                    : each instanceof Redundant.OnePeer ? 2 : 3]++;
        covers(namespaces, policies, each);
      }
      int at = seed;
      assertThat(actual)
          .as(() -> "seed " + at + "\n" + namespaces + "\n" + String.join("\n", lines(policies)))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    for (int count : seen) {
      assertThat(FLEETS < 25 || count > 0).isTrue();
    }
  }

  private static List<String> lines(List<Policy> policies) {
    List<String> lines = new ArrayList<>();
    for (Policy policy : policies) {
      lines.add(policy.toString());
    }
    return lines;
  }

  private static String text(Redundant redundant) {
    if (redundant instanceof Redundant.WholePolicy whole) {
      return whole.policy().name();
    }
    if (redundant instanceof Redundant.WholeRule rule) {
      return rule.rule().toString();
    }
    if (redundant instanceof Redundant.OnePeer peer) {
      return peer.rule() + " peer " + peer.peer();
    }
    Redundant.OnePort port = (Redundant.OnePort) redundant;
    return port.rule() + " port " + port.port();
  }

  /** The rules that are named do cover a rule, and each of them is needed. */
  private static void covers(
      List<Namespace> namespaces, List<Policy> policies, Redundant redundant) {
    if (!(redundant instanceof Redundant.WholeRule whole)) {
      return;
    }
    for (int left = -1; left < whole.coveredBy().size(); left++) {
      List<PolicyRule> some = new ArrayList<>(whole.coveredBy());
      if (left >= 0) {
        some.remove(left);
      }
      List<Policy> without = only(policies, some);
      some.add(whole.rule());
      assertThat(same(namespaces, only(policies, some), without))
          .as(() -> whole + " among " + policies)
          .isEqualTo(left < 0);
    }
  }

  /** The policies with none but these rules, isolating as before. */
  private static List<Policy> only(List<Policy> policies, List<PolicyRule> rules) {
    List<Policy> result = new ArrayList<>();
    for (Policy policy : policies) {
      List<Rule> ingress = new ArrayList<>();
      List<Rule> egress = new ArrayList<>();
      for (PolicyRule rule : rules) {
        if (rule.policy() == policy) {
          (rule.direction() == Direction.INGRESS ? ingress : egress).add(rule.rule());
        }
      }
      result.add(with(policy, ingress, egress));
    }
    return result;
  }

  private static void expected(
      List<Namespace> namespaces, List<Policy> policies, Policy policy, List<String> expected) {
    if (same(namespaces, policies, replace(policies, policy, null))) {
      expected.add(policy.name());
    }
    for (Direction direction : Direction.values()) {
      List<Rule> rules = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
      for (int i = 0; i < rules.size(); i++) {
        String name = new PolicyRule(policy, direction, i).toString();
        if (same(namespaces, policies, with(policies, policy, direction, i, null))) {
          expected.add(name);
          continue;
        }
        Rule rule = rules.get(i);
        for (int j = 0; j < rule.peers().size() && rule.peers().size() > 1; j++) {
          Rule less = new Rule(without(rule.peers(), j), rule.ports(), rule.origins());
          if (same(namespaces, policies, with(policies, policy, direction, i, less))) {
            expected.add(name + " peer " + j);
          }
        }
        for (int j = 0; j < rule.ports().size() && rule.ports().size() > 1; j++) {
          Rule less = new Rule(rule.peers(), without(rule.ports(), j), rule.origins());
          if (same(namespaces, policies, with(policies, policy, direction, i, less))) {
            expected.add(name + " port " + j);
          }
        }
      }
    }
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> less = new ArrayList<>(list);
    less.remove(index);
    return less;
  }

  private static List<Policy> with(
      List<Policy> policies, Policy policy, Direction direction, int index, Rule rule) {
    List<Rule> ingress = new ArrayList<>(policy.ingress());
    List<Rule> egress = new ArrayList<>(policy.egress());
    List<Rule> changed = direction == Direction.INGRESS ? ingress : egress;
    if (rule == null) {
      changed.remove(index);
    } else {
      changed.set(index, rule);
    }
    return replace(policies, policy, with(policy, ingress, egress));
  }

  private static Policy with(Policy policy, List<Rule> ingress, List<Rule> egress) {
    return new Policy(
        policy.namespace(),
        policy.name(),
        policy.pods(),
        policy.directions(),
        ingress,
        egress,
        policy.origin());
  }

  private static List<Policy> replace(List<Policy> policies, Policy policy, Policy by) {
    List<Policy> result = new ArrayList<>();
    for (Policy each : policies) {
      if (each != policy) {
        result.add(each);
      } else if (by != null) {
        result.add(by);
      }
    }
    return result;
  }

  private static boolean same(List<Namespace> namespaces, List<Policy> one, List<Policy> other) {
    SymbolicBruteForce.Ns own = SymbolicBruteForce.ns(namespaces.get(0));
    for (int mode = 0; mode < 2; mode++) {
      SymbolicBruteForce before = new SymbolicBruteForce(one, mode == 1);
      SymbolicBruteForce after = new SymbolicBruteForce(other, mode == 1);
      List<SymbolicBruteForce.End> ends = ends(namespaces, mode == 1);
      for (Map<String, String> labels : SymbolicBruteForce.assignments(SymbolicFleets.POD_LABELS)) {
        SymbolicBruteForce.End self =
            new SymbolicBruteForce.End(new SymbolicBruteForce.Pod(own, labels), null);
        for (Direction direction : Direction.values()) {
          for (SymbolicBruteForce.End end : ends) {
            boolean named = direction == Direction.INGRESS || end.pod() != null;
            for (SymbolicBruteForce.Point point : POINTS) {
              if (before.passes(self, direction, end, point, named)
                  != after.passes(self, direction, end, point, named)) {
                return false;
              }
            }
          }
        }
      }
    }
    return true;
  }

  /** Without a protocol: one that is none of the three. */
  private static final List<SymbolicBruteForce.Point> POINTS = new ArrayList<>();

  static {
    for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
      for (int number : new int[] {80, 81, 443}) {
        for (List<String> names :
            List.of(
                List.<String>of(), List.of("http"), List.of("admin"), List.of("http", "admin"))) {
          POINTS.add(new SymbolicBruteForce.Point(protocol, number, names));
        }
      }
    }
    POINTS.add(new SymbolicBruteForce.Point(Protocol.SCTP, 80, List.of()));
    POINTS.add(new SymbolicBruteForce.Point(null, 0, List.of()));
  }

  private static List<SymbolicBruteForce.End> ends(
      List<Namespace> namespaces, boolean everyAddress) {
    List<SymbolicBruteForce.Ns> all = new ArrayList<>();
    for (Namespace namespace : namespaces) {
      all.add(SymbolicBruteForce.ns(namespace));
    }
    for (String name : List.of("fresh", "later", "n1")) {
      for (Map<String, String> labels :
          SymbolicBruteForce.assignments(SymbolicFleets.NAMESPACE_LABELS)) {
        Map<String, String> named = new TreeMap<>(labels);
        named.put(SymbolicBruteForce.NAME, name);
        if (namespaces.stream().noneMatch(each -> each.name().equals(name))) {
          all.add(new SymbolicBruteForce.Ns(name, false, named));
        }
      }
    }
    List<SymbolicBruteForce.End> ends = new ArrayList<>();
    for (String address : SymbolicFleets.ADDRESSES) {
      ends.add(new SymbolicBruteForce.End(null, IpAddress.parse(address)));
    }
    for (SymbolicBruteForce.Ns ns : all) {
      for (Map<String, String> labels : SymbolicBruteForce.assignments(SymbolicFleets.POD_LABELS)) {
        SymbolicBruteForce.Pod pod = new SymbolicBruteForce.Pod(ns, labels);
        for (String address :
            everyAddress ? SymbolicFleets.ADDRESSES : SymbolicFleets.ADDRESSES.subList(0, 1)) {
          ends.add(new SymbolicBruteForce.End(pod, IpAddress.parse(address)));
        }
      }
    }
    return ends;
  }
}
