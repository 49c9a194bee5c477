package dev.sallyport.check;

import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one compilation, or one set of jars, can see together: the contracts and namespaces that
 * it declares, the statements, and the contracts that these refer to.
 *
 * <p>Holds only what is valid on its own; the rest is reported elsewhere.
 */
public final class World {
  private final List<WorkloadDeclaration> declared;
  private final List<NamespaceDeclaration> namespaces;
  private final List<CheckedStatement> statements = new ArrayList<>();
  private final Set<String> declaredTypes = new HashSet<>();
  private final boolean allValid;
  private final int here;
  private final Set<String> spoken = new HashSet<>();
  private final Map<String, Workload> workloads = new LinkedHashMap<>();
  private final Map<String, WorkloadDeclaration> contracts = new LinkedHashMap<>();
  private final Map<String, List<CheckedStatement>> byContract = new LinkedHashMap<>();
  private final Map<Statement, CheckedStatement> faultless = new IdentityHashMap<>();

  /**
   * Gathers a world. {@code O(size of the declarations)}, and what checking each statement costs.
   *
   * @param declared the contracts declared here
   * @param namespaces the namespaces declared here
   * @param said the statements made here
   */
  public World(
      List<WorkloadDeclaration> declared,
      List<NamespaceDeclaration> namespaces,
      List<Statement> said) {
    this(declared, namespaces, said, List.of(), true, Findings.SILENT);
  }

  /**
   * Gathers a world of which something may be missing. {@code O(size of the declarations)}, and
   * what checking each statement costs.
   *
   * @param declared the contracts declared here
   * @param namespaces the namespaces declared here
   * @param said the statements made here
   * @param elsewhere statements of other jars that can be seen from here: those of contracts that
   *     speak for themselves
   * @param complete whether these are all statements, as far as is known
   * @param severities says how severe a finding is here; nothing is reported to it
   */
  public World(
      List<WorkloadDeclaration> declared,
      List<NamespaceDeclaration> namespaces,
      List<Statement> said,
      List<Statement> elsewhere,
      boolean complete,
      Findings severities) {
    this(declared, namespaces, said, elsewhere, complete, new SilentFindings(severities), false);
  }

  /**
   * Gathers a world in which egress may name hosts, whatever target will say it. {@code O(size of
   * the declarations)}, and what checking each statement costs.
   *
   * @param declared the contracts declared here
   * @param namespaces the namespaces declared here
   * @param said the statements made here
   * @param elsewhere statements of other jars that can be seen from here
   * @param complete whether these are all statements, as far as is known
   * @param severities says how severe a finding is here; nothing is reported to it
   */
  public static World withHosts(
      List<WorkloadDeclaration> declared,
      List<NamespaceDeclaration> namespaces,
      List<Statement> said,
      List<Statement> elsewhere,
      boolean complete,
      Findings severities) {
    return new World(
        declared, namespaces, said, elsewhere, complete, new SilentFindings(severities), true);
  }

  private World(
      List<WorkloadDeclaration> declared,
      List<NamespaceDeclaration> namespaces,
      List<Statement> said,
      List<Statement> elsewhere,
      boolean complete,
      SilentFindings silent,
      boolean anyTarget) {
    StatementCheck check =
        anyTarget ? StatementCheck.forAnyTarget(silent) : new StatementCheck(silent);
    this.declared = List.copyOf(declared);
    this.namespaces = List.copyOf(namespaces);
    for (WorkloadDeclaration contract : declared) {
      declaredTypes.add(contract.type());
      add(contract);
    }
    boolean valid = complete;
    for (Statement statement : said) {
      valid &= add(statement, check, silent);
    }
    here = statements.size();
    for (Statement statement : elsewhere) {
      add(statement, check, silent);
    }
    this.allValid = valid;
  }

  private boolean add(Statement statement, StatementCheck check, SilentFindings silent) {
    if (statement.isolates()) {
      spoken.add(statement.workload().type());
    }
    add(statement.workload());
    for (RuleDeclaration rule : statement.rules()) {
      for (Reference peer : rule.peers()) {
        if (peer.target() instanceof WorkloadDeclaration contract) {
          add(contract);
        }
      }
    }
    int before = silent.count();
    Optional<CheckedStatement> checked = check.check(statement);
    if (checked.isEmpty()) {
      return false;
    }
    if (silent.count() == before) {
      faultless.put(statement, checked.get());
    }
    statements.add(checked.get());
    if (checked.get().policy().isPresent()) {
      List<CheckedStatement> former = byContract.get(statement.workload().type());
      if (former == null) {
        former = new ArrayList<>();
        byContract.put(statement.workload().type(), former);
      }
      former.add(checked.get());
    }
    return true;
  }

