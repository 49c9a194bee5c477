package dev.sallyport.reach;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the quotient matrices of one fleet, one for each behavior that is possible, as rectangles
 * without overlap: first what groups say, without the pairs that some matrix keeps singly, then
 * those pairs. {@code O(groups² + single pairs + rows)} for each matrix.
 */
final class QuotientRows {
  private final PodClasses classes;
  private final List<Pod> pods;
  private final int[] sourceGroup;
  private final int[] destinationGroup;
  private final List<IntList> sources = new ArrayList<>();
  private final List<IntList> destinations = new ArrayList<>();
  private final List<Matrix.Row> rows = new ArrayList<>();

  private final Answers answers = new Answers();
  private final Answers.Of fleet;

  QuotientRows(List<World> worlds, PodClasses classes, List<Pod> pods) {
    this.classes = classes;
    this.pods = pods;
    this.fleet = answers.new Of(worlds);
    sourceGroup = fleet.sourceGroups(classes.size());
    destinationGroup = fleet.destinationGroups(classes.size());
    for (int c = 0; c < classes.size(); c++) {
      member(sources, sourceGroup[c], c);
      member(destinations, destinationGroup[c], c);
    }
  }

  private static void member(List<IntList> members, int group, int c) {
    if (group == members.size()) {
      members.add(new IntList(4));
    }
    members.get(group).add(c);
  }

  List<Matrix.Row> rows() {
    Map<Long, Integer> tables = new LinkedHashMap<>();
    for (int g = 0; g < sources.size(); g++) {
      for (int h = 0; h < destinations.size(); h++) {
        int answer = fleet.table(sources.get(g).get(0), destinations.get(h).get(0));
        if (answer != 0) {
          tables.put((long) g << 32 | h, answer);
        }
      }
    }
    Map<Long, IntList> holes = singlePairs(tables);
    tables.forEach(
        (key, answer) ->
            rectangle(
                sources.get((int) (key >> 32)),
                destinations.get(key.intValue()),
                answer,
                holes.getOrDefault(key, new IntList(4))));
    return rows;
  }

  /**
   * Makes the rows of single pairs; sources with the same pairs share rows.
   *
   * @return per pair of groups that allow something, the single pairs: source, destination
   */
  private Map<Long, IntList> singlePairs(Map<Long, Integer> tables) {
    Map<Long, IntList> holes = new HashMap<>();
    IntTuples lists = new IntTuples();
    IntList list = new IntList();
    List<IntList> members = new ArrayList<>();
    int[] seen = new int[classes.size()];
    for (int s = 0; s < classes.size(); s++) {
      list.clear();
      for (World world : fleet.worlds()) {
        SparseRows pairs = world.quotient().pairs();
        for (int i = pairs.start(s); i < pairs.end(s); i++) {
          int d = pairs.column(i);
          if (seen[d] == s + 1) {
            continue;
          }
          seen[d] = s + 1;
          long groups = (long) sourceGroup[s] << 32 | destinationGroup[d];
          if (tables.containsKey(groups)) {
            IntList hole = holes.computeIfAbsent(groups, k -> new IntList());
            hole.add(s);
            hole.add(d);
          }
          int answer = fleet.connections(s, d);
          if (answer != 0) {
            list.add(answer);
            list.add(d);
          }
        }
      }
      if (list.size() > 0) {
        list.sortPairs(0);
        int id = lists.intern(list);
        if (id == members.size()) {
          members.add(new IntList(4));
        }
        members.get(id).add(s);
      }
    }
    for (int id = 0; id < members.size(); id++) {
      IntList to = new IntList();
      for (int i = 0; i < lists.length(id); i += 2) {
        to.add(lists.item(id, i + 1));
        if (i + 2 == lists.length(id) || lists.item(id, i + 2) != lists.item(id, i)) {
          row(members.get(id), to, lists.item(id, i));
          to.clear();
        }
      }
    }
    return holes;
  }

  private void rectangle(IntList from, IntList to, int answer, IntList holes) {
    if (holes.size() == 0) {
      row(from, to, answer);
      return;
    }
    Map<Integer, BitSet> missed = new HashMap<>();
    for (int i = 0; i < holes.size(); i += 2) {
      missed.computeIfAbsent(holes.get(i), s -> new BitSet()).set(holes.get(i + 1));
    }
    // Sources that miss the same destinations share a row.
    Map<BitSet, IntList> byHoles = new LinkedHashMap<>();
    BitSet none = new BitSet();
    for (int i = 0; i < from.size(); i++) {
      byHoles
          .computeIfAbsent(missed.getOrDefault(from.get(i), none), m -> new IntList(4))
          .add(from.get(i));
    }
    byHoles.forEach(
        (without, some) -> {
          IntList destinations = new IntList();
          for (int i = 0; i < to.size(); i++) {
            if (!without.get(to.get(i))) {
              destinations.add(to.get(i));
            }
          }
          row(some, destinations, answer);
        });
  }

  private void row(IntList from, IntList to, int answer) {
    boolean itself =
        from.size() == 1
            && to.size() == 1
            && from.get(0) == to.get(0)
            && classes.count(from.get(0)) == 1;
    if (from.size() == 0 || to.size() == 0 || itself) {
      return;
    }
    rows.add(
        new Matrix.Row(
            new Group.Pods(new PodList(pods, classes, from.toArray())),
            new Group.Pods(new PodList(pods, classes, to.toArray())),
            answers.get(answer).connections(),
            answers.get(answer).pluginDependent()));
  }
}
