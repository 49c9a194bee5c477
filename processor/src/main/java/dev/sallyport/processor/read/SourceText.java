package dev.sallyport.processor.read;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Annotations and elements as a person writes them: simple class names, only what was written. The
 * same for every compiler, so that it can stand in files.
 */
final class SourceText {
  private SourceText() {}

  /** For example {@code @EgressTo(value = Ledger.class, ports = "http")}; {@code why} left out. */
  static String of(AnnotationMirror annotation) {
    return of(annotation, null);
  }

  /** The same, with only this one of several class tokens. */
  static String of(AnnotationMirror annotation, @Nullable AnnotationValue token) {
    StringBuilder text = new StringBuilder("@");
    text.append(annotation.getAnnotationType().asElement().getSimpleName());
    StringBuilder values = new StringBuilder();
    int count = 0;
    boolean single = false;
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      String name = entry.getKey().getSimpleName().toString();
      if (name.equals("why")) {
        continue;
      }
      values.append(count++ == 0 ? "" : ", ");
      single = name.equals("value");
      values.append(name).append(" = ");
      value(single && token != null ? token : entry.getValue(), values);
    }
    if (count == 1 && single) {
      values.delete(0, "value = ".length());
    }
    return count == 0 ? text.toString() : text.append('(').append(values).append(')').toString();
  }

  /** For example {@code shop.Orders.Client} or {@code shop.Orders.pay()}. */
  static String of(Element element) {
    if (element instanceof TypeElement type) {
      return type.getQualifiedName().toString();
    }
    if (element instanceof PackageElement packageElement) {
      return "package " + packageElement.getQualifiedName();
    }
    if (element instanceof ModuleElement module) {
      return "module " + module.getQualifiedName();
    }
    Element outer = element.getEnclosingElement();
    return (outer == null ? "" : of(outer) + ".")
        + element.getSimpleName()
        + (element instanceof ExecutableElement ? "()" : "");
  }

  /** The qualified name of a class or package. */
  static String name(Element element) {
    return element instanceof QualifiedNameable named
        ? named.getQualifiedName().toString()
        : element.toString();
  }

  private static void value(AnnotationValue value, StringBuilder text) {
    Object content = value.getValue();
    if (content instanceof List<?> list) {
      text.append(list.size() == 1 ? "" : "{");
      for (int i = 0; i < list.size(); i++) {
        text.append(i == 0 ? "" : ", ");
        value((AnnotationValue) list.get(i), text);
      }
      text.append(list.size() == 1 ? "" : "}");
    } else if (content instanceof String string) {
      quoted(string, text);
    } else if (content instanceof TypeMirror mirror) {
      text.append(simpleName(mirror)).append(".class");
    } else if (content instanceof VariableElement constant) {
      Element type = constant.getEnclosingElement();
      text.append(type == null ? "" : type.getSimpleName() + ".").append(constant.getSimpleName());
    } else if (content instanceof AnnotationMirror nested) {
      text.append(of(nested));
    } else {
      text.append(content);
    }
  }

  private static String simpleName(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)) {
      return type.toString();
    }
    Element element = declared.asElement();
    String name = element.getSimpleName().toString();
    for (Element outer = element.getEnclosingElement();
        outer != null && outer.getKind() != ElementKind.PACKAGE;
        outer = outer.getEnclosingElement()) {
      name = outer.getSimpleName() + "." + name;
    }
    return name;
  }

  private static void quoted(String string, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
