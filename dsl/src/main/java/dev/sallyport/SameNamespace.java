package dev.sallyport;

/**
 * Built-in peer. Every pod in the namespace of the workload that the rule belongs to, and no other.
 *
 * <pre>{@code
 * @AllowsIngressFrom(value = SameNamespace.class, ports = "metrics")
 * }</pre>
 */
public interface SameNamespace {}
