package dev.sallyport.fluent;

import dev.sallyport.Dns;
import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.Finding;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.manifest.HostPolicy;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.manifest.NetworkPolicyManifest;
import dev.sallyport.manifest.TargetManifests;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.policy.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What declarations amount to: the policies, checked by the checks that the compiler uses.
 *
 * <pre>{@code
 * Policies policies = Policies.of(rules(frontend).egressTo(orders), rules(orders));
 * for (Mapping manifest : policies.manifests()) {
 *   String yaml = YamlWriter.write(manifest);
 * }
 * }</pre>
 *
 * <p>A NetworkPolicy can't name hosts. An external that is known by its {@link
 * ExternalContract#host} needs a target that can, as it does for the compiler:
 *
 * <pre>{@code
 * var stripe = external("Stripe").host("api.stripe.com").port(443);
 * Policies policies = Policies.of(PolicyTarget.CILIUM, rules(orders).egressTo(stripe));
 * }</pre>
 *
 * @param target what enforces them
 * @param all the policies, sorted by namespace and name; that of each statement, and that of each
 *     namespace with {@link NamespaceContract#defaultDeny()}. They know no hosts: see {@link
 *     #withHosts}
 * @param workloads the workloads that were declared or named as peers, in that order
 * @param namespaces the namespaces that were declared or that hold such a workload, in that order
 * @param statements what was said, one for each speaker of a workload
 * @param warnings findings that are no errors
 */
public record Policies(
    PolicyTarget target,
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
    return of(PolicyTarget.KUBERNETES, severities, declarations);
  }

  /**
   * The same for a target, as {@code -Asallyport.target=cilium} chooses it for the compiler: egress
   * may name the hosts that the target can.
   *
   * <pre>{@code
   * var stripe = external("Stripe").host("api.stripe.com").port(443);
   * Policies policies = Policies.of(PolicyTarget.CILIUM, rules(orders).egressTo(stripe));
   * }</pre>
   *
   * @throws InvalidDeclarationsException if something is wrong; has all errors
   */
  public static Policies of(PolicyTarget target, Declaration... declarations) {
    return of(target, new SeverityOptions(), List.of(declarations));
  }

  /**
   * The same for a target, with chosen severities.
   *
   * <pre>{@code Policies.of(PolicyTarget.GKE, severities, system) }</pre>
   *
   * @throws InvalidDeclarationsException if something is wrong; has all errors
   */
  public static Policies of(
      PolicyTarget target, SeverityOptions severities, List<? extends Declaration> declarations) {
    Gathering gathering = new Gathering(target, severities);
    for (Declaration declaration : declarations) {
      gathering.add(declaration);
    }
    return gathering.policies();
  }

  /**
   * All policies, each with the hosts that its pods may connect to besides, in the order of {@link
   * #all}. {@code O(policies)}.
   *
   * <pre>{@code policies.withHosts().get(0).hosts() }</pre>
   */
  public List<HostPolicy> withHosts() {
    Map<Policy, CheckedStatement> said = new HashMap<>();
    for (CheckedStatement statement : statements) {
      if (statement.policy().isPresent()) {
        said.put(statement.policy().get(), statement);
      }
    }
    List<HostPolicy> policies = new ArrayList<>();
    for (Policy policy : all) {
      CheckedStatement statement = said.get(policy);
      policies.add(
          statement == null
              ? new HostPolicy(policy, List.of(), Dns.NONE)
              : new HostPolicy(policy, statement.hosts(), dns(statement)));
    }
    return policies;
  }

  private static Dns dns(CheckedStatement statement) {
    return statement.settings().isPresent() ? statement.settings().get().dns() : Dns.CLUSTER;
  }

  /**
   * The objects that say the policies to the target, as the compiler writes them: a NetworkPolicy
   * for each, and where it has hosts the target's own object beside it or in its place. {@code
   * O(size of the policies)}.
   *
   * <pre>{@code
   * for (Mapping manifest : policies.manifests()) {
   *   System.out.print("---\n" + YamlWriter.write(manifest));
   * }
   * }</pre>
   *
   * @throws IllegalStateException if a policy has hosts and the target is {@code OPENSHIFT} or
   *     {@code PROXY}: these open more than was declared, and somebody has to accept what {@link
   *     dev.sallyport.manifest.EgressFirewallManifest#widenings} or {@link
   *     dev.sallyport.manifest.ProxyAllowList#widenings} list of {@link #withHosts}. The same
   *     classes then make the objects
   */
  public List<Mapping> manifests() {
    List<Mapping> manifests = new ArrayList<>();
    for (HostPolicy policy : withHosts()) {
      if (!target.isLocal() && !policy.hosts().isEmpty()) {
        throw new IllegalStateException(
            "target "
                + target.text()
                + " opens more than policy \""
                + policy.policy().name()
                + "\" declares; look at the widenings of "
                + (target == PolicyTarget.PROXY ? "ProxyAllowList" : "EgressFirewallManifest")
                + ", and make the objects with it");
      }
      Map<String, String> annotations =
          Map.of(NetworkPolicyManifest.SOURCE_ANNOTATION, policy.policy().origin().source());
      manifests.addAll(TargetManifests.of(target, policy, annotations));
    }
    return manifests;
  }
}
