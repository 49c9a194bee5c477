package dev.sallyport.reach;

import java.util.Arrays;
import java.util.List;

/** Finds a pod's place in the snapshot by its namespace and name. */
final class PodIndex {
  private final List<Pod> pods;
  private final int[] table;

  PodIndex(List<Pod> pods) {
    this.pods = pods;
    this.table = new int[Math.max(4, Integer.highestOneBit(Math.max(1, pods.size())) * 4)];
    Arrays.fill(table, -1);
    for (int i = 0; i < pods.size(); i++) {
      int slot = slot(pods.get(i));
      while (table[slot] >= 0) {
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = i;
    }
  }

  private int slot(Pod pod) {
    int hash = (pod.namespace().hashCode() * 31 + pod.name().hashCode()) * 0x9E3779B1;
    return (hash ^ hash >>> 15) & table.length - 1;
  }

  /** The place of the pod that has this pod's id; -1 if there is none. {@code O(1)}. */
  int find(Pod pod) {
    int slot = slot(pod);
    while (table[slot] >= 0) {
      Pod each = pods.get(table[slot]);
      if (each == pod
          || each.name().equals(pod.name()) && each.namespace().equals(pod.namespace())) {
        return table[slot];
      }
      slot = slot + 1 & table.length - 1;
    }
    return -1;
  }
}
