package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.policy.ClusterAction;
import dev.sallyport.policy.ClusterPolicy;
import dev.sallyport.policy.ClusterRule;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Selector;
import dev.sallyport.reach.AddressFamily;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.Change;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Explanation;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Reason;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.reach.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Explanations, held against what happens when the things that they name are taken away. */
class ExplanationTest {

  @Test
  void name_what_decides_and_suggest_what_helps() {
    Trials.of(20_000, 1_000_000, ExplanationTest::holds);
  }

  private static void holds(Sample sample, SplittableRandom random) {
    Snapshot snapshot = sample.before();
    PluginProfile profile = decided(sample.profile());
    List<Endpoint> ends = new ArrayList<>(snapshot.pods());
    List<AddressRange> pieces = AddressPieces.of(snapshot);
    ends.add(pieces.get(random.nextInt(pieces.size())));
    List<PortRange> ports = PortRange.of(snapshot);
    for (int i = 0; i < 4 && !ends.isEmpty(); i++) {
      Endpoint from = ends.get(random.nextInt(ends.size()));
      Endpoint to = ends.get(random.nextInt(ends.size()));
      PortRange range = ports.get(random.nextInt(ports.size()));
      if (from instanceof Pod || to instanceof Pod) {
        new Case(snapshot, profile, from, to, range.protocol(), range.first()).holds();
        verdictIsThatOfTheEngine(sample, from, to, range);
      }
    }
  }

  @Test
  void the_changes_of_both_ends_add_up() {
    Pod one = Pod.of("a", "one", Map.of(), List.of());
    Pod two = Pod.of("a", "two", Map.of(), List.of());
    Policy deny =
        new Policy(
            "a",
            "deny",
            Selector.EVERYTHING,
            EnumSet.allOf(Direction.class),
            List.of(),
            List.of(),
            new Origin("test", ""));
    Snapshot snapshot = Snapshot.of(List.of(), List.of(one, two), List.of(deny));
    List<Change> changes =
        Reachability.of(snapshot).explain(one, two, Protocol.TCP, 80).smallestChange();
    Case question = new Case(snapshot, PluginProfile.STRICT, one, two, Protocol.TCP, 80);
    assertThat(question.verdictIn(question.changed(changes))).isEqualTo(Verdict.ALLOWED);
  }

  private static PluginProfile decided(PluginProfile profile) {
    PluginProfile result = profile;
    for (PluginChoice choice : PluginChoice.values()) {
      if (profile.decide(choice) == Decision.OPEN) {
        result = result.with(choice, Decision.NO);
      }
    }
    return result;
  }

  private static void verdictIsThatOfTheEngine(
      Sample sample, Endpoint from, Endpoint to, PortRange range) {
    Reachability engine = Reachability.of(sample.before(), sample.profile());
    Explanation explanation = engine.explain(from, to, range.protocol(), range.first());
    assertThat(explanation.verdict())
        .isEqualTo(engine.verdict(from, to, range.protocol(), range.first()));
    assertThat(explanation.toString()).contains(from.id()).contains(to.id());
    if (explanation.verdict() != Verdict.DENIED) {
      assertThat(explanation.smallestChange()).isEmpty();
    } else {
      new Case(sample.before(), sample.profile(), from, to, range.protocol(), range.first())
          .changesHelp(explanation);
    }
  }

