package dev.sallyport.processor.read;

import dev.sallyport.declaration.InvariantDeclaration;
import dev.sallyport.declaration.Reference;
import dev.sallyport.declaration.RuleDeclaration;
import dev.sallyport.declaration.Target;
import dev.sallyport.declaration.Text;
import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules and invariants on an element: those that stand there, those in a container of
 * repeated annotations, and those that an annotation on the element carries in turn, be it once or
 * in a container of its own. Lives for one round.
 */
final class RuleReader {
  private final ContractReader contracts;
  private final Map<String, List<Carried>> composed = new HashMap<>();

  RuleReader(ContractReader contracts) {
    this.contracts = contracts;
  }

  /** Whether an element has rules or invariants. */
  boolean hasStatements(Element element) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (carriesStatements(annotation)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an element has rules. */
  boolean hasRules(Element element) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
      if (Names.isRule(type.getQualifiedName().toString())) {
        return true;
      }
      for (Carried carried : carried(type)) {
        if (Names.isRule(Mirror.typeName(carried.statement()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether an annotation is, contains or carries a rule or invariant. */
  boolean carriesStatements(AnnotationMirror annotation) {
    TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
    return Names.isStatement(type.getQualifiedName().toString()) || !carried(type).isEmpty();
  }

  /** Whether an annotation type carries rules or invariants for the elements that bear it. */
  boolean isComposed(TypeElement annotationType) {
    return !carried(annotationType).isEmpty();
  }

  /** Adds the rules and invariants of an element, in source order; false if one is incomplete. */
  boolean read(
      Element element, List<RuleDeclaration> rules, List<InvariantDeclaration> invariants) {
    boolean complete = true;
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
      if (Names.isStatement(type.getQualifiedName().toString())) {
        complete &= read(element, annotation, null, null, rules, invariants);
        continue;
      }
      List<Carried> statements = carried(type);
      if (statements.isEmpty()) {
        continue;
      }
      for (AnnotationMirror carrier : repeated(annotation, type)) {
        for (Carried statement : statements) {
          complete &= read(element, statement, carrier, rules, invariants);
        }
      }
    }
    return complete;
  }

  /** Adds only what stands on the element itself, and nothing that an annotation there carries. */
  boolean readOwn(
      Element element, List<RuleDeclaration> rules, List<InvariantDeclaration> invariants) {
    boolean complete = true;
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (Names.isStatement(Mirror.typeName(annotation))) {
        complete &= read(element, annotation, null, null, rules, invariants);
      }
    }
    return complete;
  }

  boolean read(
      Element element,
      Carried carried,
      AnnotationMirror carrier,
      List<RuleDeclaration> rules,
      List<InvariantDeclaration> invariants) {
    return read(element, carried.statement(), carrier, carried.writtenOn(), rules, invariants);
  }

  private boolean read(
      Element element,
      AnnotationMirror annotation,
      @Nullable AnnotationMirror carrier,
      @Nullable TypeElement writtenOn,
      List<RuleDeclaration> rules,
      List<InvariantDeclaration> invariants) {
    String type = Mirror.typeName(annotation);
    Mirror mirror = new Mirror(element, annotation, carrier, writtenOn);
    if (type.equals(Names.INGRESS_ALL) || type.equals(Names.EGRESS_ALL)) {
      boolean complete = true;
      for (AnnotationValue value : mirror.values("value")) {
        complete &=
            value.getValue() instanceof AnnotationMirror nested
                && read(element, nested, carrier, writtenOn, rules, invariants);
      }
      return complete;
    }
    String where = carrier == null ? "" : " through " + SourceText.of(carrier);
    where = where + " on " + SourceText.of(element);
    String source = SourceText.of(annotation) + where;
    List<Reference> peers = new ArrayList<>();
    boolean complete = references(mirror, annotation, where, peers);
    if (type.equals(Names.INGRESS) || type.equals(Names.EGRESS)) {
      Direction direction = type.equals(Names.INGRESS) ? Direction.INGRESS : Direction.EGRESS;
      rules.add(rule(direction, source, peers, mirror, complete));
    } else {
      Text why = mirror.text("why");
      boolean reaches = type.equals(Names.NEVER_REACHES);
      boolean found = complete && mirror.isComplete();
      invariants.add(new InvariantDeclaration(reaches, source, peers, why, found, mirror.place()));
    }
    return complete && mirror.isComplete();
  }

  private static RuleDeclaration rule(
      Direction direction, String source, List<Reference> peers, Mirror mirror, boolean complete) {
    Text pods = mirror.textOrNull("pods");
    Text namespaces = mirror.textOrNull("namespaces");
    Text namespace = mirror.textOrNull("namespace");
    Text cidr = mirror.textOrNull("cidr");
    List<Text> except = mirror.texts("except");
    List<Text> ports = mirror.texts("ports");
    Text why = mirror.text("why");
    return new RuleDeclaration(
        direction,
        source,
        peers,
        pods,
        namespaces,
        namespace,
        cidr,
        except,
        ports,
        why,
        complete && mirror.isComplete(),
        mirror.place());
  }

  private boolean references(
      Mirror mirror, AnnotationMirror annotation, String where, List<Reference> references) {
    boolean complete = true;
    for (AnnotationValue value : mirror.values("value")) {
      TypeMirror type = mirror.type(value);
      if (type == null) {
        complete = false;
        continue;
      }
      TypeElement declaration = Mirror.declaration(type);
      Optional<Target> target =
          declaration == null ? Optional.of(new Target.NoPeer()) : contracts.target(declaration);
      if (target.isPresent()) {
        String name =
            declaration == null ? type.toString() : declaration.getQualifiedName().toString();
        String source = SourceText.of(annotation, value) + where;
        references.add(new Reference(name, target.get(), source, mirror.place(value)));
      } else {
        complete = false;
      }
    }
    return complete;
  }

  /** An annotation, or those that it holds if it is the container of repeated ones. */
  private static List<AnnotationMirror> repeated(AnnotationMirror annotation, TypeElement type) {
    if (held(type) == null) {
      return List.of(annotation);
    }
    List<AnnotationMirror> all = new ArrayList<>();
    for (AnnotationValue value : annotation.getElementValues().values()) {
      for (Object item : value.getValue() instanceof List<?> list ? list : List.of(value)) {
        if (((AnnotationValue) item).getValue() instanceof AnnotationMirror one) {
          all.add(one);
        }
      }
    }
    return all;
  }

  /** The annotation type of which this one holds repetitions; null if it is no container. */
  private static @Nullable TypeElement held(TypeElement container) {
    for (Element member : container.getEnclosedElements()) {
      if (member.getSimpleName().contentEquals("value")
          && member instanceof ExecutableElement method
          && method.getReturnType() instanceof ArrayType array) {
        TypeElement held = Mirror.declaration(array.getComponentType());
        AnnotationMirror repeatable =
            held == null ? null : Mirror.find(held, "java.lang.annotation.Repeatable");
        return held != null
                && repeatable != null
                && new Mirror(held, repeatable, null).names(container)
            ? held
            : null;
      }
    }
    return null;
  }

  /** The statements that an annotation type carries, through any number of annotations. */
  List<Carried> carried(TypeElement annotationType) {
    String name = annotationType.getQualifiedName().toString();
    if (name.startsWith("java.lang.")) {
      return List.of();
    }
    List<Carried> statements = composed.get(name);
    if (statements == null) {
      statements = new ArrayList<>();
      collect(annotationType, statements, new ArrayList<>());
      composed.put(name, statements);
    }
    return statements;
  }

  /** Annotations may carry each other in a circle, which is legal Java. */
  static void collect(
      TypeElement annotationType, List<Carried> statements, List<TypeElement> seen) {
    String name = annotationType.getQualifiedName().toString();
    if (seen.contains(annotationType) || name.startsWith("java.lang.")) {
      return;
    }
    seen.add(annotationType);
    for (AnnotationMirror annotation : annotationType.getAnnotationMirrors()) {
      String type = Mirror.typeName(annotation);
      if (Names.isStatement(type)) {
        statements.add(new Carried(annotation, annotationType));
      } else if (annotation.getAnnotationType().asElement() instanceof TypeElement next) {
        collect(next, statements, seen);
      }
    }
    TypeElement held = held(annotationType);
    if (held != null) {
      collect(held, statements, seen);
    }
  }

  /** A rule, an invariant or several, and the annotation type on which it is written. */
  record Carried(AnnotationMirror statement, TypeElement writtenOn) {}
}
