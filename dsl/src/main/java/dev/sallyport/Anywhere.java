package dev.sallyport;

/**
 * Built-in peer. Everybody: every pod, node and address, inside and outside the cluster. A rule
 * with this peer needs a {@code why}.
 *
 * <pre>{@code
 * @AllowsIngressFrom(value = Anywhere.class, ports = "https", why = "public entrance")
 * }</pre>
 */
public interface Anywhere {}
