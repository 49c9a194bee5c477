package dev.sallyport.processor;

import com.sun.source.util.Trees;
import dev.sallyport.processor.read.AnnotationPlace;
import dev.sallyport.processor.read.RecordParts;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * Where javac can show a message at a component of a record. It knows no place of the component,
 * nor of an accessor that it made itself, but it knows that of the field. Loaded only when such a
 * message is shown by javac.
 */
final class RecordPlaces {
  private RecordPlaces() {}

  /** The place, or the one that javac knows instead. */
  static AnnotationPlace known(ProcessingEnvironment environment, AnnotationPlace place) {
    return Trees.instance(environment).getPath(place.element()) == null
        ? RecordParts.atField(place)
        : place;
  }
}
