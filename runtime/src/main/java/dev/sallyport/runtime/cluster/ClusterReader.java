package dev.sallyport.runtime.cluster;

import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.ScalarType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the objects of a cluster, kind by kind and page by page. What may not be read is an error;
 * what the server does not serve is told.
 *
 * <p>Which kinds there are is asked first, because a server says "forbidden" for a kind that does
 * not exist to everybody who may not do everything.
 */
final class ClusterReader {
  /** As kubectl's chunk size. */
  private static final int PAGE = 500;

  private static final int RESTARTS = 2;

  /** Groups in which network plugins keep policies of their own. */
  private static final Set<String> OTHER_POLICIES =
      Set.of(
          "cilium.io",
          "crd.antrea.io",
          "crd.projectcalico.org",
          "k8s.ovn.org",
          "networking.gke.io",
          "projectcalico.org");

  private final ClusterApi api;
  private final List<String> namespaces;
  private final List<String> notes = new ArrayList<>();
  private final Set<ClusterKind> absent = new TreeSet<>();

  ClusterReader(ClusterApi api, List<String> namespaces) {
    this.api = api;
    this.namespaces = namespaces;
  }

  /** Takes what is read. */
  interface Sink {
    /** An object that is no policy, reduced to what decides connections. */
    void object(Document object);

    /** A policy, as JSON of many lines. */
    void policy(String source, String text);
  }

  /** Reads everything. {@code O(bytes)}; requests: one a kind, namespace and page. */
  List<String> read(Sink sink) throws ClusterException {
    Map<String, List<String>> groups = groups();
    requireKnownClusterPolicies(groups);
    for (ClusterKind kind : ClusterKind.values()) {
      boolean served = kind.group().isEmpty() || groups.isEmpty();
      if (!served && !groups.getOrDefault(kind.group(), List.of()).contains(kind.apiVersion())) {
        absent.add(kind);
        continue;
      }
      for (Node.Mapping object : objects(kind)) {
        hand(kind, object, sink);
      }
    }
    if (!namespaces.isEmpty()) {
      notes.add(
          api.name()
              + ": read were namespace "
              + String.join(", ", namespaces)
              + " only; connections with pods of others are not in the answer");
    }
    tellAbsent();
    tellOtherPolicies(groups.keySet());
    return List.copyOf(notes);
  }

  /** The NetworkPolicies alone. */
  List<Node.Mapping> policies() throws ClusterException {
    List<Node.Mapping> policies = objects(ClusterKind.NETWORK_POLICY);
    if (!absent.isEmpty()) {
      throw new ClusterException(
          Reason.NOT_FOUND, api.name() + ": the server does not serve NetworkPolicies");
    }
    return policies;
  }

  private static void hand(ClusterKind kind, Node.Mapping object, Sink sink) {
    String source = source(object);
    if (kind.isPolicy()) {
      sink.policy(source, JsonText.write(object));
    } else {
      sink.object(new Document(source, object));
    }
  }

  /** How messages name a live object: {@code cluster:NetworkPolicy/shop/orders}. */
  static String source(Node object) {
    String namespace = Tree.text(object, "metadata", "namespace");
    return "cluster:"
        + Tree.text(object, "kind")
        + "/"
        + (namespace.isEmpty() ? "" : namespace + "/")
        + Tree.text(object, "metadata", "name");
  }

  /** The versions that are served, by group; empty if the server does not tell. */
  private Map<String, List<String>> groups() throws ClusterException {
    Map<String, List<String>> groups = new TreeMap<>();
    Node list;
    try {
      list = api.get("/apis", new ClusterApi.Subject("get", "/apis", "", "", ""));
    } catch (ClusterException e) {
      if (e.reason() == Reason.FORBIDDEN || e.reason() == Reason.NOT_FOUND) {
        return groups;
      }
      throw e;
    }
    for (Node group : Tree.items(list, "groups")) {
      List<String> versions = new ArrayList<>();
      for (Node version : Tree.items(group, "versions")) {
        versions.add(Tree.text(version, "groupVersion"));
      }
      groups.put(Tree.text(group, "name"), versions);
    }
    return groups;
  }

  /** A version of cluster policies that is not known here must not pass for "there are none". */
  private void requireKnownClusterPolicies(Map<String, List<String>> groups)
      throws ClusterException {
    List<String> versions = groups.getOrDefault(ClusterKind.CLUSTER_POLICIES, List.of());
    if (versions.isEmpty()) {
      return;
    }
    Set<String> read = new TreeSet<>();
    Set<String> served = new TreeSet<>();
    for (String version : versions) {
      Node list =
          api.get(
              "/apis/" + version, new ClusterApi.Subject("get", "/apis/" + version, "", "", ""));
      for (Node resource : Tree.items(list, "resources")) {
        String kind = Tree.text(resource, "kind");
        if (!Tree.text(resource, "name").contains("/")) {
          served.add(kind);
          for (ClusterKind known : ClusterKind.values()) {
            if (known.kind().equals(kind) && known.apiVersion().equals(version)) {
              read.add(kind);
            }
          }
        }
      }
    }
    served.removeAll(read);
    if (!served.isEmpty()) {
      throw new ClusterException(
          Reason.UNREADABLE,
          api.name()
              + ": serves "
              + String.join(", ", served)
              + " in no version that is read here ("
              + String.join(", ", versions)
              + "), so no answer about its connections would be sure; use a later version of"
              + " Sallyport");
    }
  }

