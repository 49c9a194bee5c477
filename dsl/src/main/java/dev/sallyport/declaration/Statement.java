package dev.sallyport.declaration;

import java.util.List;

/**
 * All that one speaker (a top-level class, or a package) says for one workload. It becomes one
 * NetworkPolicy; where several speakers speak for a workload their policies add up, which is what
 * Kubernetes does with them. So each file has one origin, and recompiling one class never has to
 * know the others.
 *
 * @param workload the contract
 * @param speaker the qualified name of the class or package
 * @param home whether the speaker is the workload's own: the policy then bears the workload's name
 * @param isolates whether it makes a policy: it has rules, or says on purpose that there are none.
 *     Invariants alone make none, and neither does anything said for a workload that is not managed
 * @param rules the rules, in source order
 * @param invariants the invariants, in source order
 * @param place where the speaker is declared
 */
public record Statement(
    WorkloadDeclaration workload,
    String speaker,
    boolean home,
    boolean isolates,
    List<RuleDeclaration> rules,
    List<InvariantDeclaration> invariants,
    Place place) {

  /** Creates a statement. */
  public Statement {
    rules = List.copyOf(rules);
    invariants = List.copyOf(invariants);
  }

  /**
   * The name of the policy: the workload's for its own speaker, otherwise followed by the
   * speaker's, {@code orders.shop.payments.stripe-client}. Different speakers have different names:
   * an upper-case letter becomes {@code -} and its lower case, any other character that a name
   * can't hold becomes {@code -x} and its hexadecimal code.
   */
  public String policyName() {
    if (home) {
      return workload.name().value();
    }
    StringBuilder text = new StringBuilder(workload.name().value()).append('.');
    boolean start = true;
    for (int i = 0; i < speaker.length(); i++) {
      char c = speaker.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        text.append(start ? "" : "-").append((char) (c - 'A' + 'a'));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.') {
        text.append(c);
      } else {
        text.append(start ? "x" : "-x").append(Integer.toHexString(c));
      }
      start = c == '.';
    }
    return text.toString();
  }
}
