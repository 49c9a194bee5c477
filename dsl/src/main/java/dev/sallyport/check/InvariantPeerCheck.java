package dev.sallyport.check;

import dev.sallyport.declaration.BuiltInTarget;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Namespace;
import java.util.Optional;

/** Checks whether something can be proven about each peer of an invariant. */
final class InvariantPeerCheck {
  private final Findings findings;
  private final boolean saysInvalid;
  private final Optional<Namespace> settings;
  private final boolean settled;

  /**
   * Creates a check for the invariants of one workload.
   *
   * @param saysInvalid whether to say that a peer is not valid: not beside a contract that is not
   *     valid itself, perhaps for the same reason
   * @param settings the namespace of the workload, if declared
   * @param settled whether that is known
   */
  InvariantPeerCheck(
      Findings findings, boolean saysInvalid, Optional<Namespace> settings, boolean settled) {
    this.findings = findings;
    this.saysInvalid = saysInvalid;
    this.settings = settings;
    this.settled = settled;
  }

  /** Whether something can be proven about each peer; reports what can't. */
  boolean isProvable(InvariantDeclaration invariant) {
    boolean provable = true;
    if (invariant.peers().isEmpty() && invariant.complete()) {
      provable =
          findings.report(
                  FindingCode.NO_PEER,
                  invariant.place(),
                  "this invariant names no peer, so it says nothing; give class tokens")
              != Severity.ERROR;
    }
    for (Reference reference : invariant.peers()) {
      provable &= isProvable(reference);
    }
    return provable && invariant.complete();
  }

  private boolean isProvable(Reference reference) {
    Target target = reference.target();
    FindingCode code;
    String problem;
    if (target instanceof Target.NoPeer) {
      code = FindingCode.NOT_A_PEER;
      problem =
          " is neither a @Workload, nor an @External, nor a built-in peer; annotate it, or name"
              + " the contract that it implements";
    } else if (target instanceof WorkloadDeclaration contract) {
      return contracts(reference).workload(contract).isPresent();
    } else if (target instanceof ExternalDeclaration external) {
      if (contracts(reference).external(external).isEmpty()) {
        return false;
      }
      if (!external.cidrs().isEmpty()) {
        return true;
      }
      code = FindingCode.HOST_NOT_EXPRESSIBLE;
      problem = " is known by host name only, and policies know addresses; give its cidrs";
    } else if (target == BuiltInTarget.KUBE_API
        && settled
        && (settings.isEmpty() || settings.get().kubeApi().isEmpty())) {
      code = FindingCode.KUBE_API_ADDRESS;
      problem = " has no declared address; give it as kubeApi in @Namespace";
    } else {
      return true;
    }
    Severity severity = findings.report(code, reference.place(), reference.type() + problem);
    return severity != Severity.ERROR;
  }

  private ContractCheck contracts(Reference reference) {
    return new ContractCheck(
        new ContractFindings(
            saysInvalid ? findings : new SilentFindings(findings),
            reference.type(),
            reference.place(),
            false));
  }
}
