package dev.sallyport.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A workload as its contract declares it.
 *
 * @param namespace logical namespace; empty where the place of deployment decides
 * @param name its name, and that of its policy
 * @param labels the labels of its pods, sorted by key
 * @param selector which pods are this workload; satisfied by {@code labels}
 * @param ports the ports on which its pods listen
 * @param managed whether Sallyport writes its policy
 */
public record Workload(
    String namespace,
    String name,
    Map<String, String> labels,
    Selector selector,
    List<ContainerPort> ports,
    boolean managed) {

  /**
   * Creates a workload.
   *
   * @throws InvalidValueException if name or namespace is not valid
   */
  public Workload {
    LabelSyntax.name(name);
    if (!namespace.isEmpty()) {
      LabelSyntax.namespace(namespace);
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    ports = List.copyOf(ports);
  }

  /** {@code namespace/name}, with {@code _} for the namespace that deployment decides. */
  public String id() {
    return (namespace.isEmpty() ? "_" : namespace) + "/" + name;
  }
}
