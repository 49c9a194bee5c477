package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.reach.PolicyRule;
import dev.sallyport.reach.Redundant;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.reach.SymbolicChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which rules are said to cover a superfluous one, against brute force on random small fleets. */
class CoveredByTest {
  private static final List<Cidr> FAMILIES = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));

  @Test
  void rules_suffice_and_none_is_dispensable() {
    Trials.of(
        2_000,
        100_000,
        (sample, random) -> {
          Snapshot snapshot = sample.before();
          SymbolicChecker checker =
              SymbolicChecker.of(
                  snapshot.namespaces(), snapshot.policies(), snapshot.clusterPolicies());
          for (Redundant each : checker.shadowed()) {
            Redundant.WholeRule whole = (Redundant.WholeRule) each;
            List<PolicyRule> covering = whole.coveredBy();
            assertThat(suffice(snapshot, whole.rule(), covering))
                .as("%s is covered by %s", whole.rule(), covering)
                .isTrue();
            for (PolicyRule one : covering) {
              List<PolicyRule> others = new ArrayList<>(covering);
              others.remove(one);
              assertThat(suffice(snapshot, whole.rule(), others))
                  .as("%s is covered without %s by %s", whole.rule(), one, others)
                  .isFalse();
            }
          }
        });
  }

  /** Whether a rule is superfluous if the policies have no rules but it and some others. */
  private static boolean suffice(Snapshot snapshot, PolicyRule rule, List<PolicyRule> others) {
    List<PolicyRule> kept = new ArrayList<>(others);
    kept.add(rule);
    List<Policy> policies = new ArrayList<>();
    String name = "";
    for (Policy policy : snapshot.policies()) {
      Policy less =
          new Policy(
              policy.namespace(),
              policy.name(),
              policy.pods(),
              policy.directions(),
              rules(policy, Direction.INGRESS, kept),
              rules(policy, Direction.EGRESS, kept),
              policy.origin());
      policies.add(less);
      if (policy.equals(rule.policy())) {
        int place = rules(policy, rule.direction(), kept).indexOf(rule.rule());
        name = new PolicyRule(less, rule.direction(), place).toString();
      }
    }
    Snapshot fewer =
        new Snapshot(snapshot.namespaces(), List.of(), policies, snapshot.clusterPolicies());
    Set<String> superfluous = new BruteForceRedundancy(fewer, FAMILIES).superfluous();
    return superfluous.contains(name);
  }

  private static List<Rule> rules(Policy policy, Direction direction, List<PolicyRule> kept) {
    List<Rule> all = direction == Direction.INGRESS ? policy.ingress() : policy.egress();
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (kept.contains(new PolicyRule(policy, direction, i))) {
        rules.add(all.get(i));
      }
    }
    return rules;
  }
}
