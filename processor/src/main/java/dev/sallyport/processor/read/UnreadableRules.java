package dev.sallyport.processor.read;

import dev.sallyport.processor.read.RuleReader.Carried;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Finds annotations whose rules can't be made out, because one of them names a class that is
 * missing, and that no compiler reports, because they were compiled elsewhere. Loaded only where a
 * class is missing.
 */
final class UnreadableRules {
  private UnreadableRules() {}

  /**
   * Where an element bears such an annotation.
   *
   * @param compiledHere the qualified names of the top-level classes of this compilation
   * @return the places, each with the name of the class
   */
  static Map<AnnotationPlace, String> on(
      Element element, RuleReader rules, Set<String> compiledHere) {
    Map<AnnotationPlace, String> places = new LinkedHashMap<>();
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
      if (Names.isStatement(type.getQualifiedName().toString())) {
        continue;
      }
      for (Carried carried : rules.carried(type)) {
        boolean complete =
            rules.read(element, carried, annotation, new ArrayList<>(), new ArrayList<>());
        if (!complete && !compiledHere.containsAll(carriers(type))) {
          places.putIfAbsent(
              new AnnotationPlace(element, annotation, null),
              missing(List.of(carried.statement())));
        }
      }
    }
    return places;
  }

  /** The name of the first class that is missing among annotations and values; or empty text. */
  private static String missing(List<?> values) {
    for (Object each : values) {
      Object value = each instanceof AnnotationValue wrapped ? wrapped.getValue() : each;
      String name = "";
      if (value instanceof TypeMirror type && type.getKind() == TypeKind.ERROR) {
        name = type.toString();
      } else if (value instanceof AnnotationMirror annotation) {
        name = missing(List.copyOf(annotation.getElementValues().values()));
      } else if (value instanceof List<?> list) {
        name = missing(list);
      }
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "";
  }

  /** The top-level classes of the annotation types through which statements are carried. */
  private static List<String> carriers(TypeElement annotationType) {
    List<TypeElement> types = new ArrayList<>();
    RuleReader.collect(annotationType, new ArrayList<>(), types);
    List<String> names = new ArrayList<>();
    for (TypeElement type : types) {
      List<Carried> statements = new ArrayList<>();
      RuleReader.collect(type, statements, new ArrayList<>());
      if (!statements.isEmpty()) {
        names.add(SourceText.name(BindingReader.topLevel(type)));
      }
    }
    return names;
  }
}
