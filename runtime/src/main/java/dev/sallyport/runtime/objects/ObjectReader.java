package dev.sallyport.runtime.objects;

import dev.sallyport.check.NearNames;
import dev.sallyport.policy.Namespace;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.document.Problem;
import dev.sallyport.runtime.document.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a document: one object, or a list of them. */
final class ObjectReader {
  private static final List<String> TYPE_FIELDS = List.of("apiVersion", "kind");

  private final ObjectSink sink;
  private final String defaultNamespace;

  /**
   * Creates a reader.
   *
   * @param sink takes what is found
   * @param defaultNamespace the namespace of objects that give none
   */
  ObjectReader(ObjectSink sink, String defaultNamespace) {
    this.sink = sink;
    this.defaultNamespace = defaultNamespace;
  }

  /** Whether an object says its version and its kind, so that it need not stand in its list. */
  static boolean saysItsType(Node node) {
    boolean version = false;
    boolean kind = false;
    if (node instanceof Node.Mapping mapping) {
      for (Node.Field field : mapping.fields()) {
        version |= field.name().equals("apiVersion");
        kind |= field.name().equals("kind");
      }
    }
    return version && kind;
  }

  /** Reads all objects of a document. {@code O(size)}. */
  void read(Document document) {
    read(document.source(), document.root(), "", "", 0);
  }

  /**
   * Reads one object.
   *
   * @param assumedVersion its {@code apiVersion} if it gives none, as in the items of a PodList
   * @param assumedKind its {@code kind} if it gives none
   * @param depth how many lists it stands in
   */
  void read(String source, Node node, String assumedVersion, String assumedKind, int depth) {
    if (!(node instanceof Node.Mapping mapping)) {
      sink.problem(Problem.of(source, node.line(), "is no object"));
      return;
    }
    String apiVersion = typeField(source, mapping, "apiVersion", assumedVersion);
    String kind = typeField(source, mapping, "kind", assumedKind);
    if (apiVersion == null || kind == null) {
      return;
    }
    if (kind.isEmpty() || apiVersion.isEmpty()) {
      untyped(source, mapping, apiVersion, kind);
      return;
    }
    if (kind.endsWith("List") && list(mapping) != null) {
      list(source, mapping, apiVersion, kind, depth);
      return;
    }
    ObjectKind known = ObjectKind.named(kind);
    if (known == null || !known.isOfGroup(apiVersion)) {
      sink.skipped(apiVersion + " " + kind);
      return;
    }
    Reading reading = new Reading(source, describe(mapping, kind));
    if (!apiVersion.equals(known.apiVersion())) {
      reading.problem(
          mapping.line(),
          "apiVersion",
          apiVersion + " is not read here; convert the object to " + known.apiVersion());
    } else {
      object(Fields.of(mapping, ObjectType.OBJECT, "", reading), known);
    }
    sink.problems(reading.problems());
  }

  private void object(Fields object, ObjectKind kind) {
    switch (kind) {
      case NAMESPACE -> namespace(object);
      case POD -> sink.add(PodReader.readPod(object, defaultNamespace));
      case DEPLOYMENT -> template(object, kind, ObjectType.DEPLOYMENT_SPEC);
      case STATEFUL_SET -> template(object, kind, ObjectType.STATEFUL_SET_SPEC);
      case DAEMON_SET -> template(object, kind, ObjectType.DAEMON_SET_SPEC);
      case REPLICA_SET, REPLICATION_CONTROLLER ->
          template(object, kind, ObjectType.REPLICA_SET_SPEC);
      case JOB -> template(object, kind, ObjectType.JOB_SPEC);
      case CRON_JOB -> template(object, kind, ObjectType.CRON_JOB_SPEC);
      case SERVICE -> sink.add(ServiceReader.read(object, defaultNamespace));
      case NETWORK_POLICY -> sink.add(PolicyReader.read(object, defaultNamespace));
      case CLUSTER_NETWORK_POLICY -> cluster(object, ClusterPolicyReader.Flavor.CLUSTER);
      case ADMIN_NETWORK_POLICY -> cluster(object, ClusterPolicyReader.Flavor.ADMIN);
      case BASELINE_ADMIN_NETWORK_POLICY -> cluster(object, ClusterPolicyReader.Flavor.BASELINE);
    }
  }

