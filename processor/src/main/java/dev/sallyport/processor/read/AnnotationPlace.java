package dev.sallyport.processor.read;

import dev.sallyport.declaration.Place;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A place in the sources: an element, an annotation on it, a value in that annotation; as exact as
 * is known.
 *
 * @param element the element
 * @param annotation an annotation on the element; null for the element itself
 * @param value a value in the annotation; null for the annotation itself
 * @param writtenOn the annotation type on which the rule in question is written, which the
 *     annotation carries to the element; null if it stands on the element itself
 */
public record AnnotationPlace(
    Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value,
    @Nullable TypeElement writtenOn)
    implements Place {

  /** A place at which something is written. */
  public AnnotationPlace(
      Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
    this(element, annotation, value, null);
  }

  @Override
  public String describe() {
    return annotation == null
        ? element.toString()
        : SourceText.of(annotation) + " on " + SourceText.of(element);
  }

  @Override
  public List<String> suppressed() {
    return writtenOn == null
        ? Suppressions.at(element)
        : Suppressions.with(Suppressions.at(element), Suppressions.at(writtenOn));
  }
}