  /** One question, under a profile that leaves nothing open. */
  private record Case(
      Snapshot snapshot,
      PluginProfile profile,
      Endpoint from,
      Endpoint to,
      Protocol protocol,
      int port) {

    void holds() {
      Explanation explanation =
          Reachability.of(snapshot, profile).explain(from, to, protocol, port);
      String text = explanation.toString();
      Optional<Explanation.Side> egress = explanation.egress();
      Optional<Explanation.Side> ingress = explanation.ingress();
      assertThat(egress.isPresent()).as(text).isEqualTo(from instanceof Pod);
      assertThat(ingress.isPresent()).as(text).isEqualTo(to instanceof Pod);
      boolean allowed =
          egress.map(Explanation.Side::allows).orElse(true)
              && ingress.map(Explanation.Side::allows).orElse(true);
      assertThat(explanation.verdict()).as(text).isEqualTo(verdictOf(allowed));
      assertThat(explanation.verdict()).as(text).isEqualTo(verdictIn(snapshot));
      egress.ifPresent(side -> holds(side, seen(to, explanation), text));
      ingress.ifPresent(side -> holds(side, seen(from, explanation), text));
      if (!allowed) {
        changesHelp(explanation);
      }
    }

    /** A pod as a connection over the family of the explanation sees it. */
    private Endpoint seen(Endpoint other, Explanation explanation) {
      if (!(from instanceof Pod source) || !(to instanceof Pod destination)) {
        return other;
      }
      List<Boolean> shared = new ArrayList<>();
      for (boolean isIpv6 : new boolean[] {false, true}) {
        if (NaiveEvaluator.mayHave(isIpv6, source) && NaiveEvaluator.mayHave(isIpv6, destination)) {
          shared.add(isIpv6);
        }
      }
      boolean known = !source.addresses().isEmpty() || !destination.addresses().isEmpty();
      assertThat(explanation.family().isPresent()).isEqualTo(shared.size() == 2 && known);
      if (shared.isEmpty() || !known) {
        return other;
      }
      boolean isIpv6 =
          explanation.family().map(f -> f == AddressFamily.IPV6).orElseGet(() -> shared.get(0));
      return NaiveEvaluator.over(isIpv6, (Pod) other);
    }

    private static Verdict verdictOf(boolean allowed) {
      return allowed ? Verdict.ALLOWED : Verdict.DENIED;
    }

    private Verdict verdictIn(Snapshot world) {
      return new NaiveEvaluator(world, profile).verdict(one(from), one(to), protocol, port);
    }

    private static Endpoint one(Endpoint end) {
      return end instanceof AddressRange range ? AddressRange.of(range.first()) : end;
    }

    private boolean opens(Snapshot world, Explanation.Side side, Endpoint other) {
      return new NaiveEvaluator(world, profile)
          .opens(side.subject(), side.direction(), one(other), protocol, port);
    }

    private void holds(Explanation.Side side, Endpoint other, String text) {
      assertThat(side.reasons()).as(text).isNotEmpty();
      Reason last = side.reasons().get(side.reasons().size() - 1);
      List<Policy> isolating =
          new NaiveEvaluator(snapshot, profile).isolating(side.subject(), side.direction());
      if (last instanceof Reason.Finished) {
        assertThat(finished(from) || finished(to)).as(text).isTrue();
      } else if (last instanceof Reason.Itself) {
        assertThat(from).as(text).isEqualTo(to);
        assertThat(profile.decide(PluginChoice.POD_REACHES_ITSELF)).isEqualTo(Decision.YES);
      } else if (last instanceof Reason.NoSharedFamily) {
        assertThat(side.allows()).as(text).isFalse();
        assertThat(disjoint()).as(text).isTrue();
      } else if (last instanceof Reason.SameNode) {
        assertThat(((Pod) other).hostNetwork()).as(text).isTrue();
      } else {
        assertThat(side.allows()).as(text).isEqualTo(opens(snapshot, side, other));
        if (last instanceof Reason.Isolates) {
          assertThat(policies(side)).as(text).containsExactlyInAnyOrderElementsOf(isolating);
        } else if (last instanceof Reason.Allows) {
          allowsDecide(side, other, text);
        } else if (last instanceof Reason.Cluster cluster) {
          clusterDecides(cluster, side, other, text);
        } else {
          assertThat(isolating).as(text).isEmpty();
          boolean host = last instanceof Reason.HostNetwork;
          assertThat(!host || side.subject().hostNetwork()).as(text).isTrue();
        }
      }
    }

    /** Whether both ends have addresses, and no family in common. */
    private boolean disjoint() {
      return from instanceof Pod source
          && to instanceof Pod destination
          && !(NaiveEvaluator.mayHave(false, source) && NaiveEvaluator.mayHave(false, destination))
          && !(NaiveEvaluator.mayHave(true, source) && NaiveEvaluator.mayHave(true, destination));
    }

    private static boolean finished(Endpoint end) {
      return end instanceof Pod pod && !pod.isLive();
    }

    private static List<Policy> policies(Explanation.Side side) {
      List<Policy> policies = new ArrayList<>();
      for (Reason reason : side.reasons()) {
        if (reason instanceof Reason.Isolates isolates) {
          policies.add(isolates.policy());
        }
      }
      return policies;
    }

    /** Without the rules that are named, the end denies; with any one of them alone, it allows. */
    private void allowsDecide(Explanation.Side side, Endpoint other, String text) {
      List<Reason.Allows> allows = new ArrayList<>();
      for (Reason reason : side.reasons()) {
        if (reason instanceof Reason.Allows allow) {
          allows.add(allow);
        }
      }
      assertThat(opens(withRules(side.direction(), allows, false), side, other)).as(text).isFalse();
      for (Reason.Allows allow : allows) {
        assertThat(allow.matched().peers()).as(text).contains(allow.peer());
        assertThat(allow.matched().ports()).as(text).contains(allow.port());
        Snapshot only = withRules(side.direction(), List.of(allow), true);
        assertThat(opens(only, side, other)).as("only %s\n%s", allow, text).isTrue();
      }
    }

    private Snapshot withRules(Direction direction, List<Reason.Allows> named, boolean keep) {
      List<Policy> policies = new ArrayList<>();
      for (Policy policy : snapshot.policies()) {
        List<Rule> rules = new ArrayList<>();
        List<Rule> all = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
        for (int i = 0; i < all.size(); i++) {
          int rule = i;
          boolean isNamed =
              named.stream().anyMatch(a -> a.policy().equals(policy) && a.rule() == rule);
          if (isNamed == keep) {
            rules.add(all.get(i));
          }
        }
        boolean ingress = direction == Direction.INGRESS;
        policies.add(
            new Policy(
                policy.namespace(),
                policy.name(),
                policy.pods(),
                policy.directions(),
                ingress ? rules : policy.ingress(),
                ingress ? policy.egress() : rules,
                policy.origin()));
      }
      return new Snapshot(
          snapshot.namespaces(), snapshot.pods(), policies, snapshot.clusterPolicies());
    }

    /** The opposite action of the rule that is named would have the opposite effect. */
    private void clusterDecides(
        Reason.Cluster cluster, Explanation.Side side, Endpoint other, String text) {
      assertThat(cluster.matched().peers()).as(text).contains(cluster.peer());
      assertThat(cluster.matched().ports()).as(text).contains(cluster.port());
      ClusterAction action = cluster.matched().action();
      assertThat(action).as(text).isNotEqualTo(ClusterAction.PASS);
      assertThat(action == ClusterAction.ACCEPT).as(text).isEqualTo(side.allows());
      boolean ingress = cluster.direction() == Direction.INGRESS;
      List<ClusterPolicy> policies = new ArrayList<>();
      for (ClusterPolicy p : snapshot.clusterPolicies()) {
        List<ClusterRule> rules = new ArrayList<>(p.rules(cluster.direction()));
        if (p.equals(cluster.policy())) {
          ClusterRule r = cluster.matched();
          ClusterAction opposite =
              action == ClusterAction.ACCEPT ? ClusterAction.DENY : ClusterAction.ACCEPT;
          rules.set(
              cluster.rule(),
              new ClusterRule(r.name(), opposite, r.peers(), r.ports(), r.origins()));
        }
        policies.add(
            new ClusterPolicy(
                p.name(),
                p.tier(),
                p.priority(),
                p.namespaces(),
                p.pods(),
                ingress ? rules : p.ingress(),
                ingress ? p.egress() : rules,
                p.origin()));
      }
      Snapshot flipped =
          new Snapshot(snapshot.namespaces(), snapshot.pods(), snapshot.policies(), policies);
      assertThat(opens(flipped, side, other)).as(text).isNotEqualTo(side.allows());
    }

    /** The changes allow the connection, and open nothing on another port. */
    private void changesHelp(Explanation explanation) {
      List<Change> changes = explanation.smallestChange();
      if (changes.isEmpty()) {
        assertThat(hard(from) || hard(to) || disjoint())
            .as("a change for\n%s", explanation)
            .isTrue();
        return;
      }
      Snapshot changed = changed(changes);
      Verdict after = verdictIn(changed);
      if (profile.decisions().containsValue(Decision.OPEN)) {
        assertThat(after).as("after\n%s", explanation).isNotEqualTo(Verdict.DENIED);
      } else {
        assertThat(after).as("after\n%s", explanation).isEqualTo(Verdict.ALLOWED);
      }
      opensNothingElse(explanation, changed);
    }

    private void opensNothingElse(Explanation explanation, Snapshot changed) {
      Reachability before = Reachability.of(snapshot, profile);
      Reachability now = Reachability.of(changed, profile);
      ConnectionSet asked = ConnectionSet.of(protocol, port);
      for (Pod source : snapshot.pods()) {
        for (Pod destination : snapshot.pods()) {
          ConnectionSet opened =
              now.connections(source, destination)
                  .subtract(before.connections(source, destination));
          assertThat(asked.containsAll(opened))
              .as("%s -> %s opened %s by\n%s", source.id(), destination.id(), opened, explanation)
              .isTrue();
        }
      }
    }

    /** Finished, or on the host network, where a policy may have no way to say it. */
    private static boolean hard(Endpoint end) {
      return end instanceof Pod pod && (pod.hostNetwork() || !pod.isLive());
    }

    private Snapshot changed(List<Change> changes) {
      List<Policy> policies = new ArrayList<>(snapshot.policies());
      List<ClusterPolicy> clusterPolicies = new ArrayList<>(snapshot.clusterPolicies());
      for (Change change : changes) {
        if (change instanceof Change.OfPolicy one) {
          int at = policies.indexOf(one.before());
          assertThat(at).as("%s", one).isNotNegative();
          policies.set(at, one.after());
        } else if (change instanceof Change.OfClusterPolicy one) {
          int at = clusterPolicies.indexOf(one.before());
          assertThat(at).as("%s", one).isNotNegative();
          clusterPolicies.set(at, one.after());
        }
      }
      assertThat(new HashSet<>(changes)).hasSameSizeAs(changes);
      return new Snapshot(snapshot.namespaces(), snapshot.pods(), policies, clusterPolicies);
    }
  }
}
