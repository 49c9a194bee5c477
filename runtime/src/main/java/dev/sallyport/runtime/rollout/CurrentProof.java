package dev.sallyport.runtime.rollout;

import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.LivePolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the proof of a plan current: when pods or policies of others change, it is made anew. */
final class CurrentProof {
  private final RolloutServer server;
  private final Consumer<String> says;

  /** The state for which the plan was last proven. */
  private @Nullable Ground proven;

  /** Who is there and what is there beside the plan. */
  private record Ground(Population population, List<Policy> before) {}

  CurrentProof(RolloutServer server, Consumer<String> says) {
    this.server = server;
    this.says = says;
  }

  /** Proves the plan for what there is now, unless that is what it was proven for. */
  void check(Journal journal, List<LivePolicy> policies)
      throws ClusterException, RolloutRefusedException {
    Plan plan = journal.plan();
    List<Policy> now = policies.stream().map(p -> PolicyCalls.stored(p).policy()).toList();
    List<Policy> before = plan.before(now);
    Population population = Population.of(server.read(), SafetyProof.vocabulary(before, plan));
    Ground ground = new Ground(population, before);
    Ground last = proven;
    if (ground.equals(last)) {
      return;
    }
    if (last != null) {
      says.accept(
          "the cluster has changed (" + difference(last, ground) + "): prove the plan anew");
    }
    Optional<SafetyProof.Failure> failure =
        SafetyProof.failure(population, before, plan, journal.profile());
    if (failure.isPresent()) {
      throw new RolloutRefusedException(
          "the plan is not safe for the cluster as it is now: to "
              + failure.get().step().what()
              + ": "
              + failure.get().breach()
              + "; abort it, and begin anew");
    }
    List<Simulation.Edge> cuts =
        Simulation.of(population, before, SafetyProof.last(before, plan), journal.profile())
            .cutsBeyond(journal.accepted());
    if (!cuts.isEmpty()) {
      Simulation.Edge first = cuts.get(0);
      throw new RolloutRefusedException(
          cuts.size()
              + (cuts.size() == 1 ? " pair" : " pairs")
              + " would lose connections that nobody accepted, for example "
              + first.from()
              + " -> "
              + first.to()
              + " on "
              + first.cut()
              + "; accept them, or abort");
    }
    proven = ground;
  }

  private static String difference(Ground was, Ground is) {
    Set<String> names = new HashSet<>();
    Set<Object> old = new HashSet<>(was.population.pods());
    is.population.pods().stream().filter(p -> !old.contains(p)).forEach(p -> names.add(p.id()));
    Set<Object> now = new HashSet<>(is.population.pods());
    was.population.pods().stream().filter(p -> !now.contains(p)).forEach(p -> names.add(p.id()));
    Set<Object> oldPolicies = new HashSet<>(was.before);
    is.before.stream()
        .filter(p -> !oldPolicies.contains(p))
        .forEach(p -> names.add("policy " + StoredPolicy.id(p)));
    Set<Object> policies = new HashSet<>(is.before);
    was.before.stream()
        .filter(p -> !policies.contains(p))
        .forEach(p -> names.add("policy " + StoredPolicy.id(p)));
    List<String> sorted = names.stream().sorted().toList();
    return sorted.isEmpty()
        ? "labels of a namespace, or a cluster policy"
        : String.join(", ", sorted.subList(0, Math.min(5, sorted.size())))
            + (sorted.size() > 5 ? " and " + (sorted.size() - 5) + " more" : "");
  }
}
