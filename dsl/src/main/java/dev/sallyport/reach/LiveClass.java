package dev.sallyport.reach;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class of pods that comes and goes: what policies see of them, and what they may exchange. */
final class LiveClass {
  final int id;

  /** All that policies can see of its pods: see {@link LiveKeys}. */
  final int[] key;

  final LiveNamespace namespace;
  final boolean onHost;

  /** The families of its pods where they matter, else both. */
  final int families;

  final boolean isAddressUnknown;

  /** Pairs of label key and value, sorted by the key's name. */
  final int[] labels;

  /** Pairs of port name and number. */
  final int[] ports;

  /** The pods, of which there may be none for a while: the first {@link #size} of these. */
  private Pod[] pods = new Pod[2];

  private int size;

  /** The peers that mean this class, sorted. */
  private int[] peers = {};

  /** Terms of each direction: pairs of peer and connections; null if not isolated. */
  int @Nullable [] ingress;

  int @Nullable [] egress;

  /** The same for outside addresses: pairs of block and connections. */
  int @Nullable [] outsideIn;

  int @Nullable [] outsideOut;

  LiveClass(
      int id,
      int[] key,
      LiveNamespace namespace,
      boolean onHost,
      int families,
      boolean isAddressUnknown,
      int[] labels,
      int[] ports) {
    this.id = id;
    this.key = key;
    this.namespace = namespace;
    this.onHost = onHost;
    this.families = families;
    this.isAddressUnknown = isAddressUnknown;
    this.labels = labels;
    this.ports = ports;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds a pod, the last of the class. */
  void add(Pod pod) {
    if (size == pods.length) {
      pods = Arrays.copyOf(pods, size * 2);
    }
    pods[size++] = pod;
  }

  /** Removes a pod of the class. {@code O(pods of the class)}. */
  void remove(Pod pod) {
    int place = place(pod.name());
    System.arraycopy(pods, place + 1, pods, place, --size - place);
    pods[size] = null;
  }

  /** Adds the pods to a list, in the order in which they came. */
  void addTo(List<Pod> list) {
    list.addAll(Arrays.asList(pods).subList(0, size));
  }

  /** Whether there is a pod of a name. {@code O(pods of the class)}. */
  boolean has(String name) {
    return place(name) >= 0;
  }

  private int place(String name) {
    int place = size - 1;
    while (place >= 0 && !pods[place].name().equals(name)) {
      place--;
    }
    return place;
  }

  /** The pod of a name, which is in the class. */
  Pod get(String name) {
    return pods[place(name)];
  }

  boolean isMeantBy(int peer) {
    return peer == LivePeers.EVERYONE || Arrays.binarySearch(peers, peer) >= 0;
  }

  int[] peers() {
    return peers;
  }

  /** Peers are numbered upwards, so a new one goes last. */
  void addPeer(int peer) {
    peers = Arrays.copyOf(peers, peers.length + 1);
    peers[peers.length - 1] = peer;
  }

  boolean matches(Vocabulary.Compiled selector) {
    return selector.matches(labels, 0, labels.length);
  }
}
