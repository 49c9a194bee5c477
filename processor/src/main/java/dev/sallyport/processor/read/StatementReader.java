package dev.sallyport.processor.read;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Statement;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.WorkloadDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Gathers what each top-level class and each package says for each workload. Lives for one round.
 */
public final class StatementReader {
  private final ContractReader contracts;
  private final RuleReader rules;
  private final BindingReader bindings = new BindingReader();
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final List<Element> composed = new ArrayList<>();
  private final List<Element> unbound = new ArrayList<>();
  private final List<Element> unread = new ArrayList<>();
  private final List<Element> incomplete = new ArrayList<>();
  private final Map<Element, Binding.Unclear> unclear = new HashMap<>();

  /** Creates a reader that has its contracts read by {@code contracts}. */
  public StatementReader(ContractReader contracts) {
    this.contracts = contracts;
    this.rules = new RuleReader(contracts);
  }

  /** Whether elements with this annotation have to be read. */
  public boolean isRelevant(TypeElement annotationType) {
    return Names.isOwn(annotationType.getQualifiedName().toString())
        || rules.isComposed(annotationType);
  }

  /** Takes an annotated element: a class, a method or a package. */
  public void read(Element element) {
    boolean statements = rules.hasStatements(element);
    boolean contract = Mirror.find(element, Names.WORKLOAD) != null;
    if (element.getKind() == ElementKind.ANNOTATION_TYPE) {
      if (statements) {
        composed.add(element);
      }
      if (!contract) {
        return;
      }
    }
    boolean partOf =
        element.getKind() != ElementKind.PACKAGE && Mirror.find(element, Names.PART_OF) != null;
    boolean classContract = contract && !element.getKind().isInterface();
    if (!statements && !partOf && !classContract) {
      return;
    }
    Binding binding = bindings.of(element);
    if (binding instanceof Binding.To to) {
      bind(element, to.contract(), to.speaksAs());
    } else if (binding instanceof Binding.None) {
      unbound.add(element);
    } else if (binding instanceof Binding.Unknown) {
      incomplete.add(element);
      unread.add(element);
    } else if (binding instanceof Binding.Unclear belongs) {
      unclear.put(element, belongs);
    }
  }

  /**
   * Binds the rules of an element to a workload.
   *
   * @param speaksAs whether the element is or implements the contract
   */
  public void bind(Element element, TypeElement contract, boolean speaksAs) {
    Optional<Target> target = contracts.target(contract);
    if (target.isEmpty() || !(target.get() instanceof WorkloadDeclaration workload)) {
      incomplete.add(element);
      unread.add(element);
      return;
    }
    Element speaker = BindingReader.topLevel(element);
    boolean home =
        speaksAs
            && (BindingReader.speaksForItself(contract, rules)
                ? BindingReader.topLevel(contract).equals(speaker)
                : !contract.equals(element));
    String key = speaker + "\n" + workload.type();
    Part part = parts.get(key);
    if (part == null) {
      part = new Part(workload, speaker, element);
      parts.put(key, part);
    }
    part.home |= home;
    part.isolates |=
        rules.hasRules(element)
            || Mirror.find(element, Names.PART_OF) != null
            || !element.getKind().isInterface() && Mirror.find(element, Names.WORKLOAD) != null;
    if (!rules.read(element, part.rules, part.invariants)) {
      incomplete.add(element);
    }
  }

