package dev.sallyport.fluent;

import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.Finding;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Workload;
import java.util.List;

/**
 * What declarations amount to: the policies, checked by the checks that the compiler uses.
 *
 * <pre>{@code
 * Policies policies = Policies.of(rules(frontend).egressTo(orders), rules(orders));
 * for (Policy policy : policies.all()) {
 *   Mapping manifest = NetworkPolicyManifest.of(policy, Map.of());
 *   String yaml = YamlWriter.write(manifest);
 * }
 * }</pre>
 *
 * @param all the policies, sorted by namespace and name; that of each statement, and that of each
 *     namespace with {@link NamespaceContract#defaultDeny()}
 * @param workloads the workloads that were declared or named as peers, in that order
 * @param namespaces the namespaces that were declared or that hold such a workload, in that order
 * @param statements what was said, one for each speaker of a workload
 * @param warnings findings that are no errors
 */
public record Policies(
    List<Policy> all,
    List<Workload> workloads,
    List<Namespace> namespaces,
    List<CheckedStatement> statements,
    List<Finding> warnings) {

  /** Creates a result. */
  public Policies {
    all = List.copyOf(all);
    workloads = List.copyOf(workloads);
    namespaces = List.copyOf(namespaces);
    statements = List.copyOf(statements);
    warnings = List.copyOf(warnings);
  }

  /**
   * Checks declarations together, as one compilation, and makes their policies. What is said for a
   * workload in several statements by one speaker adds up to one policy. Contracts that rules name
   * need not be listed.
   *
   * <pre>{@code Policies.of(rules(frontend).egressTo(orders), rules(orders), invariants(ledger)) }
   * </pre>
   *
   * <p>Costs what the checks cost: {@code O(declarations)} and, for each rule that names a workload
   * with a statement here and for each invariant, one evaluation or proof by the engine.
   *
   * @throws InvalidDeclarationsException if something is wrong; has all errors
   */
  public static Policies of(Declaration... declarations) {
    return of(new SeverityOptions(), List.of(declarations));
  }

  /**
   * The same with chosen severities, as the option {@code -Asallyport.severity.SP032=off} chooses
   * them for the compiler.
   *
   * <pre>{@code
   * var severities = new SeverityOptions();
   * severities.put("sallyport.severity.SP032", "warning");
   * Policies policies = Policies.of(severities, system);
   * }</pre>
   *
   * @throws InvalidDeclarationsException if something is wrong; has all errors
   */
  public static Policies of(SeverityOptions severities, List<? extends Declaration> declarations) {
    Gathering gathering = new Gathering(severities);
    for (Declaration declaration : declarations) {
      gathering.add(declaration);
    }
    return gathering.policies();
  }
}
