package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects of a cluster as a whole: created if there is none of the name, replaced and deleted if
 * they still are what was read. Nothing is ever merged, so that what is there afterwards is exactly
 * what was given. For a rollout, which has proven what it gives.
 */
public final class WholeObjects {
  private final ClusterApi api;

  /** The objects of a cluster. */
  public WholeObjects(Cluster cluster) {
    this.api = cluster.api();
  }

  /** A kind that is written as a whole. */
  public enum Kind {
    /** A NetworkPolicy. */
    NETWORK_POLICY("networking.k8s.io", "/apis/networking.k8s.io/v1", "networkpolicies"),
    /** A ConfigMap. */
    CONFIG_MAP("", "/api/v1", "configmaps");

    private final String group;
    private final String root;
    private final String plural;

    Kind(String group, String root, String plural) {
      this.group = group;
      this.root = root;
      this.plural = plural;
    }

    private String path(String namespace) {
      return root + "/namespaces/" + namespace + "/" + plural;
    }

    private ClusterApi.Subject subject(String verb, String namespace, String name) {
      return new ClusterApi.Subject(verb, plural, group, namespace, name);
    }
  }

  /**
   * The data of a ConfigMap.
   *
   * @param data its text, by key
   * @param resourceVersion changes with every change
   */
  public record Data(Map<String, String> data, String resourceVersion) {
    /** Copies the data. */
    public Data {
      data = Map.copyOf(data);
    }
  }

  private static String query() {
    return "?fieldManager=" + Cluster.FIELD_MANAGER + "&fieldValidation=Strict";
  }

  /**
   * Creates an object.
   *
   * @param json the object, without a resourceVersion
   * @return its resourceVersion
   * @throws ClusterException with {@link Reason#CHANGED} if there is one of the name
   */
  public String create(Kind kind, String namespace, String name, String json)
      throws ClusterException {
    return version(
        api.write(
            "POST", kind.path(namespace) + query(), json, kind.subject("create", namespace, name)));
  }

  /**
   * Replaces an object. Its owner references and finalizers stay: they are no part of what it says,
   * and without them a collector of garbage or a controller would lose it.
   *
   * @param json the object, without a resourceVersion
   * @param resourceVersion of the object as it was read
   * @return its new resourceVersion
   * @throws ClusterException with {@link Reason#CHANGED} if it is not that any more, or gone
   */
  public String replace(
      Kind kind, String namespace, String name, String json, String resourceVersion)
      throws ClusterException {
    Node.Mapping root =
        (Node.Mapping)
            DocumentReader.read("the object", json.getBytes(StandardCharsets.UTF_8))
                .documents()
                .get(0)
                .root();
    String path = kind.path(namespace) + "/" + name;
    Node.Mapping body = Tree.with(root, List.of("metadata", "resourceVersion"), resourceVersion);
    try {
      Node live = api.get(path, kind.subject("get", namespace, name));
      for (String field : List.of("ownerReferences", "finalizers")) {
        Node theirs = Tree.at(live, "metadata", field);
        if (theirs instanceof Node.Sequence) {
          body = Tree.with(body, List.of("metadata", field), theirs);
        }
      }
      return version(
          api.write(
              "PUT",
              path + query(),
              JsonText.write(body),
              kind.subject("update", namespace, name)));
    } catch (ClusterException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        throw new ClusterException(Reason.CHANGED, String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  /**
   * Deletes an object.
   *
   * @param resourceVersion of the object as it was read
   * @throws ClusterException with {@link Reason#CHANGED} if it is not that any more, and with
   *     {@link Reason#NOT_FOUND} if it is gone
   */
  public void delete(Kind kind, String namespace, String name, String resourceVersion)
      throws ClusterException {
    String body =
        "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"preconditions\":{\"resourceVersion\":\""
            + resourceVersion
            + "\"}}";
    api.delete(kind.path(namespace) + "/" + name, body, kind.subject("delete", namespace, name));
  }

  /** The data of a ConfigMap; empty if there is none of the name. */
  public Optional<Data> configMap(String namespace, String name) throws ClusterException {
    Kind kind = Kind.CONFIG_MAP;
    try {
      Node object =
          api.get(kind.path(namespace) + "/" + name, kind.subject("get", namespace, name));
      return Optional.of(new Data(Tree.strings(Tree.at(object, "data")), version(object)));
    } catch (ClusterException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String version(Node object) throws ClusterException {
    String version = Tree.text(object, "metadata", "resourceVersion");
    if (version.isEmpty()) {
      throw new ClusterException(
          Reason.UNREADABLE, api.name() + ": the answer has no resourceVersion");
    }
    return version;
  }
}
