package dev.sallyport.runtime.report;

import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.Matrix;
import dev.sallyport.reach.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A matrix in pairs: who may connect to whom. A workload to itself is left out; address ranges that
 * touch and allow the same are one.
 *
 * @param rows sorted by source, then destination: workloads by name before addresses by number
 */
public record Connectivity(List<Row> rows) {

  /** Copies the rows. */
  public Connectivity {
    rows = List.copyOf(rows);
  }

  /**
   * One pair.
   *
   * @param from who connects
   * @param to whom
   * @param connections what is possible
   * @param pluginDependent what is possible with some network plugins only
   */
  public record Row(
      Endpoint from, Endpoint to, ConnectionSet connections, ConnectionSet pluginDependent)
      implements Comparable<Row> {

    /** By source, then destination. */
    @Override
    public int compareTo(Row other) {
      int order = compare(from, other.from);
      return order != 0 ? order : compare(to, other.to);
    }

    private static int compare(Endpoint a, Endpoint b) {
      if (a instanceof AddressRange x && b instanceof AddressRange y) {
        return x.compareTo(y);
      }
      if (a instanceof Pod x && b instanceof Pod y) {
        int order = x.namespace().compareTo(y.namespace());
        return order != 0 ? order : x.name().compareTo(y.name());
      }
      return a instanceof Pod ? -1 : 1;
    }
  }

  /** A pod, and whether it is the source. */
  private record Side(Pod pod, boolean isSource) {}

  /** {@code O(pairs × log pairs)}: for fleets of thousands of workloads read the matrix itself. */
  public static Connectivity of(Matrix matrix) {
    List<Row> rows = new ArrayList<>();
    Map<Side, List<Row>> outside = new HashMap<>();
    for (Matrix.Row row : matrix) {
      if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Pods to) {
        for (Pod source : from.pods()) {
          for (Pod destination : to.pods()) {
            if (!source.equals(destination)) {
              rows.add(new Row(source, destination, row.connections(), row.pluginDependent()));
            }
          }
        }
      } else if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Addresses to) {
        for (Pod source : from.pods()) {
          for (AddressRange range : to.ranges()) {
            outside
                .computeIfAbsent(new Side(source, true), s -> new ArrayList<>())
                .add(new Row(source, range, row.connections(), row.pluginDependent()));
          }
        }
      } else if (row.from() instanceof Group.Addresses from && row.to() instanceof Group.Pods to) {
        for (Pod destination : to.pods()) {
          for (AddressRange range : from.ranges()) {
            outside
                .computeIfAbsent(new Side(destination, false), s -> new ArrayList<>())
                .add(new Row(range, destination, row.connections(), row.pluginDependent()));
          }
        }
      }
    }
    outside.forEach((side, some) -> rows.addAll(joined(some, side.isSource())));
    rows.sort(null);
    return new Connectivity(rows);
  }

  /** Joins ranges that touch and allow the same. */
  private static List<Row> joined(List<Row> rows, boolean isSource) {
    rows.sort(null);
    List<Row> joined = new ArrayList<>();
    for (Row row : rows) {
      Row last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null
          && last.connections().equals(row.connections())
          && last.pluginDependent().equals(row.pluginDependent())) {
        AddressRange before = (AddressRange) (isSource ? last.to() : last.from());
        AddressRange here = (AddressRange) (isSource ? row.to() : row.from());
        if (touch(before, here)) {
          AddressRange both = new AddressRange(before.first(), here.last());
          joined.set(
              joined.size() - 1,
              new Row(
                  isSource ? row.from() : both,
                  isSource ? both : row.to(),
                  row.connections(),
                  row.pluginDependent()));
          continue;
        }
      }
      joined.add(row);
    }
    return joined;
  }

  private static boolean touch(AddressRange before, AddressRange after) {
    if (before.isIpv6() != after.isIpv6()) {
      return false;
    }
    long low = before.last().low() + 1;
    long high = before.last().high() + (low == 0 ? 1 : 0);
    return after.first().low() == low && after.first().high() == high;
  }
}
