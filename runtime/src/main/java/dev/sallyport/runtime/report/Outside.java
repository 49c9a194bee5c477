package dev.sallyport.runtime.report;

import dev.sallyport.policy.BuiltInPeers;
import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import dev.sallyport.reach.AddressRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Short names of outside addresses. */
final class Outside {
  /** More blocks than this are counted instead of listed. */
  private static final int MOST_BLOCKS = 8;

  /** The name of the built-in peer. */
  private static final String INTERNET = "Internet";

  /** By the names, one after the other. */
  static final Comparator<List<String>> ORDER =
      Comparator.comparing(names -> String.join("\n", names));

  private Outside() {}

  /** Everything outside, all of one family, blocks, or what is left when blocks are taken away. */
  static List<String> names(Collection<AddressRange> ranges) {
    if (ranges.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    List<AddressRange> ipv4 = ranges.stream().filter(r -> !r.isIpv6()).toList();
    List<AddressRange> ipv6 = ranges.stream().filter(AddressRange::isIpv6).toList();
    boolean allIpv4 = ipv4.equals(List.of(AddressRange.ALL_IPV4));
    boolean allIpv6 = ipv6.equals(List.of(AddressRange.ALL_IPV6));
    if (allIpv4 && allIpv6) {
      return List.of("outside");
    }
    if (ipv4.equals(internet(AddressRange.ALL_IPV4))
        && ipv6.equals(internet(AddressRange.ALL_IPV6))) {
      return List.of(INTERNET);
    }
    if (!ipv4.isEmpty()) {
      names.addAll(allIpv4 ? List.of("outside (IPv4)") : family(ipv4, AddressRange.ALL_IPV4));
    }
    if (!ipv6.isEmpty()) {
      names.addAll(allIpv6 ? List.of("outside (IPv6)") : family(ipv6, AddressRange.ALL_IPV6));
    }
    return names;
  }

  private static List<String> family(List<AddressRange> ranges, AddressRange all) {
    if (ranges.equals(internet(all))) {
      return List.of(INTERNET + (all.isIpv6() ? " (IPv6)" : " (IPv4)"));
    }
    List<Cidr> blocks = new ArrayList<>();
    ranges.forEach(range -> blocks.addAll(range.toCidrs()));
    List<Cidr> gaps = new ArrayList<>();
    gaps(ranges, all).forEach(range -> gaps.addAll(range.toCidrs()));
    if (blocks.size() <= MOST_BLOCKS && blocks.size() <= gaps.size()) {
      return blocks.stream().map(Cidr::toString).toList();
    }
    if (gaps.size() <= MOST_BLOCKS) {
      List<String> names = new ArrayList<>();
      names.add("outside (" + (all.isIpv6() ? "IPv6" : "IPv4") + ") except");
      gaps.forEach(gap -> names.add("  " + gap));
      return names;
    }
    return ranges.stream().map(AddressRange::toString).toList();
  }

  /** The public addresses of a family, as the language's built-in peer means them. */
  private static List<AddressRange> internet(AddressRange all) {
    for (Peer peer : BuiltInPeers.internet()) {
      if (peer instanceof Peer.IpBlock block && block.cidr().isIpv6() == all.isIpv6()) {
        return gaps(block.except().stream().map(AddressRange::of).toList(), all);
      }
    }
    return List.of();
  }

  private static List<AddressRange> gaps(List<AddressRange> ranges, AddressRange all) {
    List<AddressRange> gaps = new ArrayList<>();
    IpAddress next = all.first();
    for (AddressRange range : ranges) {
      if (next.compareTo(range.first()) < 0) {
        gaps.add(new AddressRange(next, step(range.first(), -1)));
      }
      if (range.last().equals(all.last())) {
        return gaps;
      }
      next = step(range.last(), 1);
    }
    gaps.add(new AddressRange(next, all.last()));
    return gaps;
  }

  private static IpAddress step(IpAddress address, int by) {
    long low = address.low() + by;
    long carry = by > 0 && low == 0 ? 1 : by < 0 && low == -1L ? -1 : 0;
    return new IpAddress(address.isIpv6(), address.high() + (address.isIpv6() ? carry : 0), low);
  }
}
