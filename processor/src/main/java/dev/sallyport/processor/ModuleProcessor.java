package dev.sallyport.processor;

import com.google.auto.service.AutoService;
import dev.sallyport.check.CheckedStatement;
import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.check.LinkCheck;
import dev.sallyport.check.StatementCheck;
import dev.sallyport.check.World;
import dev.sallyport.declaration.NamespaceDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.WorkloadDeclaration;
import dev.sallyport.processor.read.AnnotationPlace;
import dev.sallyport.processor.read.ContractReader;
import dev.sallyport.processor.read.Implementations;
import dev.sallyport.processor.read.StatementReader;
import dev.sallyport.processor.write.SallyportFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Checks what can only be seen in the whole compilation, and binds the rules that name no workload
 * to the only one that the compilation implements. Aggregating in Gradle's sense: Gradle hands it
 * all annotated classes at each build.
 *
 * <p>A later round that brings new declarations, or types that an earlier one waited for, is
 * checked together with all earlier ones; elements are looked up again by name, because those of an
 * earlier round have lost their positions.
 */
@AutoService(Processor.class)
public final class ModuleProcessor extends SallyportProcessor {
  private final Set<String> speakers = new LinkedHashSet<>();
  private final Map<String, String> written = new HashMap<>();
  private final List<Element> roots = new ArrayList<>();
  private boolean waiting;

  /** What this round's elements say, kept for the other processor until the next round. */
  private @Nullable RoundReading offered;

  /** Creates the processor; the compiler does. */
  public ModuleProcessor() {
    super(false);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (offered != null) {
      offered.withdraw();
      offered = null;
    }
    if (!isInitialized()) {
      return false;
    }
    if (round.processingOver()) {
      if (waiting) {
        unreadable(round);
      }
      return false;
    }
    if (annotations.isEmpty() && !waiting) {
      roots.addAll(round.getRootElements());
      return false;
    }
    Elements elements = processingEnv.getElementUtils();
    RoundReading reading = RoundReading.read(annotations, round, Set.of(), elements);
    List<Element> earlier = List.copyOf(roots);
    roots.addAll(round.getRootElements());
    reading.offer();
    offered = reading;
    if (reading.elements().isEmpty() && !waiting) {
      return false;
    }
    if (!speakers.isEmpty()) {
      reading = reading.with(speakers, elements);
    }
    Findings report = findings();
    ContractReader contracts = reading.contracts();
    StatementReader reader = reading.reader();
    List<WorkloadDeclaration> declared = new ArrayList<>();
    List<NamespaceDeclaration> namespaces = new ArrayList<>();
    for (Element element : reading.elements()) {
      speakers.add(reader.speaker(element));
      if (element instanceof PackageElement packageElement) {
        Optional<NamespaceDeclaration> namespace = contracts.namespace(packageElement);
        if (namespace.isPresent()) {
          namespaces.add(namespace.get());
        }
      } else if (element instanceof TypeElement type) {
        Optional<Target> target = contracts.target(type);
        if (target.isPresent() && target.get() instanceof WorkloadDeclaration contract) {
          declared.add(contract);
        }
      }
    }
    Set<Element> types = new LinkedHashSet<>();
    for (Element root : earlier) {
      Element again = elements.getTypeElement(reader.speaker(root));
      if (again != null) {
        types.add(again);
      }
    }
    types.addAll(round.getRootElements());
    Implementations implementations = Implementations.of(types);
    waiting = !reader.incomplete().isEmpty() || !implementations.complete();
    List<Statement> bound = bindRest(reader, contracts, implementations);
    List<Statement> said = concat(reading.statements(), bound);
    List<Statement> elsewhere = elsewhere(said, declared, contracts);
    World world =
        target() == null
            ? new World(declared, namespaces, said, elsewhere, !waiting, report)
            : World.withHosts(declared, namespaces, said, elsewhere, !waiting, report);
    if (target() == null) {
      reading.checkedIn(world);
    }
    new LinkCheck(report).check(world);
    if (!waiting) {
      unspoken(world, implementations, contracts, report);
    }
    return false;
  }

