package dev.sallyport.declaration;

import dev.sallyport.Dns;
import java.util.List;

/**
 * A declared {@link dev.sallyport.Namespace}.
 *
 * @param source what declares it: a package
 * @param name its name
 * @param defaultDeny whether every pod of it is isolated
 * @param dns how its pods resolve names
 * @param labels labels of the Namespace object, each {@code key=value}
 * @param kubeApi where the Kubernetes API server answers
 * @param place where it is declared
 */
public record NamespaceDeclaration(
    String source,
    Text name,
    boolean defaultDeny,
    Dns dns,
    List<Text> labels,
    List<Text> kubeApi,
    Place place) {

  /** Creates a declaration. */
  public NamespaceDeclaration {
    labels = List.copyOf(labels);
    kubeApi = List.copyOf(kubeApi);
  }
}
