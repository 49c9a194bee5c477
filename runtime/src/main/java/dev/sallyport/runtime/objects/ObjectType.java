package dev.sallyport.runtime.objects;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The types of the Kubernetes API that are read, with all fields that they have.
 *
 * <p>Source: Kubernetes API documentation; network-policy-api for the cluster policies. A test
 * compares the lists with the fabric8 model.
 */
enum ObjectType {
  /** A type that may have any field: a program wrote it, and nobody misspells one. */
  OPEN(""),
  OBJECT("apiVersion kind metadata spec status"),
  LIST("apiVersion items kind metadata"),
  LIST_META("continue remainingItemCount resourceVersion selfLink shardInfo"),
  OBJECT_META(
      "annotations creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers"
          + " generateName generation labels managedFields name namespace ownerReferences"
          + " resourceVersion selfLink uid"),
  OWNER_REFERENCE("apiVersion blockOwnerDeletion controller kind name uid"),

  POD_SPEC(
      "activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy"
          + " enableServiceLinks ephemeralContainers evictionResponders hostAliases hostIPC"
          + " hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets"
          + " initContainers nodeName nodeSelector os overhead preemptionPolicy priority"
          + " priorityClassName readinessGates resourceClaims resources restartPolicy"
          + " runtimeClassName schedulerName schedulingGates schedulingGroup securityContext"
          + " serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain"
          + " terminationGracePeriodSeconds tolerations topologySpreadConstraints volumes"),
  CONTAINER(
      "args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports"
          + " readinessProbe resizePolicy resources restartPolicy restartPolicyRules"
          + " securityContext startupProbe stdin stdinOnce terminationMessagePath"
          + " terminationMessagePolicy tty volumeDevices volumeMounts workingDir"),
  CONTAINER_PORT("containerPort hostIP hostPort name protocol"),
  POD_IP("ip"),
  POD_TEMPLATE("metadata spec"),

  DEPLOYMENT_SPEC(
      "minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit selector"
          + " strategy template"),
  STATEFUL_SET_SPEC(
      "minReadySeconds ordinals persistentVolumeClaimRetentionPolicy podManagementPolicy replicas"
          + " revisionHistoryLimit selector serviceName template updateStrategy"
          + " volumeClaimTemplates"),
  DAEMON_SET_SPEC("minReadySeconds revisionHistoryLimit selector template updateStrategy"),
  REPLICA_SET_SPEC("minReadySeconds replicas selector template"),
  JOB_SPEC(
      "activeDeadlineSeconds backoffLimit backoffLimitPerIndex completionMode completions managedBy"
          + " manualSelector maxFailedIndexes parallelism podFailurePolicy podReplacementPolicy"
          + " scheduling selector successPolicy suspend template ttlSecondsAfterFinished"),
  CRON_JOB_SPEC(
      "concurrencyPolicy failedJobsHistoryLimit jobTemplate schedule startingDeadlineSeconds"
          + " successfulJobsHistoryLimit suspend timeZone"),
  JOB_TEMPLATE("metadata spec"),

  SERVICE_SPEC(
      "allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName"
          + " externalTrafficPolicy healthCheckNodePort internalTrafficPolicy ipFamilies"
          + " ipFamilyPolicy loadBalancerClass loadBalancerIP loadBalancerSourceRanges ports"
          + " publishNotReadyAddresses selector sessionAffinity sessionAffinityConfig"
          + " trafficDistribution type"),
  SERVICE_PORT("appProtocol name nodePort port protocol targetPort"),

  LABEL_SELECTOR("matchExpressions matchLabels"),
  LABEL_SELECTOR_REQUIREMENT("key operator values"),

  NETWORK_POLICY_SPEC("egress ingress podSelector policyTypes"),
  NETWORK_POLICY_INGRESS_RULE("from ports"),
  NETWORK_POLICY_EGRESS_RULE("ports to"),
  NETWORK_POLICY_PEER("ipBlock namespaceSelector podSelector"),
  NETWORK_POLICY_PORT("endPort port protocol"),
  IP_BLOCK("cidr except"),

  CLUSTER_POLICY_SPEC("egress ingress priority subject tier"),
  CLUSTER_POLICY_SUBJECT("namespaces pods"),
  CLUSTER_POLICY_PODS("namespaceSelector podSelector"),
  CLUSTER_POLICY_INGRESS_RULE("action from name protocols"),
  CLUSTER_POLICY_EGRESS_RULE("action name protocols to"),
  CLUSTER_POLICY_INGRESS_PEER("namespaces pods"),
  CLUSTER_POLICY_EGRESS_PEER("domainNames namespaces networks nodes pods"),
  CLUSTER_POLICY_PROTOCOL("destinationNamedPort sctp tcp udp"),
  CLUSTER_POLICY_TRANSPORT("destinationPort"),
  CLUSTER_POLICY_PORT("number range"),
  CLUSTER_POLICY_PORT_RANGE("end start"),

  ADMIN_POLICY_SPEC("egress ingress priority subject"),
  BASELINE_ADMIN_POLICY_SPEC("egress ingress subject"),
  ADMIN_POLICY_INGRESS_RULE("action from name ports"),
  ADMIN_POLICY_EGRESS_RULE("action name ports to"),
  ADMIN_POLICY_PORT("namedPort portNumber portRange"),
  ADMIN_POLICY_PORT_NUMBER("port protocol"),
  ADMIN_POLICY_PORT_RANGE("end protocol start");

  @SuppressWarnings("ImmutableEnumChecker") // it can't be modified
  private final Set<String> fields;

  ObjectType(String fields) {
    this.fields = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(fields.split(" "))));
  }

  /** The names of all its fields, sorted. */
  Set<String> fields() {
    return fields;
  }
}
