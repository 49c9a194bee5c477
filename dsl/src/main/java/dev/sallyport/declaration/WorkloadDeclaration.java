package dev.sallyport.declaration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared {@link dev.sallyport.Workload}: a contract.
 *
 * @param type the qualified name of the contract type
 * @param name its name
 * @param labels the labels of its pods, each {@code key=value}
 * @param selector which pods it is; empty means all labels
 * @param ports its ports
 * @param namespace its own namespace, or that of its package; empty where deployment decides
 * @param settings the settings of its package's namespace; null where the package has none or the
 *     contract names another namespace
 * @param managed whether its policy is written
 * @param place where it is declared
 */
public record WorkloadDeclaration(
    String type,
    Text name,
    List<Text> labels,
    Text selector,
    List<PortDeclaration> ports,
    Text namespace,
    @Nullable NamespaceDeclaration settings,
    boolean managed,
    Place place)
    implements Target {

  /** Creates a declaration. */
  public WorkloadDeclaration {
    labels = List.copyOf(labels);
    ports = List.copyOf(ports);
  }

  /** {@code namespace/name}, with {@code _} for the namespace that deployment decides. */
  public String id() {
    return (namespace.isEmpty() ? "_" : namespace.value()) + "/" + name.value();
  }
}
