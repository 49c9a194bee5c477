package dev.sallyport.runtime.report;

import dev.sallyport.reach.Pod;

/** How much a table stands for, in one line. */
final class Counts {
  private Counts() {}

  static String of(MatrixReport report) {
    long open = 0;
    long sometimes = 0;
    for (Connectivity.Row row : report.connectivity().rows()) {
      if (row.from() instanceof Pod && row.to() instanceof Pod) {
        open += row.connections().isEmpty() ? 0 : 1;
        sometimes += row.connections().isEmpty() ? 1 : 0;
      }
    }
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

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
