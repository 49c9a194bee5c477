package dev.sallyport.reach;

import dev.sallyport.policy.Cidr;
import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Cuts address space at the edges of blocks, so that no piece straddles one. {@code O(blocks log
 * blocks)}.
 */
final class AddressPartition {
  /** First addresses of pieces, apart from that of the whole. */
  private final TreeSet<IpAddress> starts = new TreeSet<>();

  AddressPartition(Collection<Peer> peers) {
    for (Peer peer : peers) {
      if (peer instanceof Peer.IpBlock block) {
        cut(block.cidr());
        block.except().forEach(this::cut);
      }
    }
  }

  private void cut(Cidr block) {
    AddressRange range = AddressRange.of(block);
    starts.add(range.first());
    AddressRange whole = block.isIpv6() ? AddressRange.ALL_IPV6 : AddressRange.ALL_IPV4;
    if (!range.last().equals(whole.last())) {
      starts.add(AddressRange.next(range.last()));
    }
  }

  /** First addresses of pieces; the first piece of the whole has none. */
  NavigableSet<IpAddress> starts() {
    return starts;
  }

  /** The pieces of a range, in order. */
  List<AddressRange> pieces(AddressRange range) {
    List<AddressRange> pieces = new ArrayList<>();
    IpAddress from = range.first();
    for (IpAddress start : starts.subSet(range.first(), false, range.last(), true)) {
      pieces.add(new AddressRange(from, AddressRange.previous(start)));
      from = start;
    }
    pieces.add(new AddressRange(from, range.last()));
    return pieces;
  }
}
