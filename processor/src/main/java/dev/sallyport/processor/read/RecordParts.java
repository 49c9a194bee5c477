package dev.sallyport.processor.read;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What a component of a record becomes. An annotation on it stands also on the field, on the
 * accessor and on the constructor's parameter that the compiler makes of it, as far as its targets
 * allow. It is read once: from the component, or from the first of these that has it. Loaded only
 * for members of records.
 */
public final class RecordParts {
  private RecordParts() {}

  /** The component of a record with the name of an element; the element if there is none. */
  static Element component(Element element, TypeElement type) {
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.RECORD_COMPONENT
          && member.getSimpleName().equals(element.getSimpleName())) {
        return member;
      }
    }
    return element;
  }

  /** Whether all rules of an element stand on what comes before it in that order, too. */
  static boolean isCopy(Element element, RuleReader rules) {
    List<String> written = new ArrayList<>();
    for (Element before : before(element)) {
      for (AnnotationMirror annotation : before.getAnnotationMirrors()) {
        written.add(SourceText.of(annotation));
      }
    }
    if (written.isEmpty()) {
      return false;
    }
    boolean carries = false;
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (rules.carriesStatements(annotation)) {
        carries = true;
        if (!written.contains(SourceText.of(annotation))) {
          return false;
        }
      }
    }
    return carries;
  }

  private static List<Element> before(Element element) {
    List<Element> before = new ArrayList<>();
    Element outer = element.getEnclosingElement();
    boolean parameter = outer instanceof ExecutableElement made && isConstructor(made);
    boolean accessor = isAccessor(element);
    Element in = outer instanceof ExecutableElement made ? made.getEnclosingElement() : outer;
    if (in == null || !parameter && !accessor && !isField(element)) {
      return before;
    }
    for (Element member : in.getEnclosedElements()) {
      if (member.getSimpleName().equals(element.getSimpleName())
          && (member.getKind() == ElementKind.RECORD_COMPONENT
              || isField(member) && (parameter || accessor)
              || isAccessor(member) && parameter)) {
        before.add(member);
      }
    }
    return before;
  }

  private static boolean isConstructor(ExecutableElement method) {
    return method.getKind() == ElementKind.CONSTRUCTOR;
  }

  private static boolean isField(Element element) {
    return element.getKind() == ElementKind.FIELD
        && !element.getModifiers().contains(Modifier.STATIC);
  }

  private static boolean isAccessor(Element element) {
    return element instanceof ExecutableElement method
        && method.getKind() == ElementKind.METHOD
        && method.getParameters().isEmpty();
  }

  /** Whether an element is a component of a record, or a member that may have been made of one. */
  public static boolean isPart(Element element) {
    Element outer = element.getEnclosingElement();
    return outer != null
        && outer.getKind() == ElementKind.RECORD
        && !(element instanceof TypeElement)
        && (!(element instanceof ExecutableElement) || isAccessor(element));
  }

  /**
   * The field of a component, which stands where the component does, and the same annotation on it
   * if it has that; the place itself where there is no field.
   */
  public static AnnotationPlace atField(AnnotationPlace place) {
    Element element = place.element();
    Element outer = element.getEnclosingElement();
    List<? extends Element> members = outer == null ? List.of() : outer.getEnclosedElements();
    for (Element member : members) {
      if (isField(member) && member.getSimpleName().equals(element.getSimpleName())) {
        AnnotationMirror annotation = place.annotation();
        AnnotationMirror same =
            annotation == null
                ? null
                : find(SourceText.of(annotation), member.getAnnotationMirrors());
        return new AnnotationPlace(member, same, null, place.writtenOn());
      }
    }
    return place;
  }

  /** The annotation with this text, itself or in a container. */
  private static @Nullable AnnotationMirror find(
      String text, List<? extends AnnotationMirror> annotations) {
    for (AnnotationMirror annotation : annotations) {
      if (SourceText.of(annotation).equals(text)) {
        return annotation;
      }
      for (AnnotationValue value : annotation.getElementValues().values()) {
        for (Object item : value.getValue() instanceof List<?> list ? list : List.of()) {
          if (((AnnotationValue) item).getValue() instanceof AnnotationMirror nested
              && SourceText.of(nested).equals(text)) {
            return nested;
          }
        }
      }
    }
    return null;
  }
}