  /** Binds rules to the only workload that the module implements, and writes their policies. */
  private List<Statement> bindRest(
      StatementReader reader, ContractReader contracts, Implementations implementations) {
    MessagerFindings report = findings();
    List<Element> unbound = reader.unbound();
    if (unbound.isEmpty() || waiting) {
      return List.of();
    }
    if (!reader.composed().isEmpty()) {
      UnboundRules.ofTypes(reader, report.remembering(), false);
    }
    StatementCheck check = statementCheck();
    List<TypeElement> candidates = implementations.contracts();
    if (candidates.size() != 1) {
      for (Element element : unbound) {
        report.report(
            candidates.isEmpty() ? FindingCode.NO_WORKLOAD : FindingCode.AMBIGUOUS_WORKLOAD,
            reader.firstPlace(element),
            candidates.isEmpty()
                ? "this belongs to no workload: implement a @Workload contract, or put"
                    + " @PartOf(Contract.class) on the class or its package"
                : "this module implements more than one workload ("
                    + names(candidates)
                    + "); put @PartOf on the class or its package to choose");
        UnboundRules.check(element, reader, check);
      }
      return List.of();
    }
    StatementReader rest = new StatementReader(contracts);
    for (Element element : unbound) {
      rest.bind(element, candidates.get(0), false);
    }
    SallyportFiles files = new SallyportFiles(processingEnv, report, target(), written);
    for (Statement statement : rest.statements()) {
      Optional<CheckedStatement> checked = check.check(statement);
      if (checked.isPresent()) {
        files.statement(checked.get(), StatementReader.origin(statement));
      }
    }
    waiting = !rest.incomplete().isEmpty();
    return rest.statements();
  }

  /**
   * Reports the rules that still can't be made out, as far as no compiler reports them, and what is
   * wrong with those that were to be bound when all is known.
   */
  private void unreadable(RoundEnvironment round) {
    Findings report = findings();
    StatementReader reader = new StatementReader(new ContractReader());
    Set<String> compiledHere = new HashSet<>();
    for (Element root : roots) {
      compiledHere.add(reader.speaker(root));
    }
    Elements elements = processingEnv.getElementUtils();
    for (Element element : RoundElements.find(Set.of(), round, reader, speakers, elements)) {
      reader.read(element);
      for (Map.Entry<AnnotationPlace, String> found :
          reader.unreadable(element, compiledHere).entrySet()) {
        report.report(
            FindingCode.NOT_A_PEER,
            found.getKey(),
            "this annotation carries a rule that names "
                + found.getValue()
                + ", which is not on the class path, so nothing can be written; add the jar that"
                + " declares it");
      }
    }
    if (!reader.unbound().isEmpty()) {
      if (!reader.composed().isEmpty()) {
        UnboundRules.ofTypes(reader, findings().remembering(), true);
      }
      for (Element element : reader.unbound()) {
        UnboundRules.check(element, reader, statementCheck());
      }
    }
  }

  /** What contracts of other jars, as far as they are named here, say for themselves. */
  private List<Statement> elsewhere(
      List<Statement> said, List<WorkloadDeclaration> declared, ContractReader contracts) {
    Set<String> types = new LinkedHashSet<>();
    for (Statement statement : said) {
      types.add(statement.workload().type());
      for (RuleDeclaration rule : statement.rules()) {
        for (Reference reference : rule.peers()) {
          if (reference.target() instanceof WorkloadDeclaration contract) {
            types.add(contract.type());
          }
        }
      }
    }
    for (WorkloadDeclaration contract : declared) {
      types.remove(contract.type());
    }
    StatementReader reader = new StatementReader(contracts);
    for (String type : types) {
      TypeElement contract = processingEnv.getElementUtils().getTypeElement(type);
      if (contract != null) {
        reader.read(contract);
      }
    }
    return reader.statements();
  }

  /** A class that implements a contract for which no rule exists would run without a policy. */
  private static void unspoken(
      World world, Implementations implementations, ContractReader contracts, Findings report) {
    for (Implementations.Implementation implementation : implementations.all()) {
      String type = implementation.contract().getQualifiedName().toString();
      Optional<Target> target = contracts.target(implementation.contract());
      if (target.isPresent()
          && target.get() instanceof WorkloadDeclaration workload
          && workload.managed()
          && world.isUnspoken(type)) {
        report.report(
            FindingCode.NO_POLICY,
            implementation.place(),
            implementation.type().getQualifiedName()
                + " implements "
                + type
                + ", and no rule says who may connect to workload \""
                + workload.name()
                + "\", so no policy is written and everybody can; declare its connections, or put"
                + " @PartOf("
                + implementation.contract().getSimpleName()
                + ".class) on it to isolate it without any");
      }
    }
  }

  private static String names(List<TypeElement> types) {
    Set<String> names = new TreeSet<>();
    for (TypeElement type : types) {
      names.add(type.getQualifiedName().toString());
    }
    return String.join(", ", names);
  }

  private static List<Statement> concat(List<Statement> some, List<Statement> more) {
    List<Statement> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
