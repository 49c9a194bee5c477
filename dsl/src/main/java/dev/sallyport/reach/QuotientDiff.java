package dev.sallyport.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pairs of joint classes whose connections differ between two quotient matrices: groups that
 * differ, without the pairs that either version keeps singly, then those pairs.
 */
final class QuotientDiff {
  private final Answers.Of before;
  private final Answers.Of after;
  private final JointClasses joint;
  private final Answers answers = new Answers();

  /** Joint classes by their class in one version. */
  private final int[][] ofBefore;

  private final int[][] ofAfter;

  QuotientDiff(List<World> before, List<World> after, JointClasses joint) {
    this.before = answers.new Of(before);
    this.after = answers.new Of(after);
    this.joint = joint;
    if (joint.isIdentity()) {
      this.ofBefore = new int[0][];
      this.ofAfter = ofBefore;
      return;
    }
    int[] old = new int[joint.size()];
    int[] now = new int[joint.size()];
    for (int j = 0; j < joint.size(); j++) {
      old[j] = joint.before(j);
      now[j] = joint.after(j);
    }
    this.ofBefore = invert(old, before.get(0).quotient().size());
    this.ofAfter = invert(now, after.get(0).quotient().size());
  }

  /** Takes a rectangle of joint classes. */
  interface Target {
    void accept(
        int[] from, int[] to, ConnectivityDiff.Allowed before, ConnectivityDiff.Allowed after);
  }

  private static int[][] invert(int[] classOf, int classes) {
    int[] count = new int[classes];
    for (int c : classOf) {
      if (c >= 0) {
        count[c]++;
      }
    }
    int[][] result = new int[classes][];
    for (int c = 0; c < classes; c++) {
      result[c] = new int[count[c]];
    }
    for (int j = classOf.length - 1; j >= 0; j--) {
      if (classOf[j] >= 0) {
        result[classOf[j]][--count[classOf[j]]] = j;
      }
    }
    return result;
  }

  private int before(int s, int d) {
    return joint.before(s) < 0 || joint.before(d) < 0
        ? 0
        : before.connections(joint.before(s), joint.before(d));
  }

  private int after(int s, int d) {
    return joint.after(s) < 0 || joint.after(d) < 0
        ? 0
        : after.connections(joint.after(s), joint.after(d));
  }

  void rectangles(Target target) {
    PairIds sourceIds = new PairIds();
    PairIds destinationIds = new PairIds();
    int[] sourceBefore = before.sourceGroups(classes(before));
    int[] sourceAfter = after.sourceGroups(classes(after));
    int[] destinationBefore = before.destinationGroups(classes(before));
    int[] destinationAfter = after.destinationGroups(classes(after));
    int[] sourceGroup = new int[joint.size()];
    int[] destinationGroup = new int[joint.size()];
    List<IntList> sources = new ArrayList<>();
    List<IntList> destinations = new ArrayList<>();
    for (int j = 0; j < joint.size(); j++) {
      int was = joint.before(j);
      int is = joint.after(j);
      sourceGroup[j] =
          group(
              sourceIds,
              was < 0 ? 0 : sourceBefore[was] + 1,
              is < 0 ? 0 : sourceAfter[is] + 1,
              j,
              sources);
      destinationGroup[j] =
          group(
              destinationIds,
              was < 0 ? 0 : destinationBefore[was] + 1,
              is < 0 ? 0 : destinationAfter[is] + 1,
              j,
              destinations);
    }
    Map<Long, IntList> differing = new LinkedHashMap<>();
    for (int g = 0; g < sources.size(); g++) {
      for (int h = 0; h < destinations.size(); h++) {
        int s = sources.get(g).get(0);
        int d = destinations.get(h).get(0);
        if (tableBefore(s, d) != tableAfter(s, d)) {
          differing.put((long) g << 32 | h, new IntList());
        }
      }
    }
    singlePairs(sourceGroup, destinationGroup, differing, target);
    differing.forEach(
        (key, holes) ->
            rectangle(
                sources.get((int) (key >> 32)), destinations.get(key.intValue()), holes, target));
  }

  private static int classes(Answers.Of version) {
    return version.worlds().get(0).quotient().size();
  }

  private static int group(PairIds ids, int before, int after, int j, List<IntList> members) {
    int id = ids.number(before, after);
    if (id == members.size()) {
      members.add(new IntList());
    }
    members.get(id).add(j);
    return id;
  }

  private int tableBefore(int s, int d) {
    int from = joint.before(s);
    int to = joint.before(d);
    return from < 0 || to < 0 ? 0 : before.table(from, to);
  }

  private int tableAfter(int s, int d) {
    int from = joint.after(s);
    int to = joint.after(d);
    return from < 0 || to < 0 ? 0 : after.table(from, to);
  }

