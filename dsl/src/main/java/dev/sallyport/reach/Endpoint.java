package dev.sallyport.reach;

/** One end of a connection: a pod of the snapshot, or addresses outside the cluster. */
public sealed interface Endpoint permits Pod, AddressRange {

  /** How results name it: {@code namespace/name} of a pod, {@code first-last} of addresses. */
  String id();
}
