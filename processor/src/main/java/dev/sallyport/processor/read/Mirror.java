package dev.sallyport.processor.read;

import dev.sallyport.declaration.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The values of one annotation, with their places. Values that the compiler could not make out (a
 * missing class, an unknown constant) are left out and make it {@link #isComplete() incomplete}:
 * the compiler reports them itself.
 *
 * <p>Only what was written is seen; defaults are the reader's.
 */
final class Mirror {
  /** How compilers give a value that they could not resolve. */
  private static final String ERROR = "<error>";

  private final Element element;
  private final AnnotationMirror annotation;
  private final @Nullable AnnotationMirror carrier;
  private final @Nullable TypeElement writtenOn;
  private boolean complete = true;

  /**
   * Wraps an annotation.
   *
   * @param element the element to report at
   * @param annotation the annotation to read
   * @param carrier the annotation on {@code element} through which this one takes effect; null if
   *     it stands there itself
   */
  Mirror(Element element, AnnotationMirror annotation, @Nullable AnnotationMirror carrier) {
    this(element, annotation, carrier, null);
  }

  /**
   * Wraps an annotation that another may carry.
   *
   * @param writtenOn the annotation type on which it is written; null if it has no carrier
   */
  Mirror(
      Element element,
      AnnotationMirror annotation,
      @Nullable AnnotationMirror carrier,
      @Nullable TypeElement writtenOn) {
    this.element = element;
    this.annotation = annotation;
    this.carrier = carrier;
    this.writtenOn = writtenOn;
  }

  /** The qualified name of an annotation's type. */
  static String typeName(AnnotationMirror annotation) {
    Element type = annotation.getAnnotationType().asElement();
    return ((TypeElement) type).getQualifiedName().toString();
  }

  /** The annotation with this type on an element; null if there is none. */
  static @Nullable AnnotationMirror find(Element element, String type) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (typeName(annotation).equals(type)) {
        return annotation;
      }
    }
    return null;
  }

  /** Whether every value that was asked for so far could be made out. */
  boolean isComplete() {
    return complete;
  }

  /** The place of the whole annotation. */
  AnnotationPlace place() {
    return new AnnotationPlace(element, carrier == null ? annotation : carrier, null, writtenOn);
  }

  AnnotationPlace place(@Nullable AnnotationValue value) {
    return carrier == null ? new AnnotationPlace(element, annotation, value) : place();
  }

  /** A text; empty, placed at the annotation, if not written. */
  Text text(String name) {
    Text text = textOrNull(name);
    return text == null ? new Text("", place()) : text;
  }

  /** A text that has no default; the annotation is incomplete without it. */
  Text requiredText(String name) {
    Text text = textOrNull(name);
    complete &= text != null;
    return text == null ? new Text("", place()) : text;
  }

  /** A text; null if not written. */
  @Nullable Text textOrNull(String name) {
    AnnotationValue value = value(name);
    return value == null ? null : text(value);
  }

  /** Texts, in order. */
  List<Text> texts(String name) {
    List<Text> texts = new ArrayList<>();
    for (AnnotationValue value : values(name)) {
      Text text = text(value);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  boolean flag(String name, boolean otherwise) {
    AnnotationValue value = value(name);
    if (value != null && value.getValue() instanceof Boolean flag) {
      return flag;
    }
    complete &= value == null;
    return otherwise;
  }

  int number(String name) {
    AnnotationValue value = value(name);
    if (value != null && value.getValue() instanceof Integer number) {
      return number;
    }
    complete = false;
    return 0;
  }

  /** An enum constant; what it is if not written. */
  <E extends Enum<E>> E constant(String name, E otherwise) {
    AnnotationValue value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value.getValue() instanceof VariableElement constant) {
      for (E each : otherwise.getDeclaringClass().getEnumConstants()) {
        if (constant.getSimpleName().contentEquals(each.name())) {
          return each;
        }
      }
    }
    complete = false;
    return otherwise;
  }

  /** The place of one value; of the annotation if it was not written. */
  AnnotationPlace placeOf(String name) {
    return place(value(name));
  }

  /** The values of an array element, or the one value that stands for an array. */
  List<AnnotationValue> values(String name) {
    AnnotationValue value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value.getValue() instanceof List<?> list)) {
      return List.of(value);
    }
    List<AnnotationValue> values = new ArrayList<>(list.size());
    for (Object item : list) {
      values.add((AnnotationValue) item);
    }
    return values;
  }

  /** The nested annotations of an array element. */
  List<Mirror> mirrors(String name) {
    List<Mirror> mirrors = new ArrayList<>();
    for (AnnotationValue value : values(name)) {
      if (value.getValue() instanceof AnnotationMirror nested) {
        mirrors.add(new Mirror(element, nested, carrier, writtenOn));
      } else {
        complete = false;
      }
    }
    return mirrors;
  }

  /** The type of a class token; null if the compiler does not know the class. */
  @Nullable TypeMirror type(AnnotationValue value) {
    if (value.getValue() instanceof TypeMirror type && type.getKind() != TypeKind.ERROR) {
      return type;
    }
    complete = false;
    return null;
  }

  /** Whether {@code value} is the token of this class. */
  boolean names(TypeElement type) {
    AnnotationValue value = value("value");
    TypeMirror token = value == null ? null : type(value);
    return token != null && type.equals(declaration(token));
  }

  /** The declaration of a class token's class; null for a primitive or array. */
  static @Nullable TypeElement declaration(TypeMirror type) {
    return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement t
        ? t
        : null;
  }

  private @Nullable Text text(AnnotationValue value) {
    if (value.getValue() instanceof String text && !isUnresolved(text, value)) {
      return new Text(text, place(value));
    }
    complete = false;
    return null;
  }

  /** Javac shows a text that just says this in quotes; Eclipse's compiler shows both alike. */
  private static boolean isUnresolved(String text, AnnotationValue value) {
    return text.equals(ERROR)
        && !(value.getClass().getName().startsWith("com.sun.tools.javac.")
            && value.toString().startsWith("\""));
  }

  private @Nullable AnnotationValue value(String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
