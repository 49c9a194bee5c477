package dev.sallyport.runtime.emit;

import dev.sallyport.Dns;
import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.check.StatementCheck;
import dev.sallyport.declaration.Statement;
import dev.sallyport.manifest.HostPolicy;
import dev.sallyport.policy.DefaultDeny;
import dev.sallyport.policy.HostEgress;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.runtime.bundle.Bundle;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.Manifest;
import dev.sallyport.runtime.bundle.ManifestNode;
import dev.sallyport.runtime.bundle.ManifestParser;
import dev.sallyport.runtime.bundle.Records;
import dev.sallyport.runtime.link.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The policies that the inputs declare: those of the contract records, checked for a target as the
 * compiler would, and the default denies of namespaces, of which only manifests tell.
 */
final class DeclaredPolicies {
  private static final String SOURCE = "sallyport.dev/source";

  private final PolicyTarget target;
  private final Findings findings;
  private final List<HostPolicy> policies = new ArrayList<>();

  private DeclaredPolicies(PolicyTarget target, Findings findings) {
    this.target = target;
    this.findings = findings;
  }

  /**
   * The policies, sorted by namespace and name. What is wrong goes to {@code findings}; the
   * statement is then left out, and nothing may be written.
   *
   * @throws BundleException if a record or manifest can't be read, or a manifest has no record
   */
  static List<HostPolicy> of(Bundle bundle, PolicyTarget target, Findings findings)
      throws BundleException {
    DeclaredPolicies declared = new DeclaredPolicies(target, findings);
    List<Statement> statements =
        Link.of(new Records(bundle.contracts(), bundle.empty(), bundle.notes())).statements();
    statements.forEach(declared::add);
    Set<String> known =
        statements.stream()
            .flatMap(
                statement -> {
                  String folder = statement.workload().namespace().value();
                  String path = (folder.isEmpty() ? "_" : folder) + "/";
                  String name = statement.policyName();
                  return List.of(
                      path + name, path + name + ".hosts", path + "default." + name + ".hosts")
                      .stream();
                })
            .collect(Collectors.toCollection(TreeSet::new));
    for (Manifest manifest : bundle.manifests()) {
      if (manifest.name().equals(DefaultDeny.NAME)) {
        declared.addDefaultDeny(manifest);
      } else if (!known.contains(manifest.namespace() + "/" + manifest.name())) {
        throw new BundleException(
            manifest.sources().get(0),
            "there is no contract record beside this manifest, so its hosts can't be known; compile"
                + " it again, or extract it");
      }
    }
    declared.policies.sort(
        Comparator.comparing((HostPolicy p) -> p.policy().namespace())
            .thenComparing(p -> p.policy().name()));
    return declared.policies;
  }

  private void add(Statement statement) {
    Optional<CheckedStatement> result = new StatementCheck(findings, target).check(statement);
    if (result.isEmpty() || result.get().policy().isEmpty()) {
      return;
    }
    CheckedStatement checked = result.get();
    Dns dns = checked.settings().map(Namespace::dns).orElse(Dns.CLUSTER);
    policies.add(new HostPolicy(checked.policy().get(), checked.hosts(), dns));
    if (!checked.hosts().isEmpty() && target.resolvesInPods()) {
      findings.report(
          FindingCode.JVM_DNS_CACHE,
          statement.place(),
          "workload \""
              + checked.workload().name()
              + "\" connects to "
              + checked.hosts().stream().map(HostEgress::host).collect(Collectors.joining(", "))
              + " by name, which opens the addresses of DNS answers only while these are valid. A"
              + " JVM keeps an answer for 30 seconds, or as its networkaddress.cache.ttl says: set"
              + " that security property (or -Dsun.net.inetaddr.ttl) to no more than the TTL of"
              + " the names, and leave networkaddress.cache.stale.ttl at 0");
    }
  }

  private void addDefaultDeny(Manifest manifest) throws BundleException {
    ManifestNode.Mapping root = ManifestParser.parse(manifest.text(), manifest.sources().get(0));
    String source = "";
    if (root.value().get("metadata") instanceof Map<?, ?> metadata
        && metadata.get("annotations") instanceof Map<?, ?> annotations
        && annotations.get(SOURCE) instanceof String text) {
      source = text;
    }
    String namespace =
        manifest.namespace().equals(Manifest.NO_NAMESPACE) ? "" : manifest.namespace();
    Policy policy = DefaultDeny.of(namespace, new Origin(source, ""));
    policies.add(new HostPolicy(policy, List.of(), Dns.NONE));
  }
}
