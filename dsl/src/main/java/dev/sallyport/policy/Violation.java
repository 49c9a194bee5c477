package dev.sallyport.policy;

/** The validation rules of the API server that a value of the model can break. */
public enum Violation {
  /** A name that must be an RFC 1123 subdomain, at most 253 characters. */
  NAME,
  /** A namespace that must be an RFC 1123 label, at most 63 characters. */
  NAMESPACE,
  /** A label key: optional DNS prefix, {@code /}, name of at most 63 characters. */
  LABEL_KEY,
  /** A label value: empty, or at most 63 characters, alphanumeric at both ends. */
  LABEL_VALUE,
  /** A selector that is not in kubectl's selector syntax. */
  SELECTOR_SYNTAX,
  /** A port number outside 1 to 65535. */
  PORT_NUMBER,
  /** A port name that is not an RFC 6335 service name. */
  PORT_NAME,
  /** A port range whose end is below its start. */
  PORT_RANGE,
  /** A protocol other than TCP, UDP and SCTP. */
  PROTOCOL,
  /** Text that is not {@code address/prefix}. */
  CIDR_SYNTAX,
  /** Leading zeros in an octet or in the prefix length. */
  CIDR_LEADING_ZEROS,
  /** An IPv4-mapped IPv6 address. */
  CIDR_IPV4_MAPPED,
  /** Bits set beyond the prefix length. */
  CIDR_HOST_BITS,
  /** An exception that lies outside its block. */
  EXCEPT_OUTSIDE,
  /** An exception whose prefix is not strictly longer than that of its block. */
  EXCEPT_NOT_LONGER,
  /** An exception of the other address family. */
  EXCEPT_FAMILY
}
