package dev.sallyport.runtime.objects;

/**
 * Where an object stands.
 *
 * @param source the file or stream
 * @param line from 1
 */
public record Place(String source, int line) {

  /** {@code file:line}. */
  @Override
  public String toString() {
    return source + ":" + line;
  }
}
