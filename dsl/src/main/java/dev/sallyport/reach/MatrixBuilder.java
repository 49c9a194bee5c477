package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the matrix over classes of pods that are alike, from the all-pairs answers of every
 * behavior that is possible.
 */
final class MatrixBuilder {
  private final Reachability reachability;
  private final PodClasses classes;
  private final List<Pod> pods;
  private final List<World> worlds;
  private final List<Matrix.Row> rows = new ArrayList<>();

  MatrixBuilder(Reachability reachability) {
    this.reachability = reachability;
    this.classes = reachability.engine().classes();
    this.pods = reachability.snapshot().pods();
    this.worlds = reachability.worlds();
  }

  private record Allowed(ConnectionSet connections, ConnectionSet pluginDependent) {
    boolean isEmpty() {
      return connections.isEmpty() && pluginDependent.isEmpty();
    }
  }

  Matrix build() {
    rows.addAll(new QuotientRows(worlds, classes, pods).rows());
    outside(Direction.INGRESS);
    outside(Direction.EGRESS);
    return new Matrix(rows);
  }

  private Pod pod(int podClass, int index) {
    return pods.get(classes.member(podClass, index));
  }

  private Group pods(IntList members) {
    return new Group.Pods(new PodList(pods, classes, members.toArray()));
  }

  private Allowed allowed(Endpoint from, Endpoint to) {
    return new Allowed(reachability.connections(from, to), reachability.pluginDependent(from, to));
  }

  /** Classes that name the same blocks with the same connections, one after the other. */
  private Map<Integer, IntList> alike(Direction direction) {
    Map<Integer, IntList> result = new LinkedHashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      // Towards the outside behaviors differ in nothing but host-network pods.
      boolean own = worlds.size() > 1 && classes.isOnHost(c);
      int key = own ? -2 - c : worlds.get(0).access(direction).outsideOf(c);
      result.computeIfAbsent(key, k -> new IntList()).add(c);
    }
    return result;
  }

  private void outside(Direction direction) {
    Map<Map<Allowed, List<AddressRange>>, IntList> sameRanges = new LinkedHashMap<>();
    for (IntList members : alike(direction).values()) {
      IntList all =
          sameRanges.computeIfAbsent(ranges(pod(members.get(0), 0), direction), r -> new IntList());
      for (int i = 0; i < members.size(); i++) {
        all.add(members.get(i));
      }
    }
    sameRanges.forEach(
        (byAllowed, members) ->
            byAllowed.forEach(
                (allowed, ranges) -> {
                  Group addresses = new Group.Addresses(ranges);
                  boolean in = direction == Direction.INGRESS;
                  rows.add(
                      new Matrix.Row(
                          in ? addresses : pods(members),
                          in ? pods(members) : addresses,
                          allowed.connections,
                          allowed.pluginDependent));
                }));
  }

  /** The partition of both families for one pod. */
  private Map<Allowed, List<AddressRange>> ranges(Pod pod, Direction direction) {
    AddressPartition partition = reachability.fleet().partition(pod, direction);
    Map<Allowed, List<AddressRange>> byAllowed = new LinkedHashMap<>();
    for (AddressRange family : List.of(AddressRange.ALL_IPV4, AddressRange.ALL_IPV6)) {
      for (AddressRange piece : partition.pieces(family)) {
        boolean in = direction == Direction.INGRESS;
        Allowed allowed = allowed(in ? piece : pod, in ? pod : piece);
        if (!allowed.isEmpty()) {
          append(byAllowed.computeIfAbsent(allowed, a -> new ArrayList<>()), piece);
        }
      }
    }
    return byAllowed;
  }

  /** Adds a piece behind those before it; joins it to the last where they touch. */
  static void append(List<AddressRange> ranges, AddressRange piece) {
    int last = ranges.size() - 1;
    if (last >= 0
        && ranges.get(last).isIpv6() == piece.isIpv6()
        && AddressRange.next(ranges.get(last).last()).equals(piece.first())) {
      ranges.set(last, new AddressRange(ranges.get(last).first(), piece.last()));
    } else {
      ranges.add(piece);
    }
  }
}
