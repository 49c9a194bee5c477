package dev.sallyport.runtime.cluster;

/**
 * A field that somebody else set to another value.
 *
 * @param field its path, for example {@code .spec.ingress}
 * @param manager who set it, as the server says it: {@code "kubectl" using networking.k8s.io/v1}
 */
public record FieldConflict(String field, String manager) {

  /** {@code .spec.ingress, set by "kubectl"}. */
  @Override
  public String toString() {
    return field + ", set by " + manager;
  }
}
