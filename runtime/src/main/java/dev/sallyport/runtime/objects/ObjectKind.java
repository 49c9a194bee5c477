package dev.sallyport.runtime.objects;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of objects that are read. Source: Kubernetes API documentation. */
enum ObjectKind {
  NAMESPACE("Namespace", "", "v1"),
  POD("Pod", "", "v1"),
  REPLICATION_CONTROLLER("ReplicationController", "", "v1"),
  SERVICE("Service", "", "v1"),
  DEPLOYMENT("Deployment", "apps", "v1"),
  STATEFUL_SET("StatefulSet", "apps", "v1"),
  DAEMON_SET("DaemonSet", "apps", "v1"),
  REPLICA_SET("ReplicaSet", "apps", "v1"),
  JOB("Job", "batch", "v1"),
  CRON_JOB("CronJob", "batch", "v1"),
  NETWORK_POLICY("NetworkPolicy", "networking.k8s.io", "v1"),
  CLUSTER_NETWORK_POLICY("ClusterNetworkPolicy", "policy.networking.k8s.io", "v1alpha2"),
  ADMIN_NETWORK_POLICY("AdminNetworkPolicy", "policy.networking.k8s.io", "v1alpha1"),
  BASELINE_ADMIN_NETWORK_POLICY(
      "BaselineAdminNetworkPolicy", "policy.networking.k8s.io", "v1alpha1");

  private static final Map<String, ObjectKind> BY_NAME = new HashMap<>();

  static {
    for (ObjectKind kind : values()) {
      BY_NAME.put(kind.kind, kind);
    }
  }

  private final String kind;
  private final String group;
  private final String version;

  ObjectKind(String kind, String group, String version) {
    this.kind = kind;
    this.group = group;
    this.version = version;
  }

  /** The kind of this name, of whatever group; null if there is none. */
  static @Nullable ObjectKind named(String kind) {
    return BY_NAME.get(kind);
  }

  /** The kind's name, for example {@code NetworkPolicy}. */
  String kind() {
    return kind;
  }

  /** The {@code apiVersion} that is read, for example {@code apps/v1}. */
  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /**
   * Whether an {@code apiVersion} is of this kind's group, or of the group {@code extensions} that
   * it had before Kubernetes 1.16.
   */
  boolean isOfGroup(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    String its = slash < 0 ? "" : apiVersion.substring(0, slash);
    return its.equals(group) || its.equals("extensions");
  }
}
