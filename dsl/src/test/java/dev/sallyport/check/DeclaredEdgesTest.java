package dev.sallyport.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.Protocol;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Workload;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Decision;
import dev.sallyport.reach.PluginChoice;
import dev.sallyport.reach.PluginProfile;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The policies of a system mean exactly what was declared: between any two workloads those
 * connections are possible that both ends declare, and no others.
 */
class DeclaredEdgesTest {
  private static final int MOST_WORKLOADS = 5;
  private static final List<Integer> PORTS = List.of(80, 443, 8080);

  /** One rule end: whether the caller or the callee says it, on which ports (none: all). */
  record End(int from, int to, boolean callee, Set<Integer> ports) {}

  /** Workloads in namespaces, and what they say. */
  record Fleet(List<Integer> namespaces, List<End> ends) {}

  @Provide
  Arbitrary<Fleet> fleets() {
    Arbitrary<Integer> workload = Arbitraries.integers().between(0, MOST_WORKLOADS - 1);
    Arbitrary<End> end =
        Combinators.combine(
                workload,
                workload,
                Arbitraries.of(true, false),
                Arbitraries.of(PORTS).set().ofMaxSize(PORTS.size()))
            .as(End::new);
    return Combinators.combine(
            Arbitraries.integers().between(0, 1).list().ofSize(MOST_WORKLOADS),
            end.list().ofMaxSize(25))
        .as(Fleet::new);
  }

  @Property(tries = 300)
  void are_what_the_policies_allow(@ForAll("fleets") Fleet fleet) {
    List<WorkloadDeclaration> contracts = new ArrayList<>();
    List<List<RuleDeclaration>> rules = new ArrayList<>();
    for (int i = 0; i < MOST_WORKLOADS; i++) {
      contracts.add(Declarations.workload("n" + fleet.namespaces().get(i), "w" + i, 80, 443, 8080));
      rules.add(new ArrayList<>());
    }
    for (End end : fleet.ends()) {
      String[] ports = end.ports().stream().sorted().map(String::valueOf).toArray(String[]::new);
      if (end.callee()) {
        rules.get(end.to()).add(Declarations.ingressFrom(contracts.get(end.from()), ports));
      } else {
        rules.get(end.from()).add(Declarations.egressTo(contracts.get(end.to()), ports));
      }
    }
    List<Pod> pods = new ArrayList<>();
    List<Policy> policies = new ArrayList<>();
    StatementCheck check =
        new StatementCheck(
            (code, place, message) -> {
              throw new AssertionError(code + " " + message);
            });
    for (int i = 0; i < MOST_WORKLOADS; i++) {
      Statement statement =
          Declarations.says(contracts.get(i), rules.get(i).toArray(new RuleDeclaration[0]));
      Optional<CheckedStatement> checked = check.check(statement);
      Workload workload = checked.orElseThrow().workload();
      policies.add(checked.orElseThrow().policy().orElseThrow());
      pods.add(Pod.of(workload.namespace(), workload.name(), workload.labels(), workload.ports()));
    }
    Reachability reachability =
        Reachability.of(
            Snapshot.of(List.of(), pods, policies),
            PluginProfile.STRICT.with(PluginChoice.POD_REACHES_ITSELF, Decision.NO));
    for (int from = 0; from < MOST_WORKLOADS; from++) {
      for (int to = 0; to < MOST_WORKLOADS; to++) {
        assertThat(reachability.connections(pods.get(from), pods.get(to)))
            .as("from %s to %s", from, to)
            .isEqualTo(declared(fleet, from, to));
      }
    }
  }

  private static ConnectionSet declared(Fleet fleet, int from, int to) {
    Set<Integer> both = ports(fleet, from, to, true);
    both.retainAll(ports(fleet, from, to, false));
    ConnectionSet set = ConnectionSet.NONE;
    for (int port : both) {
      set = set.union(ConnectionSet.of(Protocol.TCP, port, port));
    }
    return set;
  }

  private static Set<Integer> ports(Fleet fleet, int from, int to, boolean callee) {
    Set<Integer> ports = new TreeSet<>();
    for (End end : fleet.ends()) {
      if (end.from() == from && end.to() == to && end.callee() == callee) {
        ports.addAll(end.ports().isEmpty() ? PORTS : end.ports());
      }
    }
    return ports;
  }
}
