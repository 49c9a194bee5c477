package dev.sallyport;

/**
 * Built-in peer. Every pod of every namespace of the cluster; nothing outside it.
 *
 * <pre>{@code
 * @AllowsIngressFrom(value = AnyNamespace.class, ports = "dns")
 * }</pre>
 */
public interface AnyNamespace {}
