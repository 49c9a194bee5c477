package dev.sallyport.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fields with their values, in the order in which they are written.
 *
 * @param fields values by field name
 * @param comment the comment, empty if there is none
 */
public record Mapping(Map<String, Node> fields, String comment) implements Node {

  /**
   * Creates a mapping; keeps the order of the given map.
   *
   * @throws IllegalArgumentException if a field name holds half a character (a surrogate without
   *     its partner): no text format can say it, and a replacement might make two names equal
   */
  public Mapping {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    for (String name : fields.keySet()) {
      for (int i = 0; i < name.length(); i++) {
        if (JsonWriter.isLoneSurrogate(name, i)) {
          throw new IllegalArgumentException("a field name holds half a character");
        }
      }
    }
  }

  /** A builder that has no field yet. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Mapping withComment(String comment) {
    return new Mapping(fields, comment);
  }

  /** Collects fields in the order in which they shall be written. */
  public static final class Builder {
    private final Map<String, Node> fields = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a field.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public Builder field(String name, Node value) {
      if (fields.putIfAbsent(name, value) != null) {
        throw new IllegalArgumentException("the field is already there: ".concat(name));
      }
      return this;
    }

    /** Adds a string field; see {@link #field(String, Node)}. */
    public Builder field(String name, String value) {
      return field(name, Scalar.of(value));
    }

    /** Adds an integer field; see {@link #field(String, Node)}. */
    public Builder field(String name, int value) {
      return field(name, Scalar.of(value));
    }

    /** Adds a boolean field; see {@link #field(String, Node)}. */
    public Builder field(String name, boolean value) {
      return field(name, Scalar.of(value));
    }

    /** The fields so far, as a mapping without comment. */
    public Mapping build() {
      return new Mapping(fields, "");
    }
  }
}
