package dev.sallyport.policy;

/**
 * A block of IPv4 or IPv6 addresses, without host bits.
 *
 * <p>An IPv4 address is held in the lower 32 bits of {@code low}, {@code high} being 0; an IPv6
 * address in both, most significant half first. Ordered by family (IPv4 first), address, prefix.
 *
 * <p>Source: RFC 4632, RFC 4291; Kubernetes' strict IP and CIDR validation (KEP-4858).
 *
 * @param isIpv6 the family
 * @param high upper 64 bits of the network address
 * @param low lower 64 bits of the network address
 * @param prefix prefix length, 0 to 32 or 128
 */
public record Cidr(boolean isIpv6, long high, long low, int prefix) implements Comparable<Cidr> {

  /**
   * Creates a block from its bits.
   *
   * @throws InvalidValueException if the prefix is out of range or bits are set beyond it or, for
   *     IPv4, above the lower 32
   */
  public Cidr {
    IpAddress.checkWidth(isIpv6, high, low);
    if (prefix < 0 || prefix > (isIpv6 ? 128 : 32)) {
      throw new InvalidValueException(
          Violation.CIDR_SYNTAX,
          "the prefix length /" + prefix + " is not in 0 to " + (isIpv6 ? 128 : 32));
    }
    if ((high & ~highMask(isIpv6, prefix)) != 0 || (low & ~lowMask(isIpv6, prefix)) != 0) {
      Cidr network =
          new Cidr(isIpv6, high & highMask(isIpv6, prefix), low & lowMask(isIpv6, prefix), prefix);
      throw new InvalidValueException(
          Violation.CIDR_HOST_BITS,
          IpAddress.format(isIpv6, high, low)
              + "/"
              + prefix
              + " has bits set beyond its prefix; write \""
              + network
              + "\" for the block or \""
              + IpAddress.format(isIpv6, high, low)
              + (isIpv6 ? "/128" : "/32")
              + "\" for the one address");
    }
  }

  /**
   * Reads {@code address/prefix} as the API server's strict validation does.
   *
   * @throws InvalidValueException with one of the {@code CIDR_} violations
   */
  public static Cidr parse(String text) {
    return IpAddress.parseCidr(text);
  }

  /** First address, upper 64 bits; the same as {@link #high()}. */
  public long firstHigh() {
    return high;
  }

  /** Last address of the block, inclusive, upper 64 bits. */
  public long lastHigh() {
    return high | (~highMask(isIpv6, prefix) & (isIpv6 ? -1L : 0L));
  }

  /** Last address of the block, inclusive, lower 64 bits. */
  public long lastLow() {
    return low | (~lowMask(isIpv6, prefix) & (isIpv6 ? -1L : 0xFFFF_FFFFL));
  }

  /** Whether every address of the other block is in this one. Families never mix. */
  public boolean contains(Cidr other) {
    return isIpv6 == other.isIpv6
        && prefix <= other.prefix
        && (other.high & highMask(isIpv6, prefix)) == high
        && (other.low & lowMask(isIpv6, prefix)) == low;
  }

  /** Whether the blocks share an address; two blocks share all of the smaller one or nothing. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  @Override
  public int compareTo(Cidr other) {
    int order = Boolean.compare(isIpv6, other.isIpv6);
    order = order != 0 ? order : Long.compareUnsigned(high, other.high);
    order = order != 0 ? order : Long.compareUnsigned(low, other.low);
    return order != 0 ? order : Integer.compare(prefix, other.prefix);
  }

  /** The block in canonical form (IPv6 per RFC 5952), for example {@code 2001:db8::/32}. */
  @Override
  public String toString() {
    return IpAddress.format(isIpv6, high, low) + "/" + prefix;
  }

  private static long highMask(boolean isIpv6, int prefix) {
    return !isIpv6 ? -1L : prefix >= 64 ? -1L : prefix == 0 ? 0L : -1L << (64 - prefix);
  }

  private static long lowMask(boolean isIpv6, int prefix) {
    if (!isIpv6) {
      return prefix == 0 ? ~0xFFFF_FFFFL : -1L << (32 - prefix);
    }
    return prefix <= 64 ? 0L : prefix == 128 ? -1L : -1L << (128 - prefix);
  }
}