  /** The statements that were bound, in the order in which they were met. */
  public List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    for (Part part : parts.values()) {
      boolean silent = part.rules.isEmpty() && part.invariants.isEmpty();
      if (part.workload.managed() || !silent) {
        statements.add(part.toStatement());
      }
    }
    return statements;
  }

  /**
   * The element itself. Eclipse's compiler (3.46) gives the component of a record as a parameter,
   * and that is none of the record's elements.
   */
  public static Element declared(Element element) {
    return element.getKind() == ElementKind.PARAMETER
            && element.getEnclosingElement() instanceof TypeElement type
        ? RecordParts.component(element, type)
        : element;
  }

  /**
   * Whether what an element says is said on the component of a record, of which the compiler made
   * it.
   */
  public boolean isCopy(Element element) {
    Element outer = element.getEnclosingElement();
    outer = outer instanceof ExecutableElement ? outer.getEnclosingElement() : outer;
    return outer != null
        && outer.getKind() == ElementKind.RECORD
        && !(element instanceof TypeElement)
        && RecordParts.isCopy(element, rules);
  }

  /** The annotation types that carry rules or invariants to the elements that bear them. */
  public List<Element> composed() {
    return composed;
  }

  /**
   * Reads what stands on an element, whatever workload it belongs to.
   *
   * @param own whether what annotations there carry is left out
   * @return whether all of it could be made out
   */
  public boolean readUnbound(
      Element element,
      boolean own,
      List<RuleDeclaration> declared,
      List<InvariantDeclaration> invariants) {
    return own
        ? rules.readOwn(element, declared, invariants)
        : rules.read(element, declared, invariants);
  }

  /** Elements whose rules nothing binds. */
  public List<Element> unbound() {
    return List.copyOf(unbound);
  }

  /** Elements whose rules were not read, because their workload is not known (yet). */
  public List<Element> unread() {
    return unread;
  }

  /** Elements of which something is not known (yet). */
  public List<Element> incomplete() {
    return List.copyOf(incomplete);
  }

  /**
   * Where an element bears an annotation whose rules can't be made out for a reason that no
   * compiler reports: it was compiled elsewhere, and names a class that is missing here.
   *
   * @param compiledHere the qualified names of the top-level classes of this compilation
   * @return the places, each with the name of the class
   */
  public Map<AnnotationPlace, String> unreadable(Element element, Set<String> compiledHere) {
    return UnreadableRules.on(element, rules, compiledHere);
  }

  /** The qualified name of the top-level class or package that an element speaks in. */
  public String speaker(Element element) {
    return SourceText.name(BindingReader.topLevel(element));
  }

  /** The top-level class or package that makes a statement: the origin of its files. */
  public static Element origin(Statement statement) {
    return BindingReader.topLevel(((AnnotationPlace) statement.place()).element());
  }

  /** The top-level class around an element; a package is its own. */
  public static Element topLevel(Element element) {
    return BindingReader.topLevel(element);
  }

  /** The place of the first rule of an element. */
  public AnnotationPlace firstPlace(Element element) {
    for (var annotation : element.getAnnotationMirrors()) {
      if (rules.carriesStatements(annotation)
          || Mirror.typeName(annotation).equals(Names.PART_OF)) {
        return new AnnotationPlace(element, annotation, null);
      }
    }
    return new AnnotationPlace(element, null, null);
  }

  /**
   * Reports that the rules of an element belong to more than one workload, or to none.
   *
   * @return whether that is so
   */
  public boolean reportBinding(Element element, Findings findings) {
    Binding.Unclear belongs = unclear.get(element);
    if (belongs == null) {
      return false;
    }
    boolean none = belongs.contracts().size() == 1;
    AnnotationPlace part = belongs.part();
    findings.report(
        none ? FindingCode.NO_WORKLOAD : FindingCode.AMBIGUOUS_WORKLOAD,
        part == null ? firstPlace(element) : part,
        none
            ? "@PartOf names "
                + belongs.contracts().get(0)
                + ", which is no @Workload; name a contract"
            : SourceText.of(part == null ? element : part.element())
                + " belongs to more than one workload: "
                + String.join(", ", belongs.contracts())
                + "; implement one of them, or choose with @PartOf on classes of their own");
    return true;
  }

  /** What one speaker said for one workload so far. */
  private static final class Part {
    private final WorkloadDeclaration workload;
    private final Element speaker;
    private final Element first;
    private final List<RuleDeclaration> rules = new ArrayList<>();
    private final List<InvariantDeclaration> invariants = new ArrayList<>();
    private boolean home;
    private boolean isolates;

    Part(WorkloadDeclaration workload, Element speaker, Element first) {
      this.workload = workload;
      this.speaker = speaker;
      this.first = first;
    }

    Statement toStatement() {
      return new Statement(
          workload,
          SourceText.name(speaker),
          home,
          isolates && workload.managed(),
          rules,
          invariants,
          new AnnotationPlace(first, null, null));
    }
  }
}
