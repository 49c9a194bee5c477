package dev.sallyport.reach;

/** The two families of addresses. A connection is made over one of them. */
public enum AddressFamily {
  /** IPv4. */
  IPV4("IPv4"),
  /** IPv6. */
  IPV6("IPv6");

  private final String text;

  AddressFamily(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
