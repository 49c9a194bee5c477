package dev.sallyport.processor;

import dev.sallyport.check.FindingCode;
import dev.sallyport.check.Findings;
import dev.sallyport.check.Severity;
import dev.sallyport.check.SeverityOptions;
import dev.sallyport.declaration.Place;
import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.processor.read.AnnotationPlace;
import dev.sallyport.processor.read.RecordParts;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Shows findings as the compiler's own diagnostics, at the exact place, with the severity that
 * options and {@code @SuppressWarnings("sallyport:SP031")} leave. A finding that was shown is not
 * shown again when a later round finds it again, and what is wrong with a rule of an annotation
 * type is not shown again at each element that bears it.
 */
final class MessagerFindings implements Findings {
  private final ProcessingEnvironment environment;
  private final Messager messager;
  private final SeverityOptions severities;
  private final Set<String> shown = new HashSet<>();
  private final Set<String> ofTypes = new HashSet<>();

  MessagerFindings(ProcessingEnvironment environment, SeverityOptions severities) {
    this.environment = environment;
    this.messager = environment.getMessager();
    this.severities = severities;
  }

  @Override
  public Severity severity(FindingCode code, Place place) {
    return code.suppressible() && place.suppressed().contains(code.id())
        ? Severity.OFF
        : severities.severity(code);
  }

  @Override
  public Severity report(FindingCode code, Place place, String message) {
    Severity severity = severity(code, place);
    boolean repeated = place instanceof AnnotationPlace at && isRepeated(code, at, message);
    if (severity == Severity.OFF || repeated) {
      return severity;
    }
    String text = "[" + code.id() + "] " + visible(message);
    if (!(place instanceof AnnotationPlace at)) {
      print(severity, text + " (" + visible(place.describe()) + ")");
      return severity;
    }
    TypeElement from = at.writtenOn();
    if (from != null) {
      text = text + " (from @" + from.getQualifiedName() + ")";
    }
    if (shown.add(text + "\n" + place.describe() + "\n" + at.element())) {
      print(severity, text, at);
    }
    return severity;
  }

  /**
   * Takes what is wrong with annotation types, which somebody else shows, so as not to repeat it.
   */
  Findings remembering() {
    // Not a lambda: this runs in every user's compiler, where each first lambda costs.
    return new Findings() {
      @Override
      public Severity report(FindingCode code, Place place, String message) {
        if (place instanceof AnnotationPlace at) {
          isRepeated(code, at, message);
        }
        return MessagerFindings.this.severity(code, place);
      }

      @Override
      public Severity severity(FindingCode code, Place place) {
        return MessagerFindings.this.severity(code, place);
      }
    };
  }

  /**
   * Whether this was said of the annotation type that carries the rule; remembers what is said of
   * annotation types.
   */
  private boolean isRepeated(FindingCode code, AnnotationPlace at, String message) {
    AnnotationMirror carrier = at.writtenOn() == null ? null : at.annotation();
    boolean repeated =
        carrier != null
            && ofTypes.contains(key(carrier.getAnnotationType().asElement(), code, message));
    if (at.element().getKind() == ElementKind.ANNOTATION_TYPE) {
      ofTypes.add(key(at.element(), code, message));
    }
    return repeated;
  }

  private static String key(Element type, FindingCode code, String message) {
    return type + "\n" + code.id() + message;
  }

  private void print(Severity severity, String text) {
    messager.printMessage(kind(severity), text);
  }

  private void print(Severity severity, String text, AnnotationPlace place) {
    AnnotationPlace at = place;
    Diagnostic.Kind kind = kind(severity);
    boolean javac = isBy("com.sun.tools.javac.");
    boolean ofRecord = isInRecord(at.element()) && RecordParts.isPart(at.element());
    if (isBy("org.eclipse.jdt.") && (ofRecord || at.element() instanceof PackageElement)) {
      // Eclipse's compiler (3.46) gives no place, not even the file, for a message at a package, or
      // at a component of a record.
      print(severity, text + " (" + visible(at.describe()) + ")");
      return;
    }
    if (javac && ofRecord) {
      at = RecordPlaces.known(environment, at);
    }
    if (javac && RepeatedAnnotations.print(environment, kind, text, at)) {
      return;
    }
    try {
      if (at.annotation() == null) {
        messager.printMessage(kind, text, at.element());
      } else if (at.value() == null) {
        messager.printMessage(kind, text, at.element(), at.annotation());
      } else {
        messager.printMessage(kind, text, at.element(), at.annotation(), at.value());
      }
    } catch (NullPointerException e) {
      if (javac) {
        throw e;
      }
      // Eclipse's compiler (3.46) fails when it looks for the place of a message among annotations
      // of which one has an empty array, as in @EgressTo({}), also one of an unknown type.
      messager.printMessage(kind, text, at.element());
    }
  }

  private static boolean isInRecord(Element element) {
    Element outer = element.getEnclosingElement();
    return outer != null && outer.getKind() == ElementKind.RECORD;
  }

  /** Whether a compiler itself calls, and not a build tool's wrapper around it: javac for trees. */
  private boolean isBy(String compiler) {
    return environment.getClass().getName().startsWith(compiler);
  }

  /** A text in which what a reader would not see stands as an escape, line breaks too. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (JsonWriter.isHidden(c) || JsonWriter.isLoneSurrogate(text, i)) {
        visible.append("\\u").append(Integer.toHexString(0x1_0000 | c), 1, 5);
      } else {
        visible.append(c);
      }
    }
    return visible.toString();
  }

  private static Diagnostic.Kind kind(Severity severity) {
    return severity == Severity.ERROR ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
  }
}
