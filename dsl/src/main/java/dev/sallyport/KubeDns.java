package dev.sallyport;

/**
 * Built-in peer. The cluster's DNS pods: {@code k8s-app=kube-dns} in {@code kube-system}, on 53 UDP
 * and TCP. Rarely needed: {@link Namespace#dns()} adds DNS to every policy.
 *
 * <pre>{@code
 * @EgressTo(KubeDns.class)
 * }</pre>
 */
public interface KubeDns {}
