package dev.sallyport.check;

import dev.sallyport.declaration.Statement;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.Rule;
import dev.sallyport.policy.Workload;
import java.util.List;
import java.util.Optional;

/**
 * A statement without errors, and what it means.
 *
 * @param statement the statement
 * @param workload its workload
 * @param settings the workload's namespace, if declared
 * @param policy the policy to write: isolates both directions, DNS included; empty if the statement
 *     makes none
 * @param rules the rules of each declaration, in the order of the statement's rules; not merged
 * @param hosts the egress that names hosts, merged; the policy doesn't have it. Empty unless the
 *     check accepts names
 */
public record CheckedStatement(
    Statement statement,
    Workload workload,
    Optional<Namespace> settings,
    Optional<Policy> policy,
    List<List<Rule>> rules,
    List<HostEgress> hosts) {

  /** Creates a checked statement. */
  public CheckedStatement {
    rules = List.copyOf(rules);
    hosts = List.copyOf(hosts);
  }
}
