package dev.sallyport.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ContainerPort;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Conclusions agree with trying every pod, and counterexamples are what they claim to be. */
class SymbolicProveTest {
  private static final int FLEETS =
      Integer.getInteger(
          "sallyport.trials", Boolean.getBoolean("sallyport.nightly") ? 200_000 : 1_500);

  @Test
  void conclusions_agree_with_trying_every_pod() {
    int[] seen = new int[3];
    for (int seed = 0; seed < FLEETS; seed++) {
      SymbolicFleets random = new SymbolicFleets(seed);
      List<Namespace> namespaces = random.namespaces();
      List<Policy> policies = random.policies(namespaces, 10);
      SymbolicChecker checker = SymbolicChecker.of(namespaces, policies, random.pick(3));
      for (int i = 0; i < 4; i++) {
        Invariant invariant = invariant(random, namespaces);
        Conclusion conclusion = checker.prove(invariant);
        int expected = bruteForce(namespaces, policies, invariant);
        seen[expected]++;
        int actual =
            conclusion instanceof Conclusion.Refuted
                ? 0
                : conclusion instanceof Conclusion.PluginDependent ? 1 : 2;
        assertThat(actual)
            .as(() -> invariant + "\n" + namespaces + "\n" + policies + "\n" + conclusion)
            .isEqualTo(expected);
        if (conclusion instanceof Conclusion.Refuted refuted) {
          verify(namespaces, policies, invariant, refuted.counterexample(), false);
        } else if (conclusion instanceof Conclusion.PluginDependent dependent) {
          verify(namespaces, policies, invariant, dependent.counterexample(), true);
        }
      }
    }
    assertCommon(seen, FLEETS / 20);
  }

  @Test
  void conclusions_agree_with_trying_every_pod_where_rules_can_deny() {
    int[] seen = new int[3];
    int fleets = FLEETS / 5;
    for (int seed = 0; seed < fleets; seed++) {
      SymbolicFleets random = new SymbolicFleets(-1 - seed);
      List<Namespace> namespaces = random.namespaces();
      List<Policy> policies = random.policies(namespaces, 3);
      List<ClusterPolicy> clusterPolicies = random.clusterPolicies();
      SymbolicChecker checker = SymbolicChecker.of(namespaces, policies, clusterPolicies);
      for (int i = 0; i < 4; i++) {
        Invariant invariant = invariant(random, namespaces);
        Conclusion conclusion = checker.prove(invariant);
        String about =
            seed
                + " "
                + invariant
                + "\n"
                + namespaces
                + "\n"
                + policies
                + "\n"
                + clusterPolicies
                + "\n"
                + conclusion;
        if (invariant instanceof Invariant.NeverReaches never) {
          agree(namespaces, policies, clusterPolicies, never, conclusion, about, seen);
        }
      }
    }
    assertCommon(seen, fleets / 40);
  }

  /** All three answers are common, so that none of them can be wrong unnoticed. */
  private static void assertCommon(int[] seen, int more) {
    for (int count : seen) {
      if (FLEETS >= 400) {
        assertThat(count).isGreaterThan(more);
      }
    }
  }

  private static void agree(
      List<Namespace> namespaces,
      List<Policy> policies,
      List<ClusterPolicy> clusterPolicies,
      Invariant.NeverReaches never,
      Conclusion conclusion,
      String about,
      int[] seen) {
    if (conclusion instanceof Conclusion.Proven) {
      seen[2]++;
      assertThat(
              connects(
                  namespaces, new SymbolicBruteForce(policies, clusterPolicies, CHOICES), never))
          .as(about)
          .isFalse();
      return;
    }
    Set<PluginChoice> choices =
        conclusion instanceof Conclusion.PluginDependent dependent ? dependent.choices() : Set.of();
    for (PluginChoice choice : choices) {
      Set<PluginChoice> fewer = new HashSet<>(choices);
      fewer.remove(choice);
      assertThat(
              connects(namespaces, new SymbolicBruteForce(policies, clusterPolicies, fewer), never))
          .as(about)
          .isFalse();
    }
    seen[choices.isEmpty() ? 0 : 1]++;
    Counterexample example =
        conclusion instanceof Conclusion.PluginDependent dependent
            ? dependent.counterexample()
            : ((Conclusion.Refuted) conclusion).counterexample();
    verify(
        namespaces,
        new SymbolicBruteForce(policies, clusterPolicies, choices),
        never,
        example,
        about);
  }

