package dev.sallyport.manifest;

/**
 * A string, an integer or a boolean. A string stays a string, whatever it looks like: {@code "on"}
 * is never read back as {@code true}.
 *
 * @param value a {@link String}, {@link Integer} or {@link Boolean}
 * @param comment the comment, empty if there is none
 */
public record Scalar(Object value, String comment) implements Node {

  /**
   * Creates a scalar.
   *
   * @throws IllegalArgumentException if the value is of another type
   */
  public Scalar {
    if (!(value instanceof String || value instanceof Integer || value instanceof Boolean)) {
      throw new IllegalArgumentException("a scalar is a string, an integer or a boolean");
    }
  }

  /** A string without comment. */
  public static Scalar of(String value) {
    return new Scalar(value, "");
  }

  /** An integer without comment. */
  public static Scalar of(int value) {
    return new Scalar(value, "");
  }

  /** A boolean without comment. */
  public static Scalar of(boolean value) {
    return new Scalar(value, "");
  }

  @Override
  public Scalar withComment(String comment) {
    return new Scalar(value, comment);
  }
}
