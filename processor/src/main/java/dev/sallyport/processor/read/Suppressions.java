package dev.sallyport.processor.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** What {@code @SuppressWarnings("sallyport:SP031")} says, on an element or what encloses it. */
final class Suppressions {
  private static final String PREFIX = "sallyport:";

  private Suppressions() {}

  /** The codes, sorted, each once. */
  static List<String> at(Element element) {
    List<String> codes = List.of();
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      for (AnnotationMirror annotation : e.getAnnotationMirrors()) {
        if (annotation.getAnnotationType().toString().equals("java.lang.SuppressWarnings")) {
          for (AnnotationValue value : annotation.getElementValues().values()) {
            codes = withValue(codes, value.getValue());
          }
        }
      }
    }
    return codes;
  }

  /** Codes and more codes, sorted, each once. */
  static List<String> with(List<String> codes, List<String> more) {
    if (codes.isEmpty() || more.isEmpty()) {
      return codes.isEmpty() ? more : codes;
    }
    List<String> all = new ArrayList<>(codes);
    for (String code : more) {
      if (!codes.contains(code)) {
        all.add(code);
      }
    }
    Collections.sort(all);
    return all;
  }

  /** The codes and those that a value, or each of a list of values, names. */
  private static List<String> withValue(List<String> codes, Object content) {
    if (content instanceof List<?> list) {
      List<String> all = codes;
      for (Object item : list) {
        all = item instanceof AnnotationValue value ? withValue(all, value.getValue()) : all;
      }
      return all;
    }
    if (!(content instanceof String text) || !text.startsWith(PREFIX)) {
      return codes;
    }
    String code = text.substring(PREFIX.length());
    if (codes.contains(code)) {
      return codes;
    }
    List<String> all = new ArrayList<>(codes);
    all.add(code);
    Collections.sort(all);
    return all;
  }
}
