package dev.sallyport;

/**
 * Built-in peer. The Kubernetes API server, at the addresses that {@link Namespace#kubeApi()}
 * gives, on 443 and 6443 TCP unless the rule names ports. It is no pod: without the addresses the
 * rule is refused.
 *
 * <pre>{@code
 * @EgressTo(value = KubeApi.class, why = "leader election")
 * }</pre>
 */
public interface KubeApi {}
