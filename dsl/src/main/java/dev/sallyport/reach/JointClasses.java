package dev.sallyport.reach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pods of two snapshots by their class in each: pods of one joint class are alike before and
 * after. A pod is the same if its id is. {@code O(pods)}.
 */
final class JointClasses implements Members {
  private final List<Pod> pods;
  private final int[] before;
  private final int[] after;
  private final Members members;

  private JointClasses(List<Pod> pods, int[] before, int[] after, Members members) {
    this.pods = pods;
    this.before = before;
    this.after = after;
    this.members = members;
  }

  /** Members by class, one class after the other. */
  private record Listed(int[] start, int[] pods) implements Members {
    @Override
    public int count(int joint) {
      return start[joint + 1] - start[joint];
    }

    @Override
    public int member(int joint, int index) {
      return pods[start[joint] + index];
    }
  }

  /** Whether each joint class is the class of the same number, before and after. */
  boolean isIdentity() {
    return before == after;
  }

  static JointClasses of(Reachability before, Reachability after) {
    List<Pod> old = before.snapshot().pods();
    List<Pod> now = after.snapshot().pods();
    PodClasses oldClasses = before.engine().classes();
    PodClasses nowClasses = after.engine().classes();
    if (isSame(old, now, oldClasses, nowClasses)) {
      int[] same = new int[nowClasses.size()];
      Arrays.setAll(same, c -> c);
      return new JointClasses(now, same, same, nowClasses);
    }
    boolean[] kept = new boolean[old.size()];
    PairIds joint = new PairIds();
    IntList beforeOf = new IntList();
    IntList afterOf = new IntList();
    int[] classOf = new int[now.size()];
    for (int i = 0; i < now.size(); i++) {
      int place = i < old.size() && old.get(i) == now.get(i) ? i : before.fleet().find(now.get(i));
      if (place >= 0) {
        kept[place] = true;
      }
      classOf[i] =
          number(
              joint,
              place < 0 ? -1 : oldClasses.classOf(place),
              nowClasses.classOf(i),
              beforeOf,
              afterOf);
    }
    List<Pod> all = now;
    int removed = 0;
    for (boolean each : kept) {
      removed += each ? 0 : 1;
    }
    if (removed > 0) {
      all = new ArrayList<>(now);
      classOf = Arrays.copyOf(classOf, now.size() + removed);
      for (int i = 0; i < kept.length; i++) {
        if (!kept[i]) {
          classOf[all.size()] = number(joint, oldClasses.classOf(i), -1, beforeOf, afterOf);
          all.add(old.get(i));
        }
      }
    }
    return of(all, classOf, beforeOf.toArray(), afterOf.toArray());
  }

  /** Whether the pods are the very same and fall into the same classes. */
  private static boolean isSame(
      List<Pod> old, List<Pod> now, PodClasses oldClasses, PodClasses nowClasses) {
    if (old.size() != now.size()) {
      return false;
    }
    for (int i = 0; i < now.size(); i++) {
      if (old.get(i) != now.get(i) || oldClasses.classOf(i) != nowClasses.classOf(i)) {
        return false;
      }
    }
    return true;
  }

  private static int number(
      PairIds joint, int before, int after, IntList beforeOf, IntList afterOf) {
    int id = joint.number(before + 1, after + 1);
    if (id == beforeOf.size()) {
      beforeOf.add(before);
      afterOf.add(after);
    }
    return id;
  }

  private static JointClasses of(List<Pod> pods, int[] classOf, int[] before, int[] after) {
    int[] start = new int[before.length + 1];
    for (int c : classOf) {
      start[c + 1]++;
    }
    for (int c = 0; c < before.length; c++) {
      start[c + 1] += start[c];
    }
    int[] members = new int[classOf.length];
    int[] next = start.clone();
    for (int i = 0; i < classOf.length; i++) {
      members[next[classOf[i]]++] = i;
    }
    return new JointClasses(pods, before, after, new Listed(start, members));
  }

  int size() {
    return before.length;
  }

  /** The class before; -1 if the pods were not there, or finished. */
  int before(int joint) {
    return before[joint];
  }

  /** The class after; -1 if the pods are not there any more, or finished. */
  int after(int joint) {
    return after[joint];
  }

  @Override
  public int count(int joint) {
    return members.count(joint);
  }

  @Override
  public int member(int joint, int index) {
    return members.member(joint, index);
  }

  /** A pod of a joint class; as it is after, if it still is. */
  Pod pod(int joint, int index) {
    return pods.get(member(joint, index));
  }

  Group.Pods group(int[] joints) {
    return new Group.Pods(new PodList(pods, this, joints));
  }
}
