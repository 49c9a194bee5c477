package dev.sallyport;

/**
 * Built-in peer. Public addresses of both families: {@code 0.0.0.0/0} and {@code ::/0} without
 * private, shared, loopback, link-local (cloud metadata services live there), multicast and
 * reserved ranges. A rule with this peer needs a {@code why}.
 *
 * <p>Source: IANA IPv4 and IPv6 special-purpose address registries (RFC 6890).
 *
 * <pre>{@code
 * @EgressTo(value = Internet.class, ports = "443", why = "webhooks of customers")
 * }</pre>
 */
public interface Internet {}
