package dev.sallyport.processor;

import com.google.auto.service.AutoService;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Claims the annotations of the language, and {@code @Generated} in the classes of constants, so
 * that {@code javac -Xlint:processing} does not call them unclaimed. Does nothing else.
 *
 * <p>The other processors ask for all annotations, and must not claim those of others. Services are
 * registered in the order of their names, so this processor comes after them.
 */
@AutoService(Processor.class)
public final class VocabularyProcessor extends AbstractProcessor {

  /** Creates the processor; the compiler does. */
  public VocabularyProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("dev.sallyport.*", "javax.annotation.processing.Generated");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  // These annotations are this project's own: claiming them is what this class is for.
  @SuppressWarnings("DoNotClaimAnnotations")
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return true;
  }
}
