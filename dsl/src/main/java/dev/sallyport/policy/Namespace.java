package dev.sallyport.policy;

import dev.sallyport.Dns;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A logical namespace and its settings.
 *
 * @param name its name; empty where the place of deployment decides
 * @param labels labels of the Namespace object, with {@code kubernetes.io/metadata.name} where the
 *     name is known
 * @param defaultDeny whether a policy isolates every pod of it
 * @param dns how its pods resolve names
 * @param kubeApi where the Kubernetes API server answers
 */
public record Namespace(
    String name, Map<String, String> labels, boolean defaultDeny, Dns dns, List<Cidr> kubeApi) {

  /** The immutable label that holds a namespace's name. Source: Kubernetes documentation. */
  public static final String NAME_LABEL = "kubernetes.io/metadata.name";

  /**
   * Creates a namespace.
   *
   * @throws InvalidValueException if the name is not valid
   */
  public Namespace {
    Map<String, String> all = new TreeMap<>(labels);
    if (!name.isEmpty()) {
      all.put(NAME_LABEL, LabelSyntax.namespace(name));
    }
    labels = Collections.unmodifiableMap(all);
    kubeApi = List.copyOf(kubeApi);
  }

  /** A namespace of which only name and labels are known, as one found in a cluster. */
  public static Namespace of(String name, Map<String, String> labels) {
    return new Namespace(name, labels, false, Dns.CLUSTER, List.of());
  }
}
