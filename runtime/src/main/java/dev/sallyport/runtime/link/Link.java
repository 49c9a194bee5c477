package dev.sallyport.runtime.link;

import dev.sallyport.check.ContractCheck;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.check.LinkCheck;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.check.StatementCheck;
import dev.sallyport.check.World;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.runtime.bundle.BundleException;
import dev.sallyport.runtime.bundle.ContractRecord;
import dev.sallyport.runtime.bundle.Records;
import dev.sallyport.runtime.findings.CollectedFindings;
import dev.sallyport.runtime.findings.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks all services together, with the checks of the compiler and the same words, and what only
 * all of them can show: contracts for which nobody speaks, and jars that were compiled against
 * different versions of one contract.
 *
 * <pre>{@code
 * Records records = new RecordReader().read(List.of(Path.of("orders.jar"), Path.of("ledger.jar")));
 * Report report = Link.of(records).report(new SeverityOptions());
 * }</pre>
 */
public final class Link {
  /** The schema of the report's JSON form. */
  public static final String SCHEMA = "sallyport.dev/link/v1";

  private final List<Statement> statements;

  private Link(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * Makes declarations of the records. {@code O(length of the records)}.
   *
   * @throws BundleException if a record can't be read, or one class's record is there in two
   *     versions
   */
  public static Link of(Records records) throws BundleException {
    Map<List<String>, ContractRecord> said = new HashMap<>();
    List<Statement> statements = new ArrayList<>();
    for (ContractRecord record : records.records()) {
      Statement statement = ContractRecords.statement(record);
      ContractRecord former =
          said.put(List.of(statement.workload().type(), statement.speaker()), record);
      if (former != null) {
        throw new BundleException(
            record.sources().get(0),
            "it is not the same as in "
                + former.sources().get(0)
                + ", and both are of "
                + statement.speaker()
                + "; one of the two was built from other sources");
      }
      statements.add(statement);
    }
    statements.sort(
        Comparator.comparing((Statement s) -> s.workload().type())
            .thenComparing(Statement::speaker));
    return new Link(statements);
  }

  /**
   * Checks everything and says it as a report. Costs what {@link LinkCheck} costs.
   *
   * @param severities how serious each kind of finding is
   */
  public Report report(SeverityOptions severities) {
    CollectedFindings findings = new CollectedFindings(severities);
    check(findings);
    return new Report("link", SCHEMA, findings.results(), findings.suppressed());
  }

  /** All statements, by contract type and speaker. */
  public List<Statement> statements() {
    return List.copyOf(statements);
  }

  /**
   * Checks everything. Costs what {@link LinkCheck} costs.
   *
   * @param findings receives what is wrong
   */
  public void check(Findings findings) {
    Map<String, WorkloadDeclaration> own = new LinkedHashMap<>();
    for (Statement statement : statements) {
      own.putIfAbsent(statement.workload().type(), statement.workload());
    }
    alone(own, findings);
    versions(findings);
    World world =
        World.withHosts(
            List.copyOf(own.values()), List.of(), statements, List.of(), true, findings);
    new LinkCheck(findings).check(world);
    unspoken(world, findings);
  }

  /** What is wrong with a contract, an external or a statement on its own. */
  private void alone(Map<String, WorkloadDeclaration> own, Findings findings) {
    own.values().forEach(contract -> new ContractCheck(findings).workload(contract));
    Map<String, ExternalDeclaration> externals = new LinkedHashMap<>();
    StatementCheck check = StatementCheck.forAnyTarget(findings);
    for (Statement statement : statements) {
      check.check(statement);
      for (RuleDeclaration rule : statement.rules()) {
        for (Reference reference : rule.peers()) {
          if (reference.target() instanceof ExternalDeclaration external) {
            externals.putIfAbsent(external.type(), external);
          }
        }
      }
    }
    externals.values().forEach(external -> new ContractCheck(findings).external(external));
  }

  private void versions(Findings findings) {
    Map<String, ContractVersion> first = new HashMap<>();
    for (Statement statement : statements) {
      version(statement.workload(), statement.place(), first, findings);
    }
    for (Statement statement : statements) {
      List<Target> targets = new ArrayList<>();
      for (RuleDeclaration rule : statement.rules()) {
        rule.peers().forEach(reference -> targets.add(reference.target()));
      }
      statement
          .invariants()
          .forEach(each -> each.peers().forEach(reference -> targets.add(reference.target())));
      for (Target target : targets) {
        if (target instanceof WorkloadDeclaration contract) {
          version(contract, statement.place(), first, findings);
        }
      }
    }
  }

  private static void version(
      WorkloadDeclaration contract,
      Place place,
      Map<String, ContractVersion> first,
      Findings findings) {
    ContractVersion version = new ContractVersion(contract, place);
    ContractVersion former = first.putIfAbsent(contract.type(), version);
    String difference = former == null ? "" : former.difference(version);
    if (former != null && !difference.isEmpty()) {
      findings.report(
          FindingCode.CONTRACT_VERSIONS,
          place,
          "this was compiled against another version of "
              + contract.type()
              + " than "
              + former.place().describe()
              + ": "
              + difference
              + "; compile both against the same version");
    }
  }

  private void unspoken(World world, Findings findings) {
    for (Statement statement : statements) {
      WorkloadDeclaration own = statement.workload();
      if (!statement.invariants().isEmpty() && own.managed() && world.isUnspoken(own.type())) {
        findings.report(
            FindingCode.UNSPOKEN_WORKLOAD,
            statement.invariants().get(0).place(),
            "no input makes a policy for workload \""
                + own.name()
                + "\", so its invariants were not checked; add its jar to the inputs");
      }
      for (RuleDeclaration rule : statement.rules()) {
        for (Reference reference : rule.peers()) {
          if (reference.target() instanceof WorkloadDeclaration peer
              && peer.managed()
              && world.isUnspoken(peer.type())) {
            findings.report(
                FindingCode.UNSPOKEN_WORKLOAD,
                reference.place(),
                "no input speaks for workload \""
                    + peer.name()
                    + "\" ("
                    + peer.type()
                    + "), so it has no policy here and its end of this connection was not checked;"
                    + " add its jar to the inputs, or declare it with managed = false");
          }
        }
      }
    }
  }
}
