package dev.sallyport.runtime.rollout;

import dev.sallyport.manifest.JsonWriter;
import dev.sallyport.manifest.Mapping;
import dev.sallyport.runtime.cluster.Cluster;
import dev.sallyport.runtime.cluster.ClusterException;
import dev.sallyport.runtime.cluster.LivePolicy;
import dev.sallyport.runtime.cluster.WholeObjects;
import dev.sallyport.runtime.objects.KubernetesObjects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A live cluster, with the journal as a ConfigMap in one of its namespaces. */
public final class ClusterRolloutServer implements RolloutServer {
  /** The name of the ConfigMap. */
  public static final String JOURNAL = "sallyport-rollout";

  private static final WholeObjects.Kind POLICY = WholeObjects.Kind.NETWORK_POLICY;
  private static final WholeObjects.Kind CONFIG_MAP = WholeObjects.Kind.CONFIG_MAP;

  private final Cluster cluster;
  private final WholeObjects objects;
  private final String namespace;

  /**
   * Creates a server.
   *
   * @param cluster the cluster, of which all namespaces are read
   * @param namespace where the journal is; the same for everybody who works on the cluster
   */
  public ClusterRolloutServer(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.objects = new WholeObjects(cluster);
    this.namespace = namespace;
  }

  @Override
  public String name() {
    return cluster.name();
  }

  @Override
  public KubernetesObjects read() throws ClusterException {
    return cluster.read();
  }

  @Override
  public List<LivePolicy> policies() throws ClusterException {
    return cluster.policies();
  }

  private static String json(StoredPolicy policy) {
    return JsonWriter.write(PlanJson.manifest(policy));
  }

  @Override
  public void create(StoredPolicy policy) throws ClusterException {
    objects.create(POLICY, policy.policy().namespace(), policy.policy().name(), json(policy));
  }

  @Override
  public void replace(LivePolicy read, StoredPolicy policy) throws ClusterException {
    objects.replace(POLICY, read.namespace(), read.name(), json(policy), read.resourceVersion());
  }

  @Override
  public void delete(LivePolicy read) throws ClusterException {
    cluster.delete(read);
  }

  @Override
  public Optional<JournalObject> journal() throws ClusterException {
    return objects
        .configMap(namespace, JOURNAL)
        .map(found -> new JournalObject(found.data(), found.resourceVersion()));
  }

  private String json(Map<String, String> data) {
    Mapping.Builder fields = Mapping.builder();
    new TreeMap<>(data).forEach(fields::field);
    return JsonWriter.write(
        Mapping.builder()
            .field("apiVersion", "v1")
            .field("kind", "ConfigMap")
            .field(
                "metadata",
                Mapping.builder()
                    .field("name", JOURNAL)
                    .field("namespace", namespace)
                    .field(
                        "labels",
                        Mapping.builder()
                            .field("app.kubernetes.io/managed-by", "sallyport-rollout")
                            .build())
                    .build())
            .field("data", fields.build())
            .build());
  }

  @Override
  public JournalObject createJournal(Map<String, String> data) throws ClusterException {
    return new JournalObject(data, objects.create(CONFIG_MAP, namespace, JOURNAL, json(data)));
  }

  @Override
  public JournalObject replaceJournal(JournalObject read, Map<String, String> data)
      throws ClusterException {
    return new JournalObject(
        data, objects.replace(CONFIG_MAP, namespace, JOURNAL, json(data), read.resourceVersion()));
  }

  @Override
  public void deleteJournal(JournalObject read) throws ClusterException {
    objects.delete(CONFIG_MAP, namespace, JOURNAL, read.resourceVersion());
  }
}
