package dev.sallyport.processor;

import com.google.auto.service.AutoService;
import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.ContractCheck;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.check.StatementCheck;
import dev.sallyport.declaration.ExternalDeclaration;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.policy.Namespace;
import dev.sallyport.policy.Workload;
import dev.sallyport.processor.read.AnnotationPlace;
import dev.sallyport.processor.read.ContractReader;
import dev.sallyport.processor.read.StatementReader;
import dev.sallyport.processor.write.SallyportFiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * Checks each contract and each statement on its own and writes what it stands for: a manifest, a
 * contract record, and a class of constants if these are asked for. Isolating in Gradle's sense:
 * what it writes for a class depends on nothing that can't be reached from that class, and each
 * file has that one origin.
 *
 * <p>A statement that names a type which does not exist yet is read again in the next round; if it
 * never exists, the compiler says so, and the rest of the statement is checked all the same.
 */
@AutoService(Processor.class)
public final class StatementProcessor extends SallyportProcessor {
  private final Set<String> deferred = new LinkedHashSet<>();
  private final Set<String> withConstants = new HashSet<>();
  private final Map<String, String> written = new HashMap<>();

  /** Creates the processor; the compiler does. */
  public StatementProcessor() {
    super(true);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!isInitialized()) {
      return false;
    }
    if (round.processingOver()) {
      if (!deferred.isEmpty()) {
        neverComplete(round);
      }
      return false;
    }
    if (annotations.isEmpty() && deferred.isEmpty()) {
      return false;
    }
    RoundReading reading =
        RoundReading.take(annotations, round, deferred, processingEnv.getElementUtils());
    deferred.clear();
    if (reading.elements().isEmpty()) {
      return false;
    }
    Findings report = findings();
    ContractReader contracts = reading.contracts();
    StatementReader reader = reading.reader();
    SallyportFiles files = new SallyportFiles(processingEnv, report, target(), written);
    for (Element element : reading.elements()) {
      if (element instanceof PackageElement packageElement) {
        namespace(packageElement, reader, contracts, report, files);
      } else if (element instanceof TypeElement type) {
        contract(type, reader, contracts, report, files);
      }
    }
    for (Element element : reader.incomplete()) {
      deferred.add(reader.speaker(element));
    }
    if (!reader.composed().isEmpty()) {
      for (Element type : UnboundRules.ofTypes(reader, report, false)) {
        deferred.add(reader.speaker(type));
      }
    }
    StatementCheck check = statementCheck();
    for (Element element : reading.elements()) {
      if (reader.reportBinding(element, report)) {
        UnboundRules.check(element, reader, check);
      }
    }
    for (Statement statement : reading.statements()) {
      if (deferred.contains(statement.speaker())) {
        continue;
      }
      Optional<CheckedStatement> checked = reading.faultless(statement);
      if (checked.isEmpty()) {
        checked = check.check(statement);
      }
      if (checked.isPresent()) {
        files.statement(checked.get(), StatementReader.origin(statement));
      }
    }
    return false;
  }

  /** Checks what can be known of statements that wait for something that never came. */
  private void neverComplete(RoundEnvironment round) {
    RoundReading reading =
        RoundReading.read(Set.of(), round, deferred, processingEnv.getElementUtils());
    StatementReader reader = reading.reader();
    if (!reader.composed().isEmpty()) {
      UnboundRules.ofTypes(reader, findings(), true);
    }
    StatementCheck check = statementCheck();
    for (Statement statement : reading.statements()) {
      check.check(statement);
    }
    for (Element element : reader.unread()) {
      UnboundRules.check(element, reader, check);
    }
  }

  private void namespace(
      PackageElement element,
      StatementReader reader,
      ContractReader contracts,
      Findings report,
      SallyportFiles files) {
    Optional<NamespaceDeclaration> declared = contracts.namespace(element);
    if (declared.isEmpty() && ContractReader.declaresNamespace(element)) {
      deferred.add(reader.speaker(element));
    } else if (declared.isPresent()) {
      Optional<Namespace> namespace = new ContractCheck(report).namespace(declared.get());
      if (namespace.isPresent() && namespace.get().defaultDeny()) {
        files.defaultDeny(namespace.get(), element);
      }
    }
  }

  /** A class that is read again because of another part of it has its constants already. */
  private void contract(
      TypeElement type,
      StatementReader reader,
      ContractReader contracts,
      Findings report,
      SallyportFiles files) {
    Optional<Target> target = contracts.target(type);
    Optional<AnnotationPlace> second = ContractReader.secondContract(type);
    if (second.isPresent()) {
      report.report(
          FindingCode.TWO_CONTRACTS,
          second.get(),
          type.getQualifiedName()
              + " is a @Workload and an @External, but pods are inside the cluster and externals"
              + " outside; keep one of them, or make two types");
    }
    if (target.isEmpty()) {
      deferred.add(reader.speaker(type));
    } else if (target.get() instanceof WorkloadDeclaration declared) {
      Optional<Workload> workload = new ContractCheck(report).workload(declared);
      if (workload.isPresent()
          && Options.constants(processingEnv.getOptions())
          && withConstants.add(type.getQualifiedName().toString())) {
        files.constants(workload.get(), type);
      }
    } else if (target.get() instanceof ExternalDeclaration declared) {
      new ContractCheck(report).external(declared);
    }
  }
}
