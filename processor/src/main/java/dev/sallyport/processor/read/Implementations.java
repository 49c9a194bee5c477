package dev.sallyport.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The classes of a compilation that implement a contract, annotated or not.
 *
 * @param all one entry for each class; interfaces are left out
 * @param complete whether all types on the way are known
 */
public record Implementations(List<Implementation> all, boolean complete) {

  /**
   * A class that implements a contract.
   *
   * @param type the class
   * @param contract the contract; the class itself if that is one
   */
  public record Implementation(TypeElement type, TypeElement contract) {
    /** Where the class is declared. */
    public AnnotationPlace place() {
      return new AnnotationPlace(type, null, null);
    }
  }

  /** Copies the list. */
  public Implementations {
    all = List.copyOf(all);
  }

  /** Finds them among top-level classes and their members. {@code O(classes × supertypes)}. */
  public static Implementations of(Set<? extends Element> roots) {
    List<Implementation> found = new ArrayList<>();
    BindingReader bindings = new BindingReader();
    boolean complete = true;
    for (Element root : roots) {
      if (root instanceof TypeElement type) {
        complete &= collect(type, bindings, found);
      }
    }
    return new Implementations(found, complete);
  }

  private static boolean collect(
      TypeElement type, BindingReader bindings, List<Implementation> found) {
    Binding binding = bindings.of(type);
    boolean complete = !(binding instanceof Binding.Unknown);
    if (!type.getKind().isInterface()
        && binding instanceof Binding.To to
        && to.speaksAs()
        && bindings.speaksAs(type, to.contract())) {
      found.add(new Implementation(type, to.contract()));
    }
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof TypeElement nested) {
        complete &= collect(nested, bindings, found);
      }
    }
    return complete;
  }

  /** The contracts that are implemented, each once. */
  public List<TypeElement> contracts() {
    Set<TypeElement> contracts = new LinkedHashSet<>();
    for (Implementation implementation : all) {
      contracts.add(implementation.contract());
    }
    return new ArrayList<>(contracts);
  }
}
