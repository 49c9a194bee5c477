package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of a delta, seen from the end whose terms changed. */
final class LiveRows {
  private final LiveIndex index;
  private final ConnectionTable connections;
  private final List<Delta.Row> rows = new ArrayList<>();

  LiveRows(LiveIndex index) {
    this.index = index;
    this.connections = index.terms().connections();
  }

  List<Delta.Row> all() {
    return rows;
  }

  /** Adds what a subject may exchange with others in a direction. */
  void add(
      Direction direction, Supplier<Group> others, Supplier<Group> subject, int before, int after) {
    boolean in = direction == Direction.INGRESS;
    rows.add(
        new Delta.Row(
            in ? others : subject,
            in ? subject : others,
            allowed(connections.get(before)),
            allowed(connections.get(after))));
  }

  private static ConnectivityDiff.Allowed allowed(ConnectionSet connections) {
    return new ConnectivityDiff.Allowed(connections, ConnectionSet.NONE);
  }

  /** The pods of classes, as they are until the next event. */
  Supplier<Group> group(List<LiveClass> classes) {
    return now(
        () -> {
          List<Pod> pods = new ArrayList<>();
          classes.forEach(c -> c.addTo(pods));
          return new Group.Pods(pods);
        });
  }

  /** Guards a group against being read after the next event. */
  <T> Supplier<T> now(Supplier<T> made) {
    int version = index.version();
    return () -> {
      requireNow(index, version);
      return made.get();
    };
  }

  static void requireNow(LiveIndex index, int version) {
    if (index.version() != version) {
      throw new IllegalStateException("read a delta before the next event is applied");
    }
  }

  /**
   * Adds what a subject may exchange with outside addresses.
   *
   * @param was whether there was a subject before, with these terms
   * @param is whether there is one now
   */
  void outside(
      Supplier<Group> subject,
      Direction direction,
      boolean was,
      int @Nullable [] before,
      boolean is,
      int @Nullable [] after) {
    List<Peer> blocks = new ArrayList<>();
    for (int[] terms :
        new int[][] {before == null ? new int[0] : before, after == null ? new int[0] : after}) {
      for (int i = 0; i < terms.length; i += 2) {
        blocks.add(index.terms().outsidePeer(terms[i]));
      }
    }
    AddressPartition partition = new AddressPartition(blocks);
    Map<Long, List<AddressRange>> changes = new LinkedHashMap<>();
    for (AddressRange family : List.of(AddressRange.ALL_IPV4, AddressRange.ALL_IPV6)) {
      for (AddressRange piece : partition.pieces(family)) {
        int from = was ? outside(before, piece) : ConnectionTable.NONE;
        int to = is ? outside(after, piece) : ConnectionTable.NONE;
        if (from != to) {
          MatrixBuilder.append(
              changes.computeIfAbsent((long) from << 32 | to, k -> new ArrayList<>()), piece);
        }
      }
    }
    changes.forEach(
        (step, ranges) ->
            add(
                direction,
                () -> new Group.Addresses(ranges),
                subject,
                (int) (step >> 32),
                step.intValue()));
  }

  private int outside(int @Nullable [] terms, AddressRange piece) {
    if (terms == null) {
      return ConnectionTable.ALL;
    }
    int result = ConnectionTable.NONE;
    for (int i = 0; i < terms.length; i += 2) {
      Peer peer = index.terms().outsidePeer(terms[i]);
      if (peer instanceof Peer.Anyone
          || peer instanceof Peer.IpBlock block && Fleet.holds(block, piece)) {
        result = connections.union(result, terms[i + 1]);
      }
    }
    return result;
  }
}
