package dev.sallyport.fluent;

import dev.sallyport.check.FindingCode;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is said for a workload, ending in an invariant that {@link #why} completes.
 *
 * <pre>{@code invariants(ledger).neverReaches(internet()).why("audit finding 12") }</pre>
 */
public final class InvariantStatement extends WorkloadStatement {

  InvariantStatement(Statement declaration, Set<FindingCode> suppressed) {
    super(declaration, suppressed);
  }

  /**
   * Why it must hold; shown with the finding. Replaces an earlier reason.
   *
   * <pre>{@code invariants(ledgerDb).neverReachableFrom(frontend).why("audit finding 12") }</pre>
   */
  public InvariantStatement why(String reason) {
    List<InvariantDeclaration> invariants = new ArrayList<>(declaration().invariants());
    InvariantDeclaration i = invariants.get(invariants.size() - 1);
    invariants.set(
        invariants.size() - 1,
        new InvariantDeclaration(
            i.reaches(),
            i.source(),
            i.peers(),
            new Text(reason, i.place()),
            i.complete(),
            i.place()));
    return new InvariantStatement(with(declaration().rules(), invariants), suppressed());
  }
}
