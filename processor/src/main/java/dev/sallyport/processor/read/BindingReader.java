package dev.sallyport.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds the workload that an element's rules belong to: {@code @PartOf} on the class; the class
 * itself or a supertype that is a {@code @Workload}; the enclosing class's; {@code @PartOf} on the
 * package.
 *
 * <p>All of that is reachable from the element itself, which incremental compilation needs. The
 * last rule of the language, "the only workload of the module", is not, and is left to the module
 * processor.
 */
final class BindingReader {
  private static final Binding NONE = new Binding.None();
  private static final Binding UNKNOWN = new Binding.Unknown();

  private final Map<String, Binding> known = new HashMap<>();

  /** The binding of a class, package or method. {@code O(supertypes)}, once for each class. */
  Binding of(Element element) {
    Element current = element;
    while (!(current instanceof TypeElement)) {
      if (current == null) {
        return NONE;
      }
      if (current.getKind() == ElementKind.PACKAGE) {
        return partOf(current);
      }
      current = current.getEnclosingElement();
    }
    TypeElement type = (TypeElement) current;
    String name = type.getQualifiedName().toString();
    Binding binding = known.get(name);
    if (binding == null) {
      binding = read(type);
      known.put(name, binding);
    }
    return binding;
  }

  private Binding read(TypeElement type) {
    List<TypeElement> contracts = new ArrayList<>();
    boolean complete = contracts(type, contracts, new ArrayList<>());
    Binding part = partOf(type);
    if (!complete || part instanceof Binding.Unknown) {
      return UNKNOWN;
    }
    if (part instanceof Binding.To to) {
      if (contracts.isEmpty()) {
        return part;
      }
      for (TypeElement contract : contracts) {
        if (contract.equals(to.contract())) {
          return new Binding.To(contract, true);
        }
      }
      contracts.add(to.contract());
      return Binding.Unclear.of(contracts, partValue(type));
    } else if (part instanceof Binding.Unclear) {
      return part;
    }
    if (contracts.size() == 1) {
      return new Binding.To(contracts.get(0), true);
    }
    if (!contracts.isEmpty()) {
      return Binding.Unclear.of(contracts, null);
    }
    Element outer = type.getEnclosingElement();
    return outer == null ? NONE : of(outer);
  }

  /** Adds the nearest contracts among a type and its supertypes; false if one is not known. */
  private static boolean contracts(
      TypeElement type, List<TypeElement> contracts, List<TypeElement> seen) {
    if (seen.contains(type)) {
      return true;
    }
    seen.add(type);
    if (Mirror.find(type, Names.WORKLOAD) != null) {
      contracts.add(type);
      return true;
    }
    boolean complete = supertype(type.getSuperclass(), contracts, seen);
    for (TypeMirror parent : type.getInterfaces()) {
      complete &= supertype(parent, contracts, seen);
    }
    return complete;
  }

  private static boolean supertype(
      TypeMirror type, List<TypeElement> contracts, List<TypeElement> seen) {
    if (type.getKind() == TypeKind.ERROR) {
      return false;
    }
    return !(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)
        || element.getQualifiedName().contentEquals("java.lang.Object")
        || contracts(element, contracts, seen);
  }

  private static Binding partOf(Element element) {
    AnnotationMirror annotation = Mirror.find(element, Names.PART_OF);
    if (annotation == null) {
      return NONE;
    }
    Mirror mirror = new Mirror(element, annotation, null);
    for (AnnotationValue value : mirror.values("value")) {
      TypeMirror token = mirror.type(value);
      if (token == null) {
        return UNKNOWN;
      }
      TypeElement contract = Mirror.declaration(token);
      return contract != null && Mirror.find(contract, Names.WORKLOAD) != null
          ? new Binding.To(contract, false)
          : new Binding.Unclear(List.of(token.toString()), mirror.place(value));
    }
    return UNKNOWN;
  }

  /** Where the class stands in the {@code @PartOf} of a type; null if that has none. */
  private static @Nullable AnnotationPlace partValue(TypeElement type) {
    AnnotationMirror annotation = Mirror.find(type, Names.PART_OF);
    return annotation == null ? null : new Mirror(type, annotation, null).placeOf("value");
  }

  /**
   * Whether a class itself is or implements a contract, rather than standing inside one that does.
   */
  boolean speaksAs(TypeElement type, TypeElement contract) {
    List<TypeElement> contracts = new ArrayList<>();
    return contracts(type, contracts, new ArrayList<>()) && contracts.contains(contract);
  }

  /** Whether the contract itself speaks for its workload: it is a class, or has rules. */
  static boolean speaksForItself(TypeElement contract, RuleReader rules) {
    return !contract.getKind().isInterface() || rules.hasRules(contract);
  }

  /** The top-level class around an element; a package is its own. */
  static Element topLevel(Element element) {
    Element current = element;
    @Nullable Element outer = current.getEnclosingElement();
    while (outer != null
        && outer.getKind() != ElementKind.PACKAGE
        && outer.getKind() != ElementKind.MODULE) {
      current = outer;
      outer = current.getEnclosingElement();
    }
    return current;
  }
}