  private void add(WorkloadDeclaration contract) {
    if (contracts.put(contract.type(), contract) == null) {
      Optional<Workload> workload = new ContractCheck(Findings.SILENT).workload(contract);
      if (workload.isPresent()) {
        workloads.put(contract.type(), workload.get());
      }
    }
  }

  /**
   * What a statement of this world means, if there is nothing at all to report about it: then
   * checking it once more would say the same.
   *
   * @param statement the very object that was given to this world
   * @return empty if there is something to report
   */
  public Optional<CheckedStatement> faultless(Statement statement) {
    return Optional.ofNullable(faultless.get(statement));
  }

  /** Whether no statement here, valid or not, makes a policy for a contract. */
  public boolean isUnspoken(String contractType) {
    return !spoken.contains(contractType);
  }

  /** The contracts declared here, valid or not. */
  List<WorkloadDeclaration> declared() {
    return declared;
  }

  /** Whether a contract is declared here, rather than referred to. */
  boolean isDeclared(WorkloadDeclaration contract) {
    return declaredTypes.contains(contract.type());
  }

  /** The namespaces declared here. */
  List<NamespaceDeclaration> namespaces() {
    return namespaces;
  }

  /** The statements that are valid: those made here first, then those seen from here. */
  public List<CheckedStatement> statements() {
    return statements;
  }

  /** Whether a statement has an invariant; without one the prover is not even loaded. */
  boolean hasInvariants() {
    for (CheckedStatement checked : statements) {
      if (!checked.statement().invariants().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The valid statements made here. */
  List<CheckedStatement> statementsHere() {
    return statements.subList(0, here);
  }

  /**
   * Where to report something about two ends: at the exact place if the statement was made here,
   * otherwise at a statement made here for either end.
   *
   * @return null if neither end is here, so that it is somebody else's to report
   */
  @Nullable Place place(CheckedStatement checked, Place exact, String otherType) {
    String own = checked.statement().workload().type();
    for (CheckedStatement candidate : statementsHere()) {
      if (candidate.statement().speaker().equals(checked.statement().speaker())
          && candidate.statement().workload().type().equals(own)) {
        return exact;
      }
    }
    for (String type : List.of(own, otherType)) {
      for (CheckedStatement candidate : statementsHere()) {
        if (candidate.statement().workload().type().equals(type)) {
          return candidate.statement().place();
        }
      }
    }
    return null;
  }

  /** Whether all statements are valid; if not, what is missing may only be missing for that. */
  boolean isAllValid() {
    return allValid;
  }

  /** The valid workloads by contract type: declared here or referred to. */
  Map<String, Workload> workloads() {
    return workloads;
  }

  /** The contracts by type: declared here or referred to. */
  Map<String, WorkloadDeclaration> contracts() {
    return contracts;
  }

  /** The valid statements that make a policy for a contract; empty if nobody here makes one. */
  List<CheckedStatement> statementsFor(String contractType) {
    return byContract.getOrDefault(contractType, List.of());
  }

  /**
   * Who speaks for a contract: its own speaker if it has one, otherwise the first by name; empty
   * text if nobody does. The same in whatever order the statements were found.
   */
  String speaker(String contractType) {
    String first = "";
    for (CheckedStatement checked : statementsFor(contractType)) {
      Statement statement = checked.statement();
      if (statement.home()) {
        return statement.speaker();
      }
      if (first.isEmpty() || statement.speaker().compareTo(first) < 0) {
        first = statement.speaker();
      }
    }
    return first;
  }

  /** Where to point for a contract: at its declaration here, otherwise at who speaks for it. */
  Place place(WorkloadDeclaration contract) {
    if (isDeclared(contract)) {
      return contract.place();
    }
    List<CheckedStatement> said = statementsFor(contract.type());
    return said.isEmpty() ? contract.place() : said.get(0).statement().place();
  }
}
