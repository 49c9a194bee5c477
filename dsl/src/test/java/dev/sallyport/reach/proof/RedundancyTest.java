package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.Cidr;
import dev.sallyport.reach.Redundant;
import dev.sallyport.reach.Snapshot;
import dev.sallyport.reach.SymbolicChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@link SymbolicChecker} calls superfluous, against brute force on random small fleets. */
class RedundancyTest {
  private static final List<Cidr> FAMILIES = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));

  @Test
  void is_what_changes_nothing_for_any_pod() {
    Trials.of(20_000, 1_000_000, (sample, random) -> holds(alone(sample.before())));
  }

  @Test
  void is_what_changes_nothing_between_the_tiers_of_cluster_policies() {
    Trials.of(
        20_000,
        1_000_000,
        (sample, random) -> {
          if (!sample.before().clusterPolicies().isEmpty()) {
            holds(sample.before());
          }
        });
  }

  @Test
  void is_what_changes_nothing_where_pods_have_addresses_of_one_family() {
    Trials.of(
        10_000,
        500_000,
        (sample, random) -> {
          Snapshot snapshot = random.nextBoolean() ? sample.before() : alone(sample.before());
          List<Cidr> family = List.of(FAMILIES.get(random.nextInt(2)));
          holds(snapshot, checker(snapshot).withPodAddresses(family), family);
        });
  }

  private static Snapshot alone(Snapshot snapshot) {
    return Snapshot.of(snapshot.namespaces(), snapshot.pods(), snapshot.policies());
  }

  private static SymbolicChecker checker(Snapshot snapshot) {
    return SymbolicChecker.of(
        snapshot.namespaces(), snapshot.policies(), snapshot.clusterPolicies());
  }

  private static void holds(Snapshot snapshot) {
    holds(snapshot, checker(snapshot), FAMILIES);
  }

  private static void holds(Snapshot snapshot, SymbolicChecker checker, List<Cidr> families) {
    List<Redundant> redundant = checker.redundant();
    Set<String> found = new TreeSet<>();
    redundant.forEach(each -> found.add(name(each)));
    assertThat(found).isEqualTo(new BruteForceRedundancy(snapshot, families).superfluous());
    List<Redundant> shadowed = new ArrayList<>(redundant);
    shadowed.removeIf(each -> !(each instanceof Redundant.WholeRule) || each.coveredBy().isEmpty());
    assertThat(checker.shadowed()).isEqualTo(shadowed);
  }

  private static String name(Redundant redundant) {
    if (redundant instanceof Redundant.WholePolicy whole) {
      return whole.policy().namespace() + "/" + whole.policy().name();
    }
    if (redundant instanceof Redundant.WholeRule whole) {
      return whole.rule().toString();
    }
    return redundant instanceof Redundant.OnePeer one
        ? one.rule() + " peer " + one.peer()
        : ((Redundant.OnePort) redundant).rule()
            + " port "
            + ((Redundant.OnePort) redundant).port();
  }
}
