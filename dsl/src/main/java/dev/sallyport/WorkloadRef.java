package dev.sallyport;

/**
 * Names a workload at run time, where a class token no longer says what it declares: annotations of
 * contracts have {@code CLASS} retention. The processor writes one as the constant {@code REF} of
 * {@code <Contract>Workload}.
 *
 * <pre>{@code
 * assertThat(policies).from(FrontendWorkload.REF).reaches(OrdersWorkload.REF).onPort("http");
 * }</pre>
 *
 * <p>It is a name and no promise: whether such a workload exists is known to whoever looks it up.
 *
 * @param namespace logical namespace; empty where the place of deployment decides
 * @param name the name of the workload, and of its policy
 */
public record WorkloadRef(String namespace, String name) {

  /**
   * Creates a reference.
   *
   * @throws IllegalArgumentException if the name is empty, or if one of the two holds something
   *     that no Kubernetes name holds: anything but lower-case letters, digits, {@code -} and
   *     {@code .}
   */
  public WorkloadRef {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A workload has a name; this one is empty.");
    }
    requireNameCharacters(namespace);
    requireNameCharacters(name);
  }

  /**
   * The workload of a name in a namespace.
   *
   * @throws IllegalArgumentException if that is no name
   */
  public static WorkloadRef of(String namespace, String name) {
    return new WorkloadRef(namespace, name);
  }

  /** {@code namespace/name}, with {@code _} for the namespace that deployment decides. */
  public String id() {
    return (namespace.isEmpty() ? "_" : namespace) + "/" + name;
  }

  /** The same as {@link #id()}: what messages show. */
  @Override
  public String toString() {
    return id();
  }

  private static void requireNameCharacters(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.')) {
        throw new IllegalArgumentException(
            "\""
                + name
                + "\" is no name: write lower-case letters, digits, '-' and '.', and the namespace"
                + " apart from the name.");
      }
    }
  }
}
