package dev.sallyport.reach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a quotient matrix as rectangles without overlap: first what groups say, without the single
 * pairs that differ, then those pairs. {@code O(rows + single pairs)}.
 */
final class QuotientRows {
  private final World world;
  private final QuotientMatrix matrix;
  private final PodClasses classes;
  private final List<Pod> pods;
  private final int[][] sources;
  private final int[][] destinations;
  private final List<Matrix.Row> rows = new ArrayList<>();

  QuotientRows(World world, PodClasses classes, List<Pod> pods) {
    this.world = world;
    this.matrix = world.quotient();
    this.classes = classes;
    this.pods = pods;
    int size = classes.size();
    int[] sourceGroup = new int[size];
    int[] destinationGroup = new int[size];
    for (int c = 0; c < size; c++) {
      sourceGroup[c] = matrix.sourceGroup(c);
      destinationGroup[c] = matrix.destinationGroup(c);
    }
    sources = byGroup(sourceGroup, matrix.sourceGroups());
    destinations = byGroup(destinationGroup, matrix.destinationGroups());
  }

  private static int[][] byGroup(int[] groupOf, int groups) {
    int[] count = new int[groups];
    for (int group : groupOf) {
      count[group]++;
    }
    int[][] result = new int[groups][];
    for (int g = 0; g < groups; g++) {
      result[g] = new int[count[g]];
    }
    for (int c = groupOf.length - 1; c >= 0; c--) {
      result[groupOf[c]][--count[groupOf[c]]] = c;
    }
    return result;
  }

  List<Matrix.Row> rows() {
    Map<Long, IntList> differing = differing();
    for (int g = 0; g < sources.length; g++) {
      if (matrix.isFreeSource(g)) {
        for (int h = 0; h < destinations.length; h++) {
          if (matrix.isFreeDestination(h)) {
            rectangle(g, h, ConnectionTable.ALL, differing);
          }
        }
      }
      for (int i = matrix.rowStart()[g]; i < matrix.rowStart()[g + 1]; i++) {
        if (!matrix.isFreeSource(g) || !matrix.isFreeDestination(matrix.rowGroup()[i])) {
          rectangle(g, matrix.rowGroup()[i], matrix.rowConnections()[i], differing);
        }
      }
    }
    singlePairs();
    return rows;
  }

  /** Per pair of groups that allow something, the single pairs that differ: source, destination. */
  private Map<Long, IntList> differing() {
    Map<Long, IntList> result = new LinkedHashMap<>();
    for (int s = 0; s < classes.size(); s++) {
      int g = matrix.sourceGroup(s);
      for (int i = matrix.pairStart()[s]; i < matrix.pairStart()[s + 1]; i++) {
        int h = matrix.destinationGroup(matrix.pairClass()[i]);
        if (matrix.table(g, h) != ConnectionTable.NONE) {
          IntList list = result.computeIfAbsent((long) g << 32 | h, k -> new IntList());
          list.add(s);
          list.add(matrix.pairClass()[i]);
        }
      }
    }
    return result;
  }

  private void rectangle(int g, int h, int allowed, Map<Long, IntList> differing) {
    IntList holes = differing.get((long) g << 32 | h);
    if (holes == null) {
      row(sources[g], destinations[h], allowed);
      return;
    }
    // Sources that miss the same destinations share a row.
    Map<List<Integer>, IntList> byHoles = new LinkedHashMap<>();
    int at = 0;
    for (int s : sources[g]) {
      List<Integer> missed = new ArrayList<>();
      for (; at < holes.size() && holes.get(at) == s; at += 2) {
        missed.add(holes.get(at + 1));
      }
      byHoles.computeIfAbsent(missed, m -> new IntList()).add(s);
    }
    byHoles.forEach(
        (missed, from) ->
            row(
                from.toArray(),
                Arrays.stream(destinations[h])
                    .filter(d -> missed.isEmpty() || !missed.contains(d))
                    .toArray(),
                allowed));
  }

  /** Sources with the same single pairs share rows. */
  private void singlePairs() {
    IntTuples lists = new IntTuples();
    IntList list = new IntList();
    List<IntList> members = new ArrayList<>();
    for (int s = 0; s < classes.size(); s++) {
      list.clear();
      for (int i = matrix.pairStart()[s]; i < matrix.pairStart()[s + 1]; i++) {
        if (matrix.pairConnections()[i] != ConnectionTable.NONE) {
          list.add(matrix.pairConnections()[i]);
          list.add(matrix.pairClass()[i]);
        }
      }
      if (list.size() > 0) {
        list.sortPairs(0);
        int id = lists.intern(list);
        if (id == members.size()) {
          members.add(new IntList());
        }
        members.get(id).add(s);
      }
    }
    for (int id = 0; id < members.size(); id++) {
      int[] from = members.get(id).toArray();
      IntList to = new IntList();
      for (int i = 0; i < lists.length(id); i += 2) {
        to.add(lists.item(id, i + 1));
        if (i + 2 == lists.length(id) || lists.item(id, i + 2) != lists.item(id, i)) {
          row(from, to.toArray(), lists.item(id, i));
          to.clear();
        }
      }
    }
  }

  private void row(int[] from, int[] to, int allowed) {
    if (from.length == 0 || to.length == 0) {
      return;
    }
    if (from.length == 1 && Arrays.equals(from, to) && classes.count(from[0]) == 1) {
      return;
    }
    rows.add(
        new Matrix.Row(
            new Group.Pods(new PodList(pods, classes, from)),
            new Group.Pods(new PodList(pods, classes, to)),
            world.table().get(allowed),
            ConnectionSet.NONE));
  }
}
