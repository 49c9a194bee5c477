package dev.sallyport.reach;

import dev.sallyport.policy.Direction;
import dev.sallyport.policy.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the matrix over classes of pods that are alike. */
final class MatrixBuilder {
  private final Reachability reachability;
  private final Fleet fleet;

  MatrixBuilder(Reachability reachability, Fleet fleet) {
    this.reachability = reachability;
    this.fleet = fleet;
  }

  private record Alike(
      String namespace,
      Object labels,
      Object ports,
      boolean hostNetwork,
      List<IpAddress> addresses) {}

  private record Allowed(ConnectionSet connections, ConnectionSet pluginDependent) {
    boolean isEmpty() {
      return connections.isEmpty() && pluginDependent.isEmpty();
    }
  }

  Matrix build() {
    Map<Alike, List<Pod>> byKey = new LinkedHashMap<>();
    for (Pod pod : fleet.snapshot().pods()) {
      if (pod.isLive()) {
        Alike key =
            new Alike(
                pod.namespace(), pod.labels(), pod.ports(), pod.hostNetwork(), pod.addresses());
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(pod);
      }
    }
    List<List<Pod>> classes = new ArrayList<>(byKey.values());
    List<Matrix.Row> rows = new ArrayList<>();
    podsToPods(classes, rows);
    outside(classes, Direction.INGRESS, rows);
    outside(classes, Direction.EGRESS, rows);
    return new Matrix(rows);
  }

  private void podsToPods(List<List<Pod>> classes, List<Matrix.Row> rows) {
    Map<Map<Allowed, List<Integer>>, List<Integer>> sources = new LinkedHashMap<>();
    for (int s = 0; s < classes.size(); s++) {
      Map<Allowed, List<Integer>> row = new LinkedHashMap<>();
      for (int d = 0; d < classes.size(); d++) {
        // Two replicas that are alike talk through policy; one pod to itself is not meant.
        Pod source = classes.get(s).get(0);
        List<Pod> destinations = classes.get(d);
        if (s == d && destinations.size() == 1) {
          continue;
        }
        Pod destination = destinations.get(s == d ? 1 : 0);
        Allowed allowed =
            new Allowed(
                reachability.connections(source, destination),
                reachability.pluginDependent(source, destination));
        if (!allowed.isEmpty()) {
          row.computeIfAbsent(allowed, a -> new ArrayList<>()).add(d);
        }
      }
      sources.computeIfAbsent(row, r -> new ArrayList<>()).add(s);
    }
    sources.forEach(
        (row, from) ->
            row.forEach(
                (allowed, to) ->
                    rows.add(
                        new Matrix.Row(
                            pods(classes, from),
                            pods(classes, to),
                            allowed.connections,
                            allowed.pluginDependent))));
  }

  private static Group pods(List<List<Pod>> classes, List<Integer> members) {
    List<Pod> pods = new ArrayList<>();
    members.forEach(member -> pods.addAll(classes.get(member)));
    return new Group.Pods(pods);
  }

  private void outside(List<List<Pod>> classes, Direction direction, List<Matrix.Row> rows) {
    Map<Map<Allowed, List<AddressRange>>, List<Integer>> alike = new LinkedHashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      Pod pod = classes.get(c).get(0);
      AddressPartition partition = reachability.partition(pod, direction);
      Map<Allowed, List<AddressRange>> byAllowed = new LinkedHashMap<>();
      for (AddressRange family : List.of(AddressRange.ALL_IPV4, AddressRange.ALL_IPV6)) {
        for (AddressRange piece : partition.pieces(family)) {
          Endpoint from = direction == Direction.INGRESS ? piece : pod;
          Endpoint to = direction == Direction.INGRESS ? pod : piece;
          Allowed allowed =
              new Allowed(
                  reachability.connections(from, to), reachability.pluginDependent(from, to));
          if (!allowed.isEmpty()) {
            append(byAllowed.computeIfAbsent(allowed, a -> new ArrayList<>()), piece);
          }
        }
      }
      alike.computeIfAbsent(byAllowed, a -> new ArrayList<>()).add(c);
    }
    alike.forEach(
        (byAllowed, members) ->
            byAllowed.forEach(
                (allowed, ranges) -> {
                  Group addresses = new Group.Addresses(ranges);
                  Group pods = pods(classes, members);
                  rows.add(
                      new Matrix.Row(
                          direction == Direction.INGRESS ? addresses : pods,
                          direction == Direction.INGRESS ? pods : addresses,
                          allowed.connections,
                          allowed.pluginDependent));
                }));
  }

  private static void append(List<AddressRange> ranges, AddressRange piece) {
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
