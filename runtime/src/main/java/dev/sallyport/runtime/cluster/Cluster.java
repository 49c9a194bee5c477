package dev.sallyport.runtime.cluster;

import dev.sallyport.policy.Policy;
import dev.sallyport.runtime.cluster.ClusterException.Reason;
import dev.sallyport.runtime.document.Document;
import dev.sallyport.runtime.document.DocumentReader;
import dev.sallyport.runtime.document.Node;
import dev.sallyport.runtime.objects.InvalidObjectException;
import dev.sallyport.runtime.objects.KubernetesObjects;
import dev.sallyport.runtime.objects.KubernetesReader;
import dev.sallyport.runtime.objects.PolicyTexts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A live cluster, through fabric8's client.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.connect(ClusterOptions.STANDARD)) {
 *   Reachability now = Reachability.of(Snapshots.of(cluster.read(), false));
 * }
 * }</pre>
 */
public final class Cluster implements PolicyServer, AutoCloseable {
  /** The field manager of all changes. */
  public static final String FIELD_MANAGER = "sallyport";

  private final ClusterApi api;
  private final List<String> namespaces;

  private Cluster(ClusterApi api, List<String> namespaces) {
    this.api = api;
    this.namespaces = namespaces;
  }

  /**
   * Finds out which cluster is meant. No request is made yet.
   *
   * @throws ClusterException if there is no usable kubeconfig
   */
  public static Cluster connect(ClusterOptions options) throws ClusterException {
    KubeConfig files =
        new KubeConfig(options, System.getenv(), Path.of(System.getProperty("user.home")));
    return new Cluster(new ClusterApi(files.target(), options.timeout()), options.namespaces());
  }

  @Override
  public String name() {
    return api.name();
  }

  /**
   * Reads everything that decides connections.
   *
   * @param sink takes the objects; policies come with their text
   * @return what a person should know about what was read: kinds that are not served, policies of
   *     other kinds
   */
  public List<String> read(ObjectSink sink) throws ClusterException {
    return new ClusterReader(api, namespaces)
        .read(
            new ClusterReader.Sink() {
              @Override
              public void object(Document object) {
                sink.add(object);
              }

              @Override
              public void policy(String source, String text) {
                sink.add(source, text.getBytes(StandardCharsets.UTF_8));
              }
            });
  }

  @Override
  public KubernetesObjects read() throws ClusterException {
    KubernetesReader reader = new KubernetesReader("default");
    read(
        new ObjectSink() {
          @Override
          public void add(Document object) {
            reader.add(object);
          }

          @Override
          public void add(String source, byte[] text) {
            reader.add(source, text);
          }
        });
    KubernetesObjects objects = reader.objects();
    if (!objects.problems().isEmpty()) {
      throw new ClusterException(
          Reason.UNREADABLE,
          name()
              + ": without what these lines name there is no sure answer:\n  "
              + String.join("\n  ", objects.problems().stream().map(Object::toString).toList()));
    }
    return objects;
  }

  @Override
  public List<LivePolicy> policies() throws ClusterException {
    List<LivePolicy> policies = new ArrayList<>();
    for (Node.Mapping object : new ClusterReader(api, namespaces).policies()) {
      policies.add(live(object));
    }
    policies.sort(Comparator.comparing(LivePolicy::namespace).thenComparing(LivePolicy::name));
    return policies;
  }

  @Override
  public LivePolicy dryRun(PolicyManifest manifest, OnConflict onConflict) throws ClusterException {
    return apply(manifest, onConflict, "&dryRun=All");
  }

  @Override
  public LivePolicy apply(PolicyManifest manifest, OnConflict onConflict) throws ClusterException {
    return apply(manifest, onConflict, "");
  }

  private LivePolicy apply(PolicyManifest manifest, OnConflict onConflict, String more)
      throws ClusterException {
    Policy policy = manifest.policy();
    Node.Mapping live = liveObject(policy);
    if (live != null && Ownership.isWrittenWhole(live)) {
      return replace(manifest, live, onConflict, more);
    }
    String query =
        "?fieldManager="
            + FIELD_MANAGER
            + "&fieldValidation=Strict&force="
            + (onConflict == OnConflict.TAKE_OVER)
            + more;
    Node answer = api.apply(path(policy) + query, manifest.json(), subject("patch", policy));
    return live((Node.Mapping) answer);
  }

