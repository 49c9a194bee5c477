package dev.sallyport.reach.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.reach.AddressRange;
import dev.sallyport.reach.ConnectionSet;
import dev.sallyport.reach.Endpoint;
import dev.sallyport.reach.Group;
import dev.sallyport.reach.Matrix;
import dev.sallyport.reach.Pod;
import dev.sallyport.reach.Reachability;
import dev.sallyport.reach.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The matrix, expanded, against the answers for single pairs. */
class MatrixTest {

  @Test
  void expands_to_the_connections_of_every_pair() {
    Trials.of(20_000, 1_000_000, (sample, random) -> agrees(sample));
  }

  @Test
  void expands_to_the_connections_of_every_pair_of_a_crowd() {
    Trials.of(40, 2_000, SmallFleets::crowd, (sample, random) -> agrees(sample));
  }

  private static void agrees(Sample sample) {
    Snapshot snapshot = sample.before();
    Reachability engine = Reachability.of(snapshot, sample.profile());
    List<Endpoint> ends = new ArrayList<>(AddressPieces.of(snapshot));
    snapshot.pods().stream().filter(Pod::isLive).forEach(ends::add);
    Map<Pair, Cell> matrix = expanded(engine.matrix(), ends);
    for (Endpoint from : ends) {
      for (Endpoint to : ends) {
        if (!from.equals(to) && (from instanceof Pod || to instanceof Pod)) {
          Cell expected = new Cell(engine.connections(from, to), engine.pluginDependent(from, to));
          Cell actual = matrix.remove(new Pair(from, to));
          if (actual == null) {
            actual = new Cell(ConnectionSet.NONE, ConnectionSet.NONE);
          }
          if (!actual.equals(expected)) {
            assertThat(actual).as("%s -> %s", from.id(), to.id()).isEqualTo(expected);
          }
        }
      }
    }
    assertThat(matrix).as("pairs that don't belong there").isEmpty();
  }

  private record Pair(Endpoint from, Endpoint to) {}

  private record Cell(ConnectionSet connections, ConnectionSet pluginDependent) {}

  private static Map<Pair, Cell> expanded(Matrix matrix, List<Endpoint> ends) {
    Map<Pair, Cell> all = new HashMap<>();
    int rows = 0;
    for (Matrix.Row row : matrix) {
      rows++;
      Cell cell = new Cell(row.connections(), row.pluginDependent());
      assertThat(row.connections().intersect(row.pluginDependent())).isEqualTo(ConnectionSet.NONE);
      assertThat(row.connections().union(row.pluginDependent())).isNotEqualTo(ConnectionSet.NONE);
      for (Endpoint from : members(row.from(), ends)) {
        for (Endpoint to : members(row.to(), ends)) {
          if (!from.equals(to)) {
            assertThat(all.put(new Pair(from, to), cell)).as("%s -> %s twice", from, to).isNull();
          }
        }
      }
    }
    assertThat(matrix.size()).isEqualTo(rows);
    return all;
  }

  private static List<Endpoint> members(Group group, List<Endpoint> ends) {
    if (group instanceof Group.Pods pods) {
      assertThat(pods.pods()).isNotEmpty();
      assertThat(new HashSet<>(pods.pods())).hasSameSizeAs(pods.pods());
      return List.copyOf(pods.pods());
    }
    List<AddressRange> ranges = ((Group.Addresses) group).ranges();
    assertThat(ranges).isNotEmpty().isSorted();
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i - 1).overlaps(ranges.get(i))).as("%s", ranges).isFalse();
    }
    List<Endpoint> pieces = new ArrayList<>();
    for (Endpoint end : ends) {
      if (end instanceof AddressRange piece) {
        boolean inside = ranges.stream().anyMatch(range -> range.contains(piece));
        boolean touched = ranges.stream().anyMatch(range -> range.overlaps(piece));
        assertThat(inside).as("all or nothing of %s in %s", piece, ranges).isEqualTo(touched);
        if (inside) {
          pieces.add(piece);
        }
      }
    }
    return pieces;
  }

  @Test
  void is_the_same_each_time() {
    Trials.of(
        300,
        3_000,
        (sample, random) -> {
          List<Matrix.Row> once = rows(sample);
          assertThat(rows(sample)).isEqualTo(once);
        });
  }

  private static List<Matrix.Row> rows(Sample sample) {
    List<Matrix.Row> rows = new ArrayList<>();
    Reachability.of(sample.before(), sample.profile()).matrix().forEach(rows::add);
    return rows;
  }
}
