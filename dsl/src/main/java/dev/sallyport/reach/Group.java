package dev.sallyport.reach;

import java.util.List;

/** Endpoints that a row of a {@link Matrix} treats alike. */
public sealed interface Group {

  /**
   * Pods.
   *
   * @param pods at least one, in an order that depends on the snapshot only
   */
  record Pods(List<Pod> pods) implements Group {
    /** Creates a group; keeps the list, which must not change. */
    public Pods {}
  }

  /**
   * Addresses outside the cluster.
   *
   * @param ranges at least one, sorted, without overlap; ranges that touch are joined
   */
  record Addresses(List<AddressRange> ranges) implements Group {
    /** Creates a group; keeps the list, which must not change. */
    public Addresses {}
  }
}