  /** Pairs that either version keeps singly; each is a hole in the rectangle of its groups. */
  private void singlePairs(
      int[] sourceGroup, int[] destinationGroup, Map<Long, IntList> differing, Target target) {
    int[] seen = new int[joint.size()];
    IntList candidates = new IntList();
    // Most sources have no hole to report and the same pairs in both versions.
    BitSet sourcesWithHoles = new BitSet();
    BitSet destinationsWithHoles = new BitSet();
    for (long key : differing.keySet()) {
      sourcesWithHoles.set((int) (key >> 32));
      destinationsWithHoles.set((int) key);
    }
    for (int s = 0; s < joint.size(); s++) {
      boolean same = sameList(s);
      if (same
          && (!sourcesWithHoles.get(sourceGroup[s])
              || !meets(s, destinationGroup, destinationsWithHoles))) {
        continue;
      }
      candidates.clear();
      if (joint.before(s) >= 0) {
        for (World world : before.worlds()) {
          collect(world.quotient().pairs(), joint.before(s), ofBefore, s, seen, candidates);
        }
      }
      if (joint.after(s) >= 0) {
        for (World world : after.worlds()) {
          collect(world.quotient().pairs(), joint.after(s), ofAfter, s, seen, candidates);
        }
      }
      Map<Long, IntList> changes = new HashMap<>();
      List<Long> order = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        int d = candidates.get(i);
        IntList holes =
            !destinationsWithHoles.get(destinationGroup[d])
                ? null
                : differing.get((long) sourceGroup[s] << 32 | destinationGroup[d]);
        if (holes != null) {
          holes.add(s);
          holes.add(d);
        }
        long step = (long) before(s, d) << 32 | after(s, d);
        if ((int) (step >> 32) != (int) step && (s != d || joint.count(s) > 1)) {
          IntList list = changes.get(step);
          if (list == null) {
            list = new IntList();
            changes.put(step, list);
            order.add(step);
          }
          list.add(d);
        }
      }
      for (long step : order) {
        target.accept(
            new int[] {s},
            changes.getOrDefault(step, new IntList()).toArray(),
            answers.get((int) (step >> 32)),
            answers.get((int) step));
      }
    }
  }

  /** Whether a source has single pairs with a group of destinations that differs. */
  private boolean meets(int s, int[] destinationGroup, BitSet groups) {
    SparseRows pairs = before.worlds().get(0).quotient().pairs();
    int was = joint.before(s);
    for (int i = pairs.start(was); i < pairs.end(was); i++) {
      if (groups.get(destinationGroup[only(ofBefore, pairs.column(i))])) {
        return true;
      }
    }
    return false;
  }

  /** Whether both versions are of one world and keep the same single pairs for a source. */
  private boolean sameList(int s) {
    int was = joint.before(s);
    int is = joint.after(s);
    if (was < 0 || is < 0 || before.worlds().size() > 1 || after.worlds().size() > 1) {
      return false;
    }
    SparseRows old = before.worlds().get(0).quotient().pairs();
    SparseRows now = after.worlds().get(0).quotient().pairs();
    int from = old.start(was);
    int length = old.end(was) - from;
    int other = now.start(is);
    if (now.end(is) - other != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      int one = only(ofBefore, old.column(from + i));
      int two = only(ofAfter, now.column(other + i));
      if (one < 0
          || one != two
          || before.ofOne(old.value(from + i)) != after.ofOne(now.value(other + i))) {
        return false;
      }
    }
    return true;
  }

  /** The one joint class of a class; -1 if there are several. */
  private int only(int[][] jointOf, int podClass) {
    if (joint.isIdentity()) {
      return podClass;
    }
    return jointOf[podClass].length == 1 ? jointOf[podClass][0] : -1;
  }

  private void collect(
      SparseRows pairs, int podClass, int[][] jointOf, int s, int[] seen, IntList target) {
    for (int i = pairs.start(podClass); i < pairs.end(podClass); i++) {
      if (joint.isIdentity()) {
        add(pairs.column(i), s, seen, target);
        continue;
      }
      for (int d : jointOf[pairs.column(i)]) {
        add(d, s, seen, target);
      }
    }
  }

  private static void add(int d, int s, int[] seen, IntList target) {
    if (seen[d] != s + 1) {
      seen[d] = s + 1;
      target.add(d);
    }
  }

  private void rectangle(IntList from, IntList to, IntList holes, Target target) {
    ConnectivityDiff.Allowed was = answers.get(tableBefore(from.get(0), to.get(0)));
    ConnectivityDiff.Allowed is = answers.get(tableAfter(from.get(0), to.get(0)));
    Map<Integer, List<Integer>> missed = new HashMap<>();
    for (int i = 0; i < holes.size(); i += 2) {
      missed.computeIfAbsent(holes.get(i), s -> new ArrayList<>()).add(holes.get(i + 1));
    }
    Map<List<Integer>, IntList> byHoles = new LinkedHashMap<>();
    for (int i = 0; i < from.size(); i++) {
      byHoles
          .computeIfAbsent(missed.getOrDefault(from.get(i), List.of()), m -> new IntList())
          .add(from.get(i));
    }
    byHoles.forEach(
        (without, sources) -> {
          IntList destinations = new IntList();
          for (int i = 0; i < to.size(); i++) {
            if (!without.contains(to.get(i))) {
              destinations.add(to.get(i));
            }
          }
          boolean itself =
              sources.size() == 1
                  && destinations.size() == 1
                  && sources.get(0) == destinations.get(0)
                  && joint.count(sources.get(0)) == 1;
          if (destinations.size() > 0 && !itself) {
            target.accept(sources.toArray(), destinations.toArray(), was, is);
          }
        });
  }
}
