package dev.sallyport.samples.evidence;

import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.Matrix;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that can connect in a snapshot, by the names of pods.
 *
 * <p>What only some network plugins allow counts as possible: a sample claims that what it does not
 * list is closed.
 *
 * @param betweenPods pairs of different pods, sorted
 * @param fromOutside addresses outside the cluster that reach a pod, by the pod's name
 * @param toOutside addresses outside the cluster that a pod reaches, by the pod's name
 */
public record Connectivity(
    List<Connection> betweenPods,
    Map<String, List<Outside>> fromOutside,
    Map<String, List<Outside>> toOutside) {

  /**
   * Addresses at the other end.
   *
   * @param ranges the addresses
   * @param on what is possible
   */
  public record Outside(List<AddressRange> ranges, ConnectionSet on) {
    private static final List<AddressRange> PUBLIC =
        Stream.of("8.8.8.8", "2001:4860:4860::8888").map(AddressRange::parse).toList();
    private static final List<AddressRange> PRIVATE =
        Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.169.254/32", "fd00::/8")
            .map(AddressRange::parse)
            .toList();

    /** Whether these are all addresses of both families. */
    public boolean isEverybody() {
      return ranges.contains(AddressRange.ALL_IPV4) && ranges.contains(AddressRange.ALL_IPV6);
    }

    /** Whether public addresses of both families are among these, and none of a private range. */
    public boolean isPublic() {
      return PUBLIC.stream().allMatch(this::overlaps) && PRIVATE.stream().noneMatch(this::overlaps);
    }

    /** Whether an address is among these. */
    public boolean overlaps(AddressRange other) {
      return ranges.stream().anyMatch(other::overlaps);
    }
  }

  /** Evaluates a snapshot. */
  public static Connectivity of(Snapshot snapshot) {
    List<Connection> betweenPods = new ArrayList<>();
    Map<String, List<Outside>> fromOutside = new TreeMap<>();
    Map<String, List<Outside>> toOutside = new TreeMap<>();
    for (Matrix.Row row : Reachability.of(snapshot).matrix()) {
      ConnectionSet on = row.connections().union(row.pluginDependent());
      if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Pods to) {
        between(from.pods(), to.pods(), on, betweenPods);
      } else if (row.from() instanceof Group.Addresses from && row.to() instanceof Group.Pods to) {
        outside(to.pods(), new Outside(from.ranges(), on), fromOutside);
      } else if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Addresses to) {
        outside(from.pods(), new Outside(to.ranges(), on), toOutside);
      }
    }
    Collections.sort(betweenPods);
    return new Connectivity(betweenPods, fromOutside, toOutside);
  }

  private static void between(
      List<Pod> from, List<Pod> to, ConnectionSet on, List<Connection> found) {
    for (Pod source : from) {
      for (Pod destination : to) {
        if (!source.equals(destination)) {
          found.add(new Connection(source.name(), destination.name(), on));
        }
      }
    }
  }

  private static void outside(List<Pod> pods, Outside outside, Map<String, List<Outside>> found) {
    for (Pod pod : pods) {
      found.computeIfAbsent(pod.name(), name -> new ArrayList<>()).add(outside);
    }
  }

  /** The connections of {@link #betweenPods()} to one pod. */
  public List<Connection> to(String name) {
    return betweenPods.stream().filter(connection -> connection.to().equals(name)).toList();
  }

  /** The connections of {@link #betweenPods()} of which neither end is one of these pods. */
  public List<Connection> without(String... names) {
    List<String> left = List.of(names);
    return betweenPods.stream()
        .filter(connection -> !left.contains(connection.from()) && !left.contains(connection.to()))
        .toList();
  }
}
