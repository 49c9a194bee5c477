package dev.sallyport.processor.read;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Which workload the rules of an element belong to. */
sealed interface Binding {

  /**
   * Belongs to this workload.
   *
   * @param contract the contract
   * @param speaksAs whether the element is or implements the contract; false if it is part of the
   *     workload by {@code @PartOf}
   */
  record To(TypeElement contract, boolean speaksAs) implements Binding {}

  /** Nothing on the element or around it names a workload. */
  record None() implements Binding {}

  /** A type on the way is not known (yet). */
  record Unknown() implements Binding {}

  /**
   * More than one workload, or none where one is named.
   *
   * @param contracts the qualified names of the candidates; one if it is no contract
   * @param part the class in a {@code @PartOf} that makes it so; null if there is none
   */
  record Unclear(List<String> contracts, @Nullable AnnotationPlace part) implements Binding {
    public Unclear {
      contracts = List.copyOf(contracts);
    }

    static Unclear of(List<TypeElement> contracts, @Nullable AnnotationPlace part) {
      List<String> names = new ArrayList<>();
      for (TypeElement contract : contracts) {
        names.add(contract.getQualifiedName().toString());
      }
      return new Unclear(names, part);
    }
  }
}
