package dev.sallyport.runtime.report;

import dev.sallyport.reach.Group;
import dev.sallyport.reach.Matrix;
import dev.sallyport.reach.Pod;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * How many pairs a matrix stands for, without looking at each.
 *
 * @param open pairs of different workloads that can connect
 * @param sometimes pairs that can with some network plugins only
 * @param outside pairs of a workload and a range of outside addresses
 */
record Counts(long open, long sometimes, long outside) {

  /** {@code O(sizes of all groups)}. */
  static Counts of(Matrix matrix) {
    long open = 0;
    long sometimes = 0;
    long outside = 0;
    for (Matrix.Row row : matrix) {
      long pairs = (long) size(row.from()) * size(row.to());
      if (row.from() instanceof Group.Pods from && row.to() instanceof Group.Pods to) {
        pairs -= shared(from.pods(), to.pods());
        open += row.connections().isEmpty() ? 0 : pairs;
        sometimes += row.connections().isEmpty() ? pairs : 0;
      } else {
        outside += pairs;
      }
    }
    return new Counts(open, sometimes, outside);
  }

  /** How many rows a table of pairs has. */
  long rows() {
    return open + sometimes + outside;
  }

  /** The counts in one line, with those of the fleet. */
  String line(MatrixReport report) {
    int pods = report.snapshot().pods().size();
    int policies = report.snapshot().policies().size() + report.snapshot().clusterPolicies().size();
    long all = (long) pods * (pods - 1);
    return count(pods, "workload", "workloads")
        + ", "
        + count(policies, "policy", "policies")
        + "; "
        + open
        + " of "
        + all
        + " pairs of workloads are open"
        + (sometimes == 0 ? "" : ", and " + sometimes + " more with some network plugins");
  }

  private static int size(Group group) {
    return group instanceof Group.Pods pods
        ? pods.pods().size()
        : ((Group.Addresses) group).ranges().size();
  }

  private static int shared(List<Pod> a, List<Pod> b) {
    List<Pod> small = a.size() < b.size() ? a : b;
    List<Pod> large = a.size() < b.size() ? b : a;
    Set<Pod> members = Collections.newSetFromMap(new IdentityHashMap<>(small.size()));
    members.addAll(small);
    int shared = 0;
    for (Pod pod : large) {
      shared += members.contains(pod) ? 1 : 0;
    }
    return shared;
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
