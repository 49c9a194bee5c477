package dev.sallyport.declaration;

/**
 * A piece of declared text and where it stands.
 *
 * @param value the text as written
 * @param place where
 */
public record Text(String value, Place place) {

  /** Whether nothing was written. */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value;
  }
}
