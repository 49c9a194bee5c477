package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Peer;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyPort;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.Conclusion;
import dev.sallyport.reach.Counterexample;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Invariant;
import dev.sallyport.reach.Party;
import dev.sallyport.reach.Phase;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.PolicyRule;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.reach.SymbolicChecker;
import dev.sallyport.reach.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Proofs and counterexamples, held against the naive evaluator: what is proven never happens, in a
 * fleet or in what may become of it, and what is given as a counterexample does happen once its
 * pods exist.
 */
class SymbolicTest {
  /** Leaves open what conclusions leave open. */
  private static final PluginProfile OPEN =
      PluginProfile.CILIUM_LIKE
          .with(PluginChoice.IP_BLOCK_MATCHES_PODS, Decision.OPEN)
          .with(PluginChoice.EQUAL_PRIORITIES_APPLY_BY_NAME, Decision.OPEN)
          .with(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION, Decision.OPEN);

  @Test
  void proofs_hold_in_the_fleet_and_counterexamples_happen() {
    Trials.of(
        20_000,
        1_000_000,
        (sample, random) -> {
          Snapshot fleet = plain(sample.before());
          for (int i = 0; i < 3; i++) {
            Snapshot future = SmallFleets.future(fleet, random.nextLong());
            new Case(fleet, future, SmallFleets.invariant(fleet, random.nextLong())).holds();
          }
        });
  }

