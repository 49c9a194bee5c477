package dev.sallyport.fluent;

import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.ContractCheck;
import dev.sallyport.check.Finding;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.check.LinkCheck;
import dev.sallyport.check.Severity;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.check.StatementCheck;
import dev.sallyport.check.World;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.DefaultDeny;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Origin;
import dev.sallyport.policy.Policy;
import dev.sallyport.policy.PolicyTarget;
import dev.sallyport.policy.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers declarations, has them checked, and makes the policies; lives for one call. */
final class Gathering implements Findings {
  private final PolicyTarget target;
  private final SeverityOptions severities;
  private final Suppressions suppressions = new Suppressions();
  private final List<Finding> errors = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  private final Map<String, WorkloadDeclaration> contracts = new LinkedHashMap<>();
  private final Set<ExternalDeclaration> externals = new LinkedHashSet<>();
  private final Set<NamespaceDeclaration> namespaces = new LinkedHashSet<>();
  private final Map<String, Statement> statements = new LinkedHashMap<>();

  Gathering(PolicyTarget target, SeverityOptions severities) {
    this.target = target;
    this.severities = severities;
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    Severity severity = severity(code, place);
    Finding finding = new Finding(code, place, message);
    if (severity == Severity.ERROR && !errors.contains(finding)) {
      errors.add(finding);
    } else if (severity == Severity.WARNING && !warnings.contains(finding)) {
      warnings.add(finding);
    }
    return severity;
  }

  @Override
  public Severity severity(FindingCode code, Place place) {
    Severity severity = severities.severity(code);
    return severity != Severity.OFF && suppressions.contains(code, place) ? Severity.OFF : severity;
  }

  void add(Declaration declaration) {
    // A switch over the sealed type needs Java 21.
    if (declaration instanceof NamespaceContract namespace) {
      namespaces.add(namespace.declaration());
    } else if (declaration instanceof WorkloadContract workload) {
      contract(workload.declaration(), workload.declaration().place());
    } else if (declaration instanceof ExternalContract external) {
      externals.add(external.declaration());
    } else if (declaration instanceof WorkloadStatement said) {
      suppressions.add(said);
      statement(said.declaration());
    }
  }

  private void statement(Statement said) {
    contract(said.workload(), said.place());
    for (RuleDeclaration rule : said.rules()) {
      peers(rule.peers());
    }
    for (InvariantDeclaration invariant : said.invariants()) {
      peers(invariant.peers());
    }
    String key = said.workload().type() + "\n" + said.home() + "\n" + said.speaker();
    Statement former = statements.get(key);
    statements.put(key, former == null ? said : together(former, said));
  }

  private static Statement together(Statement one, Statement other) {
    return new Statement(
        one.workload(),
        one.speaker(),
        one.home(),
        one.isolates() || other.isolates(),
        Call.concat(one.rules(), other.rules()),
        Call.concat(one.invariants(), other.invariants()),
        one.place());
  }

  private void peers(List<Reference> references) {
    for (Reference reference : references) {
      Target target = reference.target();
      if (target instanceof WorkloadDeclaration workload) {
        contract(workload, reference.place());
      } else if (target instanceof ExternalDeclaration external) {
        externals.add(external);
      }
    }
  }

  /** The name is the identity here, where annotations have a class: it must mean one thing. */
  private void contract(WorkloadDeclaration declared, Place mentioned) {
    WorkloadDeclaration former = contracts.putIfAbsent(declared.type(), declared);
    if (former != null && !former.equals(declared)) {
      report(
          FindingCode.DUPLICATE_WORKLOAD,
          mentioned,
          "workload \""
              + declared.name()
              + "\" in namespace \""
              + declared.namespace()
              + "\" is declared in two ways, "
              + (former.managed() && declared.managed()
                  ? "and both policies would have one name"
                  : "and a name stands for one workload")
              + "; finish its contract before it is named, or rename one of them");
    }
    NamespaceDeclaration settings = declared.settings();
    if (settings != null) {
      namespaces.add(settings);
    }
  }

  /** Checks all that was added. */
  Policies policies() {
    ContractCheck contractCheck = new ContractCheck(this);
    List<Namespace> checkedNamespaces = new ArrayList<>();
    Map<String, Policy> policies = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (NamespaceDeclaration declared : namespaces) {
      Namespace namespace = contractCheck.namespace(declared).orElse(null);
      if (namespace != null && names.add(namespace.name())) {
        checkedNamespaces.add(namespace);
        if (namespace.defaultDeny()) {
          Policy policy = DefaultDeny.of(namespace.name(), new Origin(declared.source(), ""));
          policies.put(policy.namespace() + "/" + policy.name(), policy);
        }
      }
    }
    List<Workload> workloads = new ArrayList<>();
    for (WorkloadDeclaration declared : contracts.values()) {
      contractCheck.workload(declared).ifPresent(workloads::add);
    }
    for (ExternalDeclaration declared : externals) {
      contractCheck.external(declared);
    }
    boolean hosts = target.namesHosts();
    StatementCheck check = hosts ? new StatementCheck(this, target) : new StatementCheck(this);
    List<CheckedStatement> checked = new ArrayList<>();
    for (Statement statement : statements.values()) {
      CheckedStatement valid = check.check(statement).orElse(null);
      if (valid != null) {
        checked.add(valid);
        // Two of one name are reported when all are put together.
        valid.policy().ifPresent(p -> policies.putIfAbsent(p.namespace() + "/" + p.name(), p));
      }
    }
    List<WorkloadDeclaration> declared = List.copyOf(contracts.values());
    List<NamespaceDeclaration> settings = List.copyOf(namespaces);
    List<Statement> said = List.copyOf(statements.values());
    World world =
        hosts
            ? World.withHosts(declared, settings, said, List.of(), true, this)
            : new World(declared, settings, said, List.of(), true, this);
    new LinkCheck(this).check(world);
    if (!errors.isEmpty()) {
      throw new InvalidDeclarationsException(errors);
    }
    List<Policy> sorted = new ArrayList<>(policies.values());
    sorted.sort(Comparator.comparing(Policy::namespace).thenComparing(Policy::name));
    return new Policies(target, sorted, workloads, checkedNamespaces, checked, warnings);
  }
}