  private void template(Fields object, ObjectKind kind, ObjectType spec) {
    sink.add(PodReader.readTemplate(object, kind.kind(), spec, defaultNamespace));
  }

  private void cluster(Fields object, ClusterPolicyReader.Flavor flavor) {
    sink.add(ClusterPolicyReader.read(object, flavor));
  }

  private void namespace(Fields object) {
    Metadata metadata = Metadata.read(object, "");
    if (!object.reading().isRefused()
        && object.valid(
            "metadata", () -> dev.sallyport.policy.LabelSyntax.namespace(metadata.name()))) {
      sink.add(
          Namespace.of(metadata.name(), metadata.labels()),
          new Place(object.reading().source(), object.line()));
    }
  }

  private void list(
      String source, Node.Mapping mapping, String apiVersion, String kind, int depth) {
    Reading reading = new Reading(source, kind);
    Fields list = Fields.of(mapping, ObjectType.LIST, "", reading);
    list.object("metadata", ObjectType.LIST_META);
    if (depth > 0) {
      reading.problem(mapping.line(), "", "a list in a list is not read");
    } else {
      String itemKind = kind.substring(0, kind.length() - "List".length());
      for (Node item : list.items("items")) {
        read(source, item, itemKind.isEmpty() ? "" : apiVersion, itemKind, depth + 1);
      }
    }
    sink.problems(reading.problems());
  }

  private static Node.@Nullable Sequence list(Node.Mapping mapping) {
    for (Node.Field field : mapping.fields()) {
      if (field.name().equals("items") && field.value() instanceof Node.Sequence items) {
        return items;
      }
    }
    return null;
  }

  /** A type field; what is assumed if absent; null, and a problem, if it is not a string. */
  private @Nullable String typeField(
      String source, Node.Mapping mapping, String name, String assumed) {
    for (Node.Field field : mapping.fields()) {
      if (field.name().equals(name)) {
        if (field.value() instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING) {
          return scalar.text();
        }
        sink.problem(new Problem(source, field.line(), "", name, "must be a string"));
        return null;
      }
    }
    return assumed;
  }

  /** No kind or version: a misspelled object, or a file of something else, such as Helm values. */
  private void untyped(String source, Node.Mapping mapping, String apiVersion, String kind) {
    for (Node.Field field : mapping.fields()) {
      String name = field.name();
      String near = name.length() > 20 ? "" : NearNames.nearest(name, TYPE_FIELDS);
      if (!near.isEmpty() && !near.equals(name)) {
        sink.problem(
            new Problem(
                source, field.line(), "", name, "unknown field; did you mean \"" + near + "\"?"));
        return;
      }
    }
    if (apiVersion.isEmpty() && kind.isEmpty()) {
      sink.skipped("(not Kubernetes)");
    } else {
      sink.problem(
          Problem.of(
              source, mapping.line(), (kind.isEmpty() ? "kind" : "apiVersion") + " is missing"));
    }
  }

  /** Kind, namespace and name as far as they can be read, for messages. */
  private static String describe(Node.Mapping mapping, String kind) {
    String namespace = "";
    String name = "";
    for (Node.Field field : mapping.fields()) {
      if (field.name().equals("metadata") && field.value() instanceof Node.Mapping metadata) {
        for (Node.Field each : metadata.fields()) {
          if (each.value() instanceof Node.Scalar scalar && scalar.text().length() < 254) {
            namespace = each.name().equals("namespace") ? scalar.text() + "/" : namespace;
            name = each.name().equals("name") ? scalar.text() : name;
          }
        }
      }
    }
    return (kind + " " + namespace + name).strip();
  }
}