  /**
   * Without what proofs don't speak of; where networks can be denied, every pod has an address, as
   * any pod has that connects.
   */
  private static Snapshot plain(Snapshot snapshot) {
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : snapshot.pods()) {
      if (pod.isLive() && !pod.hostNetwork()) {
        pods.add(snapshot.clusterPolicies().isEmpty() ? pod : addressed(pod));
      }
    }
    return new Snapshot(
        snapshot.namespaces(), pods, snapshot.policies(), snapshot.clusterPolicies());
  }

  private static Pod addressed(Pod pod) {
    return pod.addresses().isEmpty()
        ? new Pod(
            pod.namespace(),
            pod.name(),
            pod.labels(),
            pod.ports(),
            List.of(IpAddress.parse("10.0.0.1")),
            false,
            Phase.LIVE)
        : pod;
  }

  private record Case(Snapshot fleet, Snapshot future, Invariant invariant) {

    void holds() {
      Conclusion conclusion =
          SymbolicChecker.of(fleet.namespaces(), fleet.policies(), fleet.clusterPolicies())
              .prove(invariant);
      assertThat(conclusion.holds()).isEqualTo(conclusion instanceof Conclusion.Proven);
      if (conclusion instanceof Conclusion.Refuted refuted) {
        happens(refuted.counterexample(), Verdict.ALLOWED::equals, OPEN);
      } else if (conclusion instanceof Conclusion.PluginDependent dependent) {
        happens(
            dependent.counterexample(),
            verdict -> verdict != Verdict.DENIED,
            openIn(dependent.choices()));
        neverHappens(verdict -> verdict != Verdict.ALLOWED);
      } else {
        neverHappens(Verdict.DENIED::equals);
        restsOn((Conclusion.Proven) conclusion);
      }
    }

    /** Decides what is not among the choices against connections, as far as a profile can. */
    private static PluginProfile openIn(Set<PluginChoice> choices) {
      PluginProfile profile = OPEN;
      if (!choices.contains(PluginChoice.IP_BLOCK_MATCHES_PODS)) {
        profile = profile.with(PluginChoice.IP_BLOCK_MATCHES_PODS, Decision.NO);
      }
      return choices.contains(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION)
          ? profile
          : profile.with(PluginChoice.BASELINE_IS_SKIPPED_PER_DIRECTION, Decision.YES);
    }

    private void happens(
        Counterexample example, Predicate<Verdict> expected, PluginProfile profile) {
      String about = invariant + "\n" + example;
      if (example instanceof Counterexample.Open open) {
        Snapshot world = with(open.pod());
        Pod pod = world.pods().get(world.pods().size() - 1);
        Invariant.Isolated isolated = (Invariant.Isolated) invariant;
        assertThat(belongs(world, pod, isolated.pods())).as(about).isTrue();
        assertThat(open.direction()).isEqualTo(isolated.direction());
        assertThat(new NaiveEvaluator(world, profile).isolating(pod, open.direction()))
            .as(about)
            .isEmpty();
        return;
      }
      Counterexample.Connection connection = (Counterexample.Connection) example;
      Invariant.NeverReaches never = (Invariant.NeverReaches) invariant;
      Snapshot world = with(connection.source(), connection.destination());
      List<Pod> added = world.pods().subList(fleet.pods().size(), world.pods().size());
      Endpoint from = end(connection.source(), added.isEmpty() ? null : added.get(0));
      Endpoint to =
          end(connection.destination(), added.isEmpty() ? null : added.get(added.size() - 1));
      assertThat(belongs(world, from, never.from())).as(about).isTrue();
      assertThat(belongs(world, to, never.to())).as(about).isTrue();
      assertThat(speaksOf(never, to, new PortRange(connection.protocol(), connection.port(), 0)))
          .as(about)
          .isTrue();
      assertThat(
              new NaiveEvaluator(world, profile)
                  .verdict(from, to, connection.protocol(), connection.port()))
          .as(about)
          .matches(expected);
      assertThat(connection.egress() instanceof Counterexample.NotInCluster)
          .isEqualTo(from instanceof AddressRange);
      assertThat(connection.ingress() instanceof Counterexample.NotInCluster)
          .isEqualTo(to instanceof AddressRange);
    }

    private static Endpoint end(Counterexample.End end, Pod pod) {
      return end instanceof Counterexample.OutsideAddress outside
          ? AddressRange.of(outside.address())
          : pod;
    }

    /** The fleet with the pods of the counterexample, and their namespaces, at the end. */
    private Snapshot with(Counterexample.End... ends) {
      List<Namespace> namespaces = new ArrayList<>(fleet.namespaces());
      List<Pod> pods = new ArrayList<>(fleet.pods());
      for (Counterexample.End end : ends) {
        if (end instanceof Counterexample.SomePod pod) {
          boolean exists =
              fleet.namespaces().stream().anyMatch(n -> n.name().equals(pod.namespace()));
          assertThat(pod.future()).as("%s", pod).isEqualTo(!exists);
          Namespace namespace = Namespace.of(pod.namespace(), pod.namespaceLabels());
          assertThat(namespace.labels()).isEqualTo(pod.namespaceLabels());
          if (exists) {
            assertThat(namespaces).contains(namespace);
          } else if (!namespaces.contains(namespace)) {
            namespaces.add(namespace);
          }
          pods.add(
              new Pod(
                  pod.namespace(),
                  "example-" + pods.size(),
                  pod.labels(),
                  pod.ports(),
                  pod.addresses(),
                  false,
                  Phase.LIVE));
        }
      }
      return new Snapshot(namespaces, pods, fleet.policies(), fleet.clusterPolicies());
    }

    private void neverHappens(Predicate<Verdict> expected) {
      NaiveEvaluator naive = new NaiveEvaluator(future, OPEN);
      if (invariant instanceof Invariant.Isolated isolated) {
        for (Pod pod : future.pods()) {
          assertThat(
                  belongs(future, pod, isolated.pods())
                      && naive.isolating(pod, isolated.direction()).isEmpty())
              .as("%s: %s", invariant, pod)
              .isFalse();
        }
        return;
      }
      Invariant.NeverReaches never = (Invariant.NeverReaches) invariant;
      List<PortRange> ports = PortRange.of(future, mentioning(never.ports()));
      for (Endpoint from : members(never.from())) {
        for (Endpoint to : members(never.to())) {
          for (PortRange range : ports) {
            if (!from.equals(to) && sameFamily(from, to) && speaksOf(never, to, range)) {
              assertThat(naive.verdict(from, to, range.protocol(), range.first()))
                  .as("%s: %s -> %s on %s", invariant, from, to, range)
                  .matches(expected);
            }
          }
        }
      }
    }

    private static Snapshot mentioning(List<PolicyPort> ports) {
      Rule rule = new Rule(List.of(Peer.ANYONE), ports, List.of());
      Policy policy =
          new Policy(
              "a",
              "a",
              Selector.EVERYTHING,
              Set.of(),
              List.of(rule),
              List.of(),
              new Origin("invariant", ""));
      return Snapshot.of(List.of(), List.of(), List.of(policy));
    }

    /** A pod never meets an outside address of a family that it lacks; a proof may rest on that. */
    private static boolean sameFamily(Endpoint from, Endpoint to) {
      if (from instanceof Pod pod && to instanceof AddressRange address) {
        return NaiveEvaluator.mayHave(address.isIpv6(), pod);
      }
      return !(from instanceof AddressRange address && to instanceof Pod pod)
          || NaiveEvaluator.mayHave(address.isIpv6(), pod);
    }

    private List<Endpoint> members(Party party) {
      List<Endpoint> ends = new ArrayList<>(future.pods());
      AddressPieces.of(future).forEach(piece -> ends.add(AddressRange.of(piece.last())));
      if (party instanceof Party.Outside outside) {
        outside.blocks().forEach(b -> ends.add(AddressRange.of(AddressRange.of(b.cidr()).last())));
      }
      ends.removeIf(end -> !belongs(future, end, party) || isElsewhere(end, party));
      return ends;
    }

    /** A pod at an address that is not known is not one whose address is. */
    private static boolean isElsewhere(Endpoint end, Party party) {
      return party instanceof Party.KnownPods known
          && end instanceof Pod pod
          && pod.addresses().isEmpty()
          && !known.pod().addresses().isEmpty();
    }

    private static boolean speaksOf(Invariant.NeverReaches never, Endpoint to, PortRange range) {
      return never.ports().stream()
          .anyMatch(p -> NaiveEvaluator.matches(p, to, range.protocol(), range.first()));
    }

    private static boolean belongs(Snapshot world, Endpoint end, Party party) {
      if (party instanceof Party.Outside outside) {
        return end instanceof AddressRange address
            && outside.blocks().stream()
                .anyMatch(block -> NaiveEvaluator.contains(block, address.first()));
      }
      if (!(end instanceof Pod pod)) {
        return false;
      }
      if (party instanceof Party.Pods pods) {
        NaiveEvaluator naive = new NaiveEvaluator(world, OPEN);
        return NaiveEvaluator.matches(pods.pods(), pod.labels())
            && NaiveEvaluator.matches(pods.namespaces(), naive.namespaceLabels(pod.namespace()));
      }
      if (party instanceof Party.PodsOfNamespace pods) {
        return pod.namespace().equals(pods.namespace())
            && NaiveEvaluator.matches(pods.pods(), pod.labels());
      }
      Pod known = ((Party.KnownPods) party).pod();
      return pod.namespace().equals(known.namespace())
          && pod.labels().equals(known.labels())
          && pod.ports().equals(known.ports())
          && (known.addresses().isEmpty()
              || pod.addresses().isEmpty()
              || known.addresses().containsAll(pod.addresses()));
    }

    /** With the rules of the proof alone, it can be proven again. */
    private void restsOn(Conclusion.Proven proven) {
      List<PolicyRule> basis = proven.basis();
      Set<PolicyRule> kept = new HashSet<>(basis);
      assertThat(kept).hasSameSizeAs(basis);
      List<Policy> policies = new ArrayList<>();
      for (Policy policy : fleet.policies()) {
        EnumSet<Direction> directions = EnumSet.noneOf(Direction.class);
        for (Direction direction : policy.directions()) {
          if (kept.contains(new PolicyRule(policy, direction, PolicyRule.ISOLATION))) {
            directions.add(direction);
          }
        }
        policies.add(
            new Policy(
                policy.namespace(),
                policy.name(),
                policy.pods(),
                directions,
                kept(policy, Direction.INGRESS, policy.ingress(), kept),
                kept(policy, Direction.EGRESS, policy.egress(), kept),
                policy.origin()));
      }
      SymbolicChecker checker =
          SymbolicChecker.of(fleet.namespaces(), policies, proven.clusterBasis());
      assertThat(checker.prove(invariant).holds())
          .as("%s from %s alone", invariant, basis)
          .isTrue();
    }

    private static List<Rule> kept(
        Policy policy, Direction direction, List<Rule> rules, Set<PolicyRule> kept) {
      List<Rule> result = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        if (kept.contains(new PolicyRule(policy, direction, i))) {
          result.add(rules.get(i));
        }
      }
      return result;
    }
  }

  @Test
  void port_names_of_an_invariant_mean_no_outside_address() {
    Invariant never =
        Party.allPods()
            .neverReaches(Party.outside("0.0.0.0/0", "::/0"))
            .on(new PolicyPort.Named(Protocol.TCP, "http"));
    assertThat(SymbolicChecker.of(List.of(), List.of()).prove(never).holds()).isTrue();
  }
}
