package dev.sallyport.check;

import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Workload;
import java.util.Map;

/**
 * Finds workloads whose policy selects the pods of another workload as well: the other's pods would
 * get rules, and an isolation, that nobody declared for them. Speaks of workloads that have a
 * policy here, and of managed ones that are declared here: theirs may be made in another jar.
 *
 * <p>Workloads are looked up by the rarest label of the selector, so the cost is {@code O(workloads
 * + matches)} unless many of them share all their labels.
 */
final class OverlapCheck {
  private final Findings findings;

  OverlapCheck(Findings findings) {
    this.findings = findings;
  }

  void check(World world, WorkloadIndex index) {
    for (Map.Entry<String, Workload> entry : world.workloads().entrySet()) {
      Workload workload = entry.getValue();
      WorkloadDeclaration contract = world.contracts().get(entry.getKey());
      if (contract == null || !hasPolicy(world, contract)) {
        continue;
      }
      for (String type : index.candidates(workload.namespace(), workload.selector())) {
        Workload other = world.workloads().get(type);
        if (other != null
            && !type.equals(entry.getKey())
            && !other.id().equals(workload.id())
            && workload.selector().matches(other.labels())) {
          report(world, contract, workload, other);
        }
      }
    }
  }

  private static boolean hasPolicy(World world, WorkloadDeclaration contract) {
    return contract.managed() && world.isDeclared(contract)
        || !world.statementsFor(contract.type()).isEmpty();
  }

  private void report(
      World world, WorkloadDeclaration contract, Workload workload, Workload other) {
    findings.report(
        FindingCode.OVERLAPPING_WORKLOADS,
        world.place(contract),
        "the policy of workload \""
            + workload.name()
            + "\" selects "
            + workload.selector()
            + ", and so the pods of workload \""
            + other.name()
            + "\" too; give each a label of its own");
  }
}
