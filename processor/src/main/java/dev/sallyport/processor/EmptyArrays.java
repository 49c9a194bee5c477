package dev.sallyport.processor;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * Annotations with an empty array, as in {@code @EgressTo({})}. Eclipse's compiler (3.46) fails
 * when it looks among such annotations for the place of a message; the message then has to point at
 * the element.
 */
final class EmptyArrays {
  private EmptyArrays() {}

  /** Whether an annotation on an element holds an empty array, at any depth. */
  static boolean areOn(Element element) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (areIn(annotation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areIn(AnnotationMirror annotation) {
    for (AnnotationValue value : annotation.getElementValues().values()) {
      if (areIn(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean areIn(AnnotationValue value) {
    Object content = value.getValue();
    if (content instanceof AnnotationMirror nested) {
      return areIn(nested);
    }
    if (!(content instanceof List<?> list)) {
      return false;
    }
    for (Object item : list) {
      if (item instanceof AnnotationValue nested && areIn(nested)) {
        return true;
      }
    }
    return list.isEmpty();
  }
}
