package dev.sallyport.reach;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of addresses of both families, as sorted intervals that neither overlap nor touch. {@code
 * O(intervals)} for every operation.
 */
final class AddressSet {
  private static final Cidr IPV4 = new Cidr(false, 0, 0, 0);
  private static final Cidr IPV6 = new Cidr(true, 0, 0, 0);

  /** Every address of both families. */
  static final AddressSet ALL = new AddressSet(List.of(interval(IPV4), interval(IPV6)));

  /** Every IPv4 address. */
  static final AddressSet ALL_IPV4 = new AddressSet(List.of(interval(IPV4)));

  /** Every IPv6 address. */
  static final AddressSet ALL_IPV6 = new AddressSet(List.of(interval(IPV6)));

  private final List<Interval> intervals;

  private AddressSet(List<Interval> intervals) {
    this.intervals = intervals;
  }

  /** Both ends inclusive and of one family. */
  private record Interval(IpAddress first, IpAddress last) {}

  /** The addresses of a block without its exceptions. */
  static AddressSet of(Peer.IpBlock block) {
    AddressSet set = new AddressSet(List.of(interval(block.cidr())));
    return block.except().isEmpty() ? set : set.minus(ofBlocks(block.except()));
  }

  /** Exactly these addresses. */
  static AddressSet ofAddresses(List<IpAddress> addresses) {
    List<Cidr> blocks = new ArrayList<>(addresses.size());
    for (IpAddress address : addresses) {
      blocks.add(address.toCidr());
    }
    return ofBlocks(blocks);
  }

  /** The addresses of all the blocks. */
  static AddressSet ofBlocks(List<Cidr> blocks) {
    // Blocks nest or are disjoint, so in order a block is either inside the last one kept or after.
    List<Cidr> sorted = new ArrayList<>(blocks);
    Collections.sort(sorted);
    List<Interval> intervals = new ArrayList<>(sorted.size());
    for (Cidr block : sorted) {
      Interval next = interval(block);
      int end = intervals.size() - 1;
      Interval last = end < 0 ? null : intervals.get(end);
      if (last != null && next.first.compareTo(last.last) <= 0) {
        continue;
      }
      if (last != null && touches(last.last, next.first)) {
        intervals.set(end, new Interval(last.first, next.last));
      } else {
        intervals.add(next);
      }
    }
    return new AddressSet(intervals);
  }

  boolean isEmpty() {
    return intervals.isEmpty();
  }

  boolean meets(AddressSet other) {
    return this == ALL ? !other.isEmpty() : other == ALL ? !isEmpty() : !intersect(other).isEmpty();
  }

  AddressSet intersect(AddressSet other) {
    if (this == ALL) {
      return other;
    }
    if (other == ALL) {
      return this;
    }
    List<Interval> both = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < intervals.size() && j < other.intervals.size()) {
      Interval a = intervals.get(i);
      Interval b = other.intervals.get(j);
      IpAddress first = a.first.compareTo(b.first) >= 0 ? a.first : b.first;
      IpAddress last = a.last.compareTo(b.last) <= 0 ? a.last : b.last;
      if (first.compareTo(last) <= 0) {
        both.add(new Interval(first, last));
      }
      if (a.last.compareTo(b.last) <= 0) {
        i++;
      } else {
        j++;
      }
    }
    return new AddressSet(both);
  }

  AddressSet minus(AddressSet other) {
    return intersect(other.complement());
  }

  private AddressSet complement() {
    List<Interval> gaps = new ArrayList<>();
    int at = 0;
    for (Interval all : ALL.intervals) {
      IpAddress next = all.first;
      boolean full = false;
      for (; at < intervals.size() && intervals.get(at).last.compareTo(all.last) <= 0; at++) {
        Interval taken = intervals.get(at);
        if (taken.first.compareTo(next) > 0) {
          gaps.add(new Interval(next, AddressRange.previous(taken.first)));
        }
        full = taken.last.equals(all.last);
        next = full ? next : AddressRange.next(taken.last);
      }
      if (!full) {
        gaps.add(new Interval(next, all.last));
      }
    }
    return new AddressSet(gaps);
  }

  /** The lowest address of a set that is not empty. */
  IpAddress example() {
    return intervals.get(0).first;
  }

  private static Interval interval(Cidr block) {
    return new Interval(
        new IpAddress(block.isIpv6(), block.high(), block.low()),
        new IpAddress(block.isIpv6(), block.lastHigh(), block.lastLow()));
  }

  private static boolean touches(IpAddress last, IpAddress first) {
    return last.isIpv6() == first.isIpv6() && AddressRange.next(last).equals(first);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof AddressSet set) || intervals.size() != set.intervals.size()) {
      return false;
    }
    for (int i = 0; i < intervals.size(); i++) {
      if (intervals.get(i).first.compareTo(set.intervals.get(i).first) != 0
          || intervals.get(i).last.compareTo(set.intervals.get(i).last) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (Interval interval : intervals) {
      hash = hash * 31 + Long.hashCode(interval.first.high() + interval.first.low() * 7);
      hash = hash * 31 + Long.hashCode(interval.last.high() + interval.last.low() * 7);
    }
    return hash;
  }

  @Override
  public String toString() {
    return intervals.toString();
  }
}
