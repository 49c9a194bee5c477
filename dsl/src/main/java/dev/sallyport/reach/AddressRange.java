package dev.sallyport.reach;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses outside the cluster, all of one family. No selector ever matches them; an ipBlock and a
 * rule without peers do.
 *
 * @param first first address, inclusive
 * @param last last address, inclusive, not below {@code first}
 */
public record AddressRange(IpAddress first, IpAddress last)
    implements Endpoint, Comparable<AddressRange> {

  /** Every IPv4 address. */
  public static final AddressRange ALL_IPV4 = of(new Cidr(false, 0, 0, 0));

  /** Every IPv6 address. */
  public static final AddressRange ALL_IPV6 = of(new Cidr(true, 0, 0, 0));

  /**
   * Creates a range.
   *
   * @throws IllegalArgumentException if the families differ or the last is below the first
   */
  public AddressRange {
    if (first.isIpv6() != last.isIpv6() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + "-" + last + " is not a range of addresses");
    }
  }

  /** The addresses of a block. */
  public static AddressRange of(Cidr block) {
    return new AddressRange(
        new IpAddress(block.isIpv6(), block.high(), block.low()),
        new IpAddress(block.isIpv6(), block.lastHigh(), block.lastLow()));
  }

  /** One address. */
  public static AddressRange of(IpAddress address) {
    return new AddressRange(address, address);
  }

  /**
   * Reads an address, a CIDR, or {@code first-last}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static AddressRange parse(String text) {
    String[] ends = text.split("-", 2);
    if (ends.length == 2) {
      return new AddressRange(IpAddress.parse(ends[0]), IpAddress.parse(ends[1]));
    }
    return text.contains("/") ? of(Cidr.parse(text)) : of(IpAddress.parse(text));
  }

  /** Whether these are IPv6 addresses. */
  public boolean isIpv6() {
    return first.isIpv6();
  }

  /** Whether the address is one of these. */
  public boolean contains(IpAddress address) {
    return isIpv6() == address.isIpv6()
        && first.compareTo(address) <= 0
        && address.compareTo(last) <= 0;
  }

  /** Whether all addresses of the other range are among these. */
  public boolean contains(AddressRange other) {
    return contains(other.first) && contains(other.last);
  }

  /** Whether the two share an address. */
  public boolean overlaps(AddressRange other) {
    return isIpv6() == other.isIpv6()
        && first.compareTo(other.last) <= 0
        && other.first.compareTo(last) <= 0;
  }

  /** The fewest blocks that hold exactly these addresses, in order; at most 2 × 128. */
  public List<Cidr> toCidrs() {
    List<Cidr> blocks = new ArrayList<>();
    int bits = isIpv6() ? 128 : 32;
    IpAddress at = first;
    while (true) {
      int prefix = bits;
      while (prefix > 0 && fits(at, prefix - 1)) {
        prefix--;
      }
      Cidr block = new Cidr(isIpv6(), at.high(), at.low(), prefix);
      blocks.add(block);
      IpAddress end = of(block).last;
      if (end.equals(last)) {
        return blocks;
      }
      at = next(end);
    }
  }

  private boolean fits(IpAddress at, int prefix) {
    int host = (isIpv6() ? 128 : 32) - prefix;
    long lowMask = host >= 64 ? -1L : (1L << host) - 1;
    long highMask = host <= 64 ? 0L : host == 128 ? -1L : (1L << (host - 64)) - 1;
    if ((at.low() & lowMask) != 0 || (at.high() & highMask) != 0) {
      return false;
    }
    IpAddress end = new IpAddress(isIpv6(), at.high() | highMask, at.low() | lowMask);
    return end.compareTo(last) <= 0;
  }

  /** The address after this one; must not be the last of its family. */
  public static IpAddress next(IpAddress address) {
    long low = address.low() + 1;
    return new IpAddress(
        address.isIpv6(), address.isIpv6() && low == 0 ? address.high() + 1 : address.high(), low);
  }

  /** The address before this one; must not be the first of its family. */
  public static IpAddress previous(IpAddress address) {
    long low = address.low() - 1;
    boolean borrow = address.isIpv6() && address.low() == 0;
    return new IpAddress(address.isIpv6(), borrow ? address.high() - 1 : address.high(), low);
  }

  @Override
  public String id() {
    return toString();
  }

  @Override
  public int compareTo(AddressRange other) {
    int order = first.compareTo(other.first);
    return order != 0 ? order : last.compareTo(other.last);
  }

  /** {@code first-last}, also where they are the same. */
  @Override
  public String toString() {
    return first + "-" + last;
  }
}