  private Node.@Nullable Mapping liveObject(Policy policy) throws ClusterException {
    ClusterKind kind = ClusterKind.NETWORK_POLICY;
    try {
      return (Node.Mapping)
          api.get(
              path(policy),
              new ClusterApi.Subject(
                  "get", kind.plural(), kind.group(), policy.namespace(), policy.name()));
    } catch (ClusterException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /**
   * Replaces what a rollout wrote; see {@link Ownership}. Labels and annotations of others stay.
   */
  private LivePolicy replace(
      PolicyManifest manifest, Node.Mapping live, OnConflict onConflict, String more)
      throws ClusterException {
    Policy policy = manifest.policy();
    List<String> differences = Meaning.of(live(live).policy()).differences(Meaning.of(policy));
    List<FieldConflict> conflicts =
        Ownership.ofOthers(live).stream()
            .filter(conflict -> differences.contains(conflict.field().substring(1)))
            .toList();
    if (!conflicts.isEmpty() && onConflict == OnConflict.REFUSE) {
      throw new ClusterException(
          Reason.CONFLICT,
          name()
              + ": could not replace NetworkPolicy "
              + manifest.id()
              + ": others set "
              + String.join("; ", conflicts.stream().map(FieldConflict::toString).toList()),
          conflicts);
    }
    Node.Mapping object = Tree.without(live, "metadata", "managedFields");
    object = Tree.with(object, List.of("spec"), Tree.at(manifest.tree(), "spec"));
    for (Map.Entry<String, String> label : manifest.labels().entrySet()) {
      object = Tree.with(object, List.of("metadata", "labels", label.getKey()), label.getValue());
    }
    for (Map.Entry<String, String> each : manifest.annotations().entrySet()) {
      object =
          Tree.with(object, List.of("metadata", "annotations", each.getKey()), each.getValue());
    }
    ClusterKind kind = ClusterKind.NETWORK_POLICY;
    Node answer =
        api.write(
            "PUT",
            path(policy) + "?fieldManager=" + FIELD_MANAGER + "&fieldValidation=Strict" + more,
            JsonText.write(object),
            new ClusterApi.Subject(
                "update", kind.plural(), kind.group(), policy.namespace(), policy.name()));
    return live((Node.Mapping) answer);
  }

  @Override
  public void delete(LivePolicy policy) throws ClusterException {
    Node.Mapping options = new Node.Mapping(0, List.of());
    options = Tree.with(options, List.of("apiVersion"), "v1");
    options = Tree.with(options, List.of("kind"), "DeleteOptions");
    options = Tree.with(options, List.of("preconditions", "uid"), policy.uid());
    options =
        Tree.with(options, List.of("preconditions", "resourceVersion"), policy.resourceVersion());
    String body = JsonText.write(options);
    try {
      Node answer = api.delete(path(policy.policy()), body, subject("delete", policy.policy()));
      if (!Tree.text(answer, "metadata", "deletionTimestamp").isEmpty()) {
        throw held(policy, answer);
      }
    } catch (ClusterException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** The answer is the object itself, and no status, where it is not gone yet. */
  private ClusterException held(LivePolicy policy, Node answer) {
    List<String> finalizers = new ArrayList<>();
    for (Node each : Tree.items(answer, "metadata", "finalizers")) {
      finalizers.add(((Node.Scalar) each).text());
    }
    return new ClusterException(
        Reason.HELD,
        name()
            + ": NetworkPolicy "
            + policy.id()
            + " is marked as deleted, but stays in force until "
            + String.join(", ", finalizers)
            + " is taken from its finalizers; find out what set that");
  }

  private static String path(Policy policy) {
    return ClusterKind.NETWORK_POLICY.path(policy.namespace()) + "/" + policy.name();
  }

  private static ClusterApi.Subject subject(String verb, Policy policy) {
    ClusterKind kind = ClusterKind.NETWORK_POLICY;
    return new ClusterApi.Subject(
        verb, kind.plural(), kind.group(), policy.namespace(), policy.name());
  }

  /** Text and tree are read as if they were a file's, so that lines mean something. */
  private LivePolicy live(Node.Mapping object) throws ClusterException {
    String source = ClusterReader.source(object);
    String text = JsonText.write(Tree.without(object, "metadata", "managedFields"));
    try {
      Document document =
          DocumentReader.read(source, text.getBytes(StandardCharsets.UTF_8)).documents().get(0);
      return new LivePolicy(
          PolicyTexts.policy(document, "default"),
          Tree.strings(Tree.at(object, "metadata", "labels")),
          Tree.strings(Tree.at(object, "metadata", "annotations")),
          Tree.text(object, "metadata", "uid"),
          Tree.text(object, "metadata", "resourceVersion"));
    } catch (InvalidObjectException e) {
      throw new ClusterException(
          Reason.UNREADABLE,
          name()
              + ": a policy can't be understood, so nothing is concluded from it:\n  "
              + String.valueOf(e.getMessage()).replace("\n", "\n  "),
          e);
    }
  }

  /** For what is not about policies alone. */
  ClusterApi api() {
    return api;
  }

  @Override
  public void close() {
    api.close();
  }
}
