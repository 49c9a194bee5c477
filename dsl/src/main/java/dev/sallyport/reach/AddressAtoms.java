package dev.sallyport.reach;

import dev.sallyport.policy.IpAddress;
import dev.sallyport.policy.Peer;
import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The pieces of address space that no block of a fleet cuts, as numbers. */
final class AddressAtoms {
  /** The atom of an address that is not known. */
  static final int UNKNOWN = -1;

  /** No block, so no atoms. */
  static final AddressAtoms NONE = new AddressAtoms(new IpAddress[0]);

  /** One piece for each family. */
  static final AddressAtoms FAMILIES =
      new AddressAtoms(new IpAddress[] {AddressRange.ALL_IPV6.first()});

  private final IpAddress[] starts;

  private AddressAtoms(IpAddress[] starts) {
    this.starts = starts;
  }

  static AddressAtoms of(Collection<Peer> blocks) {
    NavigableSet<IpAddress> starts = new TreeSet<>(new AddressPartition(blocks).starts());
    // Addresses are ordered by family: without this the last IPv4 piece would run into IPv6.
    starts.add(AddressRange.ALL_IPV6.first());
    return new AddressAtoms(starts.toArray(new IpAddress[0]));
  }

  boolean isEmpty() {
    return starts.length == 0;
  }

  /** The number of the piece that holds an address, from 0. {@code O(log blocks)}. */
  int atom(IpAddress address) {
    int found = Arrays.binarySearch(starts, address);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
