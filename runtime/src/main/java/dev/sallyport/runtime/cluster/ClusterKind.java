package dev.sallyport.runtime.cluster;

/** The kinds that decide connections, and where the API serves them. */
enum ClusterKind {
  NAMESPACE("", "v1", "Namespace", "namespaces", false),
  POD("", "v1", "Pod", "pods", true),
  REPLICATION_CONTROLLER("", "v1", "ReplicationController", "replicationcontrollers", true),
  SERVICE("", "v1", "Service", "services", true),
  DEPLOYMENT("apps", "v1", "Deployment", "deployments", true),
  STATEFUL_SET("apps", "v1", "StatefulSet", "statefulsets", true),
  DAEMON_SET("apps", "v1", "DaemonSet", "daemonsets", true),
  REPLICA_SET("apps", "v1", "ReplicaSet", "replicasets", true),
  JOB("batch", "v1", "Job", "jobs", true),
  CRON_JOB("batch", "v1", "CronJob", "cronjobs", true),
  NETWORK_POLICY("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
  CLUSTER_NETWORK_POLICY(
      ClusterKind.CLUSTER_POLICIES,
      "v1alpha2",
      "ClusterNetworkPolicy",
      "clusternetworkpolicies",
      false),
  ADMIN_NETWORK_POLICY(
      ClusterKind.CLUSTER_POLICIES,
      "v1alpha1",
      "AdminNetworkPolicy",
      "adminnetworkpolicies",
      false),
  BASELINE_ADMIN_NETWORK_POLICY(
      ClusterKind.CLUSTER_POLICIES,
      "v1alpha1",
      "BaselineAdminNetworkPolicy",
      "baselineadminnetworkpolicies",
      false);

  /** The group of the policies of the whole cluster. */
  static final String CLUSTER_POLICIES = "policy.networking.k8s.io";

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;
  private final boolean namespaced;

  ClusterKind(String group, String version, String kind, String plural, boolean namespaced) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
    this.namespaced = namespaced;
  }

  String group() {
    return group;
  }

  String kind() {
    return kind;
  }

  String plural() {
    return plural;
  }

  boolean isNamespaced() {
    return namespaced;
  }

  boolean isPolicy() {
    return this == NETWORK_POLICY || group.equals(CLUSTER_POLICIES);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** Where the API serves its group and version. */
  String root() {
    return group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
  }

  /** Where the API serves its objects: of one namespace, or all of them. */
  String path(String namespace) {
    return root() + (namespace.isEmpty() ? "/" : "/namespaces/" + namespace + "/") + plural;
  }
}
