package dev.sallyport.runtime.report;

import dev.sallyport.Protocol;
import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Connectivity as a person would tell it: sources that reach the same are told together, what
 * reaches everything says so, and name resolution stands apart.
 *
 * @param entries in the order of their sources: workloads by name, addresses last
 * @param dns who may ask which workload for names; same form
 */
record Summary(List<Entry> entries, List<Entry> dns) {
  private static final ConnectionSet DNS =
      ConnectionSet.of(Protocol.UDP, 53)
          .union(ConnectionSet.of(Protocol.TCP, 53))
          .union(ConnectionSet.of(Protocol.UDP, 5353))
          .union(ConnectionSet.of(Protocol.TCP, 5353));

  /**
   * Some sources and what all of them reach.
   *
   * @param from how the sources are named, one name a line
   * @param targets what they reach
   */
  record Entry(List<String> from, List<Target> targets) {}

  /**
   * Somebody who is reached.
   *
   * @param to how the destination is named
   * @param on what it is reached on
   */
  record Target(String to, String on) {}

  /** What is possible, and what is with some plugins only. */
  record Ways(ConnectionSet always, ConnectionSet sometimes) {
    @Override
    public String toString() {
      if (sometimes.isEmpty()) {
        return always.toString();
      }
      return (always.isEmpty() ? "" : always + "; ") + "some plugins: " + sometimes;
    }
  }

  /** Endpoints on one side of a row. */
  private static final class Side {
    private final Set<Pod> pods = new TreeSet<>(Crowd.BY_NAME);
    private final TreeSet<AddressRange> ranges = new TreeSet<>();

    void add(Endpoint endpoint) {
      if (endpoint instanceof Pod pod) {
        pods.add(pod);
      } else {
        ranges.add((AddressRange) endpoint);
      }
    }
  }

  static Summary of(Connectivity connectivity, List<Pod> all) {
    Crowd crowd = new Crowd(all);
    Map<Endpoint, Map<Ways, Side>> reached = new LinkedHashMap<>();
    Map<Pod, Map<Ways, Side>> fromOutside = new TreeMap<>(Crowd.BY_NAME);
    Map<Ways, Map<Pod, Side>> dns = new LinkedHashMap<>();
    for (Connectivity.Row row : connectivity.rows()) {
      Ways ways = new Ways(row.connections(), row.pluginDependent());
      if (row.from() instanceof Pod && row.to() instanceof Pod to && isDns(ways)) {
        dns.computeIfAbsent(ways, w -> new TreeMap<>(Crowd.BY_NAME))
            .computeIfAbsent(to, t -> new Side())
            .add(row.from());
      } else if (row.from() instanceof Pod) {
        reached
            .computeIfAbsent(row.from(), f -> new LinkedHashMap<>())
            .computeIfAbsent(ways, w -> new Side())
            .add(row.to());
      } else {
        fromOutside
            .computeIfAbsent((Pod) row.to(), t -> new LinkedHashMap<>())
            .computeIfAbsent(ways, w -> new Side())
            .add(row.from());
      }
    }
    List<Entry> entries = new ArrayList<>(workloads(reached, crowd));
    entries.addAll(outside(fromOutside, crowd));
    return new Summary(entries, dns(dns, crowd));
  }

  private static boolean isDns(Ways ways) {
    return DNS.containsAll(ways.always().union(ways.sometimes()));
  }

  private static List<Entry> workloads(Map<Endpoint, Map<Ways, Side>> reached, Crowd crowd) {
    Map<List<Target>, Set<Pod>> sources = new LinkedHashMap<>();
    reached.forEach(
        (from, ways) -> {
          List<Target> targets = new ArrayList<>();
          ways.forEach(
              (way, side) -> {
                for (String name : crowd.others(side.pods, (Pod) from)) {
                  targets.add(new Target(name, way.toString()));
                }
              });
          targets.sort(Comparator.comparing(Target::to).thenComparing(Target::on));
          ways.forEach(
              (way, side) -> {
                for (String name : Outside.names(side.ranges)) {
                  targets.add(new Target(name, way.toString()));
                }
              });
          sources.computeIfAbsent(targets, t -> new TreeSet<>(Crowd.BY_NAME)).add((Pod) from);
        });
    List<Entry> entries = new ArrayList<>();
    sources.forEach((targets, from) -> entries.add(new Entry(crowd.names(from), targets)));
    return entries;
  }

  private static List<Entry> outside(Map<Pod, Map<Ways, Side>> fromOutside, Crowd crowd) {
    Map<List<String>, Map<String, Set<Pod>>> bySource = new TreeMap<>(Outside.ORDER);
    fromOutside.forEach(
        (to, ways) ->
            ways.forEach(
                (way, side) ->
                    bySource
                        .computeIfAbsent(Outside.names(side.ranges), n -> new LinkedHashMap<>())
                        .computeIfAbsent(way.toString(), w -> new TreeSet<>(Crowd.BY_NAME))
                        .add(to)));
    List<Entry> entries = new ArrayList<>();
    bySource.forEach(
        (from, destinations) -> {
          List<Target> targets = new ArrayList<>();
          destinations.forEach(
              (on, pods) -> crowd.names(pods).forEach(name -> targets.add(new Target(name, on))));
          entries.add(new Entry(from, targets));
        });
    return entries;
  }

  private static List<Entry> dns(Map<Ways, Map<Pod, Side>> dns, Crowd crowd) {
    Map<List<String>, List<Target>> bySource = new LinkedHashMap<>();
    dns.forEach(
        (ways, destinations) ->
            destinations.forEach(
                (to, side) ->
                    bySource
                        .computeIfAbsent(crowd.others(side.pods, to), n -> new ArrayList<>())
                        .add(new Target(to.id(), ways.toString()))));
    List<Entry> entries = new ArrayList<>();
    bySource.forEach((from, targets) -> entries.add(new Entry(from, targets)));
    return entries;
  }
}
