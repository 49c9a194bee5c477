package dev.sallyport.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What pairs may exchange, as numbers, of which 0 is nothing. */
final class Answers {
  private final List<ConnectivityDiff.Allowed> answers = new ArrayList<>();
  private final Map<ConnectivityDiff.Allowed, Integer> ids = new HashMap<>();

  Answers() {
    number(ConnectivityDiff.Allowed.NOTHING);
  }

  private int number(ConnectivityDiff.Allowed allowed) {
    Integer known = ids.get(allowed);
    if (known == null) {
      known = answers.size();
      ids.put(allowed, known);
      answers.add(allowed);
    }
    return known;
  }

  ConnectivityDiff.Allowed get(int id) {
    return answers.get(id);
  }

  /** The answers of one fleet, from what each behavior that is possible makes of it. */
  final class Of {
    private final List<World> worlds;

    /** Answers by what each world says, numbered world by world. */
    private final IntTuples said = new IntTuples();

    private final IntList answerOfSaid = new IntList();
    private final int[] tuple;

    /** Answers by what the one world says, if there is one. */
    private final int[] single;

    Of(List<World> worlds) {
      this.worlds = worlds;
      this.tuple = new int[worlds.size()];
      this.single = new int[worlds.size() == 1 ? worlds.get(0).table().size() : 0];
      for (int id = 0; id < single.length; id++) {
        single[id] =
            number(new ConnectivityDiff.Allowed(worlds.get(0).table().get(id), ConnectionSet.NONE));
      }
    }

    List<World> worlds() {
      return worlds;
    }

    /** What the groups of two classes say. */
    int table(int from, int to) {
      for (int w = 0; w < tuple.length; w++) {
        QuotientMatrix matrix = worlds.get(w).quotient();
        tuple[w] = matrix.table(matrix.sourceGroup(from), matrix.destinationGroup(to));
      }
      return ofTuple();
    }

    /** What two classes may exchange. */
    int connections(int from, int to) {
      for (int w = 0; w < tuple.length; w++) {
        tuple[w] = worlds.get(w).quotient().connections(from, to);
      }
      return ofTuple();
    }

    /** The answer to what the one world says. */
    int ofOne(int connections) {
      return single[connections];
    }

    private int ofTuple() {
      if (tuple.length == 1) {
        return single[tuple[0]];
      }
      int id = said.intern(tuple);
      if (id == answerOfSaid.size()) {
        ConnectionSet common = ConnectionSet.ALL;
        ConnectionSet some = ConnectionSet.NONE;
        for (int w = 0; w < tuple.length; w++) {
          ConnectionSet each = worlds.get(w).table().get(tuple[w]);
          common = common.intersect(each);
          some = some.union(each);
        }
        answerOfSaid.add(number(new ConnectivityDiff.Allowed(common, some.subtract(common))));
      }
      return answerOfSaid.get(id);
    }

    /** For each class, the number of its group as a source, the same in each world. */
    int[] sourceGroups(int classes) {
      return groups(classes, true);
    }

    /** For each class, the number of its group as a destination, the same in each world. */
    int[] destinationGroups(int classes) {
      return groups(classes, false);
    }

    private int[] groups(int classes, boolean asSource) {
      IntTuples ids = new IntTuples();
      int[] result = new int[classes];
      for (int c = 0; c < classes; c++) {
        for (int w = 0; w < tuple.length; w++) {
          QuotientMatrix matrix = worlds.get(w).quotient();
          tuple[w] = asSource ? matrix.sourceGroup(c) : matrix.destinationGroup(c);
        }
        result[c] = tuple.length == 1 ? tuple[0] : ids.intern(tuple);
      }
      return result;
    }
  }
}
