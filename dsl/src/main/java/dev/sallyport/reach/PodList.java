package dev.sallyport.reach;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The pods of some classes, without a copy of them. */
final class PodList extends AbstractList<Pod> {
  private final List<Pod> pods;
  private final Members classes;
  private final int[] members;

  /** For each class, how many pods it and those before it have. */
  private final int[] ends;

  PodList(List<Pod> pods, Members classes, int[] members) {
    this.pods = pods;
    this.classes = classes;
    this.members = members;
    this.ends = new int[members.length];
    int end = 0;
    for (int i = 0; i < members.length; i++) {
      end += classes.count(members[i]);
      ends[i] = end;
    }
  }

  @Override
  public Pod get(int index) {
    Objects.checkIndex(index, size());
    int found = Arrays.binarySearch(ends, index + 1);
    int at = found >= 0 ? found : -found - 1;
    int offset = index - (at == 0 ? 0 : ends[at - 1]);
    return pods.get(classes.member(members[at], offset));
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }
}