  private static final Set<PluginChoice> CHOICES =
      Set.of(
          PluginChoice.IP_BLOCK_MATCHES_PODS,
          PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME,
          PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION);

  private static Invariant invariant(SymbolicFleets random, List<Namespace> namespaces) {
    Party from = random.party(namespaces, true);
    if (random.pick(8) == 0 && !(from instanceof Party.Outside)) {
      return new Invariant.Isolated(
          from, random.pick(2) == 0 ? Direction.INGRESS : Direction.EGRESS);
    }
    Party to = random.party(namespaces, !(from instanceof Party.Outside));
    return new Invariant.NeverReaches(
        from, to, random.pick(2) == 0 ? List.of(PolicyPort.EVERY) : random.ports());
  }

  /** 0 refuted, 1 refuted where blocks match pods, 2 neither. */
  private static int bruteForce(
      List<Namespace> namespaces, List<Policy> policies, Invariant invariant) {
    if (invariant instanceof Invariant.Isolated isolated) {
      SymbolicBruteForce world = new SymbolicBruteForce(policies, false);
      for (SymbolicBruteForce.Pod pod : pods(namespaces, isolated.pods())) {
        if (!world.isolated(pod, isolated.direction())) {
          return 0;
        }
      }
      return 2;
    }
    Invariant.NeverReaches never = (Invariant.NeverReaches) invariant;
    for (int blocks = 0; blocks < 2; blocks++) {
      if (connects(namespaces, new SymbolicBruteForce(policies, blocks == 1), never)) {
        return blocks;
      }
    }
    return 2;
  }

