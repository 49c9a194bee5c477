package dev.sallyport;

/**
 * How the pods of a namespace resolve names, and so which egress every policy of that namespace
 * gets in addition to its rules. A NetworkPolicy that isolates a pod for egress cuts off DNS too.
 *
 * <p>Source: Kubernetes documentation, "DNS for Services and Pods" and "Using NodeLocal DNSCache in
 * Kubernetes clusters".
 */
public enum Dns {
  /**
   * The cluster's DNS: the pods {@code k8s-app=kube-dns} in namespace {@code kube-system} on 53,
   * UDP and TCP.
   */
  CLUSTER,
  /** {@link #CLUSTER}, and NodeLocal DNSCache at {@code 169.254.20.10/32} on 53, UDP and TCP. */
  NODE_LOCAL,
  /**
   * OpenShift's DNS: the pods of namespace {@code openshift-dns} on 5353, UDP and TCP (the pod
   * port, not the Service's 53).
   */
  OPENSHIFT,
  /** No DNS egress. The pods can reach their peers by address only. */
  NONE
}
