package dev.sallyport.check;

import dev.sallyport.Dns;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.policy.Direction;
import dev.sallyport.policy.DnsEgress;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.InvalidValueException;
import dev.sallyport.policy.LabelSyntax;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.RuleMerge;
import dev.sallyport.policy.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a statement on its own, and turns it into a policy. Depends on nothing but the statement,
 * so the result of one class never changes because another was compiled.
 */
public final class StatementCheck {
  /** The longest name of an object beside a policy is made of these and the policy's name. */
  private static final String BEFORE_NAME = "default.";

  private static final String AFTER_NAME = ".hosts";

  private final Findings findings;
  private final boolean hosts;
  private final @Nullable PolicyTarget target;

  /** Creates a check for plain NetworkPolicies, which can't name hosts. */
  public StatementCheck(Findings findings) {
    this(findings, false, null);
  }

  /** Creates a check for the policies of a target. */
  public StatementCheck(Findings findings, PolicyTarget target) {
    this(findings, target.namesHosts(), target);
  }

  private StatementCheck(Findings findings, boolean hosts, @Nullable PolicyTarget target) {
    this.findings = findings;
    this.hosts = hosts;
    this.target = target;
  }

  /**
   * Creates a check that lets egress name hosts, whatever target will say it: for what was compiled
   * already, and is not written here.
   */
  public static StatementCheck forAnyTarget(Findings findings) {
    return new StatementCheck(findings, true, null);
  }

  /**
   * Checks a statement. All errors are reported at once, and where its contract is not valid those
   * that don't depend on it; a policy comes out only if there are none. {@code O(rules²)} for
   * merging, linear for the rest.
   */
  public Optional<CheckedStatement> check(Statement statement) {
    Optional<Workload> workload = contract(statement);
    Optional<Namespace> settings = settings(statement, workload.isPresent());
    boolean settled = settings.isPresent() || statement.workload().settings() == null;
    boolean valid = settled && workload.isPresent();
    if (workload.isPresent() && statement.isolates() && !isObjectName(statement.policyName())) {
      valid &=
          findings.report(
                  FindingCode.POLICY_NAME,
                  statement.place(),
                  "the name of this policy, made of workload \""
                      + workload.get().name()
                      + "\" and \""
                      + statement.speaker()
                      + "\", is not valid or longer than 253 characters; shorten one of them, or"
                      + " move the rules to a class with a shorter name")
              != Severity.ERROR;
    }
    if (!statement.workload().managed() && !statement.rules().isEmpty()) {
      valid &=
          findings.report(
                  FindingCode.UNMANAGED_WITH_RULES,
                  statement.rules().get(0).place(),
                  "workload \""
                      + statement.workload().name()
                      + "\" has managed = false, so no policy is written for it and this rule would"
                      + " be lost; remove managed = false, or the rule")
              != Severity.ERROR;
    }
    List<Rule> ingress = new ArrayList<>();
    List<Rule> egress = new ArrayList<>();
    List<List<Rule>> perDeclaration = new ArrayList<>();
    RuleCheck check =
        new RuleCheck(findings, workload.orElse(null), settings, settled, hosts, target);
    for (RuleDeclaration declared : statement.rules()) {
      int named = check.hosts().size();
      List<Rule> rules = check.rules(declared);
      valid &= !rules.isEmpty() || check.hosts().size() > named;
      (declared.direction() == Direction.INGRESS ? ingress : egress).addAll(rules);
      perDeclaration.add(rules);
    }
    if (!statement.invariants().isEmpty()) {
      InvariantPeerCheck peers =
          new InvariantPeerCheck(findings, workload.isPresent(), settings, settled);
      for (InvariantDeclaration invariant : statement.invariants()) {
        valid &= peers.isProvable(invariant);
      }
    }
    if (!check.hosts().isEmpty() && isObjectName(statement.policyName())) {
      valid &= isNameForHosts(statement);
    }
    if (!valid || workload.isEmpty()) {
      return Optional.empty();
    }
    Dns dns = settings.isPresent() ? settings.get().dns() : Dns.CLUSTER;
    egress.addAll(DnsEgress.rules(dns, new Origin("DNS, dns = Dns." + dns, "")));
    Policy policy =
        new Policy(
            workload.get().namespace(),
            statement.policyName(),
            workload.get().selector(),
            Set.of(Direction.INGRESS, Direction.EGRESS),
            RuleMerge.merge(ingress),
            RuleMerge.merge(egress),
            new Origin(statement.speaker(), ""));
    return Optional.of(
        new CheckedStatement(
            statement,
            workload.get(),
            settings,
            statement.isolates() ? Optional.of(policy) : Optional.empty(),
            perDeclaration,
            check.hosts().isEmpty() ? List.of() : HostEgress.merge(check.hosts())));
  }

  /**
   * Checks rules and invariants of which it is not known which workload they belong to, or that may
   * belong to several: reports what is wrong whatever workload that is.
   */
  public void checkUnbound(List<RuleDeclaration> rules, List<InvariantDeclaration> invariants) {
    RuleCheck check = new RuleCheck(findings, null, Optional.empty(), false, hosts, target);
    for (RuleDeclaration rule : rules) {
      check.rules(rule);
    }
    for (InvariantDeclaration invariant : invariants) {
      new InvariantPeerCheck(findings, false, Optional.empty(), false).isProvable(invariant);
    }
  }

  /** Whether the object that carries names, named after the policy, can have that name. */
  private boolean isNameForHosts(Statement statement) {
    return isObjectName(BEFORE_NAME.concat(statement.policyName()).concat(AFTER_NAME))
        || findings.report(
                FindingCode.POLICY_NAME,
                statement.place(),
                "the name of this policy is too long: the object that carries its host names has a"
                    + " name that is "
                    + (BEFORE_NAME.length() + AFTER_NAME.length())
                    + " characters longer; shorten the name of workload or class")
            != Severity.ERROR;
  }

  /** A contract's own errors are reported where it is compiled; here they point at the speaker. */
  private Optional<Workload> contract(Statement statement) {
    return new ContractCheck(
            new ContractFindings(
                findings,
                statement.workload().type(),
                statement.place(),
                speaksForItself(statement)))
        .workload(statement.workload());
  }

  private static boolean speaksForItself(Statement statement) {
    String contract = statement.workload().type();
    String speaker = statement.speaker();
    return statement.home() && (contract.equals(speaker) || contract.startsWith(speaker + "."));
  }

  /**
   * The namespace's settings; what is wrong with them would be wrong in the policy. Nothing is said
   * about them where the contract is not valid, which may be for the same reason.
   */
  private Optional<Namespace> settings(Statement statement, boolean says) {
    NamespaceDeclaration declared = statement.workload().settings();
    return declared == null
        ? Optional.empty()
        : new ContractCheck(
                new ContractFindings(
                    says ? findings : new SilentFindings(findings),
                    "@Namespace on package " + declared.source(),
                    statement.place(),
                    false))
            .namespace(declared);
  }

  private static boolean isObjectName(String name) {
    try {
      LabelSyntax.name(name);
      return true;
    } catch (InvalidValueException e) {
      return false;
    }
  }
}