  private List<Node.Mapping> objects(ClusterKind kind) throws ClusterException {
    if (namespaces.isEmpty() || !kind.isNamespaced() && kind != ClusterKind.NAMESPACE) {
      return list(kind, "");
    }
    List<Node.Mapping> objects = new ArrayList<>();
    for (String namespace : namespaces) {
      if (kind == ClusterKind.NAMESPACE) {
        Node object =
            api.get(
                kind.path("") + "/" + namespace,
                new ClusterApi.Subject("get", kind.plural(), "", "", namespace));
        objects.add(essence(kind, (Node.Mapping) object));
      } else {
        objects.addAll(list(kind, namespace));
      }
    }
    return objects;
  }

  /** All pages of a list. One that grows too old between two pages is started anew. */
  private List<Node.Mapping> list(ClusterKind kind, String namespace) throws ClusterException {
    for (int attempt = 0; ; attempt++) {
      try {
        return pages(kind, namespace);
      } catch (ClusterException e) {
        if (e.reason() == Reason.NOT_FOUND) {
          absent.add(kind);
          return List.of();
        }
        if (e.reason() != Reason.CHANGED || attempt == RESTARTS) {
          throw e;
        }
      }
    }
  }

  private List<Node.Mapping> pages(ClusterKind kind, String namespace) throws ClusterException {
    List<Node.Mapping> objects = new ArrayList<>();
    Set<String> tokens = new TreeSet<>();
    String next = "";
    do {
      String token =
          next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
      Node page =
          api.get(
              kind.path(namespace) + "?limit=" + PAGE + token,
              new ClusterApi.Subject("list", kind.plural(), kind.group(), namespace, ""));
      Node items = Tree.at(page, "items");
      boolean none = items instanceof Node.Scalar scalar && scalar.type() == ScalarType.NULL;
      none &= items != Tree.NOTHING; // an empty list may be null, but is never left out
      if (!(items instanceof Node.Sequence) && !none) {
        throw unreadable(kind);
      }
      for (Node item : Tree.items(page, "items")) {
        if (!(item instanceof Node.Mapping object)) {
          throw unreadable(kind);
        }
        objects.add(essence(kind, object));
      }
      next = Tree.text(page, "metadata", "continue");
      if (!next.isEmpty() && !tokens.add(next)) {
        throw unreadable(kind);
      }
    } while (!next.isEmpty());
    return objects;
  }

  private ClusterException unreadable(ClusterKind kind) {
    return new ClusterException(
        Reason.UNREADABLE,
        api.name() + ": the list of " + kind.plural() + " is none; is this an API server?");
  }

  /** What is kept of an object, at once: lists of pods are long. */
  private static Node.Mapping essence(ClusterKind kind, Node.Mapping object) {
    Node.Mapping typed = typed(kind, object);
    return kind.isPolicy() ? Tree.without(typed, "metadata", "managedFields") : Essence.of(typed);
  }

  /** Items of a list do not say what they are. */
  private static Node.Mapping typed(ClusterKind kind, Node.Mapping object) {
    List<Node.Field> fields = new ArrayList<>();
    fields.add(new Node.Field("apiVersion", object.line(), string(kind.apiVersion())));
    fields.add(new Node.Field("kind", object.line(), string(kind.kind())));
    fields.addAll(Tree.without(Tree.without(object, "apiVersion"), "kind").fields());
    return new Node.Mapping(object.line(), fields);
  }

  private static Node.Scalar string(String text) {
    return new Node.Scalar(1, ScalarType.STRING, text);
  }

  private void tellAbsent() {
    if (!absent.isEmpty()) {
      notes.add(
          api.name()
              + ": does not serve "
              + String.join(", ", absent.stream().map(ClusterKind::kind).toList())
              + "; there are none");
    }
  }

  private void tellOtherPolicies(Set<String> groups) {
    Set<String> others = new TreeSet<>(groups);
    others.retainAll(OTHER_POLICIES);
    if (!others.isEmpty()) {
      notes.add(
          api.name()
              + ": the network plugin has policies of its own ("
              + String.join(", ", others)
              + "), which are not read; what they allow and deny is not in the answer");
    }
  }
}
