package dev.sallyport.fluent;

import dev.sallyport.check.Finding;
import java.util.List;

/**
 * Declarations are not valid. Has all errors, as the compiler would show them all.
 *
 * <pre>{@code
 * try {
 *   Policies.of(rules(orders).egressTo(ledger).onPorts("htp"));
 * } catch (InvalidDeclarationsException e) {
 *   e.findings().get(0).code(); // UNKNOWN_PORT_NAME
 *   e.findings().get(0).place().describe(); // egressTo(ledger).onPorts("htp") of workload orders
 * }
 * }</pre>
 */
public final class InvalidDeclarationsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<Finding> findings;

  InvalidDeclarationsException(List<Finding> findings) {
    super(message(findings));
    this.findings = List.copyOf(findings);
  }

  /** The errors, in the order in which the checks found them. */
  public List<Finding> findings() {
    return findings;
  }

  private static String message(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(text.length() == 0 ? "" : "\n");
      text.append(finding).append(" (").append(finding.place().describe()).append(')');
    }
    return text.toString();
  }
}
