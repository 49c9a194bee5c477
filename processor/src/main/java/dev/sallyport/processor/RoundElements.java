package dev.sallyport.processor;

import dev.sallyport.processor.read.StatementReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The elements of a round that carry an annotation of the language, directly or composed. */
final class RoundElements {
  private RoundElements() {}

  /**
   * Finds them, together with elements that an earlier round deferred: sorted by the names of
   * top-level classes and packages, and inside these in source order with nested classes last,
   * whatever the order in which the compiler was given the files or gives the elements. What a
   * record has of its components is left out.
   *
   * @param annotations the annotation types that occur in this round
   * @param deferred names of top-level classes and packages from earlier rounds
   */
  static List<Element> find(
      Set<? extends TypeElement> annotations,
      RoundEnvironment round,
      StatementReader reader,
      Set<String> deferred,
      Elements elements) {
    Set<TypeElement> relevant = new LinkedHashSet<>();
    for (TypeElement annotation : annotations) {
      if (reader.isRelevant(annotation)) {
        relevant.add(annotation);
      }
    }
    Set<Element> found = new LinkedHashSet<>();
    for (String name : deferred) {
      Element element = elements.getTypeElement(name);
      element = element == null ? elements.getPackageElement(name) : element;
      if (element != null) {
        addWithMembers(element, found);
      }
    }
    if (!relevant.isEmpty()) {
      found.addAll(round.getElementsAnnotatedWithAny(relevant.toArray(new TypeElement[0])));
    }
    return sorted(found, reader);
  }

  private static List<Element> sorted(Set<Element> found, StatementReader reader) {
    Map<String, List<Element>> bySpeaker = new TreeMap<>();
    for (Element each : found) {
      Element element = StatementReader.declared(each);
      if (reader.isCopy(element)) {
        continue;
      }
      String speaker = reader.speaker(element);
      List<Element> elements = bySpeaker.get(speaker);
      if (elements == null) {
        elements = new ArrayList<>();
        bySpeaker.put(speaker, elements);
      }
      elements.add(element);
    }
    List<Element> sorted = new ArrayList<>(found.size());
    for (List<Element> elements : bySpeaker.values()) {
      if (elements.size() == 1) {
        sorted.add(elements.get(0));
      } else {
        Set<Element> all = new LinkedHashSet<>();
        addWithMembers(StatementReader.topLevel(elements.get(0)), all);
        all.retainAll(elements);
        sorted.addAll(all);
      }
    }
    return sorted;
  }

  /**
   * Adds a class with all its members, and these with their parameters, which an annotation of the
   * application's own may stand on: its nested classes come last, each in source order. Some
   * compilers give them first, others between the methods.
   */
  private static void addWithMembers(Element element, Set<Element> found) {
    found.add(element);
    if (element instanceof PackageElement) {
      return;
    }
    if (element instanceof Parameterizable generic) {
      found.addAll(generic.getTypeParameters());
    }
    if (element instanceof ExecutableElement method) {
      found.addAll(method.getParameters());
    }
    for (Element member : element.getEnclosedElements()) {
      if (!(member instanceof TypeElement)) {
        addWithMembers(member, found);
      }
    }
    for (Element member : element.getEnclosedElements()) {
      if (member instanceof TypeElement) {
        addWithMembers(member, found);
      }
    }
  }
}
