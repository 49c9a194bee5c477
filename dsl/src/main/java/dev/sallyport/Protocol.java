package dev.sallyport;

/**
 * A transport protocol that a NetworkPolicy can name. The API server accepts exactly these three;
 * what happens to anything else (ICMP, for example) is up to the network plugin.
 *
 * <p>Source: Kubernetes API documentation, {@code NetworkPolicyPort.protocol}.
 */
public enum Protocol {
  /** Transmission Control Protocol, the default. */
  TCP,
  /** User Datagram Protocol. */
  UDP,
  /** Stream Control Transmission Protocol. Not every network plugin enforces it. */
  SCTP
}
