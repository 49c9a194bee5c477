package dev.sallyport.runtime.bundle;

import java.util.List;

/**
 * An input without any manifest or contract record, and the classes in it that carry Sallyport's
 * annotations: if there are any, the annotation processor did not run when they were compiled.
 *
 * @param input the input
 * @param annotated the first few annotated classes, as {@code shop.OrdersApplication}, sorted
 * @param annotatedCount how many there are
 */
public record EmptyInput(Source input, List<String> annotated, int annotatedCount) {

  /** Keeps its own copy. */
  public EmptyInput {
    annotated = List.copyOf(annotated);
  }

  /** Whether annotated classes were compiled without the annotation processor. */
  public boolean isUnprocessed() {
    return annotatedCount > 0;
  }

  /** Why there is nothing in the input and what to do, as sentences. */
  public String reason() {
    if (!isUnprocessed()) {
      return input
          + ": no META-INF/sallyport in it, and no class with Sallyport's annotations; is it the"
          + " right input?";
    }
    String classes = String.join(", ", annotated);
    return input
        + ": "
        + annotatedCount
        + (annotatedCount == 1 ? " class carries" : " classes carry")
        + " Sallyport's annotations ("
        + classes
        + (annotatedCount > annotated.size() ? ", ..." : "")
        + "), but there are no manifests: the annotation processor did not run. From JDK 23 on"
        + " javac skips processors that stand on the plain class path. Name sallyport-processor in"
        + " maven-compiler-plugin's <annotationProcessorPaths>, in Gradle's annotationProcessor"
        + " configuration, or in javac's -processorpath, and compile again.";
  }
}