  private static boolean connects(
      List<Namespace> namespaces, SymbolicBruteForce world, Invariant.NeverReaches never) {
    List<SymbolicBruteForce.End> sources = ends(world, namespaces, never.from());
    List<SymbolicBruteForce.End> destinations = ends(world, namespaces, never.to());
    List<SymbolicBruteForce.Point> points = points(never);
    for (SymbolicBruteForce.End from : sources) {
      for (SymbolicBruteForce.End to : destinations) {
        if (!coexist(never, from.pod(), to.pod())) {
          continue;
        }
        for (SymbolicBruteForce.Point point : points) {
          if (world.connects(from, to, point)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean coexist(
      Invariant.NeverReaches never, SymbolicBruteForce.Pod one, SymbolicBruteForce.Pod other) {
    if (one == null || other == null || one.ns().exists() || other.ns().exists()) {
      return true;
    }
    return one.ns().name().equals(other.ns().name())
        ? one.ns().labels().equals(other.ns().labels())
        : named(never.from(), one) || named(never.to(), other);
  }

  private static boolean named(Party party, SymbolicBruteForce.Pod pod) {
    return party instanceof Party.PodsOfNamespace of && of.namespace().equals(pod.ns().name())
        || party instanceof Party.KnownPods known
            && known.pod().namespace().equals(pod.ns().name());
  }

  private static List<SymbolicBruteForce.Point> points(Invariant.NeverReaches never) {
    List<List<String>> names =
        List.of(List.of(), List.of("http"), List.of("admin"), List.of("http", "admin"));
    List<SymbolicBruteForce.Point> points = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      for (int number : new int[] {80, 81, 443, 9000}) {
        if (never.to() instanceof Party.KnownPods known) {
          points.add(SymbolicBruteForce.point(protocol, number, known.pod().ports()));
        } else if (never.to() instanceof Party.Outside) {
          points.add(new SymbolicBruteForce.Point(protocol, number, List.of()));
        } else {
          for (List<String> each : names) {
            points.add(new SymbolicBruteForce.Point(protocol, number, each));
          }
        }
      }
    }
    boolean pod = !(never.to() instanceof Party.Outside);
    points.removeIf(
        point ->
            never.ports().stream().noneMatch(port -> SymbolicBruteForce.port(port, point, pod)));
    return points;
  }

  private static List<SymbolicBruteForce.End> ends(
      SymbolicBruteForce world, List<Namespace> namespaces, Party party) {
    List<SymbolicBruteForce.End> ends = new ArrayList<>();
    if (party instanceof Party.Outside outside) {
      for (String address : SymbolicFleets.ADDRESSES) {
        for (Peer.IpBlock block : outside.blocks()) {
          SymbolicBruteForce.End end = new SymbolicBruteForce.End(null, IpAddress.parse(address));
          if (world.peer(block, null, end)) {
            ends.add(end);
          }
        }
      }
      return ends;
    }
    for (SymbolicBruteForce.Pod pod : pods(namespaces, party)) {
      for (String address : SymbolicFleets.ADDRESSES) {
        // Without blocks that match pods, one address of each family is as good as any.
        if (world.blocksMatchPods
            || !world.clusterPolicies.isEmpty()
            || address.equals("10.0.0.1")
            || address.equals("fd00::1")) {
          ends.add(new SymbolicBruteForce.End(pod, IpAddress.parse(address)));
        }
      }
    }
    return ends;
  }

  private static List<SymbolicBruteForce.Pod> pods(List<Namespace> namespaces, Party party) {
    List<SymbolicBruteForce.Ns> all = new ArrayList<>();
    for (Namespace namespace : namespaces) {
      all.add(SymbolicBruteForce.ns(namespace));
    }
    for (String name : List.of("fresh", "later", "n0", "n1")) {
      if (namespaces.stream().anyMatch(each -> each.name().equals(name))) {
        continue;
      }
      for (Map<String, String> labels :
          SymbolicBruteForce.assignments(SymbolicFleets.NAMESPACE_LABELS)) {
        Map<String, String> named = new TreeMap<>(labels);
        named.put(SymbolicBruteForce.NAME, name);
        all.add(new SymbolicBruteForce.Ns(name, false, named));
      }
    }
    List<SymbolicBruteForce.Pod> pods = new ArrayList<>();
    for (SymbolicBruteForce.Ns ns : all) {
      if (party instanceof Party.KnownPods known) {
        if (ns.name().equals(known.pod().namespace())) {
          pods.add(new SymbolicBruteForce.Pod(ns, known.pod().labels()));
        }
        continue;
      }
      for (Map<String, String> labels : SymbolicBruteForce.assignments(SymbolicFleets.POD_LABELS)) {
        if (belongs(party, ns, labels)) {
          pods.add(new SymbolicBruteForce.Pod(ns, labels));
        }
      }
    }
    return pods;
  }

  private static boolean belongs(
      Party party, SymbolicBruteForce.Ns ns, Map<String, String> labels) {
    if (party instanceof Party.Pods selected) {
      return SymbolicBruteForce.matches(selected.namespaces(), ns.labels())
          && SymbolicBruteForce.matches(selected.pods(), labels);
    }
    if (party instanceof Party.PodsOfNamespace of) {
      return of.namespace().equals(ns.name()) && SymbolicBruteForce.matches(of.pods(), labels);
    }
    return party instanceof Party.KnownPods known
        && known.pod().namespace().equals(ns.name())
        && known.pod().labels().equals(labels);
  }

  private static void verify(
      List<Namespace> namespaces,
      List<Policy> policies,
      Invariant invariant,
      Counterexample counterexample,
      boolean blocksMatchPods) {
    String about = invariant + "\n" + namespaces + "\n" + policies + "\n" + counterexample;
    verify(
        namespaces,
        new SymbolicBruteForce(policies, blocksMatchPods),
        invariant,
        counterexample,
        about);
  }

  private static void verify(
      List<Namespace> namespaces,
      SymbolicBruteForce world,
      Invariant invariant,
      Counterexample counterexample,
      String about) {
    if (counterexample instanceof Counterexample.Open open) {
      Invariant.Isolated isolated = (Invariant.Isolated) invariant;
      SymbolicBruteForce.Pod pod = pod(namespaces, open.pod());
      assertThat(belongs(isolated.pods(), pod.ns(), pod.labels())).as(about).isTrue();
      assertThat(world.isolated(pod, isolated.direction())).as(about).isFalse();
      return;
    }
    Counterexample.Connection connection = (Counterexample.Connection) counterexample;
    Invariant.NeverReaches never = (Invariant.NeverReaches) invariant;
    List<ContainerPort> declared =
        connection.destination() instanceof Counterexample.SomePod pod ? pod.ports() : List.of();
    SymbolicBruteForce.Point point =
        SymbolicBruteForce.point(connection.protocol(), connection.port(), declared);
    SymbolicBruteForce.End from = end(namespaces, connection.source());
    SymbolicBruteForce.End to = end(namespaces, connection.destination());
    boolean sameFamily =
        from.address() == null
            || to.address() == null
            || from.address().isIpv6() == to.address().isIpv6();
    assertThat(sameFamily).as(about).isTrue();
    IpAddress some = IpAddress.parse("10.9.9.9");
    IpAddress anyFrom =
        from.address() != null ? from.address() : to.address() != null ? to.address() : some;
    IpAddress anyTo = to.address() != null ? to.address() : anyFrom;
    assertThat(
            world.connects(
                new SymbolicBruteForce.End(from.pod(), anyFrom),
                new SymbolicBruteForce.End(to.pod(), anyTo),
                point))
        .as(about)
        .isTrue();
    assertThat(coexist(never, from.pod(), to.pod())).as(about).isTrue();
    assertThat(member(world, never.from(), from)).as(about).isTrue();
    assertThat(member(world, never.to(), to)).as(about).isTrue();
    assertThat(never.ports())
        .as(about)
        .anyMatch(port -> SymbolicBruteForce.port(port, point, to.pod() != null));
  }

  private static boolean member(SymbolicBruteForce world, Party party, SymbolicBruteForce.End end) {
    if (party instanceof Party.Outside outside) {
      return end.pod() == null
          && outside.blocks().stream().anyMatch(block -> world.peer(block, null, end));
    }
    return belongs(party, end.pod().ns(), end.pod().labels());
  }

  private static SymbolicBruteForce.End end(List<Namespace> namespaces, Counterexample.End end) {
    if (end instanceof Counterexample.OutsideAddress outside) {
      return new SymbolicBruteForce.End(null, outside.address());
    }
    Counterexample.SomePod pod = (Counterexample.SomePod) end;
    return new SymbolicBruteForce.End(
        pod(namespaces, pod), pod.addresses().isEmpty() ? null : pod.addresses().get(0));
  }

  private static SymbolicBruteForce.Pod pod(
      List<Namespace> namespaces, Counterexample.SomePod pod) {
    for (Namespace namespace : namespaces) {
      if (namespace.name().equals(pod.namespace())) {
        assertThat(pod.future()).isFalse();
        assertThat(pod.namespaceLabels()).isEqualTo(namespace.labels());
        return new SymbolicBruteForce.Pod(SymbolicBruteForce.ns(namespace), pod.labels());
      }
    }
    assertThat(pod.future()).isTrue();
    assertThat(pod.namespaceLabels()).containsEntry(SymbolicBruteForce.NAME, pod.namespace());
    return new SymbolicBruteForce.Pod(
        new SymbolicBruteForce.Ns(pod.namespace(), false, pod.namespaceLabels()), pod.labels());
  }
}
